"""What X pushes: only what it signed, each event under one mark, both dialects, nothing lost that we cannot read."""

from __future__ import annotations

import hashlib
import hmac
import json
from base64 import b64encode

import pytest

from kentongan.connectors import registry
from kentongan.connectors.contract import CommentPage, Inbound, Platform, RemoteComment, Secret, WebhookParser
from kentongan.connectors.tests.stage import Stage, body

SECRET, NOBODY = Secret("rahasia-aplikasi"), Secret("")


@pytest.fixture
def parser() -> WebhookParser:
    found = registry.webhook(Platform.X)
    assert found is not None
    return found


def told(parser: WebhookParser, name: str) -> tuple[Inbound, RemoteComment]:
    (event,) = parser.parse(body(Platform.X, name))
    assert event.comment is not None
    return event, event.comment


def signed(raw: bytes, secret: str = SECRET.value) -> str:
    return "sha256=" + b64encode(hmac.new(secret.encode(), raw, hashlib.sha256).digest()).decode()


def test_x_is_shown_that_we_know_the_secret(parser: WebhookParser) -> None:
    answer = parser.challenge({"crc_token": "teka-teki", "nonce": "1"}, SECRET, NOBODY)
    assert answer is not None
    assert json.loads(answer) == {"response_token": signed(b"teka-teki")}
    assert parser.challenge({}, SECRET, NOBODY) is None
    assert parser.challenge({"crc_token": "teka-teki"}, NOBODY, NOBODY) is None


def test_only_the_raw_bytes_that_were_signed_are_genuine(parser: WebhookParser) -> None:
    raw = body(Platform.X, "post_mention_create__documented")
    header = "x-twitter-webhooks-signature"
    assert parser.genuine(raw, {header: signed(raw)}, SECRET)
    assert not parser.genuine(raw + b" ", {header: signed(raw)}, SECRET)
    assert not parser.genuine(raw, {header: signed(raw, "orang-lain")}, SECRET)
    assert not parser.genuine(raw, {header: "sha256=é"}, SECRET)
    assert not parser.genuine(raw, {}, SECRET)
    assert not parser.genuine(b"{}", {header: signed(b"{}", "")}, NOBODY)


def test_a_reply_to_a_post_is_a_comment_on_it(parser: WebhookParser) -> None:
    event, comment = told(parser, "post_reply_create__tweet_words")
    assert (event.account_id, event.kind) == ("104001", "comment.added")
    assert event.event_id == "comment.added:2080765813578191400"
    assert (comment.remote_id, comment.post_id, comment.parent_id) == ("1990000000000000002", "1990000000000000001", "")
    assert (comment.author_id, comment.author_name, comment.created_at.year) == ("900", "Rani", 2026)


def test_a_reply_is_read_in_xs_other_dialect_and_keeps_its_first_id_when_edited(parser: WebhookParser) -> None:
    _, comment = told(parser, "post_reply_create__post_words")
    assert (comment.remote_id, comment.parent_id) == ("1990000000000000003", "1990000000000000002")
    assert comment.author_name == "Sari"


def test_a_mention_is_told_as_one(parser: WebhookParser) -> None:
    event, comment = told(parser, "post_mention_create__documented")
    assert (event.kind, comment.kind, comment.text) == ("mention.added", "mention", "halo @wajokab")
    assert (comment.author_name, comment.parent_id) == ("Rani", "")


def test_a_pushed_message_is_the_same_message_as_a_read_one(parser: WebhookParser) -> None:
    event, pushed = told(parser, "dm_received__documented")
    stage = Stage(Platform.X).will_say("dm_events__page")
    page = stage.connector.messages(stage.account, "")
    assert isinstance(page, CommentPage), page
    (read,) = page.comments
    assert event.kind == "message.added"
    assert (pushed.remote_id, pushed.post_id, pushed.text, pushed.author_id, pushed.author_name, pushed.kind) == (
        read.remote_id, read.post_id, read.text, read.author_id, read.author_name, "message",
    )  # fmt: skip
    assert pushed.created_at == read.created_at
    assert page.cursor == "abc123"


def test_what_we_do_not_read_is_kept_under_xs_name(parser: WebhookParser) -> None:
    (event,) = parser.parse(body(Platform.X, "post_delete__documented"))
    assert (event.kind, event.comment, event.event_id) == ("post.delete", None, "post.delete:-2781149976877970683")


@pytest.mark.parametrize("raw", [b"{}", b"[]", b"null", b'{"data": 1}', b'{"data": {"event_uuid": "1"}}'])
def test_an_odd_shape_tells_nothing_and_breaks_nothing(parser: WebhookParser, raw: bytes) -> None:
    assert parser.parse(raw) == ()


@pytest.mark.parametrize("name", ["post.reply.create", "dm.received"])
def test_an_event_without_its_content_is_kept(parser: WebhookParser, name: str) -> None:
    raw = json.dumps({"data": {"event_type": name, "filter": {"user_id": "1"}, "payload": {}}}).encode()
    (event,) = parser.parse(raw)
    assert (event.kind, event.comment) == (name, None)
    assert event.event_id == parser.parse(raw)[0].event_id


def test_what_is_not_json_is_said_to_be_so(parser: WebhookParser) -> None:
    with pytest.raises(ValueError, match="Expecting"):
        parser.parse(b"<html>")
