"""Comments through TikTok's other platform, which says HTTP 200 whatever it means."""

from __future__ import annotations

import json
from dataclasses import replace

import httpx
import pytest

from kentongan.connectors.contract import (
    Absent,
    Act,
    CannotTell,
    CommentPage,
    Found,
    Outbound,
    OutcomeUnknown,
    Platform,
    Published,
    RateLimited,
    Reason,
    Rejected,
    Retryable,
    Unread,
)
from kentongan.connectors.tests import stage as on
from kentongan.connectors.tests.stage import Stage
from kentongan.connectors.tiktok.tests.test_tiktok import HTML

VIDEO, ANSWERED = "7561234567890123456", "7561234567890120002"
REPLY = Outbound(Act.REPLY, "k", "Mulai Senin", reply_to=ANSWERED, post_id=VIDEO)
COMMENT = Outbound(Act.COMMENT, "k", "Mulai Senin", post_id=VIDEO)
HIDE = Outbound(Act.HIDE, "k", "", target_id=ANSWERED, target_kind="comment", post_id=VIDEO)
DELETE = Outbound(Act.DELETE, "k", "", target_id=ANSWERED, target_kind="comment")
DONE = "7561234567890120009"


@pytest.fixture
def tiktok() -> Stage:
    return Stage(Platform.TIKTOK)


def test_a_page_and_then_its_answers_are_read(tiktok: Stage) -> None:
    first = tiktok.will_say("comment_list__page").connector.comments(VIDEO, tiktok.account, "")
    assert isinstance(first, CommentPage)
    assert [(one.remote_id[-1], one.author_id, one.hidden) for one in first.comments] == [
        ("2", "u-900", False),
        ("1", "u-900", True),
    ]
    assert {one.created_at.year for one in first.comments} == {2026}
    assert tiktok.calls[0].headers["access-token"] == on.TOKEN
    assert on.TOKEN not in str(tiktok.calls[0].url)
    answers = tiktok.will_say("reply_list__page").connector.comments(VIDEO, tiktok.account, first.cursor)
    assert isinstance(answers, CommentPage)
    (own,) = answers.comments
    assert (own.author_id, own.parent_id) == (tiktok.account.remote_id, ANSWERED)
    tiktok.connector.comments(VIDEO, tiktok.account, answers.cursor)
    assert tiktok.calls[-1].url.params["cursor"] == "30"
    assert "comment_id" not in tiktok.calls[-1].url.params


def test_who_lacks_the_business_app_keeps_the_right_to_post(tiktok: Stage) -> None:
    for name in ("error__business_permission", "error__business_token"):
        told = tiktok.will_say(name).connector.comments(VIDEO, tiktok.account, "")
        assert isinstance(told, Unread)
        assert (told.code, told.expired, told.retry_after.total_seconds()) == (Reason.PERMISSION, False, 3600)
        outcome = tiktok.run("reply", REPLY)
        assert isinstance(outcome, Rejected)
        assert outcome.code == Reason.PERMISSION


@pytest.mark.parametrize(
    ("outbound", "step", "path"), [(REPLY, "reply", "reply/create/"), (COMMENT, "comment", "create/")]
)
def test_our_words_stand_under_the_id_tiktok_names(tiktok: Stage, outbound: Outbound, step: str, path: str) -> None:
    assert tiktok.connector.plan(outbound)[0].name == step
    assert tiktok.will_say("reply_create__done").run(step, outbound) == Published(DONE)
    told = json.loads(tiktok.calls[0].content)
    assert tiktok.calls[0].url.path.endswith(f"/business/comment/{path}")
    assert (told["business_id"], told["video_id"], told["text"]) == (tiktok.account.remote_id, VIDEO, "Mulai Senin")


LOST = [
    httpx.ReadTimeout("hangs"),
    httpx.ReadError("reset"),
    HTML,
    httpx.Response(200, content=b'{"code": 0, "da'),
    httpx.Response(200, json={}),
    httpx.Response(200, json=[]),
    httpx.Response(200, json={"code": 0, "data": {}}),
    httpx.Response(400, json={"message": "?"}),
    httpx.Response(503, json={"code": 0}),
    "error__business_system",
]


