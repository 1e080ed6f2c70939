"""A world with the official accounts of Wajo on all five platforms, spoken to as the platforms' clients do."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from PIL import Image
from werkzeug.test import TestResponse

from kentongan.sandbox.app import create_app
from kentongan.sandbox.service import Sandbox

BASE = "http://127.0.0.1:8801"
PAGE, IG, X, CHANNEL, TIKTOK = "100001", "17841400000000001", "2001", "UCwajo", "open-wajo"
IDS = {"facebook": PAGE, "instagram": IG, "x": X, "youtube": CHANNEL, "tiktok": TIKTOK}
RULES = {
    "instagram_processing_seconds": 0,
    "tiktok_processing_seconds": 0,
    "tiktok_moderation_seconds": 0,
    "youtube_processing_seconds": 0,
}


def accounts() -> list[dict[str, Any]]:
    return [
        {
            "platform": platform, "remote_id": remote_id, "name": "Pemkab Wajo", "handle": "pemkabwajo", "token": f"token-{platform}",
            "refresh_token": f"refresh-{platform}", "app_secret": "rahasia", "avatar_hue": 190,
        }
        for platform, remote_id in IDS.items()
    ]  # fmt: skip


@dataclass
class World:
    """One world of a sandbox that runs inside the test."""

    sandbox: Sandbox
    client: FlaskClient

    def control(self, method: str, path: str, told: object = None) -> Any:
        answer = self.client.open(f"/_kendali/dunia/wajo{path}", method=method, json=told)
        assert answer.status_code == 200, answer.text
        return answer.json

    def record(self) -> Any:
        return self.control("GET", "/catatan")

    def fault(self, **told: object) -> None:
        self.control("POST", "/gangguan", told)

    def citizen(self, platform: str, post_id: str, text: str, **more: object) -> str:
        told = {
            "platform": platform,
            "post_id": post_id,
            "author_id": "77",
            "author_name": "Rani",
            "text": text,
            **more,
        }
        return str(self.control("POST", "/warga", told)["remote_id"])

    def seed(self, platform: str, text: str = "Gotong royong Sabtu ini", **more: Any) -> str:
        told = {"platform": platform, "account": IDS[platform], "text": text, **more}
        return str(self.control("POST", "/kiriman", told)["remote_id"])

    def call(self, platform: str, method: str, address: str, *, token: str | None = None, **more: Any) -> TestResponse:
        """Call a vendor's address: host and path, as in "graph.facebook.com/v26.0/me"."""
        headers = {"Authorization": f"Bearer {token or 'token-' + platform}", **more.pop("headers", {})}
        return self.client.open(f"/dunia/wajo/{address}", method=method, headers=headers, **more)


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[Sandbox]:
    opened = Sandbox.open(tmp_path / "sandbox", base_url=BASE)
    yield opened
    opened.close()


@pytest.fixture
def world(sandbox: Sandbox) -> World:
    app = create_app(sandbox)
    app.testing = True
    made = World(sandbox, app.test_client())
    made.control("PUT", "", {"title": "Kabupaten Wajo", "accounts": accounts(), "rules": RULES})
    return made


@pytest.fixture
def picture() -> Callable[..., bytes]:
    def draw(kind: str = "JPEG", size: tuple[int, int] = (640, 640)) -> bytes:
        out = io.BytesIO()
        Image.new("RGB", size, (10, 90, 80)).save(out, kind)
        return out.getvalue()

    return draw


@pytest.fixture
def video() -> bytes:
    return b"\x00\x00\x00\x18ftypmp42" + bytes(range(256)) * 2400
