"""Comments are pushed to the product: signed, in order, and again until they are taken."""

from __future__ import annotations

import hashlib
import hmac
import http.server
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from kentongan.sandbox.tests.conftest import IG, PAGE, World
from tests import loopback

FIXTURES = Path(__file__).parents[2] / "connectors"


@dataclass
class Receiver:
    """A product that takes webhooks."""

    url: str = ""
    answers: list[int] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    signatures: list[str] = field(default_factory=list)

    def changes(self) -> list[Any]:
        entries = [entry for body in self.bodies for entry in json.loads(body)["entry"]]
        return [change for entry in entries for change in entry.get("changes", [entry])]

    def wait(self, number: int, seconds: float = 10) -> list[Any]:
        deadline = time.monotonic() + seconds
        while len(self.changes()) < number and time.monotonic() < deadline:
            time.sleep(0.01)
        return self.changes()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    told = Receiver()

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status = told.answers.pop(0) if told.answers else 200
            if status == 200:
                told.bodies.append(body)
                told.signatures.append(self.headers["X-Hub-Signature-256"])
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_told: object) -> None:
            """Say nothing."""

    with loopback.answering(Handler) as base:
        told.url = f"{base}/hook"
        yield told


def listen(world: World, receiver: Receiver, platform: str, **more: str) -> None:
    world.control("PUT", "", {"webhooks": {platform: {"url": receiver.url, "app_secret": "s3", **more}}})


def keys(value: Any) -> set[str]:
    """Every path of names in a JSON value."""
    if isinstance(value, dict):
        return {f"{name}/{deeper}" for name, inner in value.items() for deeper in (keys(inner) or {""})}
    return {path for item in value for path in keys(item)} if isinstance(value, list) else set()


def test_a_facebook_comment_is_pushed_signed_over_the_raw_body(world: World, receiver: Receiver) -> None:
    listen(world, receiver, "facebook")
    post_id = world.seed("facebook")
    comment_id = world.citizen("facebook", post_id, "Kapan, “min”?")
    change = receiver.wait(1)[0]
    assert change["field"] == "feed"
    assert (change["value"]["comment_id"], change["value"]["parent_id"]) == (comment_id, post_id)
    assert json.loads(receiver.bodies[0])["entry"][0]["id"] == PAGE
    expected = "sha256=" + hmac.new(b"s3", receiver.bodies[0], hashlib.sha256).hexdigest()
    assert receiver.signatures[0] == expected


@pytest.mark.parametrize("shape", ["", "flat"])
def test_an_instagram_comment_comes_in_either_shape(world: World, receiver: Receiver, shape: str) -> None:
    listen(world, receiver, "instagram", shape=shape)
    media = world.seed("instagram")
    comment_id = world.citizen("instagram", media, "Jalan berlubang")
    change = receiver.wait(1)[0]
    entry = json.loads(receiver.bodies[0])["entry"][0]
    assert entry["id"] == IG
    assert ("changes" in entry) == (not shape)
    assert (change["field"], change["value"]["id"], change["value"]["media"]["id"]) == ("comments", comment_id, media)


def test_comments_keep_their_order_and_are_tried_again(world: World, receiver: Receiver) -> None:
    listen(world, receiver, "facebook")
    receiver.answers = [500, 503]
    post_id = world.seed("facebook")
    made = [world.citizen("facebook", post_id, f"Komentar {n}") for n in range(6)]
    assert [change["value"]["comment_id"] for change in receiver.wait(6)] == made


def test_a_comment_made_twice_is_pushed_once(world: World, receiver: Receiver) -> None:
    listen(world, receiver, "instagram")
    media = world.seed("instagram")
    for _ in range(2):
        world.citizen("instagram", media, "Halo", remote_id="9001")
    world.citizen("instagram", media, "Penutup", remote_id="9002")
    assert [change["value"]["id"] for change in receiver.wait(2)] == ["9001", "9002"]


def test_hundreds_of_comments_are_pushed_without_losing_one(world: World, receiver: Receiver) -> None:
    listen(world, receiver, "instagram")
    media = world.seed("instagram")
    told = [
        {
            "platform": "instagram",
            "post_id": media,
            "author_id": "w",
            "author_name": "warga",
            "text": "x",
            "remote_id": str(n),
        }
        for n in range(500)
    ]
    world.control("POST", "/warga", told)
    assert [change["value"]["id"] for change in receiver.wait(500)] == [str(n) for n in range(500)]
    deadline = time.monotonic() + 5
    while world.record()["webhooks"]["waiting"] and time.monotonic() < deadline:
        time.sleep(0.01)
    assert world.record()["webhooks"] == {"waiting": 0, "delivered": 500, "given_up": 0}


@pytest.mark.parametrize("platform", ["facebook", "instagram"])
def test_the_pushed_shape_equals_the_documented_example(world: World, receiver: Receiver, platform: str) -> None:
    found = [
        *(FIXTURES / platform).glob("tests/fixtures/*webhook*.json"),
        *(FIXTURES / platform).glob("tests/fixtures/comment_added__*.json"),
    ]
    examples = [
        read
        for read in map(json.loads, (path.read_text() for path in found))
        if "entry" in read and "changes" in read["entry"][0]
    ]
    if not examples:
        pytest.skip("the connector keeps no example of a webhook yet")
    listen(world, receiver, platform)
    post_id = world.seed(platform)
    first = world.citizen(platform, post_id, "Halo")
    world.citizen(platform, post_id, "Lagi", parent_id=first)
    receiver.wait(2)
    ours = {path for body in receiver.bodies for path in keys(json.loads(body))}
    assert any(keys(example) <= ours for example in examples), [keys(example) - ours for example in examples]
