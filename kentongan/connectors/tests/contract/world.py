"""A real sandbox program with one world, for tests that walk a platform from post to figures."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

from PIL import Image

from kentongan.connectors.contract import Account, AppKeys, MediaFile, Platform, Secret
from tests import loopback

HOSTS = (
    "graph.facebook.com",
    "graph-video.facebook.com",
    "rupload.facebook.com",
    "www.facebook.com",
    "api.x.com",
    "x.com",
    "youtube.googleapis.com",
    "oauth2.googleapis.com",
    "youtubeanalytics.googleapis.com",
    "accounts.google.com",
    "www.youtube.com",
    "open.tiktokapis.com",
    "open-upload.tiktokapis.com",
    "business-api.tiktok.com",
    "www.tiktok.com",
)
REMOTE_IDS = {
    Platform.FACEBOOK: "104001",
    Platform.INSTAGRAM: "17841400001",
    Platform.X: "190001",
    Platform.YOUTUBE: "UCwajo0000000000000000001",
    Platform.TIKTOK: "open-wajo-1",
}
RULES = {
    "instagram_processing_seconds": 0,
    "tiktok_processing_seconds": 0,
    "tiktok_moderation_seconds": 0,
    "youtube_processing_seconds": 0,
}


@dataclass(frozen=True, slots=True)
class World:
    """One world of a running sandbox."""

    base: str
    name: str

    def control(self, method: str, path: str, told: Any = None) -> Any:
        answer = loopback.call(method, f"{self.base}/_kendali/dunia/{self.name}{path}", json=told)
        answer.raise_for_status()
        return answer.json()

    def account(self, platform: Platform, token: str = "") -> Account:
        hosts = {host: f"{self.base}/dunia/{self.name}/{host}" for host in HOSTS}
        keys = AppKeys("app", Secret("rahasia-aplikasi"))
        refresh = Secret(f"refresh-{platform}")
        return Account(REMOTE_IDS[platform], Secret(token or f"token-{platform}"), hosts, keys, refresh)

    def public(self, platform: Platform) -> list[dict[str, Any]]:
        return [one for one in self.control("GET", "/catatan")["kiriman"] if one["platform"] == platform]

    def told_comments(self, platform: Platform) -> list[dict[str, Any]]:
        return [one for one in self.control("GET", "/catatan")["komentar"] if one["platform"] == platform]

    def fault(self, kind: str, path: str, times: int = 1) -> None:
        self.control("POST", "/gangguan", {"kind": kind, "path": path, "times": times})


def create(base: str, name: str) -> World:
    world = World(base, name)
    accounts = [
        {
            "platform": platform,
            "remote_id": remote_id,
            "name": "Kabupaten Wajo",
            "handle": "wajokab",
            "token": f"token-{platform}",
            "refresh_token": f"refresh-{platform}",
            "app_secret": "rahasia-aplikasi",
        }
        for platform, remote_id in REMOTE_IDS.items()
    ]
    world.control("PUT", "", {"title": "Wajo", "accounts": accounts, "rules": RULES})
    return world


@contextmanager
def running(folder: Path) -> Iterator[str]:
    command = [sys.executable, "-m", "kentongan.sandbox", "--port", "0", "--data", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        try:
            yield program.stdout.readline().strip().removeprefix("sandbox ready ")
        finally:
            program.terminate()


@contextmanager
def serving(content: bytes) -> Iterator[str]:
    """A place from which Instagram can fetch a picture."""

    class Picture(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "image/jpeg")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            return

    with loopback.answering(Picture) as base:
        yield f"{base}/foto.jpg"


def jpeg() -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", (400, 400), "teal").save(kept, "JPEG")
    return kept.getvalue()


def photo(folder: Path, url: str, name: str = "foto.jpg") -> MediaFile:
    path = folder / name
    path.write_bytes(jpeg())
    return MediaFile("image", "image/jpeg", path.stat().st_size, "0" * 64, path, url, "Jalan yang selesai diperbaiki")


def video(folder: Path, size: int) -> MediaFile:
    path = folder / "video.mp4"
    path.write_bytes((b"\x00\x00\x00\x18ftypmp42" + bytes(size))[:size])
    return MediaFile("video", "video/mp4", size, "1" * 64, path, "", seconds=20.0)
