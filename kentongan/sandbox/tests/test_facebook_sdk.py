"""Meta's own SDK, strict, walks every flow of a Page through the sandbox: what it may not send, we do not ask for."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from facebook_business import apiconfig
from facebook_business.adobjects.comment import Comment
from facebook_business.adobjects.page import Page
from facebook_business.adobjects.pagepost import PagePost
from facebook_business.api import FacebookAdsApi
from facebook_business.exceptions import FacebookRequestError
from facebook_business.session import FacebookSession

from kentongan.sandbox.server import build
from kentongan.sandbox.tests.conftest import PAGE, RULES, accounts

FILM = b"\x00\x00\x00\x18ftypmp42" + bytes(range(256)) * 6000


@pytest.fixture
def base(tmp_path: Path) -> Iterator[str]:
    server, sandbox = build(tmp_path / "sandbox", "127.0.0.1", 0)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    rules = RULES | {"facebook_processing_seconds": 0}
    world: Any = {"title": "Wajo", "accounts": accounts(), "rules": rules}
    requests.put(f"{sandbox.base_url}/_kendali/dunia/wajo", json=world, timeout=5).raise_for_status()
    yield sandbox.base_url
    server.shutdown()
    server.server_close()
    sandbox.close()


@pytest.fixture
def page(base: str, monkeypatch: pytest.MonkeyPatch) -> Page:
    monkeypatch.setitem(apiconfig.ads_api_config, "STRICT_MODE", True)
    session = FacebookSession("app", "rahasia", "token-facebook", timeout=15)
    session.GRAPH = f"{base}/dunia/wajo/graph.facebook.com"
    return Page(PAGE, api=FacebookAdsApi(session, api_version="v26.0"))


def told(answer: Any) -> dict[str, Any]:
    return dict(answer.export_all_data())


def say(base: str, kind: str, text: str, **more: str) -> str:
    body = {"platform": "facebook", "author_id": "900", "author_name": "Rani", "text": text, "kind": kind, **more}
    return str(requests.post(f"{base}/_kendali/dunia/wajo/warga", json=body, timeout=5).json()["remote_id"])


def shown(base: str) -> list[dict[str, Any]]:
    kept: list[dict[str, Any]] = requests.get(f"{base}/_kendali/dunia/wajo/catatan", timeout=5).json()["kiriman"]
    return kept


def test_a_link_is_posted_read_edited_and_taken_away(page: Page, base: str) -> None:
    made = page.create_feed(params={"message": "Jembatan dibuka", "link": "https://wajokab.go.id"})
    post = PagePost(made["id"], api=page._api)
    fields = ["id", "message", "created_time", "permalink_url", "is_hidden", "is_published"]
    assert told(post.api_get(fields=fields))["message"] == "Jembatan dibuka"
    post.api_update(params={"message": "Jembatan ditutup"})
    assert [told(one)["message"] for one in page.get_published_posts(fields=fields)] == ["Jembatan ditutup"]
    post.api_delete()
    assert list(page.get_published_posts(fields=fields)) == []
    with pytest.raises(FacebookRequestError) as refused:
        post.api_get(fields=["id"])
    assert (refused.value.api_error_code(), refused.value.api_error_subcode()) == (100, 33)


def test_a_video_goes_up_in_chunks(page: Page, base: str) -> None:
    opened = told(page.create_video(params={"upload_phase": "start", "file_size": len(FILM)}))
    session, video_id = opened["upload_session_id"], opened["video_id"]
    start, end = int(opened["start_offset"]), int(opened["end_offset"])
    while start < end:
        chunk = {"upload_phase": "transfer", "upload_session_id": session, "start_offset": start}
        url = f"{base}/dunia/wajo/graph-video.facebook.com/v26.0/{PAGE}/videos"
        files = {"video_file_chunk": ("film.mp4", FILM[start:end])}
        form = chunk | {"access_token": "token-facebook"}
        answer = requests.post(url, data=form, files=files, timeout=5).json()
        start, end = int(answer["start_offset"]), int(answer["end_offset"])
    page.create_video(params={"upload_phase": "finish", "upload_session_id": session, "description": "Panen"})
    (post,) = shown(base)
    assert (post["text"], post["media"][0]["size"]) == ("Panen", len(FILM))
    video = requests.get(
        f"{base}/dunia/wajo/graph.facebook.com/v26.0/{video_id}",
        {"fields": "status,post_id,published", "access_token": "token-facebook"},
        timeout=5,
    ).json()
    assert video["status"]["publishing_phase"]["status"] == "complete"


@pytest.mark.parametrize("kind", ["reel", "story"])
def test_an_upright_video_is_announced_sent_and_finished(page: Page, base: str, kind: str) -> None:
    create = page.create_video_reel if kind == "reel" else page.create_video_story
    opened = told(create(params={"upload_phase": "START" if kind == "story" else "start"}))
    headers = {"Authorization": "OAuth token-facebook", "offset": "0", "file_size": str(len(FILM))}
    assert requests.post(opened["upload_url"], FILM, headers=headers, timeout=5).json() == {"success": True}
    finish = {"upload_phase": "FINISH" if kind == "story" else "finish", "video_id": opened["video_id"]}
    create(params={**finish, "video_state": "PUBLISHED", "description": "Panen"})
    (post,) = shown(base)
    assert post["extra"]["format"] == kind
    listed = [told(one) for one in page.get_stories(fields=["post_id", "media_id", "media_type", "status"])]
    assert [one["media_id"] for one in listed] == ([opened["video_id"]] if kind == "story" else [])


def test_comments_are_written_hidden_and_taken_away(page: Page, base: str) -> None:
    post = PagePost(page.create_feed(params={"message": "Pasar murah"})["id"], api=page._api)
    citizen = Comment(say(base, "comment", "Kasar", post_id=post["id"]), api=page._api)
    citizen.api_update(params={"is_hidden": True})
    fields = ["id", "message", "from", "is_hidden", "can_hide", "parent", "permalink_url"]
    assert told(citizen.api_get(fields=fields))["is_hidden"] is True
    answer = citizen.create_comment(params={"message": "Mohon sopan"})
    assert [told(one)["id"] for one in citizen.get_comments(fields=fields)] == [answer["id"]]
    citizen.api_delete()
    listed = post.get_comments(fields=fields, params={"filter": "stream", "order": "chronological"})
    assert list(listed) == []


def test_mentions_and_conversations_are_read_and_answered(page: Page, base: str) -> None:
    say(base, "mention", "Terima kasih", account=PAGE)
    say(base, "message", "Halo", account=PAGE)
    fields = ["id", "message", "from", "created_time", "permalink_url"]
    assert [told(one)["message"] for one in page.get_tagged(fields=fields)] == ["Terima kasih"]
    page.create_message(
        params={"recipient": {"id": "900"}, "messaging_type": "RESPONSE", "message": {"text": "Halo juga"}}
    )
    (talk,) = page.get_conversations(fields=["id", "participants"], params={"platform": "MESSENGER"})
    assert len(list(talk.get_messages())) == 2


def test_figures_are_asked_for_by_names_that_still_live(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(apiconfig.ads_api_config, "STRICT_MODE", False)  # it takes no name of a metric at all
    post = PagePost(page.create_feed(params={"message": "Vaksin"})["id"], api=page._api)
    with pytest.warns(UserWarning, match="metric"):
        (views,) = [
            told(one) for one in post.get_insights(params={"metric": ["post_media_view"], "period": "lifetime"})
        ]
    assert views["values"] == [{"value": 0}]
    with pytest.raises(FacebookRequestError), pytest.warns(UserWarning, match="metric"):
        post.get_insights(params={"metric": ["post_impressions"]})


def test_a_page_is_asked_to_push_and_to_stop(page: Page) -> None:
    page.create_subscribed_app(params={"subscribed_fields": ["feed", "mention", "messages"]})
    assert len(list(page.get_subscribed_apps())) == 1
    page.delete_subscribed_apps()
    assert list(page.get_subscribed_apps()) == []
