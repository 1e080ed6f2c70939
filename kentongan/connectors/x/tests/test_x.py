"""Photos before the post, and an answer found among the account's own posts."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from kentongan.connectors.contract import (
    Absent,
    Advanced,
    Found,
    Outbound,
    Pending,
    Platform,
    Published,
    Rejected,
    Retryable,
)
from kentongan.connectors.tests import stage as on
from kentongan.connectors.tests.stage import Stage


@pytest.fixture
def x() -> Stage:
    return Stage(Platform.X)


@pytest.fixture
def outbound(tmp_path: Path) -> Outbound:
    return on.post(Platform.X, (on.file_of("image", tmp_path, 5_000_000),))


def ok(**data: object) -> httpx.Response:
    return httpx.Response(200, json={"data": data})


def state(word: str, **more: object) -> httpx.Response:
    return ok(id="7", processing_info={"state": word, **more})


def test_a_photo_is_announced_sent_described_and_closed(x: Stage, outbound: Outbound) -> None:
    x.will_say(ok(id="7"), ok(), ok(), ok(id="7"), ok(id="7"))
    assert x.run("upload_media", outbound) == Advanced({"media_0": "7"})
    paths = [call.url.path.removeprefix("/2/media/") for call in x.calls]
    assert paths == ["upload/initialize", "upload/7/append", "upload/7/append", "metadata", "upload/7/finalize"]
    assert json.loads(x.calls[3].content)["metadata"]["alt_text"]["text"] == "Jembatan"


def test_a_photo_that_x_still_works_on_is_waited_for_and_not_sent_again(x: Stage, outbound: Outbound) -> None:
    x.will_say(ok(id="7"), ok(), ok(), ok(), state("pending", check_after_secs=3))
    outcome = x.run("upload_media", outbound)
    assert outcome == Pending(timedelta(seconds=3), {"media_0": "7"})
    x.will_say(state("succeeded"))
    assert x.run("upload_media", outbound, media_0="7") == Advanced({"media_0": "7"})
    x.will_say(state("failed", error={"message": "rusak"}))
    assert isinstance(x.run("upload_media", outbound, media_0="7"), Rejected)


@pytest.mark.parametrize("broken_at", range(5))
def test_a_photo_whose_upload_breaks_may_be_sent_again(x: Stage, outbound: Outbound, broken_at: int) -> None:
    script: list[on.Script] = [ok(id="7"), ok(), ok(), ok(), ok(id="7")]
    script[broken_at] = httpx.ReadError("reset")
    assert isinstance(x.will_say(*script).run("upload_media", outbound), Retryable)


def test_a_medium_without_id_is_announced_again(x: Stage, outbound: Outbound) -> None:
    assert isinstance(x.will_say(ok()).run("upload_media", outbound), Retryable)
    assert isinstance(x.will_say(httpx.ReadError("")).run("upload_media", outbound, media_0="7"), Retryable)


def test_a_photo_without_alt_text_is_not_described(x: Stage, tmp_path: Path) -> None:
    photo = replace(on.file_of("image", tmp_path), alt_text="")
    x.will_say(ok(id="7"), ok(), ok(id="7")).run("upload_media", on.post(Platform.X, (photo,)))
    assert all("metadata" not in call.url.path for call in x.calls)


def test_a_post_names_its_photos_and_an_answer_its_question(x: Stage, outbound: Outbound) -> None:
    x.will_say("post__created")
    made = x.run("create_post", outbound, media_0="7")
    assert made == Published("1990000000000000001", "https://x.com/i/status/1990000000000000001")
    assert json.loads(x.calls[0].content) == {"text": outbound.text, "media": {"media_ids": ["7"]}}
    x.run("create_post", on.answer())
    assert json.loads(x.calls[1].content) == {"text": "Sampai Jumat", "reply": {"in_reply_to_tweet_id": "Ugw1"}}


@pytest.mark.parametrize("word", ["referenced_tweets", "referenced_posts"])
def test_an_answer_is_found_behind_the_names_x_puts_before_it(x: Stage, word: str) -> None:
    said = {"created_at": "2026-11-23T03:00:00.000Z", word: [{"type": "replied_to", "id": "Ugw1"}]}
    shown = {"data": [{"id": "5", "text": "@rani @sari Sampai Jumat", **said}], "meta": {}}
    x.will_say(httpx.Response(200, json=shown))
    found = x.connector.find(on.answer(), {}, x.account, on.SINCE)
    assert isinstance(found, Found)
    assert found.remote_id == "5"


def test_the_same_words_under_another_question_are_not_this_answer(x: Stage) -> None:
    other = {"created_at": "2026-11-23T03:00:00.000Z", "referenced_tweets": [{"type": "replied_to", "id": "lain"}]}
    x.will_say(httpx.Response(200, json={"data": [{"id": "5", "text": "Sampai Jumat", **other}], "meta": {}}))
    assert x.connector.find(on.answer(), {}, x.account, on.SINCE) == Absent()
