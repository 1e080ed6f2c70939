"""One act is one record, whatever happens on the way."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from atproto import models

from kentongan.connectors.bluesky.records import key_of
from kentongan.connectors.contract import (
    Absent,
    Act,
    Advanced,
    AuthorizationExpired,
    CannotTell,
    Found,
    Outbound,
    OutcomeUnknown,
    Platform,
    Published,
    Reason,
    Rejected,
    Retryable,
)
from kentongan.connectors.tests import stage as on
from kentongan.connectors.tests.stage import Stage

DID = "did:plc:wajo"
BLOB = {
    "$type": "blob",
    "ref": {"$link": "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku"},
    "mimeType": "image/jpeg",
    "size": 20,
}
HASH = "bafyreib2rxk3rybk3aobmv5cjuql3bm2twh4jo5uxgf5kpqcsgz7soitae"
AT = "2026-11-23T02:00:00.000Z"


@pytest.fixture
def bluesky() -> Stage:
    stage = Stage(Platform.BLUESKY)
    stage.account = on.account(Platform.BLUESKY, remote_id=DID)
    return stage


def ok(**told: object) -> httpx.Response:
    return httpx.Response(200, json=told, headers={"date": "Mon, 23 Nov 2026 02:00:00 GMT"})


def no(name: str) -> httpx.Response:
    return on.says(Platform.BLUESKY, name, 400)


def number_of(key: str) -> int:
    digits = "234567abcdefghijklmnopqrstuvwxyz"
    return int("".join(f"{digits.index(one):05b}" for one in key), 2)


def written(stage: Stage) -> dict[str, object]:
    found: dict[str, object] = json.loads(stage.calls[-1].content)["record"]
    return found


def test_a_record_key_is_one_the_network_takes_and_the_same_every_time() -> None:
    keys = {key_of(f"kiriman-{number}", part) for number in range(500) for part in range(3)}
    assert len(keys) == 1500
    assert all(re.fullmatch(r"[234567abcdefghij][234567a-z]{12}", key) for key in keys)
    assert key_of("kiriman-1") == key_of("kiriman-1")
    latest = datetime.fromtimestamp((number_of(max(keys)) >> 10) / 1_000_000, UTC)
    assert latest < on.SINCE, "a key of the future"


def test_a_post_is_prepared_and_written_as_the_network_reads_it(bluesky: Stage, tmp_path: Path) -> None:
    text = "Jembatan 🌉 dibuka, tanya @rani.test atau @tiada.test: https://wajo.example/a. #Wajo"
    outbound = on.post(Platform.BLUESKY, (on.file_of("image", tmp_path),), text)
    bluesky.will_say(ok(did=DID, active=True), ok(did="did:plc:rani"), no("error__record_missing"), ok(blob=BLOB))
    prepared = bluesky.run("prepare", outbound)
    assert isinstance(prepared, Advanced), prepared
    assert bluesky.calls[-1].headers["content-type"] == "image/jpeg"
    bluesky.will_say(ok(uri=f"at://{DID}/app.bsky.feed.post/{key_of('kunci')}", cid=HASH))
    outcome = bluesky.run("post", outbound, **prepared.memory)
    assert isinstance(outcome, Published)
    assert outcome.permalink == f"https://bsky.app/profile/{DID}/post/{key_of('kunci')}"
    sent = json.loads(bluesky.calls[-1].content)
    assert (sent["rkey"], sent["swapRecord"], sent["record"]["createdAt"]) == (key_of("kunci"), None, AT)
    read = models.get_or_create(sent["record"], models.AppBskyFeedPost.Record, strict=True)
    assert read.embed.images[0].alt == "Jembatan"
    marked = [text.encode()[one.index.byte_start : one.index.byte_end].decode() for one in read.facets]
    assert marked == ["@rani.test", "https://wajo.example/a", "#Wajo"]


def test_the_same_act_again_finds_what_is_there_and_makes_no_second(bluesky: Stage) -> None:
    bluesky.will_say(no("error__swap"), "record__ours")
    outcome = bluesky.run("post", on.post(Platform.BLUESKY, ()), at=AT)
    assert isinstance(outcome, Published)
    assert outcome.remote_id == f"at://{DID}/app.bsky.feed.post/3jqnmrpkmiabb"


def test_what_is_there_but_cannot_be_read_leaves_a_doubt(bluesky: Stage) -> None:
    bluesky.will_say(no("error__swap"), httpx.ReadTimeout("hangs"))
    assert isinstance(bluesky.run("post", on.post(Platform.BLUESKY, ())), OutcomeUnknown)
    bluesky.will_say(no("error__swap"), "record__ours")
    assert isinstance(bluesky.run("post", on.post(Platform.BLUESKY, (), "Lain")), Rejected)


@pytest.mark.parametrize("word", ["BlockedActor", "BlockedByActor"])
def test_a_block_between_the_two_is_called_by_its_name(bluesky: Stage, word: str) -> None:
    bluesky.will_say(httpx.Response(400, json={"error": word, "message": "…"}))
    outcome = bluesky.run("post", on.post(Platform.BLUESKY, ()))
    assert isinstance(outcome, Rejected)
    assert outcome.code == Reason.BLOCKED


def test_after_a_doubt_the_repository_itself_is_asked(bluesky: Stage) -> None:
    outbound = on.post(Platform.BLUESKY, ())
    find = bluesky.connector.find
    found = find(outbound, {}, bluesky.will_say("record__ours").account, on.SINCE)
    assert isinstance(found, Found)
    assert bluesky.calls[-1].url.params["rkey"] == key_of("kunci")
    assert find(outbound, {}, bluesky.will_say(no("error__record_missing")).account, on.SINCE) == Absent()
    other = find(replace(outbound, text="Lain"), {}, bluesky.will_say("record__ours").account, on.SINCE)
    assert isinstance(other, CannotTell)


def test_pictures_that_the_server_forgot_are_brought_again(bluesky: Stage, tmp_path: Path) -> None:
    outbound = on.post(Platform.BLUESKY, (on.file_of("image", tmp_path),))
    bluesky.will_say(no("error__blob_missing"), ok(blob=BLOB))
    outcome = bluesky.run("post", outbound, at=AT, blob_0=json.dumps(BLOB))
    assert isinstance(outcome, Retryable)
    assert bluesky.calls[-1].url.path.endswith("uploadBlob")


def test_a_thread_hangs_together_and_goes_on_where_it_stopped(bluesky: Stage) -> None:
    thread = replace(on.post(Platform.BLUESKY, (), "Satu"), parts=("Dua", "Tiga"))
    assert [step.name for step in bluesky.connector.plan(thread)] == ["prepare", "post", "post_2", "post_3"]
    first = bluesky.will_say(ok(uri="at://a/b/1", cid="c1")).run("post", thread, at=AT)
    assert isinstance(first, Advanced)
    assert first.public
    second = bluesky.will_say(ok(uri="at://a/b/2", cid="c2")).run("post_2", thread, at=AT, **first.memory)
    assert isinstance(second, Advanced)
    assert second.remote_id == "at://a/b/1"
    bluesky.will_say(ok(uri="at://a/b/3", cid="c3"))
    last = bluesky.run("post_3", thread, at=AT, **first.memory, **second.memory)
    assert isinstance(last, Published)
    assert last.remote_id == "at://a/b/1"
    assert written(bluesky)["reply"] == {
        "root": {"uri": "at://a/b/1", "cid": "c1"},
        "parent": {"uri": "at://a/b/2", "cid": "c2"},
    }
    bluesky.will_say(ok(uri="at://a/b/2", cid="c2", value={"text": "Dua"}))
    found = bluesky.connector.find(thread, first.memory, bluesky.account, on.SINCE)
    assert isinstance(found, Found)
    assert (found.remote_id, found.complete, found.memory["uri_1"]) == ("at://a/b/1", False, "at://a/b/2")


def test_a_text_that_is_too_long_is_refused_before_any_call(bluesky: Stage) -> None:
    assert isinstance(bluesky.run("prepare", on.post(Platform.BLUESKY, (), "👨‍👩‍👧" * 301)), Rejected)
    long = replace(on.post(Platform.BLUESKY, ()), parts=("a" * 301,))
    outcome = bluesky.run("prepare", long)
    assert isinstance(outcome, Rejected)
    assert outcome.code == Reason.TEXT
    assert bluesky.calls == []


def test_an_account_that_was_suspended_or_whose_key_ended_writes_nothing(bluesky: Stage) -> None:
    outcome = bluesky.will_say(ok(active=False, status="suspended")).run("prepare", on.post(Platform.BLUESKY, ()))
    assert isinstance(outcome, Rejected)
    assert outcome.code == Reason.POLICY
    outcome = bluesky.will_say(no("error__expired")).run("post", on.post(Platform.BLUESKY, ()))
    assert isinstance(outcome, AuthorizationExpired)


def test_an_answer_names_the_conversation_it_stands_in(bluesky: Stage) -> None:
    root = {"uri": "at://r/app.bsky.feed.post/1", "cid": "cr"}
    asked = {"text": "?", "reply": {"root": root, "parent": root}}
    outbound = Outbound(Act.REPLY, "k", "Jumat", reply_to="at://x/app.bsky.feed.post/2")
    bluesky.will_say(ok(did=DID), ok(uri="at://x/app.bsky.feed.post/2", cid="cx", value=asked))
    prepared = bluesky.run("prepare", outbound)
    assert isinstance(prepared, Advanced)
    bluesky.will_say(ok(uri="at://a/b/9", cid="c9")).run("post", outbound, **prepared.memory)
    assert written(bluesky)["reply"] == {"root": root, "parent": {"uri": "at://x/app.bsky.feed.post/2", "cid": "cx"}}


def test_only_our_own_posts_are_deleted_and_only_answers_under_them_hidden(bluesky: Stage) -> None:
    taken = Outbound(Act.DELETE, "k", "", target_id="at://did:plc:rani/app.bsky.feed.post/3mrani")
    assert isinstance(bluesky.run("delete_post", taken), Rejected)
    assert bluesky.calls == []
    elsewhere = ok(
        uri=taken.target_id, cid="c", value={"reply": {"root": {"uri": "at://did:plc:budi/x/1", "cid": "c"}}}
    )
    outcome = bluesky.will_say(elsewhere).run("hide_reply", replace(taken, act=Act.HIDE))
    assert isinstance(outcome, Rejected)
