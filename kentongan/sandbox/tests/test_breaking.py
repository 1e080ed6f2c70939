"""Breaking things on purpose, by page and by luck that can be repeated."""

from __future__ import annotations

import pytest

from kentongan.sandbox import faults
from kentongan.sandbox.tests.conftest import IDS, World
from kentongan.sandbox.worlds import RULES


def test_luck_strikes_the_same_calls_again_with_the_same_seed() -> None:
    rules = RULES | {"chaos_share": 0.1, "chaos_seed": 7}
    first = [faults.by_chance(rules, seq) for seq in range(5000)]
    assert first == [faults.by_chance(rules, seq) for seq in range(5000)]
    struck = sum(1 for one in first if one)
    assert 400 < struck < 600
    assert {one.kind for one in first if one} == set(RULES["chaos_kinds"])
    assert first != [faults.by_chance(rules | {"chaos_seed": 8}, seq) for seq in range(5000)]


def test_a_calm_world_is_never_struck() -> None:
    assert not any(faults.by_chance(RULES, seq) for seq in range(1000))


def test_a_call_is_broken_and_mended_on_the_page(world: World) -> None:
    page = "/dunia/wajo/gangguan/"
    told = {"apa": "gangguan", "jenis": "html_502", "platform": "x", "kali": "2", "hanya_tulis": "1"}
    assert world.client.post(page, data=told).status_code == 302
    assert "2 kali lagi" in world.client.get(page).text
    assert world.call("x", "POST", "api.x.com/2/tweets", json={"text": "Kabar"}).status_code == 502
    assert world.call("x", "GET", "api.x.com/2/users/me").status_code == 200
    world.client.post(page, data={"apa": "pulih"})
    assert world.call("x", "POST", "api.x.com/2/tweets", json={"text": "Kabar"}).status_code == 201


def test_a_key_of_an_account_runs_out_on_the_page(world: World) -> None:
    page = "/dunia/wajo/gangguan/"
    world.client.post(page, data={"apa": "token", "akun": f"x:{IDS['x']}", "token": "expired"})
    assert world.call("x", "GET", "api.x.com/2/users/me").status_code == 401
    world.client.post(page, data={"apa": "aturan", "webhook": "twice", "refuse_duplicates": "on"})
    assert "Dua kali" in world.client.get(page).text


def test_nobody_breaks_anything_without_the_key(world: World) -> None:
    world.sandbox.control_key = "kunci-rahasia"
    page = "/dunia/wajo/gangguan/"
    assert "Kunci" in world.client.get(page).text
    assert world.client.post(page, data={"apa": "pulih"}).status_code == 403
    world.client.post(page, data={"apa": "kunci", "kunci": "kunci-rahasia"})
    assert world.client.post(page, data={"apa": "pulih"}).status_code == 302


@pytest.mark.parametrize(
    "wrong", [{"apa": "gangguan", "jenis": "meledak"}, {"apa": "apa?"}, {"apa": "aturan", "webhook": "hilang"}]
)
def test_what_nobody_knows_breaks_nothing(world: World, wrong: dict[str, str]) -> None:
    assert world.client.post("/dunia/wajo/gangguan/", data=wrong).status_code == 400
