"""YouTube: resumable upload, lists, comment threads."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest

from kentongan.sandbox.tests import google
from kentongan.sandbox.tests.conftest import BASE, CHANNEL, World

API = "youtube.googleapis.com/youtube/v3"
UPLOAD = "youtube.googleapis.com/upload/youtube/v3/videos?uploadType=resumable&part=snippet,status"
CHUNK = 256 << 10


@pytest.fixture(autouse=True)
def judged(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hold every reply against Google's own description."""
    plain = World.call

    def call(self: World, platform: str, method: str, address: str, **more: Any) -> Any:
        answer = plain(self, platform, method, address, **more)
        host, _, path = address.partition("?")[0].partition("/")
        google.judge(host, method, f"/{path}", answer.status_code, answer.data)
        return answer

    monkeypatch.setattr(World, "call", call)


def open_session(world: World, title: str = "Video panen", **status: str) -> str:
    told = {"snippet": {"title": title, "description": "Panen raya"}, "status": status or {"privacyStatus": "public"}}
    answer = world.call("youtube", "POST", UPLOAD, json=told)
    assert answer.status_code == 200, answer.text
    parts = urlsplit(answer.headers["Location"])
    assert answer.headers["Location"].startswith(BASE)
    return f"{parts.path.removeprefix('/dunia/wajo/')}?{parts.query}"


def put(world: World, session: str, data: bytes, span: str) -> Any:
    return world.call("youtube", "PUT", session, data=data, headers={"Content-Range": f"bytes {span}"})


def test_a_video_sent_in_chunks_becomes_public_with_the_last_one(world: World, video: bytes) -> None:
    session, total = open_session(world), len(video)
    assert put(world, session, b"", f"*/{total}").headers.get("Range") is None
    first = put(world, session, video[:CHUNK], f"0-{CHUNK - 1}/{total}")
    assert (first.status_code, first.headers["Range"]) == (308, f"bytes=0-{CHUNK - 1}")
    assert world.record()["kiriman"] == []
    asked = put(world, session, b"", f"*/{total}")
    assert (asked.status_code, asked.headers["Range"]) == (308, f"bytes=0-{CHUNK - 1}")
    put(world, session, video[CHUNK : 2 * CHUNK], f"{CHUNK}-{2 * CHUNK - 1}/{total}")
    last = put(world, session, video[2 * CHUNK :], f"{2 * CHUNK}-{total - 1}/{total}")
    assert (last.status_code, last.json["snippet"]["title"]) == (200, "Video panen")
    post = world.record()["kiriman"][0]
    assert post["media"][0]["sha256"] == hashlib.sha256(video).hexdigest()
    assert put(world, session, b"", f"*/{total}").json["id"] == post["remote_id"]
    assert len(world.record()["kiriman"]) == 1


def test_a_chunk_that_does_not_continue_is_refused(world: World, video: bytes) -> None:
    assert put(world, open_session(world), video[:CHUNK], f"{CHUNK}-{2 * CHUNK - 1}/{len(video)}").status_code == 400


def test_a_private_video_is_no_public_post(world: World, video: bytes) -> None:
    session = open_session(world, privacyStatus="private")
    put(world, session, video, f"0-{len(video) - 1}/{len(video)}")
    assert world.record()["kiriman"] == []
    listed = world.call("youtube", "GET", f"{API}/playlistItems?part=snippet&playlistId=UU{CHANNEL[2:]}").json
    assert listed is not None
    assert len(listed["items"]) == 1


def test_a_title_is_needed_and_has_a_limit(world: World) -> None:
    for title in ("", "a" * 101):
        answer = world.call("youtube", "POST", UPLOAD, json={"snippet": {"title": title}})
        assert answer.json is not None
        assert answer.json["error"]["errors"][0]["reason"] == "invalidTitle"


def test_what_is_no_video_fails_and_stays_unseen(world: World) -> None:
    session = open_session(world)
    told = put(world, session, b"teks", "0-3/4").json
    status = world.call("youtube", "GET", f"{API}/videos?part=status&id={told['id']}").json
    assert status is not None
    assert status["items"][0]["status"]["failureReason"] == "invalidFile"
    assert world.record()["kiriman"] == []


