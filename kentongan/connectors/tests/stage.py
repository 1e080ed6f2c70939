"""A platform that answers what the test wants, and an act to send to it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx

from kentongan.connectors import registry
from kentongan.connectors.contract import (
    Account,
    Act,
    AppKeys,
    Connector,
    MediaFile,
    Outbound,
    Outcome,
    Platform,
    Secret,
)
from kentongan.core.http import Http

HOSTS = (
    "*.facebook.com",
    "api.x.com",
    "*.googleapis.com",
    "*.tiktokapis.com",
    "business-api.tiktok.com",
    "bsky.social",
)
SINCE = datetime(2026, 11, 23, 1, 59, tzinfo=UTC)
REMOTE_ID = "104001"
TOKEN = "token-sangat-rahasia"
Script = httpx.Response | Exception
HERE = Path(__file__).parent.parent


def fixture(platform: Platform, name: str) -> Any:
    return json.loads(body(platform, name))


def body(platform: Platform, name: str) -> bytes:
    return (HERE / platform / "tests" / "fixtures" / f"{name}.json").read_bytes()


def says(platform: Platform, name: str, status: int = 200, **headers: str) -> httpx.Response:
    given = {"content-type": "application/json"} | {key.replace("_", "-"): value for key, value in headers.items()}
    return httpx.Response(status, content=body(platform, name), headers=given)


def account(platform: Platform, **changed: Any) -> Account:
    remote_id = "UCwajo" if platform is Platform.YOUTUBE else REMOTE_ID
    made = Account(remote_id, Secret(TOKEN), {}, AppKeys("klien", Secret("rahasia-aplikasi")))
    return replace(made, **changed)


def post(platform: Platform, media: tuple[MediaFile, ...], text: str = "Jembatan Cenrana dibuka kembali") -> Outbound:
    del platform
    return Outbound(Act.PUBLISH, "kunci", text, "Jembatan dibuka", media)


def answer(text: str = "Sampai Jumat") -> Outbound:
    return Outbound(Act.REPLY, "kunci", text, reply_to="Ugw1", post_id="p1")


def file_of(kind: str, folder: Path, size: int = 20) -> MediaFile:
    path = folder / f"berkas.{kind}"
    path.write_bytes(b"x" * size)
    mime = "image/jpeg" if kind == "image" else "video/mp4"
    return MediaFile(kind, mime, size, "0" * 64, path, "https://wajo.example/foto.jpg", "Jembatan", seconds=20)


@dataclass
class Stage:
    """One platform with a script: each call takes the next answer; the last one is repeated."""

    platform: Platform
    script: list[Script] = field(default_factory=list)
    calls: list[httpx.Request] = field(default_factory=list)
    account: Account = field(init=False)

    def __post_init__(self) -> None:
        self.account = account(self.platform)

    @property
    def connector(self) -> Connector:
        return registry.connector(self.platform, Http(HOSTS, transport=httpx.MockTransport(self._next)))

    def will_say(self, *names: str | Script) -> Stage:
        self.script = [says(self.platform, one) if isinstance(one, str) else one for one in names]
        return self

    def run(self, step: str, outbound: Outbound, **memory: str) -> Outcome:
        return self.connector.run(step, outbound, memory, self.account)

    def _next(self, request: httpx.Request) -> httpx.Response:
        self.calls.append(request)
        told = self.script.pop(0) if len(self.script) > 1 else self.script[0]
        if isinstance(told, Exception):
            raise told
        return httpx.Response(told.status_code, content=told.content, headers=told.headers)


Maker = Callable[[Path], Outbound]
