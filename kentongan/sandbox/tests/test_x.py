"""X: posts, replies, pictures, search."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from typing import Any

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