def test_figures_are_strings_as_google_writes_them(world: World) -> None:
    video_id = world.seed("youtube", title="Panen", figures={"views": 55, "reactions": 4})
    told = world.call("youtube", "GET", f"{API}/videos?part=statistics&id={video_id}").json
    assert told is not None
    assert told["items"][0]["statistics"] == {
        "viewCount": "55",
        "likeCount": "4",
        "favoriteCount": "0",
        "commentCount": "0",
    }


def test_a_comment_is_read_in_its_thread_and_answered(world: World) -> None:
    video_id = world.seed("youtube", title="Panen")
    comment_id = world.citizen("youtube", video_id, "Bagus!")
    told = {"snippet": {"parentId": comment_id, "textOriginal": "Terima kasih"}}
    answer = world.call("youtube", "POST", f"{API}/comments?part=snippet", json=told).json
    threads = world.call("youtube", "GET", f"{API}/commentThreads?part=snippet,replies&videoId={video_id}").json
    assert answer is not None
    assert threads is not None
    thread = threads["items"][0]
    assert thread["snippet"]["topLevelComment"]["snippet"]["textOriginal"] == "Bagus!"
    assert [it["id"] for it in thread["replies"]["comments"]] == [answer["id"]]
    related = world.call(
        "youtube", "GET", f"{API}/commentThreads?part=snippet&allThreadsRelatedToChannelId={CHANNEL}"
    ).json
    assert related is not None
    assert related["items"][0]["id"] == comment_id


def test_wrong_tokens_and_missing_videos_have_googles_reasons(world: World) -> None:
    wrong = world.call("youtube", "GET", f"{API}/videos?part=id&id=x", token="salah")
    assert wrong.status_code == 401
    lost = world.call("youtube", "GET", f"{API}/commentThreads?part=snippet&videoId=tidakada")
    assert lost.json is not None
    assert (lost.status_code, lost.json["error"]["errors"][0]["reason"]) == (404, "videoNotFound")


def test_a_refresh_token_gives_an_access_token(world: World) -> None:
    told = {"grant_type": "refresh_token", "refresh_token": "refresh-youtube", "client_id": "a", "client_secret": "b"}
    good = world.client.post("/dunia/wajo/oauth2.googleapis.com/token", data=told)
    assert good.json is not None
    assert good.json["access_token"] == "token-youtube"
    bad = world.client.post("/dunia/wajo/oauth2.googleapis.com/token", data={**told, "refresh_token": "mati"})
    assert (bad.status_code, bad.json and bad.json["error"]) == (400, "invalid_grant")


def test_a_cover_stands_before_its_video_in_the_feed(world: World, video: bytes, picture: Callable[..., bytes]) -> None:
    video_id = put(world, open_session(world), video, f"0-{len(video) - 1}/{len(video)}").json["id"]
    address = f"youtube.googleapis.com/upload/youtube/v3/thumbnails/set?videoId={video_id}&uploadType=media"
    sent = world.call("youtube", "POST", address, data=picture(), headers={"Content-Type": "image/jpeg"})
    assert sent.status_code == 200
    cover = world.record()["kiriman"][0]["extra"]["cover"]
    assert f'poster="/dunia/wajo/media/{cover}"' in world.client.get(f"/dunia/wajo/umpan/youtube/{video_id}").text
    with world.client.get(f"/dunia/wajo/media/{cover}") as shown:
        assert shown.status_code == 200


def test_an_unlisted_video_is_seen_by_its_address_only(world: World, video: bytes) -> None:
    told = put(world, open_session(world, privacyStatus="unlisted"), video, f"0-{len(video) - 1}/{len(video)}").json
    assert world.client.get(f"/dunia/wajo/umpan/youtube/{told['id']}").status_code == 200
    assert told["id"] not in world.client.get("/dunia/wajo/umpan/youtube").text
