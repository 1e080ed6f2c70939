"""The sandbox pushes as X does: it has the address prove the secret, signs each event, and the connector reads it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qsl, urlsplit

import pytest

from kentongan.connectors import registry
from kentongan.connectors.contract import Act, Inbound, Outbound, Platform, Secret, WebhookParser
from kentongan.connectors.x.tests.conftest import Desk
from tests import loopback

NOBODY = Secret("")


@dataclass
class Receiver:
    """A product that knows a secret and takes what is signed with it."""

    parser: WebhookParser
    secret: Secret = field(default_factory=lambda: Secret("rahasia-aplikasi"))
    url: str = ""
    asked: int = 0
    refused: int = 0
    heard: list[Inbound] = field(default_factory=list)

    def wait(self, number: int) -> list[Inbound]:
        deadline = time.monotonic() + 10
        while len(self.heard) < number and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(0.05)
        return self.heard


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    parser = registry.webhook(Platform.X)
    assert parser is not None
    told = Receiver(parser)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            told.asked += 1
            answer = told.parser.challenge(dict(parse_qsl(urlsplit(self.path).query)), told.secret, NOBODY)
            self.answer(200 if answer else 400, (answer or "").encode())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            genuine = told.parser.genuine(body, headers, told.secret)
            if genuine:
                told.heard.extend(told.parser.parse(body))
            else:
                told.refused += 1
            self.answer(200 if genuine else 403, b"")

        def answer(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_told: object) -> None:
            """Say nothing."""

    with loopback.answering(Handler) as base:
        told.url = f"{base}/kait"
        yield told


def listen(desk: Desk, receiver: Receiver, **more: object) -> None:
    told = {"url": receiver.url, "app_secret": "rahasia-aplikasi", **more}
    desk.world.control("PUT", "", {"webhooks": {"x": told}})


@pytest.mark.parametrize("dialect", ["tweet", "post"])
def test_a_reply_a_mention_and_a_message_are_pushed_each_once(desk: Desk, receiver: Receiver, dialect: str) -> None:
    desk.rules(x_vocabulary=dialect)
    listen(desk, receiver)
    root = desk.publish()
    reply = desk.rani(root, "Sampai kapan?")
    mention, message = desk.rani_says("mention", "Lampu mati @wajokab"), desk.rani_says("message", "Halo")
    told = receiver.wait(3)
    assert [(one.kind, one.comment.remote_id if one.comment else "") for one in told] == [
        ("comment.added", reply), ("mention.added", mention), ("message.added", message),
    ]  # fmt: skip
    assert {one.account_id for one in told} == {desk.account.remote_id}
    assert len({one.event_id for one in told}) == 3
    assert [one.comment.author_name for one in told if one.comment] == ["Rani"] * 3
    assert told[0].comment is not None
    assert (told[0].comment.post_id, told[0].comment.parent_id) == (root, "")


def test_what_is_pushed_is_what_is_read(desk: Desk, receiver: Receiver) -> None:
    listen(desk, receiver)
    root = desk.publish()
    desk.rani(root, "Sampai kapan?")
    desk.rani_says("message", "Halo")
    pushed = [one.comment for one in receiver.wait(2)]
    read = [desk.connector.comments(root, desk.account, ""), desk.connector.messages(desk.account, "")]
    for one, page in zip(pushed, read, strict=True):
        (other,) = page.comments  # type: ignore[union-attr]
        assert one is not None
        assert (one.remote_id, one.post_id, one.parent_id, one.author_id, one.text, one.kind) == (
            other.remote_id, other.post_id, other.parent_id, other.author_id, other.text, other.kind,
        )  # fmt: skip


def test_only_direct_replies_are_pushed_and_none_of_our_own(desk: Desk, receiver: Receiver) -> None:
    listen(desk, receiver)
    root = desk.publish()
    first = desk.rani(root, "Sampai kapan?")
    desk.walk(Outbound(Act.REPLY, "k", "Sampai Jumat", reply_to=first, post_id=root))
    desk.rani(root, "Saya juga bertanya", parent_id=first)
    desk.rani(root, "Kata @wajokab Jumat", parent_id=first)
    assert [(one.kind, one.comment.text if one.comment else "") for one in receiver.wait(2)] == [
        ("comment.added", "Sampai kapan?"), ("mention.added", "Kata @wajokab Jumat"),
    ]  # fmt: skip


def test_only_what_was_subscribed_to_is_pushed(desk: Desk, receiver: Receiver) -> None:
    listen(desk, receiver, events=["dm.received"])
    desk.rani(desk.publish(), "Sampai kapan?")
    desk.rani_says("message", "Halo")
    assert [one.kind for one in receiver.wait(1)] == ["message.added"]


def test_an_address_that_does_not_know_the_secret_is_sent_nothing(desk: Desk, receiver: Receiver) -> None:
    receiver.secret = Secret("bukan-rahasianya")
    listen(desk, receiver)
    desk.rani_says("message", "Halo")
    deadline = time.monotonic() + 5
    while receiver.asked < 2 and time.monotonic() < deadline:
        time.sleep(0.01)
    assert receiver.asked >= 2
    assert (receiver.heard, receiver.refused) == ([], 0)
    receiver.secret = Secret("rahasia-aplikasi")
    listen(desk, receiver)
    assert [one.kind for one in receiver.wait(1)] == ["message.added"]


def test_the_address_is_asked_as_soon_as_it_is_set(desk: Desk, receiver: Receiver) -> None:
    listen(desk, receiver)
    deadline = time.monotonic() + 5
    while not receiver.asked and time.monotonic() < deadline:
        time.sleep(0.01)
    assert receiver.asked == 1
