"""X: posts, replies, pictures, search."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from typing import Any

import pytest

from kentongan.sandbox.tests.conftest import World, X

API = "api.x.com/2"


def post(world: World, **told: object) -> tuple[int, Any]:
    answer = world.call("x", "POST", f"{API}/tweets", json=told)
    return answer.status_code, answer.json


def test_a_post_goes_out_and_stands_on_the_timeline(world: World) -> None:
    status, made = post(world, text="Kabar & cuaca")
    assert status == 201
    listed = world.call("x", "GET", f"{API}/users/{X}/tweets?max_results=5&tweet.fields=created_at,public_metrics").json
    assert listed is not None
    assert (listed["data"][0]["id"], listed["data"][0]["text"]) == (made["data"]["id"], "Kabar &amp; cuaca")
    assert listed["data"][0]["public_metrics"]["retweet_count"] == 0
    assert world.record()["kiriman"][0]["text"] == "Kabar & cuaca"


def test_identical_text_is_refused_as_duplicate_content(world: World) -> None:
    post(world, text="Sekali saja")
    status, told = post(world, text="Sekali saja")
    assert (status, told["detail"]) == (403, "You are not allowed to create a Tweet with duplicate content.")
    assert world.record()["duplicates_refused"] == 1


def test_a_text_over_280_and_an_unknown_field_are_refused(world: World) -> None:
    assert post(world, text="a" * 281)[0] == 400
    assert post(world, text="a", bukan=1)[0] == 400
    assert world.record()["kiriman"] == []


def test_a_picture_is_uploaded_in_parts_and_carries_its_alt_text(world: World, picture: Callable[..., bytes]) -> None:
    data = picture()
    told = {"media_type": "image/jpeg", "total_bytes": len(data), "media_category": "tweet_image"}
    begun = world.call("x", "POST", f"{API}/media/upload/initialize", json=told).json
    assert begun is not None
    media_id = begun["data"]["id"]
    first = {"media": base64.b64encode(data[:1000]).decode(), "segment_index": 0}
    world.call("x", "POST", f"{API}/media/upload/{media_id}/append", json=first)
    rest = {"media": (io.BytesIO(data[1000:]), "blob"), "segment_index": "1"}
    world.call("x", "POST", f"{API}/media/upload/{media_id}/append", data=rest)
    assert world.call("x", "POST", f"{API}/media/upload/{media_id}/finalize").status_code == 200
    world.call("x", "POST", f"{API}/media/metadata", json={"id": media_id, "metadata": {"alt_text": {"text": "Pasar"}}})
    status, made = post(world, text="Foto", media={"media_ids": [media_id]})
    assert status == 201
    assert made["data"]["text"].startswith("Foto https://t.co/")
    assert world.record()["kiriman"][0]["media"][0]["alt"] == "Pasar"


def test_a_wrong_token_is_401_and_a_missing_scope_403(world: World) -> None:
    assert world.call("x", "GET", f"{API}/users/me", token="salah").status_code == 401
    world.control("PUT", "", {"accounts": [{"platform": "x", "remote_id": X, "name": "P", "scopes": ["tweet.read"]}]})
    assert post(world, text="x")[0] == 403


def test_replies_are_found_by_conversation_and_answered(world: World) -> None:
    root = world.seed("x")
    reply = world.citizen("x", root, "Kapan selesai?")
    status, answer = post(world, text="Jumat ini", reply={"in_reply_to_tweet_id": reply})
    assert status == 201
    query = f"{API}/tweets/search/recent?query=conversation_id:{root}&max_results=10&expansions=author_id"
    fields = "&tweet.fields=author_id,conversation_id,created_at,referenced_tweets"
    found = world.call("x", "GET", query + fields).json
    assert found is not None
    assert [it["id"] for it in found["data"]] == [answer["data"]["id"], reply]
    assert found["data"][0]["referenced_tweets"] == [{"type": "replied_to", "id": reply}]
    assert {it["name"] for it in found["includes"]["users"]} == {"Pemkab Wajo", "Rani"}


def test_an_answer_nobody_summoned_is_refused_where_the_rule_holds(world: World) -> None:
    world.control("PUT", "", {"rules": {"x_replies_need_summons": True}})
    root = world.seed("x")
    silent, calling = world.citizen("x", root, "Halo"), world.citizen("x", root, "Halo @pemkabwajo")
    assert post(world, text="Ya", reply={"in_reply_to_tweet_id": silent})[0] == 403
    assert post(world, text="Ya", reply={"in_reply_to_tweet_id": calling})[0] == 201


def test_the_second_dialect_is_spoken_when_asked_for(world: World) -> None:
    root = world.seed("x", figures={"shares": 3})
    told = world.call("x", "GET", f"{API}/tweets/{root}?post.fields=public_metrics").json
    assert told is not None
    assert told["data"]["public_metrics"]["repost_count"] == 3


BASIC = {"Authorization": "Basic " + base64.b64encode(b"klien:rahasia").decode()}


def test_a_refresh_token_is_good_once_and_for_the_app_that_shows_its_secret(world: World) -> None:
    told, door = {"grant_type": "refresh_token", "refresh_token": "refresh-x"}, f"/dunia/wajo/{API}/oauth2/token"
    assert world.client.post(door, data=told).status_code == 401
    first = world.client.post(door, data=told, headers=BASIC)
    assert first.json is not None
    assert world.call("x", "GET", f"{API}/users/me", token=first.json["access_token"]).status_code == 200
    assert world.client.post(door, data=told, headers=BASIC).status_code == 400


def test_the_public_sees_a_thread_a_poll_and_who_may_answer(world: World) -> None:
    _, first = post(world, text="Satu", reply_settings="mentionedUsers")
    last = first
    for word in ("Dua", "Tiga", "Empat"):
        _, last = post(world, text=word, reply={"in_reply_to_tweet_id": last["data"]["id"]})
    shown = world.client.get(f"/dunia/wajo/umpan/x/{first['data']['id']}").text
    assert [word for word in ("Satu", "Dua", "Tiga", "Empat") if word in shown] == ["Satu", "Dua", "Tiga", "Empat"]
    assert "Hanya akun yang disebut bisa membalas" in shown
    _, poll = post(world, text="Pasar?", poll={"options": ["Sengkang", "Tempe"], "duration_minutes": 60})
    assert "<li>Sengkang</li>" in world.client.get(f"/dunia/wajo/umpan/x/{poll['data']['id']}").text


def test_a_hidden_reply_leaves_the_publics_sight_and_comes_back(world: World) -> None:
    root = world.seed("x")
    rude = world.citizen("x", root, "Kata kasar sekali")
    for hidden in (True, False):
        told = world.call("x", "PUT", f"{API}/tweets/{rude}/hidden", json={"hidden": hidden}).json
        assert told == {"data": {"hidden": hidden}}
        assert ("Kata kasar sekali" in world.client.get(f"/dunia/wajo/umpan/x/{root}").text) is not hidden


def test_only_ones_own_is_deleted_and_its_answers_stay(world: World) -> None:
    root = world.seed("x")
    question = world.citizen("x", root, "Kapan?")
    assert world.call("x", "DELETE", f"{API}/tweets/{question}").status_code == 403
    assert world.call("x", "DELETE", f"{API}/tweets/{root}").json == {"data": {"deleted": True}}
    assert world.call("x", "DELETE", f"{API}/tweets/{root}").status_code == 404
    assert world.client.get(f"/dunia/wajo/umpan/x/{root}").status_code == 404
    assert world.call("x", "GET", f"{API}/tweets/{question}").json["data"]["text"] == "Kapan?"  # type: ignore[index]


BAD = [
    {"poll": {"options": ["Satu"], "duration_minutes": 60}},
    {"poll": {"options": ["A", "B"], "duration_minutes": 4}},
    {"poll": {"options": ["A" * 26, "B"], "duration_minutes": 60}},
    {"reply_settings": "everyone"},
    {"media": {"media_ids": ["1"]}},
]


@pytest.mark.parametrize("more", BAD, ids=str)
def test_what_x_does_not_take_is_refused(world: World, more: dict[str, Any]) -> None:
    status, told = post(world, text="Kabar", **more)
    assert (status, told["type"]) == (400, "https://api.x.com/2/problems/invalid-request")
    assert world.record()["kiriman"] == []


def test_a_category_that_does_not_fit_the_file_is_refused(world: World) -> None:
    told = {"media_type": "video/mp4", "total_bytes": 10, "media_category": "tweet_image"}
    assert world.call("x", "POST", f"{API}/media/upload/initialize", json=told).status_code == 400