@pytest.mark.parametrize("lost", LOST)
@pytest.mark.parametrize("outbound", [REPLY, COMMENT])
def test_an_answer_that_nobody_can_read_leaves_a_doubt(
    tiktok: Stage, outbound: Outbound, lost: str | on.Script
) -> None:
    outcome = tiktok.will_say(lost).run(outbound.act.value, outbound)
    assert isinstance(outcome, OutcomeUnknown), outcome
    assert on.TOKEN not in repr(outcome)


def test_a_clear_no_and_a_wait_are_no_doubt(tiktok: Stage) -> None:
    assert isinstance(tiktok.will_say(httpx.ConnectError("no")).run("reply", REPLY), Retryable)
    assert isinstance(tiktok.will_say("error__business_rate").run("reply", REPLY), RateLimited)
    assert isinstance(tiktok.will_say(httpx.Response(429, html="<html>")).run("reply", REPLY), RateLimited)
    gone = tiktok.will_say("error__business_gone").run("reply", REPLY)
    assert isinstance(gone, Rejected)
    assert gone.code == Reason.GONE


def test_an_answer_in_doubt_is_found_among_our_own_only(tiktok: Stage) -> None:
    tiktok.will_say("comment_list__page", "reply_list__page")
    assert tiktok.connector.find(REPLY, {}, tiktok.account, on.SINCE) == Found("7561234567890120003")
    tiktok.will_say("comment_list__page", "reply_list__page")
    assert tiktok.connector.find(replace(REPLY, text="Lain"), {}, tiktok.account, on.SINCE) == Absent()
    tiktok.will_say("comment_list__page", "reply_list__page")
    assert tiktok.connector.find(replace(COMMENT, text="Terima kasih"), {}, tiktok.account, on.SINCE) == Absent()


def test_an_answer_to_an_answer_is_looked_for_under_the_first_comment(tiktok: Stage) -> None:
    nested = replace(REPLY, reply_to="7561234567890120003", text="Lain")
    tiktok.will_say("reply_list__page")
    tiktok.connector.find(nested, {}, tiktok.account, on.SINCE)
    assert tiktok.calls[1].url.params["comment_id"] == ANSWERED


@pytest.mark.parametrize("lost", [HTML, "reply_list__page"])
def test_where_the_answered_comment_is_not_shown_nobody_can_say(tiktok: Stage, lost: str | on.Script) -> None:
    assert isinstance(tiktok.will_say(lost).connector.find(REPLY, {}, tiktok.account, on.SINCE), CannotTell)


def test_hiding_names_the_video_and_can_be_undone(tiktok: Stage) -> None:
    tiktok.will_say(httpx.Response(200, json={"code": 0, "message": "OK"}))
    assert tiktok.run("hide", HIDE) == Published(ANSWERED)
    assert tiktok.run("hide", replace(HIDE, act=Act.UNHIDE)) == Published(ANSWERED)
    assert [json.loads(call.content)["action"] for call in tiktok.calls] == ["HIDE", "UNHIDE"]
    assert isinstance(tiktok.run("hide", replace(HIDE, post_id="")), Rejected)


def test_a_comment_taken_away_twice_is_gone_once(tiktok: Stage) -> None:
    tiktok.will_say(httpx.Response(200, json={"code": 0}), "error__business_gone")
    assert tiktok.run("delete", DELETE) == tiktok.run("delete", DELETE) == Published(ANSWERED)
    assert isinstance(tiktok.will_say(HTML).run("delete", DELETE), Retryable)


def test_a_post_cannot_be_taken_away_through_the_api(tiktok: Stage) -> None:
    outcome = tiktok.run("delete", replace(DELETE, target_kind="post"))
    assert isinstance(outcome, Rejected)
    assert (outcome.code, tiktok.calls) == (Reason.UNSUPPORTED, [])
