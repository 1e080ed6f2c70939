"""Posting on a Page: one call for one photo, several photos laid down first, nothing posted twice."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import parse_qs

import httpx
import pytest

from kentongan.connectors.contract import (
    Absent,
    Advanced,
    AppKeys,
    CannotTell,
    Figures,
    Found,
    Platform,
    Published,
    Retryable,
    Safety,
    Secret,
)
from kentongan.connectors.tests import stage as on
from kentongan.connectors.tests.stage import Stage


@pytest.fixture
def page() -> Stage:
    return Stage(Platform.FACEBOOK)


def ok(**body: object) -> httpx.Response:
    return httpx.Response(200, json=body)


def test_one_photo_goes_out_in_one_call_with_its_alt_text(page: Stage, tmp_path: Path) -> None:
    outbound = on.post(Platform.FACEBOOK, (on.file_of("image", tmp_path),))
    (step,) = page.connector.plan(outbound)
    assert step.safety is Safety.COMMIT
    page.will_say(ok(id="555", post_id="104001_777"), ok(permalink_url="https://www.facebook.com/777", id="104001_777"))
    assert page.run(step.name, outbound) == Published("104001_777", "https://www.facebook.com/777")
    assert page.calls[0].url.path == "/v26.0/104001/photos"
    assert b'name="alt_text_custom"\r\n\r\nJembatan' in page.calls[0].content


def test_three_photos_are_laid_down_and_then_named_in_the_post(page: Stage, tmp_path: Path) -> None:
    photo = on.file_of("image", tmp_path)
    outbound = on.post(Platform.FACEBOOK, (photo, photo, photo))
    assert [step.safety for step in page.connector.plan(outbound)] == [Safety.REPEATABLE, Safety.COMMIT]
    page.will_say(ok(id="1"), ok(id="2"), ok(id="3"))
    laid = page.run("upload_photos", outbound)
    assert laid == Advanced({"photos": "1,2,3"})
    assert all(b'name="published"\r\n\r\nfalse' in call.content for call in page.calls)
    page.will_say(ok(id="104001_777"))
    assert isinstance(page.run("publish", outbound, photos="1,2,3"), Published)
    form = parse_qs(page.calls[3].content.decode())
    assert json.loads(form["attached_media"][0]) == [{"media_fbid": "1"}, {"media_fbid": "2"}, {"media_fbid": "3"}]


@pytest.mark.parametrize("trouble", [ok(success=True), httpx.Response(502, html="<html>")])
def test_a_photo_that_was_not_laid_down_may_be_laid_down_again(
    page: Stage, trouble: httpx.Response, tmp_path: Path
) -> None:
    photo = on.file_of("image", tmp_path)
    outcome = page.will_say(trouble).run("upload_photos", on.post(Platform.FACEBOOK, (photo, photo)))
    assert isinstance(outcome, Retryable)


def test_a_post_is_published_even_when_its_address_cannot_be_read(page: Stage) -> None:
    page.will_say(ok(id="104001_777"), httpx.ReadTimeout("slow"))
    assert page.run("publish", on.post(Platform.FACEBOOK, ())) == Published("104001_777")


def test_an_answer_is_looked_for_under_the_first_comment_and_only_among_ours(page: Stage) -> None:
    comments = {
        "data": [
            {"id": "1", "message": "Sampai Jumat", "from": {"id": "900"}, "created_time": "2026-11-23T03:00:00+0000"},
            {
                "id": "2",
                "message": "Sampai Jumat",
                "from": {"id": "104001"},
                "created_time": "2026-11-23T03:01:00+0000",
            },
        ]
    }
    page.will_say(ok(id="Ugw1", parent={"id": "atas"}), httpx.Response(200, json=comments))
    assert page.connector.find(on.answer(), {}, page.account, on.SINCE) == Found("2")
    assert page.calls[1].url.path == "/v26.0/atas/comments"


@pytest.mark.parametrize("broken_at", [0, 1])
def test_an_answer_that_cannot_be_looked_for_stays_in_doubt(page: Stage, broken_at: int) -> None:
    script: list[on.Script] = [ok(id="Ugw1"), ok(data=[])]
    script[broken_at] = httpx.Response(502, html="<html>")
    finding = page.will_say(*script).connector.find(on.answer(), {}, page.account, on.SINCE)
    assert isinstance(finding, CannotTell)


def test_the_search_goes_on_over_pages_and_gives_up_when_there_are_too_many(page: Stage) -> None:
    full = {
        "data": [{"id": "9", "message": "lain", "created_time": "2026-11-23T03:00:00+0000"}],
        "paging": {"cursors": {"after": "lagi"}, "next": "https://graph.facebook.com/…"},
    }
    outbound = on.post(Platform.FACEBOOK, ())
    page.will_say(httpx.Response(200, json=full), "published_posts__page")
    assert isinstance(page.connector.find(outbound, {}, page.account, on.SINCE), Found)
    assert page.calls[1].url.params["after"] == "lagi"
    page.will_say(httpx.Response(200, json=full))
    assert isinstance(page.connector.find(outbound, {}, page.account, on.SINCE), CannotTell)


def test_the_search_ends_at_what_is_older_than_the_intent(page: Stage) -> None:
    old = {
        "data": [{"id": "9", "message": "lain", "created_time": "2026-11-01T03:00:00+0000"}],
        "paging": {"cursors": {"after": "lagi"}, "next": "https://graph.facebook.com/…"},
    }
    page.will_say(httpx.Response(200, json=old))
    assert page.connector.find(on.post(Platform.FACEBOOK, ()), {}, page.account, on.SINCE) == Absent()
    assert len(page.calls) == 1


def test_an_app_without_a_secret_sends_no_proof(page: Stage) -> None:
    page.account = on.account(Platform.FACEBOOK, app=AppKeys("klien", Secret("")))
    page.will_say(ok(id="1")).run("reply", on.answer())
    assert b"appsecret_proof" not in page.calls[0].content


def test_figures_without_insights_leave_the_views_open(page: Stage) -> None:
    refused = httpx.Response(400, json={"error": {"code": 3001, "error_subcode": 1504028, "message": "Pesan"}})
    figures = page.will_say("figures__post", refused).connector.figures("104001_777", page.account)
    assert isinstance(figures, Figures)
    assert (figures.views, figures.reactions) == (None, 12)


def test_an_answer_is_one_call(page: Stage) -> None:
    (step,) = page.connector.plan(on.answer())
    assert step.safety is Safety.COMMIT
