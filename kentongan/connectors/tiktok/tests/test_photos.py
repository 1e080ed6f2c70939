"""Photos and what the author chooses: nothing is chosen for people, and a lost answer is not made up."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from kentongan.connectors import registry
from kentongan.connectors.contract import (
    Absent,
    Advanced,
    CannotTell,
    Choice,
    Outbound,
    OutcomeUnknown,
    Platform,
    RateLimited,
    Reason,
    Rejected,
    Retryable,
    Safety,
    Unread,
    Usage,
)
from kentongan.connectors.folder import Line
from kentongan.connectors.tests import stage as on
from kentongan.connectors.tests.stage import Stage
from kentongan.connectors.tiktok import creator
from kentongan.connectors.tiktok.tests.test_tiktok import HELD, HTML
from kentongan.core.http import Http

OK = {"code": "ok", "message": "", "log_id": "1"}
TAKEN = httpx.Response(200, json={"data": {"publish_id": "p_pub_url~v2.1"}, "error": OK})


@pytest.fixture
def tiktok() -> Stage:
    return Stage(Platform.TIKTOK)


@pytest.fixture
def outbound(tmp_path: Path) -> Outbound:
    return on.post(Platform.TIKTOK, (on.file_of("image", tmp_path),) * 2)


def test_the_call_that_names_the_photos_publishes_them(tiktok: Stage, outbound: Outbound) -> None:
    steps = tiktok.connector.plan(outbound)
    assert [(one.name, one.safety) for one in steps][1] == ("post_photos", Safety.COMMIT)
    assert tiktok.will_say(TAKEN).run("post_photos", outbound) == Advanced(
        {"publish_id": "p_pub_url~v2.1"}, "p_pub_url~v2.1"
    )
    told = json.loads(tiktok.calls[0].content)
    assert (told["media_type"], told["post_mode"]) == ("PHOTO", "DIRECT_POST")
    assert told["post_info"]["description"] == outbound.text
    assert told["post_info"]["title"] == outbound.title
    assert told["source_info"]["photo_images"] == ["https://wajo.example/foto.jpg"] * 2


def test_a_title_too_long_for_photos_is_left_out_and_never_cut(tiktok: Stage, outbound: Outbound) -> None:
    tiktok.will_say(TAKEN).run("post_photos", replace(outbound, title="a" * 91))
    assert "title" not in json.loads(tiktok.calls[0].content)["post_info"]


@pytest.mark.parametrize(
    "lost",
    [
        httpx.ReadTimeout("hangs"),
        HTML,
        httpx.Response(200, json={"data": {}, "error": OK}),
        httpx.Response(200, json={"data": {}, "error": {"message": "?"}}),
        httpx.Response(500, json={"data": {}, "error": {"code": "internal_error"}}),
    ],
)
def test_photos_whose_answer_is_lost_are_in_doubt_and_nobody_can_say(
    tiktok: Stage, outbound: Outbound, lost: on.Script
) -> None:
    assert isinstance(tiktok.will_say(lost).run("post_photos", outbound), OutcomeUnknown)
    assert isinstance(tiktok.connector.find(outbound, {}, tiktok.account, on.SINCE), CannotTell)


def test_photos_that_surely_were_not_sent_may_be_sent_again(tiktok: Stage, outbound: Outbound) -> None:
    assert isinstance(tiktok.will_say(httpx.ConnectError("no")).run("post_photos", outbound), Retryable)


def test_photos_tiktok_could_not_fetch_are_not_public(tiktok: Stage, outbound: Outbound) -> None:
    body = {"data": {"status": "FAILED", "fail_reason": "photo_pull_failed"}, "error": OK}
    tiktok.will_say(httpx.Response(200, json=body))
    assert isinstance(tiktok.run("confirm", outbound, **HELD), Rejected)
    assert tiktok.connector.find(outbound, HELD, tiktok.account, on.SINCE) == Absent()


def test_nothing_is_chosen_for_the_author(tiktok: Stage) -> None:
    named = {one.name: one for one in registry.capabilities(Platform.TIKTOK).settings}
    assert named["privacy_level"].default == named["disable_comment"].default == ""
    assert named["privacy_level"].asked_of_account
    assert (named["disable_duet"].default, named["disable_stitch"].default) == ("true", "true")


def test_the_authors_choices_reach_tiktok(tiktok: Stage, outbound: Outbound, tmp_path: Path) -> None:
    chosen = {"privacy_level": "MUTUAL_FOLLOW_FRIENDS", "disable_comment": "true", "is_aigc": "true"}
    tiktok.will_say(TAKEN).run("post_photos", replace(outbound, settings=chosen))
    info = json.loads(tiktok.calls[0].content)["post_info"]
    assert (info["privacy_level"], info["disable_comment"], info["auto_add_music"]) == (
        "MUTUAL_FOLLOW_FRIENDS",
        True,
        False,
    )
    assert not {"is_aigc", "disable_duet"} & set(info)
    video = replace(outbound, media=(on.file_of("video", tmp_path),), settings=chosen)
    tiktok.will_say("video_init__announced").run("announce", video)
    info = json.loads(tiktok.calls[1].content)["post_info"]
    assert (info["is_aigc"], info["disable_comment"], info["disable_duet"]) == (True, True, True)


def test_who_chose_what_the_account_does_not_have_is_told_before_anything_goes_out(
    tiktok: Stage, outbound: Outbound
) -> None:
    chosen = replace(outbound, settings={"privacy_level": "FOLLOWER_OF_CREATOR"})
    outcome = tiktok.will_say("creator_info__audited").run("query_creator", chosen)
    assert isinstance(outcome, Rejected)
    assert outcome.code == Reason.NOT_PUBLIC


def test_what_stands_there_for_few_is_not_called_public(tiktok: Stage, outbound: Outbound) -> None:
    chosen = replace(outbound, settings={"privacy_level": "SELF_ONLY"})
    outcome = tiktok.will_say("status__complete_without_id").run("confirm", chosen, **HELD)
    assert isinstance(outcome, Rejected)
    assert outcome.code == Reason.NOT_PUBLIC


def asked(script: on.Script, spent: list[Usage] | None = None) -> tuple[Choice, ...] | Unread:
    def reply(_request: httpx.Request) -> httpx.Response:
        assert isinstance(script, httpx.Response)
        return script

    http = Http(on.HOSTS, transport=httpx.MockTransport(reply))
    told = [] if spent is None else spent
    return creator.choices(Line(http, on.account(Platform.TIKTOK), lambda _account, usage: told.append(usage)))


def test_only_what_the_account_has_is_offered() -> None:
    info = {"privacy_level_options": ["SELF_ONLY"], "comment_disabled": True, "duet_disabled": False}
    offered = asked(httpx.Response(200, json={"data": info, "error": OK}))
    assert isinstance(offered, tuple)
    named = {one.name: one for one in offered}
    assert [value for value, _ in named["privacy_level"].options] == ["SELF_ONLY"]
    assert [value for value, _ in named["disable_comment"].options] == ["true"]
    assert len(named["disable_duet"].options) == 2
    assert isinstance(asked(HTML), Unread)


@pytest.mark.parametrize(
    ("code", "level"), [("spam_risk_too_many_posts", "account"), ("reached_active_user_cap", "app")]
)
def test_a_days_share_used_up_is_told_to_the_meter(code: str, level: str) -> None:
    spent: list[Usage] = []
    told = asked(httpx.Response(200, json={"data": {}, "error": {"code": code, "message": "cukup"}}), spent)
    assert isinstance(told, Unread)
    assert told.code == Reason.QUOTA
    assert [(one.pool, one.level, one.used) for one in spent] == [("posts", level, 1.0)]


def test_the_days_share_used_up_in_the_very_call_is_a_wait(tiktok: Stage, outbound: Outbound) -> None:
    busy = httpx.Response(403, json={"data": {}, "error": {"code": "spam_risk_too_many_posts"}})
    assert isinstance(tiktok.will_say(busy).run("post_photos", outbound), RateLimited)
