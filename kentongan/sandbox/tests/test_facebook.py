"""Facebook Pages as their API documents them."""

from __future__ import annotations

import hashlib
import hmac
import io
import json
from collections.abc import Callable

from kentongan.sandbox.tests.conftest import PAGE, World

GRAPH = "graph.facebook.com/v26.0"


def publish(world: World, message: str) -> str:
    answer = world.call("facebook", "POST", f"{GRAPH}/{PAGE}/feed", data={"message": message})
    assert answer.status_code == 200, answer.text
    assert answer.json is not None
    return str(answer.json["id"])


def error(answer_text: str) -> tuple[int, int]:
    told = json.loads(answer_text)["error"]
    return told["code"], told.get("error_subcode", 0)


def test_a_text_appears_on_the_page_and_can_be_found_again(world: World) -> None:
    post_id = publish(world, "Vaksinasi campak gratis")
    listed = world.call(
        "facebook", "GET", f"{GRAPH}/{PAGE}/published_posts?fields=id,message,created_time,permalink_url"
    ).json
    assert listed is not None
    assert [(it["id"], it["message"]) for it in listed["data"]] == [(post_id, "Vaksinasi campak gratis")]
    assert listed["data"][0]["permalink_url"].endswith(f"/dunia/wajo/umpan/facebook/{post_id}")
    assert world.client.get(f"/dunia/wajo/umpan/facebook/{post_id}").status_code == 200


def test_the_same_text_twice_in_a_row_is_refused_as_a_duplicate_and_noted(world: World) -> None:
    publish(world, "Sekali saja")
    again = world.call("facebook", "POST", f"{GRAPH}/{PAGE}/feed", data={"message": "Sekali saja"})
    assert (again.status_code, error(again.text)[0]) == (400, 506)
    assert world.record()["duplicates_refused"] == 1
    assert len(world.record()["kiriman"]) == 1


def test_photos_wait_unseen_until_a_post_attaches_them(world: World, picture: Callable[..., bytes]) -> None:
    data = {"published": "false", "alt_text_custom": "Warga antre", "source": (io.BytesIO(picture()), "a.jpg")}
    photo = world.call("facebook", "POST", f"{GRAPH}/{PAGE}/photos", data=data).json
    assert photo is not None
    assert world.record()["kiriman"] == []
    attached = {"message": "Dengan foto", "attached_media": json.dumps([{"media_fbid": photo["id"]}])}
    assert world.call("facebook", "POST", f"{GRAPH}/{PAGE}/feed", data=attached).status_code == 200
    post = world.record()["kiriman"][0]
    assert post["media"][0]["sha256"] == hashlib.sha256(picture()).hexdigest()
    assert post["media"][0]["alt"] == "Warga antre"


def test_a_published_photo_is_a_post_at_once(world: World, picture: Callable[..., bytes]) -> None:
    data = {"caption": "Satu foto", "source": (io.BytesIO(picture("PNG")), "a.png")}
    answer = world.call("facebook", "POST", f"{GRAPH}/{PAGE}/photos", data=data).json
    assert answer is not None
    assert world.record()["kiriman"][0]["remote_id"] == answer["post_id"]


def test_what_is_no_picture_is_refused(world: World) -> None:
    answer = world.call("facebook", "POST", f"{GRAPH}/{PAGE}/photos", data={"source": (io.BytesIO(b"GIF?"), "a.jpg")})
    assert error(answer.text) == (100, 1366046)


def test_wrong_expired_and_missing_tokens_are_told_apart(world: World) -> None:
    address = f"{GRAPH}/{PAGE}?fields=id,name"
    assert error(world.call("facebook", "GET", address, token="salah").text) == (190, 0)
    expired = {
        "platform": "facebook",
        "remote_id": PAGE,
        "name": "Pemkab Wajo",
        "handle": "pemkabwajo",
        "token_state": "expired",
    }
    world.control("PUT", "", {"accounts": [expired]})
    assert error(world.call("facebook", "GET", address).text) == (190, 463)
    assert error(world.client.get(f"/dunia/wajo/{address}").text) == (104, 0)


