"""Faults strike exactly where they are asked to, and the record tells what took effect."""

from __future__ import annotations

import threading
import time
from typing import Any

import pytest
from werkzeug.test import TestResponse

from kentongan.sandbox.tests.conftest import PAGE, World

FEED = f"graph.facebook.com/v26.0/{PAGE}/feed"


def publish(world: World, text: str = "Kabar") -> TestResponse:
    return world.call("facebook", "POST", FEED, data={"message": text})


def published(world: World) -> list[str]:
    return [post["text"] for post in world.record()["kiriman"]]


@pytest.mark.parametrize("kind", ["html_502", "ok_with_error"])
def test_a_broken_answer_before_the_act_leaves_nothing(world: World, kind: str) -> None:
    world.fault(platform="facebook", path="/feed$", kind=kind)
    answer = publish(world)
    assert answer.status_code == (502 if kind == "html_502" else 200)
    assert published(world) == []
    assert publish(world).status_code == 200
    assert published(world) == ["Kabar"]


@pytest.mark.parametrize(("kind", "effect"), [("reset", []), ("hang:0.05", []), ("lost_after_commit", ["Kabar"])])
def test_a_cut_connection_took_effect_only_when_it_was_cut_after_the_act(
    world: World, kind: str, effect: list[str]
) -> None:
    world.fault(path="/feed", kind=kind)
    with pytest.raises(ConnectionAbortedError):
        publish(world)
    assert published(world) == effect
    call = world.record()["panggilan"][-1]
    assert (call["fault"], bool(call["effect"])) == (kind.partition(":")[0], bool(effect))


@pytest.mark.parametrize("kind", ["html_502_after_commit", "truncate", "truncate_json", "delay:0.05", "late:0.05"])
def test_the_post_is_public_although_the_answer_is_late_or_unreadable(world: World, kind: str) -> None:
    world.fault(path="/feed", kind=kind, method="post")
    publish(world)
    assert published(world) == ["Kabar"]


def test_an_answer_can_be_given_word_for_word(world: World) -> None:
    body = {"error": {"message": "Blocked", "type": "OAuthException", "code": 368}}
    world.fault(path="/feed", kind="answer", status=400, body=body, headers={"X-App-Usage": "{}"})
    answer = publish(world)
    assert (answer.status_code, answer.json, answer.headers["X-App-Usage"]) == (400, body, "{}")


def test_a_fault_strikes_as_often_as_asked_and_can_be_cleared(world: World) -> None:
    world.fault(path="/feed", kind="html_502", times=2)
    assert [publish(world).status_code for _ in range(3)] == [502, 502, 200]
    world.fault(path="/feed", kind="html_502", times=9)
    assert world.control("GET", "/gangguan")["gangguan"][0]["left"] == 9
    world.control("DELETE", "/gangguan")
    assert publish(world, "Lain").status_code == 200


def test_a_fault_of_another_platform_does_not_strike(world: World) -> None:
    world.fault(platform="instagram", path="/feed", kind="html_502")
    assert publish(world).status_code == 200


def test_an_unknown_fault_is_refused_with_the_reason(world: World) -> None:
    for told in ({"kind": "bom"}, {"kind": "hang"}, {"kind": "reset", "path": "("}):
        answer = world.client.post("/_kendali/dunia/wajo/gangguan", json=told)
        assert answer.status_code == 400
        assert "salah" in answer.text


@pytest.mark.parametrize(("kind", "public_while_held"), [("hold_before", 0), ("hold_after_commit", 1)])
def test_a_call_waits_at_the_pause_point_until_it_is_let_go(world: World, kind: str, public_while_held: int) -> None:
    world.fault(path="/feed", kind=kind)
    answers: list[Any] = []
    other = World(world.sandbox, world.client.application.test_client())
    thread = threading.Thread(target=lambda: answers.append(publish(other).status_code))
    thread.start()
    deadline = time.monotonic() + 5
    while not world.control("GET", "/tertahan")["tertahan"] and time.monotonic() < deadline:
        time.sleep(0.01)
    held = world.control("GET", "/tertahan")["tertahan"]
    assert [(it["stage"], it["method"]) for it in held] == [(kind, "POST")]
    assert len(published(world)) == public_while_held
    assert world.control("POST", "/lepas", {"id": held[0]["id"]}) == {"released": 1}
    thread.join(5)
    assert answers == [200]
    assert published(world) == ["Kabar"]
