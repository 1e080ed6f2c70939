"""What TikTok pushes: only what it signed, and nothing made of what it does not say."""

from __future__ import annotations

import hashlib
import hmac

import pytest

from kentongan.connectors import registry
from kentongan.connectors.contract import Inbound, Platform, Secret, WebhookParser
from kentongan.connectors.tests.stage import body

SECRET = Secret("rahasia-aplikasi")


@pytest.fixture
def parser() -> WebhookParser:
    found = registry.webhook(Platform.TIKTOK)
    assert found is not None
    return found


def sign(raw: bytes, secret: str = SECRET.value, at: str = "1795399991") -> dict[str, str]:
    signed = hmac.new(secret.encode(), at.encode() + b"." + raw, hashlib.sha256).hexdigest()
    return {"tiktok-signature": f"t={at},s={signed}"}


def told(parser: WebhookParser, name: str) -> Inbound:
    (event,) = parser.parse(body(Platform.TIKTOK, name))
    assert event.account_id == "open-wajo-1"
    return event


def test_only_the_raw_bytes_that_were_signed_are_genuine(parser: WebhookParser) -> None:
    raw = body(Platform.TIKTOK, "webhook__failed")
    assert parser.genuine(raw, sign(raw), SECRET)
    assert not parser.genuine(raw + b" ", sign(raw), SECRET)
    assert not parser.genuine(raw, sign(raw, "orang-lain"), SECRET)
    moved = sign(raw)["tiktok-signature"].replace("t=1795399991", "t=1795399992")
    for wrong in ({}, {"tiktok-signature": "t=1,s=é"}, {"tiktok-signature": "x"}, {"tiktok-signature": moved}):
        assert not parser.genuine(raw, wrong, SECRET)
    assert not parser.genuine(raw, sign(raw, ""), Secret(""))


def test_there_is_no_handshake(parser: WebhookParser) -> None:
    assert parser.challenge({"hub.challenge": "1"}, SECRET, SECRET) is None


@pytest.mark.parametrize("name", ["publicly_available", "failed", "no_longer_public", "authorization_removed"])
def test_the_life_of_a_post_is_kept_under_tiktoks_own_words(parser: WebhookParser, name: str) -> None:
    event = told(parser, f"webhook__{name}")
    assert event.kind.startswith(("post.publish.", "authorization."))
    assert event.comment is None
    assert event.raw["content"]
    assert event.event_id == told(parser, f"webhook__{name}").event_id


def test_of_a_new_comment_the_words_and_the_author_are_left_to_reading(parser: WebhookParser) -> None:
    event = told(parser, "comment_update__insert")
    assert (event.kind, event.comment) == ("comment.added", None)
    assert event.raw["content"]["comment_id"] == 7561234567890120001
    assert event.event_id == "comment.added:7561234567890120001"


@pytest.mark.parametrize(
    ("name", "kind", "hidden", "parent"),
    [
        ("delete", "comment.removed", False, ""),
        ("hidden", "comment.hidden", True, "7561234567890120000"),
        ("shown", "comment.update", False, ""),
    ],
)
def test_a_comment_that_goes_or_is_hidden_is_told(
    parser: WebhookParser, name: str, kind: str, *, hidden: bool, parent: str
) -> None:
    event = told(parser, f"comment_update__{name}")
    assert event.kind == kind
    assert event.comment is not None
    assert (event.comment.remote_id, event.comment.post_id) == ("7561234567890120001", "7561234567890123456")
    assert (event.comment.hidden, event.comment.parent_id) == (hidden, parent)
    assert event.comment.created_at.year == 2026


@pytest.mark.parametrize("raw", [b"{}", b"[]", b"null", b'{"event": {}}'])
def test_an_odd_shape_tells_nothing_and_breaks_nothing(parser: WebhookParser, raw: bytes) -> None:
    assert parser.parse(raw) == ()


@pytest.mark.parametrize("content", [b'"<html>"', b'"[]"', b"7", b"null"])
def test_content_that_is_no_json_is_kept_without_it(parser: WebhookParser, content: bytes) -> None:
    (event,) = parser.parse(b'{"event": "comment.update", "content": ' + content + b"}")
    assert (event.kind, event.comment) == ("comment.update", None)


def test_what_is_not_json_is_said_to_be_so(parser: WebhookParser) -> None:
    with pytest.raises(ValueError, match="Expecting"):
        parser.parse(b"<html>")
