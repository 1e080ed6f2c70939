"""Meta's own SDK, strict, walks every flow of an Instagram account through the sandbox."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
import requests
from facebook_business import apiconfig
from facebook_business.adobjects.igcomment import IGComment
from facebook_business.adobjects.igmedia import IGMedia
from facebook_business.adobjects.iguser import IGUser
from facebook_business.api import FacebookAdsApi
from facebook_business.exceptions import FacebookRequestError
from facebook_business.session import FacebookSession

from kentongan.sandbox.server import build
from kentongan.sandbox.tests.conftest import IG, RULES, accounts
from tests import loopback

FILM = b"\x00\x00\x00\x18ftypmp42" + bytes(range(256)) * 600
CONTROL = "_kendali/dunia/wajo"


@pytest.fixture
def base(tmp_path: Path) -> Iterator[str]:
    server, sandbox = build(tmp_path / "sandbox", "127.0.0.1", 0)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    world: Any = {"title": "Wajo", "accounts": accounts(), "rules": RULES}
    requests.put(f"{sandbox.base_url}/{CONTROL}", json=world, timeout=5).raise_for_status()
    yield sandbox.base_url
    server.shutdown()
    server.server_close()
    sandbox.close()


@pytest.fixture
def user(base: str, monkeypatch: pytest.MonkeyPatch) -> IGUser:
    monkeypatch.setitem(apiconfig.ads_api_config, "STRICT_MODE", True)
    session = FacebookSession("app", "rahasia", "token-instagram", timeout=15)
    session.GRAPH = f"{base}/dunia/wajo/graph.facebook.com"
    return IGUser(IG, api=FacebookAdsApi(session, api_version="v26.0"))


@pytest.fixture
def files(picture: Callable[..., bytes]) -> Iterator[str]:
    held = {"/foto.jpg": picture(), "/film.mp4": FILM}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(held[self.path])

        def log_message(self, *_told: object) -> None:
            """Say nothing."""

    with loopback.answering(Handler) as base:
        yield base


def told(answer: Any) -> dict[str, Any]:
    return dict(answer.export_all_data())


def publish(user: IGUser, **params: object) -> str:
    made = told(user.create_media(params=params))
    return str(told(user.create_media_publish(params={"creation_id": made["id"]}))["id"])


def say(base: str, kind: str, text: str, **more: str) -> str:
    body = {"platform": "instagram", "author_id": "77", "author_name": "rani", "text": text, "kind": kind, **more}
    return str(requests.post(f"{base}/{CONTROL}/warga", json=body, timeout=5).json()["remote_id"])


def test_a_photo_is_published_and_listed(user: IGUser, files: str) -> None:
    limit = next(iter(user.get_content_publishing_limit(fields=["quota_usage", "config"])))
    assert told(limit)["config"]["quota_total"] == 50
    media_id = publish(user, image_url=f"{files}/foto.jpg", caption="Pasar murah", alt_text="Pasar")
    fields = ["id", "caption", "permalink", "timestamp", "media_type", "media_product_type", "like_count"]
    (shown,) = [told(one) for one in user.get_media(fields=fields)]
    assert (shown["id"], shown["media_type"], shown["media_product_type"]) == (media_id, "IMAGE", "FEED")


def test_a_reel_goes_up_in_bytes_and_comes_out(user: IGUser, base: str) -> None:
    params = {"media_type": "REELS", "upload_type": "resumable", "caption": "Panen", "share_to_feed": True}
    made = told(user.create_media(params=params))
    assert made["uri"].startswith(f"{base}/dunia/wajo/rupload.facebook.com/ig-api-upload/v26.0/")
    with pytest.raises(FacebookRequestError) as early:
        user.create_media_publish(params={"creation_id": made["id"]})
    assert (early.value.api_error_code(), early.value.api_error_subcode()) == (9007, 2207027)
    headers = {"Authorization": "OAuth token-instagram", "offset": "0", "file_size": str(len(FILM))}
    halfway = requests.post(made["uri"], FILM[:1000], headers=headers, timeout=5)
    assert halfway.json()["debug_info"]["retriable"] is True
    at = f"{base}/dunia/wajo/graph.facebook.com/v26.0/{made['id']}"
    asked = {"fields": "video_status", "access_token": "token-instagram"}
    phase = requests.get(at, asked, timeout=5).json()["video_status"]["uploading_phase"]
    assert phase["bytes_transferred"] == 1000
    wrong = requests.post(made["uri"], FILM, headers=headers, timeout=5)
    assert wrong.json()["debug_info"]["type"] == "OffsetInvalidError"
    rest = requests.post(made["uri"], FILM[1000:], headers=headers | {"offset": "1000"}, timeout=5)
    assert rest.json()["success"] is True
    media_id = told(user.create_media_publish(params={"creation_id": made["id"]}))["id"]
    shown = told(IGMedia(media_id, api=user._api).api_get(fields=["media_type", "media_product_type"]))
    assert (shown["media_type"], shown["media_product_type"]) == ("VIDEO", "REELS")


def test_a_mixed_carousel_and_a_story_are_published(user: IGUser, files: str) -> None:
    items = [
        told(user.create_media(params=one | {"is_carousel_item": True}))["id"]
        for one in ({"image_url": f"{files}/foto.jpg"}, {"media_type": "VIDEO", "video_url": f"{files}/film.mp4"})
    ]
    album = publish(user, media_type="CAROUSEL", children=items, caption="Dua")
    story = publish(user, media_type="STORIES", video_url=f"{files}/film.mp4")
    assert [told(one)["id"] for one in user.get_media(fields=["id"])] == [album]
    assert [told(one)["id"] for one in user.get_stories(fields=["id"])] == [story]


def test_comments_are_written_hidden_and_taken_away(user: IGUser, base: str, files: str) -> None:
    media = IGMedia(publish(user, image_url=f"{files}/foto.jpg", caption="Pasar"), api=user._api)
    media.create_comment(params={"message": "Info: wajokab.go.id"})
    citizen = IGComment(say(base, "comment", "Kasar", post_id=media["id"]), api=user._api)
    assert told(citizen.create_reply(params={"message": "Mohon sopan"}))["id"]
    citizen.api_update(params={"hide": True})
    fields = ["id", "text", "hidden", "username", "timestamp", "parent_id"]
    assert [told(one)["hidden"] for one in media.get_comments(fields=fields)] == [True, False]
    assert len(list(citizen.get_replies(fields=fields))) == 1
    citizen.api_delete()
    assert [told(one)["text"] for one in media.get_comments(fields=fields)] == ["Info: wajokab.go.id"]


def test_mentions_and_messages_are_read_and_answered(user: IGUser, base: str) -> None:
    media_id = say(base, "mention", "Bersama @pemkabwajo", account=IG)
    say(base, "message", "Halo", account=IG)
    assert [told(one)["caption"] for one in user.get_tags(fields=["id", "caption", "username"])] == [
        "Bersama @pemkabwajo"
    ]
    assert told(user.create_mention(params={"media_id": media_id, "message": "Terima kasih"}))["id"]
    user.create_message(params={"recipient": {"id": "77"}, "message": {"text": "Halo juga"}})
    at = f"{base}/dunia/wajo/graph.facebook.com/v26.0/{IG}/conversations"  # the SDK has no object for a conversation
    asked = {"platform": "instagram", "fields": "id,participants", "access_token": "token-instagram"}
    (talk,) = requests.get(at, asked, timeout=5).json()["data"]
    assert {one["id"] for one in talk["participants"]["data"]} == {"77", IG}


def test_figures_are_asked_for_by_names_that_still_live(user: IGUser, base: str, files: str) -> None:
    media = IGMedia(publish(user, image_url=f"{files}/foto.jpg", caption="Pasar"), api=user._api)
    metrics = ["views", "reach", "likes", "comments", "shares", "saved", "total_interactions"]
    assert [told(one)["name"] for one in media.get_insights(params={"metric": metrics})] == metrics
    with pytest.raises(FacebookRequestError):
        list(media.get_insights(params={"metric": ["impressions"]}))
