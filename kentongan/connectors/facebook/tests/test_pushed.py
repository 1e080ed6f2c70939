"""What the sandbox program pushes as a Page, received and read by our parser: two readings of the same documents."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler

import pytest

from kentongan.connectors import registry
from kentongan.connectors.contract import Act, Inbound, Outbound, Platform, Secret
from kentongan.connectors.facebook.tests.conftest import Desk
from tests import loopback

SECRET = Secret("rahasia-aplikasi")


@dataclass
class Ear:
    """The address that the sandbox pushes to."""

    url: str = ""
    heard: list[Inbound] = field(default_factory=list)
    genuine: list[bool] = field(default_factory=list)

    def take(self, body: bytes, headers: dict[str, str]) -> None:
        parser = registry.webhook(Platform.FACEBOOK)
        assert parser is not None
        self.genuine.append(parser.genuine(body, headers, SECRET))
        self.heard += parser.parse(body)

    def kinds(self, wanted: int) -> list[str]:
        deadline = time.monotonic() + 10
        while len(self.heard) < wanted and time.monotonic() < deadline:
            time.sleep(0.05)
        return [one.kind for one in self.heard]


@pytest.fixture
def ear(desk: Desk) -> Iterator[Ear]:
    listening = Ear()

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            listening.take(body, {name.lower(): value for name, value in self.headers.items()})
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            return

    with loopback.answering(Door) as base:
        listening.url = f"{base}/"
        webhook = {"facebook": {"url": listening.url, "app_secret": SECRET.value}}
        desk.world.control("PUT", "", {"webhooks": webhook})
        yield listening


def test_all_that_happens_to_a_comment_is_told_in_order(desk: Desk, ear: Ear) -> None:
    post_id = desk.posted()
    comment_id = desk.citizen(post_id, "Kasar sekali")
    again = {"platform": "facebook", "post_id": post_id, "comment_id": comment_id}
    desk.world.control("POST", "/warga", {**again, "kind": "edit", "text": "Maaf, kurang sopan"})
    desk.walk(Outbound(Act.HIDE, "k", "", target_id=comment_id, target_kind="comment"))
    desk.walk(Outbound(Act.UNHIDE, "k", "", target_id=comment_id, target_kind="comment"))
    desk.world.control("POST", "/warga", {**again, "kind": "remove"})
    told = ["added", "edited", "hidden", "unhidden", "removed"]
    assert ear.kinds(5) == [f"comment.{one}" for one in told]
    assert all(ear.genuine)
    assert len({one.event_id for one in ear.heard}) == 5
    comments = [one.comment for one in ear.heard if one.comment]
    assert [one.text for one in comments] == ["Kasar sekali", *["Maaf, kurang sopan"] * 3, ""]
    assert {one.remote_id for one in comments} == {comment_id}


def test_mentions_and_messages_are_told_and_our_own_message_comes_as_an_echo(desk: Desk, ear: Ear) -> None:
    desk.heard("mention", "Terima kasih @wajokab")
    desk.heard("message", "Nomor antrean saya?")
    desk.walk(Outbound(Act.MESSAGE, "k", "Nomor 12", target_id="900", target_kind="person"))
    kinds = ear.kinds(3)
    assert sorted(kinds) == ["mention.added", "message.added", "message.added"]
    said = {(one.comment.author_id, one.comment.post_id, one.comment.text) for one in ear.heard if one.comment}
    assert said == {
        ("900", "", "Terima kasih @wajokab"),
        ("900", "900", "Nomor antrean saya?"),
        ("104001", "900", "Nomor 12"),
    }
    assert {one.account_id for one in ear.heard} == {"104001"}
