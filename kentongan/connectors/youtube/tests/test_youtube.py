"""A video goes up through Google's library and our one door: resumed, never sent twice, never called public when it is not."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from kentongan.connectors.contract import (
    Absent,
    Act,
    Advanced,
    AuthorizationExpired,
    CannotTell,
    CommentPage,
    Found,
    Outbound,
    OutcomeUnknown,
    Pending,
    Platform,
    Published,
    Reason,
    Rejected,
    Retryable,
    Secret,
    Unread,
)
from kentongan.connectors.cursors import Cursor
from kentongan.connectors.tests import stage as on
from kentongan.connectors.tests.stage import Stage
from kentongan.connectors.youtube import upload

SESSION = "https://youtube.googleapis.com/upload/youtube/v3/videos?uploadType=resumable&upload_id=abc"
VIDEO, ADDRESS = "vid00000001", "https://www.youtube.com/watch?v=vid00000001"
ARRIVED = Advanced({"video": VIDEO})
THERE = Found(VIDEO, ADDRESS, {"video": VIDEO}, complete=False)
HTML = httpx.Response(502, html="<html>Bad Gateway</html>")
EXPIRED = httpx.Response(401, json={"error": {"code": 401, "message": "x", "errors": [{"reason": "authError"}]}})


def reached(bytes_: int) -> httpx.Response:
    return httpx.Response(308, headers={"Range": f"bytes=0-{bytes_ - 1}"} if bytes_ else {})


@pytest.fixture
def youtube() -> Stage:
    return Stage(Platform.YOUTUBE)


@pytest.fixture
def outbound(tmp_path: Path) -> Outbound:
    return on.post(Platform.YOUTUBE, (on.file_of("video", tmp_path, upload.CHUNK * 2 + 5),))


def test_a_session_is_opened_with_title_and_size(youtube: Stage, outbound: Outbound) -> None:
    youtube.will_say(httpx.Response(200, headers={"Location": SESSION}))
    assert youtube.run("open_session", outbound) == Advanced({"session": SESSION})
    (call,) = youtube.calls
    assert call.url.path == "/upload/youtube/v3/videos"
    assert call.headers["x-upload-content-length"] == str(upload.CHUNK * 2 + 5)
    assert b'"title": "Jembatan dibuka"' in call.content
    assert b'"privacyStatus": "public"' in call.content


@pytest.mark.parametrize("answer", [HTML, httpx.Response(200), httpx.ReadTimeout("")])
def test_a_session_that_was_not_opened_may_be_opened_again(
    youtube: Stage, outbound: Outbound, answer: on.Script
) -> None:
    assert isinstance(youtube.will_say(answer).run("open_session", outbound), Retryable)


@pytest.mark.parametrize(
    "address", ["https://evil.example/upload", "https://x:seribu/", "https://youtube.googleapis.com/%2e%2e/evil"]
)
def test_bytes_go_only_to_youtube(youtube: Stage, outbound: Outbound, address: str) -> None:
    youtube.will_say(httpx.Response(200, headers={"Location": address}))
    outcome = youtube.run("open_session", outbound)
    assert isinstance(outcome, Rejected)
    assert outcome.code == Reason.FOREIGN_ADDRESS


def test_the_upload_goes_on_where_youtube_says_it_stopped(youtube: Stage, outbound: Outbound) -> None:
    youtube.will_say(reached(upload.CHUNK), reached(upload.CHUNK * 2), "video__uploaded")
    assert youtube.run("upload", outbound, session=SESSION) == ARRIVED
    ranges = [call.headers["content-range"] for call in youtube.calls]
    total = upload.CHUNK * 2 + 5
    assert ranges == [
        f"bytes */{total}",
        f"bytes {upload.CHUNK}-{upload.CHUNK * 2 - 1}/{total}",
        f"bytes {upload.CHUNK * 2}-{total - 1}/{total}",
    ]


def test_an_upload_that_was_finished_is_not_sent_again(youtube: Stage, outbound: Outbound) -> None:
    assert youtube.will_say("video__uploaded").run("upload", outbound, session=SESSION) == ARRIVED
    assert len(youtube.calls) == 1


def test_a_video_that_youtube_locks_away_is_not_called_published(youtube: Stage, outbound: Outbound) -> None:
    outcome = youtube.will_say("video__locked_private").run("upload", outbound, session=SESSION)
    assert isinstance(outcome, Rejected)
    assert outcome.code == Reason.NOT_PUBLIC
    finding = youtube.connector.find(outbound, {"session": SESSION}, youtube.account, on.SINCE)
    assert isinstance(finding, CannotTell)


@pytest.mark.parametrize(
    ("script", "kind"),
    [
        ([HTML], Pending),
        ([httpx.ReadTimeout("")], Pending),
        ([httpx.Response(404)], OutcomeUnknown),
        ([EXPIRED], AuthorizationExpired),
        ([reached(0), httpx.ReadError("reset")], Retryable),
        ([reached(0), HTML], Retryable),
        ([reached(upload.CHUNK * 2), httpx.ReadError("reset"), reached(upload.CHUNK * 2)], Pending),
        ([reached(upload.CHUNK * 2), httpx.ReadError("reset"), HTML], OutcomeUnknown),
        ([reached(upload.CHUNK * 2), httpx.ReadError("reset"), "video__uploaded"], Advanced),
        ([reached(upload.CHUNK * 2), httpx.Response(200, json={"kind": "?"}), "video__uploaded"], Advanced),
        ([reached(upload.CHUNK * 2), httpx.Response(200, content=b'{"id'), HTML], OutcomeUnknown),
        ([reached(upload.CHUNK * 2), HTML, httpx.ReadTimeout("")], OutcomeUnknown),
    ],
)
def test_each_way_an_upload_can_break(
    youtube: Stage, outbound: Outbound, script: list[str | on.Script], kind: type
) -> None:
    assert isinstance(youtube.will_say(*script).run("upload", outbound, session=SESSION), kind)


@pytest.mark.parametrize(
    ("script", "found"),
    [
        ([reached(5)], Absent()),
        ([httpx.Response(410), "channels__mine", "playlist_items__uploads"], THERE),
        ([httpx.Response(410), "channels__mine", httpx.Response(200, json={"items": []})], Absent()),
    ],
)
def test_a_session_in_doubt_is_asked_and_then_the_channels_uploads(
    youtube: Stage, outbound: Outbound, script: list[str | on.Script], found: object
) -> None:
    finding = youtube.will_say(*script).connector.find(outbound, {"session": SESSION}, youtube.account, on.SINCE)
    assert finding == found


@pytest.mark.parametrize(
    "script",
    [
        [httpx.Response(410), HTML],
        [httpx.Response(410), httpx.Response(200, json={"items": []})],
        [httpx.Response(410), "channels__mine", HTML],
    ],
)
def test_a_search_that_breaks_proves_nothing(youtube: Stage, outbound: Outbound, script: list[str | on.Script]) -> None:
    finding = youtube.will_say(*script).connector.find(outbound, {"session": SESSION}, youtube.account, on.SINCE)
    assert isinstance(finding, CannotTell)


def test_without_a_session_nothing_can_be_public(youtube: Stage, outbound: Outbound) -> None:
    assert youtube.connector.find(outbound, {}, youtube.account, on.SINCE) == Absent()


def test_an_answer_stands_under_the_first_comment_and_is_found_there(youtube: Stage) -> None:
    youtube.will_say("comment__created")
    reply = Outbound(Act.REPLY, "k", "Sampai Jumat", reply_to="Ugw1.abc", post_id="vid00000001")
    assert youtube.run("reply", reply) == Published("Ugw1.xyz")
    assert b'"parentId": "Ugw1"' in youtube.calls[0].content
    youtube.will_say("comments__page")
    assert youtube.connector.find(reply, {}, youtube.account, on.SINCE) == Found("Ugw1.xyz")
    assert youtube.calls[1].url.params["parentId"] == "Ugw1"
    youtube.will_say(HTML)
    assert isinstance(youtube.connector.find(reply, {}, youtube.account, on.SINCE), CannotTell)


def test_answers_that_did_not_come_with_their_thread_are_read_after_it(youtube: Stage) -> None:
    page = on.fixture(Platform.YOUTUBE, "comment_threads__page")
    page["items"][0]["snippet"]["totalReplyCount"] = 9
    youtube.will_say(httpx.Response(200, json=page), "comments__page")
    first = youtube.connector.comments("vid00000001", youtube.account, "")
    assert isinstance(first, CommentPage)
    assert [one.remote_id for one in first.comments] == ["Ugw1"]
    second = youtube.connector.comments("vid00000001", youtube.account, first.cursor)
    assert isinstance(second, CommentPage)
    assert [one.remote_id for one in second.comments] == ["Ugw1.xyz"]
    assert Cursor.read(second.cursor) == Cursor(page="QURT")
    assert isinstance(youtube.will_say(HTML).connector.comments("vid00000001", youtube.account, first.cursor), Unread)


def test_a_video_nobody_knows_has_no_figures(youtube: Stage) -> None:
    told = youtube.will_say(httpx.Response(200, json={"items": []})).connector.figures("x", youtube.account)
    assert isinstance(told, Unread)
    assert told.code == Reason.GONE


def test_an_error_that_comes_with_http_200_is_an_error(youtube: Stage) -> None:
    told = youtube.will_say(httpx.Response(200, json={"error": {"code": 403}})).run("reply", on.answer())
    assert isinstance(told, OutcomeUnknown)


def test_bytes_that_are_no_text_are_an_unreadable_answer(youtube: Stage) -> None:
    assert isinstance(
        youtube.will_say(httpx.Response(200, content=b"\xff\xfe")).run("reply", on.answer()), OutcomeUnknown
    )


def test_a_bare_refusal_of_the_token_asks_for_a_new_connection(youtube: Stage) -> None:
    youtube.account = on.account(Platform.YOUTUBE, refresh_token=Secret("refresh"))
    token = httpx.Response(200, json={"access_token": "baru", "expires_in": 3599, "token_type": "Bearer"})
    youtube.will_say(httpx.Response(401), token, httpx.Response(401), token, httpx.Response(401))
    assert isinstance(youtube.run("reply", on.answer()), AuthorizationExpired)


def test_a_new_access_token_is_fetched_once_and_the_call_made_again(youtube: Stage) -> None:
    youtube.account = on.account(Platform.YOUTUBE, refresh_token=Secret("refresh"))
    token = httpx.Response(200, json={"access_token": "baru", "expires_in": 3599, "token_type": "Bearer"})
    youtube.will_say(EXPIRED, token, "comment__created")
    assert youtube.run("reply", on.answer()) == Published("Ugw1.xyz")
    assert [call.url.host for call in youtube.calls][1] == "oauth2.googleapis.com"
    assert youtube.calls[2].headers["authorization"] == "Bearer baru"


def test_a_refresh_token_that_died_asks_for_a_new_connection(youtube: Stage) -> None:
    youtube.account = on.account(Platform.YOUTUBE, refresh_token=Secret("refresh"))
    youtube.will_say(EXPIRED, httpx.Response(400, json={"error": "invalid_grant"}))
    assert isinstance(youtube.run("reply", on.answer()), AuthorizationExpired)


def test_a_token_server_in_trouble_is_asked_again_later(youtube: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", lambda _seconds: None)
    youtube.account = on.account(Platform.YOUTUBE, refresh_token=Secret("refresh"))
    youtube.will_say(EXPIRED, httpx.Response(503, json={"error": "server_error"}))
    assert isinstance(youtube.run("reply", on.answer()), Retryable)