def test_a_token_without_the_permission_may_not_publish(world: World) -> None:
    told = {"platform": "facebook", "remote_id": PAGE, "name": "Pemkab Wajo", "scopes": ["pages_read_engagement"]}
    world.control("PUT", "", {"accounts": [told]})
    answer = world.call("facebook", "POST", f"{GRAPH}/{PAGE}/feed", data={"message": "x"})
    assert error(answer.text) == (200, 0)


def test_the_proof_of_the_app_secret_is_checked(world: World) -> None:
    right = hmac.new(b"rahasia", b"token-facebook", hashlib.sha256).hexdigest()
    assert world.call("facebook", "GET", f"{GRAPH}/me?appsecret_proof={right}").status_code == 200
    assert error(world.call("facebook", "GET", f"{GRAPH}/me?appsecret_proof=00").text) == (100, 0)


def test_unknown_objects_and_fields_are_refused_in_graphs_words(world: World) -> None:
    assert error(world.call("facebook", "GET", f"{GRAPH}/404404").text) == (100, 33)
    assert error(world.call("facebook", "GET", f"{GRAPH}/{PAGE}?fields=id,bukan").text) == (100, 0)


def test_a_citizens_comment_is_read_and_answered_under_it(world: World) -> None:
    post_id = publish(world, "Pasar murah")
    comment_id = world.citizen("facebook", post_id, "Di mana, min?")
    fields = "id,message,from,created_time,parent{id},permalink_url"
    address = f"{GRAPH}/{post_id}/comments?filter=stream&order=chronological&fields={fields}"
    first = world.call("facebook", "GET", address).json
    assert first is not None
    assert [(it["id"], it["message"], it["from"]["name"]) for it in first["data"]] == [
        (comment_id, "Di mana, min?", "Rani")
    ]
    made = world.call("facebook", "POST", f"{GRAPH}/{comment_id}/comments", data={"message": "Di Sengkang"}).json
    listed = world.call("facebook", "GET", address).json
    assert made is not None
    assert listed is not None
    assert listed["data"][1]["parent"]["id"] == comment_id
    assert listed["data"][1]["id"] == made["id"]
    assert [it["official"] for it in world.record()["komentar"]] == [False, True]


def test_comments_are_read_page_by_page(world: World) -> None:
    post_id = publish(world, "Ramai")
    made = [world.citizen("facebook", post_id, f"Komentar {n}") for n in range(5)]
    seen, cursor = [], ""
    for _ in range(3):
        page = world.call("facebook", "GET", f"{GRAPH}/{post_id}/comments?limit=2&after={cursor}").json
        assert page is not None
        seen += [it["id"] for it in page["data"]]
        cursor = page["paging"]["cursors"]["after"]
        assert ("next" in page["paging"]) == (len(seen) < 5)
    assert seen == made


def test_figures_come_from_fields_and_insights(world: World) -> None:
    post_id = world.seed("facebook", figures={"views": 120, "reactions": 7, "shares": 2, "comments": 3})
    fields = "shares,comments.summary(true).limit(0),reactions.summary(true).limit(0)"
    told = world.call("facebook", "GET", f"{GRAPH}/{post_id}?fields={fields}").json
    insights = world.call("facebook", "GET", f"{GRAPH}/{post_id}/insights?metric=post_media_view").json
    assert told is not None
    assert insights is not None
    assert (told["shares"]["count"], told["comments"]["summary"]["total_count"]) == (2, 3)
    assert told["reactions"]["summary"]["total_count"] == 7
    assert insights["data"][0]["values"] == [{"value": 120}]
    assert error(world.call("facebook", "GET", f"{GRAPH}/{post_id}/insights?metric=post_impressions").text) == (100, 0)
