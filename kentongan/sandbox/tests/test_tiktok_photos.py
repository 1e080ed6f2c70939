"""TikTok's photos, the author's choices and what may go wrong with a post."""

from __future__ import annotations

import http.server
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from kentongan.sandbox.tests.conftest import World
from kentongan.sandbox.tests.test_tiktok import ask, init, put, status
from tests import loopback


@pytest.fixture
def address(picture: Callable[..., bytes]) -> Iterator[str]:
    files = {"/foto.jpg": picture(), "/foto.webp": picture("WEBP"), "/foto.png": picture("PNG")}

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path in files else 404)
            self.end_headers()
            self.wfile.write(files.get(self.path, b""))

        def log_message(self, *_told: object) -> None:
            return

    with loopback.answering(Handler) as base:
        yield base


def photos(world: World, addresses: list[str], **more: object) -> Any:
    post = {"title": "Pasar", "description": "Pasar Tempe ramai", "privacy_level": "PUBLIC_TO_EVERYONE", **more}
    source = {"source": "PULL_FROM_URL", "photo_images": addresses, "photo_cover_index": 0}
    told = {"media_type": "PHOTO", "post_mode": "DIRECT_POST", "post_info": post, "source_info": source}
    return ask(world, "/post/publish/content/init/", told).json


def test_photos_stand_there_in_their_order(world: World, address: str) -> None:
    told = photos(world, [f"{address}/foto.jpg", f"{address}/foto.webp"])
    assert status(world, told["data"]["publish_id"])["status"] == "PUBLISH_COMPLETE"
    (shown,) = world.record()["kiriman"]
    assert [one["mime"] for one in shown["media"]] == ["image/jpeg", "image/webp"]
    assert (shown["title"], shown["text"]) == ("Pasar", "Pasar Tempe ramai")


@pytest.mark.parametrize(
    ("file", "reason"), [("/hilang.jpg", "photo_pull_failed"), ("/foto.png", "file_format_check_failed")]
)
def test_what_cannot_be_fetched_or_read_fails_with_its_reason(
    world: World, address: str, file: str, reason: str
) -> None:
    told = photos(world, [address + file])
    assert status(world, told["data"]["publish_id"])["fail_reason"] == reason
    assert world.record()["kiriman"] == []


def test_addresses_nobody_verified_are_refused(world: World, address: str) -> None:
    world.control("PUT", "", {"rules": {"tiktok_verified_address": False}})
    assert photos(world, [f"{address}/foto.jpg"])["error"]["code"] == "url_ownership_unverified"


def test_photos_have_their_own_limits(world: World, address: str) -> None:
    many = [f"{address}/foto.jpg"] * 36
    assert photos(world, many)["error"]["code"] == "invalid_params"
    assert photos(world, many[:1], title="a" * 91)["error"]["code"] == "invalid_params"
    assert photos(world, many[:1], description="a" * 4001)["error"]["code"] == "invalid_params"
    assert photos(world, many[:1], disable_comment="ya")["error"]["code"] == "invalid_params"


def test_the_days_share_is_refused_with_http_200_when_asked_about_the_creator(world: World, video: bytes) -> None:
    world.control("PUT", "", {"rules": {"tiktok_daily_posts": 1}})
    data = init(world, len(video)).json["data"]
    put(world, data["upload_url"], video, f"0-{len(video) - 1}/{len(video)}")
    asked = ask(world, "/post/publish/creator_info/query/")
    assert (asked.status_code, asked.json["error"]["code"]) == (200, "spam_risk_too_many_posts")
    assert init(world, len(video)).status_code == 403


def test_an_upload_address_does_not_live_for_ever(world: World, video: bytes) -> None:
    world.control("PUT", "", {"rules": {"tiktok_upload_seconds": -1}})
    data = init(world, len(video)).json["data"]
    assert put(world, data["upload_url"], video, f"0-{len(video) - 1}/{len(video)}").status_code == 403
    assert status(world, data["publish_id"]) == {"status": "PROCESSING_UPLOAD", "uploaded_bytes": 0}


def test_a_video_may_fail_after_all_its_bytes_came(world: World, video: bytes) -> None:
    world.control("PUT", "", {"rules": {"tiktok_fail_reason": "frame_rate_check_failed"}})
    data = init(world, len(video)).json["data"]
    put(world, data["upload_url"], video, f"0-{len(video) - 1}/{len(video)}")
    assert status(world, data["publish_id"])["fail_reason"] == "frame_rate_check_failed"
    assert world.record()["kiriman"] == []


def test_what_an_account_closed_itself_is_told(world: World) -> None:
    world.control("PUT", "", {"rules": {"tiktok_closed": ["comment"]}})
    told = ask(world, "/post/publish/creator_info/query/").json["data"]
    assert (told["comment_disabled"], told["duet_disabled"]) == (True, False)
