"""What Facebook and Instagram push: only what they signed, each event under one mark, nothing lost that we cannot read."""

from __future__ import annotations

import hashlib
import hmac
from datetime import UTC, datetime

import pytest

from kentongan.connectors import registry
from kentongan.connectors.contract import Inbound, Platform, RemoteComment, Secret, WebhookParser
from kentongan.connectors.tests.stage import body, fixture

PUSHING = (Platform.FACEBOOK, Platform.INSTAGRAM)
SECRET = Secret("rahasia-aplikasi")
VERIFY = Secret("kata-sandi-kait")
QUERY = {"hub.mode": "subscribe", "hub.challenge": "12345", "hub.verify_token": VERIFY.value}


def parser(platform: Platform) -> WebhookParser:
    found = registry.webhook(platform)
    assert found is not None
    return found


def events(platform: Platform, name: str) -> tuple[Inbound, ...]:
    return parser(platform).parse(body(platform, name))


def sign(raw: bytes, secret: str = SECRET.value) -> dict[str, str]:
    return {"x-hub-signature-256": "sha256=" + hmac.new(secret.encode(), raw, hashlib.sha256).hexdigest()}


@pytest.mark.parametrize("platform", PUSHING)
def test_only_the_raw_bytes_that_were_signed_are_genuine(platform: Platform) -> None:
    raw = body(platform, "comment_added__on_post" if platform is Platform.FACEBOOK else "comment_added__flat")
    genuine = parser(platform).genuine
    assert genuine(raw, sign(raw), SECRET)
    assert not genuine(raw + b" ", sign(raw), SECRET)
    assert not genuine(raw, sign(raw, "orang-lain"), SECRET)
    assert not genuine(raw, {}, SECRET)
    assert not genuine(raw, {"x-hub-signature-256": "sha256=é"}, SECRET)


@pytest.mark.parametrize("platform", PUSHING)
def test_an_installation_without_a_secret_trusts_nobody(platform: Platform) -> None:
    assert not parser(platform).genuine(b"{}", sign(b"{}", ""), Secret(""))


@pytest.mark.parametrize("platform", PUSHING)
def test_the_handshake_is_answered_to_who_knows_our_word(platform: Platform) -> None:
    challenge = parser(platform).challenge
    assert challenge(QUERY, SECRET, VERIFY) == "12345"
    assert challenge(QUERY | {"hub.verify_token": "salah"}, SECRET, VERIFY) is None
    assert challenge(QUERY | {"hub.mode": "unsubscribe"}, SECRET, VERIFY) is None
    assert challenge({}, SECRET, VERIFY) is None
    assert challenge(QUERY | {"hub.verify_token": ""}, SECRET, Secret("")) is None


def test_facebook_tells_of_a_comment_on_a_post() -> None:
    (told,) = events(Platform.FACEBOOK, "comment_added__on_post")
    assert (told.account_id, told.kind, told.event_id) == ("104001", "comment.added", "comment.added:777_888")
    assert told.comment == RemoteComment(
        remote_id="777_888",
        post_id="104001_777",
        text="Sampai kapan jalan ditutup?",
        created_at=datetime.fromtimestamp(1795399990, UTC),
        author_id="900",
        author_name="Rani",
        permalink="https://www.facebook.com/104001/posts/777?comment_id=888",
        raw=fixture(Platform.FACEBOOK, "comment_added__on_post")["entry"][0]["changes"][0]["value"],
    )


def test_facebook_may_leave_the_author_out() -> None:
    (told,) = events(Platform.FACEBOOK, "comment_added_unnamed__answer")
    assert told.comment is not None
    assert (told.comment.author_id, told.comment.author_name, told.comment.parent_id) == ("", "", "777_888")


@pytest.mark.parametrize("kind", ["edited", "removed"])
def test_facebook_tells_of_edits_and_removals_each_under_its_own_mark(kind: str) -> None:
    (told,) = events(Platform.FACEBOOK, f"comment_{kind}__on_post")
    (added,) = events(Platform.FACEBOOK, "comment_added__on_post")
    assert told.kind == f"comment.{kind}"
    assert told.comment is not None
    assert told.comment.remote_id == "777_888"
    assert told.event_id != added.event_id


@pytest.mark.parametrize(
    ("platform", "name", "kind"),
    [
        (Platform.FACEBOOK, "reaction_added__like", "feed"),
        (Platform.INSTAGRAM, "message_read__receipt", "messaging"),
    ],
)
def test_what_we_do_not_read_is_kept_under_the_vendors_name(platform: Platform, name: str, kind: str) -> None:
    (told,) = events(platform, name)
    assert (told.kind, told.comment) == (kind, None)
    assert told.raw
    assert told.event_id == events(platform, name)[0].event_id


@pytest.mark.parametrize("shape", ["changes", "flat"])
def test_instagram_tells_of_a_comment_in_two_shapes(shape: str) -> None:
    (told,) = events(Platform.INSTAGRAM, f"comment_added__{shape}")
    assert (told.account_id, told.kind, told.event_id) == ("17841400001", "comment.added", "comment.added:17870001")
    assert told.comment is not None
    assert told.comment.text == "jalan di depan pasar berlubang"
    assert (told.comment.author_id, told.comment.author_name, told.comment.post_id) == ("900", "rani", "17990001")
    assert told.comment.created_at == datetime.fromtimestamp(1795400000, UTC)


def test_instagram_says_which_comment_is_answered() -> None:
    (told,) = events(Platform.INSTAGRAM, "comment_added__answer")
    assert told.comment is not None
    assert told.comment.parent_id == "17870001"


@pytest.mark.parametrize("platform", PUSHING)
def test_a_second_delivery_bears_the_same_mark(platform: Platform) -> None:
    name = "comment_edited__on_post" if platform is Platform.FACEBOOK else "comment_added__changes"
    assert [one.event_id for one in events(platform, name)] == [one.event_id for one in events(platform, name)]


@pytest.mark.parametrize("platform", PUSHING)
@pytest.mark.parametrize("raw", [b"{}", b"[]", b'{"entry": [1, {"changes": "x"}, {"id": 7}]}', b"null"])
def test_an_odd_shape_tells_nothing_and_breaks_nothing(platform: Platform, raw: bytes) -> None:
    assert parser(platform).parse(raw) == ()


@pytest.mark.parametrize("platform", PUSHING)
def test_what_is_not_json_is_said_to_be_so(platform: Platform) -> None:
    with pytest.raises(ValueError, match="Expecting"):
        parser(platform).parse(b"<html>")
