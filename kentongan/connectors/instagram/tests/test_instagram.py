"""A few steps to a post on Instagram, each harmless to repeat but the one that publishes."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs

import httpx
import pytest

from kentongan.connectors.contract import (
    Absent,
    Advanced,
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
    Safety,
    Unread,
)
from kentongan.connectors.cursors import Cursor
from kentongan.connectors.tests import stage as on
from kentongan.connectors.tests.stage import Stage


@pytest.fixture
def insta() -> Stage:
    return Stage(Platform.INSTAGRAM)


@pytest.fixture
def outbound(tmp_path: Path) -> Outbound:
    return on.post(Platform.INSTAGRAM, (on.file_of("image", tmp_path),))


def ok(**body: object) -> httpx.Response:
    return httpx.Response(200, json=body)


def test_a_post_takes_five_steps_and_one_of_them_publishes(insta: Stage, outbound: Outbound) -> None:
    steps = insta.connector.plan(outbound)
    assert [step.name for step in steps] == [
        "check_limit",
        "create_container",
        "wait_container",
        "publish",
        "permalink",
    ]
    assert [step.safety for step in steps].count(Safety.COMMIT) == 1
    insta.will_say(ok(id="18000001"))
    assert insta.run("create_container", outbound) == Advanced({"container": "18000001"}, "18000001")
    form = parse_qs(insta.calls[0].content.decode())
    assert form["image_url"] == ["https://wajo.example/foto.jpg"]
    assert form["alt_text"] == ["Jembatan"]
    insta.will_say(ok(id="17990001"))
    done = insta.run("publish", outbound, container="18000001")
    assert done == Published("17990001", memory={"media": "17990001"})
    insta.will_say(ok(id="17990001", permalink="https://www.instagram.com/p/abc/"))
    shown = insta.run("permalink", outbound, media="17990001")
    assert shown == Published("17990001", "https://www.instagram.com/p/abc/")


def test_several_pictures_become_a_carousel(insta: Stage, tmp_path: Path) -> None:
    picture = on.file_of("image", tmp_path)
    insta.will_say(ok(id="1"), ok(id="2"), ok(id="3"))
    outcome = insta.run("create_container", on.post(Platform.INSTAGRAM, (picture, picture)))
    assert outcome == Advanced({"container": "3"}, "3")
    assert parse_qs(insta.calls[2].content.decode())["children"] == ["1,2"]


@pytest.mark.parametrize("trouble", [ok(success=True), httpx.Response(502, html="<html>")])
def test_a_container_that_was_not_made_may_be_made_again(insta: Stage, trouble: httpx.Response, tmp_path: Path) -> None:
    picture = on.file_of("image", tmp_path)
    insta.will_say(trouble)
    assert isinstance(insta.run("create_container", on.post(Platform.INSTAGRAM, (picture,))), Retryable)
    assert isinstance(insta.run("create_container", on.post(Platform.INSTAGRAM, (picture, picture))), Retryable)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("container__in_progress", Pending),
        ("container__finished", Advanced),
        ("container__published", Advanced),
        ("container__error_media", Rejected),
    ],
)
def test_the_container_is_waited_for(insta: Stage, outbound: Outbound, name: str, kind: type) -> None:
    assert isinstance(insta.will_say(name).run("wait_container", outbound, container="1"), kind)


@pytest.mark.parametrize("name", ["container__expired", "container__error_server"])
def test_a_container_that_died_before_publishing_is_made_anew(insta: Stage, outbound: Outbound, name: str) -> None:
    insta.will_say(name, ok(id="18000002"))
    outcome = insta.run("wait_container", outbound, container="18000001")
    assert isinstance(outcome, Pending)
    assert outcome.memory["container"] == "18000002"


def test_a_container_that_cannot_be_asked_is_asked_again(insta: Stage, outbound: Outbound) -> None:
    assert isinstance(insta.will_say(httpx.ReadTimeout("")).run("wait_container", outbound, container="1"), Retryable)
    assert isinstance(insta.run("permalink", outbound, media="1"), Retryable)


def test_an_expired_container_is_made_anew_and_published_later(insta: Stage, outbound: Outbound) -> None:
    missing = on.says(Platform.INSTAGRAM, "error__container_missing", 400)
    insta.will_say(missing, "container__expired", ok(id="18000002"))
    outcome = insta.run("publish", outbound, container="18000001")
    assert isinstance(outcome, Pending)
    assert outcome.memory["container"] == "18000002"


@pytest.mark.parametrize("asked", ["container__published", httpx.Response(502, html="<html>")])
def test_a_container_that_may_have_been_published_is_not_made_anew(
    insta: Stage, outbound: Outbound, asked: str | on.Script
) -> None:
    missing = on.says(Platform.INSTAGRAM, "error__container_missing", 400)
    insta.will_say(missing, asked, ok(id="18000002"))
    outcome = insta.run("publish", outbound, container="18000001")
    assert isinstance(outcome, OutcomeUnknown)
    assert len(insta.calls) == 2


def test_a_new_container_that_fails_is_told(insta: Stage, outbound: Outbound) -> None:
    insta.will_say("container__expired", on.says(Platform.INSTAGRAM, "error__aspect", 400))
    outcome = insta.run("wait_container", outbound, container="1")
    assert isinstance(outcome, Rejected)
    assert outcome.code == Reason.MEDIA


def test_the_container_itself_says_whether_it_was_published(insta: Stage, outbound: Outbound) -> None:
    find = insta.connector.find
    assert find(outbound, {}, insta.account, on.SINCE) == Absent()
    insta.will_say("container__finished")
    assert find(outbound, {"container": "1"}, insta.account, on.SINCE) == Absent()
    insta.will_say("container__published", ok(data=[]))
    assert isinstance(find(outbound, {"container": "1"}, insta.account, on.SINCE), CannotTell)
    insta.will_say("container__published", httpx.Response(502, html="<html>"))
    assert isinstance(find(outbound, {"container": "1"}, insta.account, on.SINCE), CannotTell)


def test_an_answer_is_looked_for_under_the_first_comment(insta: Stage) -> None:
    replies = [{"id": "2", "text": "Sampai Jumat", "timestamp": "2026-11-23T03:00:00+0000"}]
    insta.will_say(ok(id="Ugw1", parent_id="atas"), ok(data=replies))
    assert insta.connector.find(on.answer(), {}, insta.account, on.SINCE) == Found("2")
    assert insta.calls[1].url.path == "/v26.0/atas/replies"
    insta.will_say(httpx.Response(502, html="<html>"))
    assert isinstance(insta.connector.find(on.answer(), {}, insta.account, on.SINCE), CannotTell)


def test_replies_that_did_not_fit_are_read_after_their_page(insta: Stage) -> None:
    page = on.fixture(Platform.INSTAGRAM, "comments__page")
    page["data"][0]["replies"]["paging"] = {"cursors": {"after": "r1"}, "next": "https://graph.facebook.com/…"}
    page["paging"]["next"] = "https://graph.facebook.com/…"
    rest = ok(data=[{"id": "17870003", "text": "lagi"}])
    insta.will_say(httpx.Response(200, json=page), rest)
    first = insta.connector.comments("17990001", insta.account, "")
    assert isinstance(first, CommentPage)
    assert [one.remote_id for one in first.comments] == ["17870001"]
    second = insta.connector.comments("17990001", insta.account, first.cursor)
    assert isinstance(second, CommentPage)
    assert [(one.remote_id, one.parent_id) for one in second.comments] == [("17870003", "17870001")]
    assert Cursor.read(second.cursor) == Cursor(page="b")
    insta.will_say(httpx.Response(502, html="<html>"))
    assert isinstance(insta.connector.comments("17990001", insta.account, first.cursor), Unread)


def test_a_cursor_that_cannot_be_read_starts_over() -> None:
    assert Cursor.read("???") == Cursor.read("[1]") == Cursor()
