"""Instagram with Facebook login: the picture is really fetched, and only a finished container is published."""

from __future__ import annotations

import hashlib
import http.server
import json
from collections.abc import Callable, Iterator

import pytest

from kentongan.sandbox.tests.conftest import IG, World
from tests import loopback

GRAPH = "graph.facebook.com/v26.0"


@pytest.fixture
def pictures(picture: Callable[..., bytes]) -> Iterator[str]:
    files = {
        "/baik.jpg": picture(),
        "/png.png": picture("PNG"),
        "/lebar.jpg": picture(size=(1200, 400)),
        "/putus.jpg": picture()[:900],
        "/besar.jpg": picture() + b"\0" * (9 << 20),
    }

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = files.get(self.path)
            self.send_response(200 if body else 404)
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *_told: object) -> None:
            """Say nothing."""

    with loopback.answering(Handler) as base:
        yield base


def container(world: World, url: str, caption: str = "Halo") -> str:
    told = {"image_url": url, "caption": caption, "alt_text": "Foto pasar"}
    answer = world.call("instagram", "POST", f"{GRAPH}/{IG}/media", data=told)
    assert answer.json is not None
    return str(answer.json["id"])


def refused(world: World, url: str, caption: str = "Halo") -> tuple[int, int]:
    answer = world.call("instagram", "POST", f"{GRAPH}/{IG}/media", data={"image_url": url, "caption": caption})
    told = json.loads(answer.text)["error"]
    return told["code"], told["error_subcode"]


def publish(world: World, creation_id: str) -> tuple[int, dict[str, object]]:
    answer = world.call("instagram", "POST", f"{GRAPH}/{IG}/media_publish", data={"creation_id": creation_id})
    assert answer.json is not None
    return answer.status_code, answer.json


def test_a_picture_goes_from_container_to_public_post(
    world: World, pictures: str, picture: Callable[..., bytes]
) -> None:
    made = container(world, f"{pictures}/baik.jpg")
    told = world.call("instagram", "GET", f"{GRAPH}/{made}?fields=status_code,status").json
    assert told is not None
    assert told["status_code"] == "FINISHED"
    assert world.record()["kiriman"] == []
    _, media = publish(world, made)
    post = world.record()["kiriman"][0]
    assert (post["remote_id"], post["text"]) == (media["id"], "Halo")
    assert post["media"][0]["sha256"] == hashlib.sha256(picture()).hexdigest()
    listed = world.call("instagram", "GET", f"{GRAPH}/{IG}/media?fields=id,caption,timestamp,permalink").json
    assert listed is not None
    assert listed["data"][0]["id"] == media["id"]
    after = world.call("instagram", "GET", f"{GRAPH}/{made}?fields=status_code").json
    assert after is not None
    assert after["status_code"] == "PUBLISHED"


def test_a_container_in_progress_cannot_be_published_yet(world: World, pictures: str) -> None:
    world.control("PUT", "", {"rules": {"instagram_processing_seconds": 60}})
    status, told = publish(world, container(world, f"{pictures}/baik.jpg"))
    assert (status, told["error"]["code"], told["error"]["error_subcode"]) == (400, 9007, 2207027)  # type: ignore[index]


def test_a_container_is_never_published_twice(world: World, pictures: str) -> None:
    made = container(world, f"{pictures}/baik.jpg")
    assert publish(world, made)[0] == 200
    assert publish(world, made)[0] == 400
    assert len(world.record()["kiriman"]) == 1
    assert world.record()["duplicates_refused"] == 1


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("png.png", (36001, 2207005)),
        ("putus.jpg", (36001, 2207005)),
        ("lebar.jpg", (36003, 2207009)),
        ("besar.jpg", (36000, 2207004)),
        ("hilang.jpg", (9004, 2207052)),
    ],
)
def test_a_picture_instagram_does_not_take_is_refused(
    world: World, pictures: str, file: str, expected: tuple[int, int]
) -> None:
    assert refused(world, f"{pictures}/{file}") == expected


def test_a_caption_that_is_too_long_is_refused(world: World, pictures: str) -> None:
    assert refused(world, f"{pictures}/baik.jpg", "a" * 2201) == (100, 2207010)


def test_the_daily_limit_is_told_and_kept(world: World, pictures: str) -> None:
    world.control("PUT", "", {"rules": {"instagram_quota": 1}})
    publish(world, container(world, f"{pictures}/baik.jpg"))
    told = world.call("instagram", "GET", f"{GRAPH}/{IG}/content_publishing_limit?fields=quota_usage,config").json
    assert told == {"data": [{"quota_usage": 1, "config": {"quota_total": 1, "quota_duration": 86400}}]}
    _, refusal = publish(world, container(world, f"{pictures}/baik.jpg"))
    assert refusal["error"]["error_subcode"] == 2207042  # type: ignore[index]


def test_comments_come_with_their_answers_and_an_answer_lands_under_the_first(world: World) -> None:
    media = world.seed("instagram")
    first = world.citizen("instagram", media, "Jalan berlubang")
    reply = world.call("instagram", "POST", f"{GRAPH}/{first}/replies", data={"message": "Kami cek"}).json
    assert reply is not None
    again = world.call("instagram", "POST", f"{GRAPH}/{reply['id']}/replies", data={"message": "Sudah"}).json
    assert again is not None
    fields = "id,text,username,timestamp,replies{id,text,parent_id}"
    listed = world.call("instagram", "GET", f"{GRAPH}/{media}/comments?fields={fields}").json
    assert listed is not None
    assert [it["id"] for it in listed["data"]] == [first]
    inside = listed["data"][0]["replies"]["data"]
    assert [(it["id"], it["parent_id"]) for it in inside] == [(reply["id"], first), (again["id"], first)]


def test_insights_give_counts_and_refuse_dead_metrics(world: World) -> None:
    media = world.seed("instagram", figures={"views": 90, "reactions": 8, "shares": 1})
    world.citizen("instagram", media, "Mantap")
    names = "views,likes,comments,shares"
    told = world.call("instagram", "GET", f"{GRAPH}/{media}/insights?metric={names}").json
    assert told is not None
    assert {it["name"]: it["values"][0]["value"] for it in told["data"]} == {
        "views": 90,
        "likes": 8,
        "comments": 1,
        "shares": 1,
    }
    assert world.call("instagram", "GET", f"{GRAPH}/{media}/insights?metric=impressions").status_code == 400
