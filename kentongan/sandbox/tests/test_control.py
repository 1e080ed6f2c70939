"""The control API prepares worlds and speaks for citizens."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kentongan.sandbox.app import create_app
from kentongan.sandbox.service import Sandbox
from kentongan.sandbox.tests.conftest import PAGE, RULES, World, accounts


def test_preparing_a_world_again_keeps_its_posts(world: World) -> None:
    world.seed("facebook")
    world.control("PUT", "", {"title": "Wajo baru", "accounts": accounts(), "rules": RULES})
    assert len(world.record()["kiriman"]) == 1
    assert world.client.get("/_kendali/dunia").json == {"worlds": [{"world": "wajo", "title": "Wajo baru"}]}


def test_two_worlds_know_nothing_of_each_other(world: World) -> None:
    world.client.put("/_kendali/dunia/palembang", json={"title": "Kota Palembang", "accounts": []})
    world.seed("facebook")
    other = world.client.get("/_kendali/dunia/palembang/catatan").json
    assert other is not None
    assert other["kiriman"] == []
    answer = world.client.get(
        f"/dunia/palembang/graph.facebook.com/{PAGE}", headers={"Authorization": "Bearer token-facebook"}
    )
    assert answer.status_code == 400


def test_without_the_key_nothing_can_be_steered(tmp_path: Path) -> None:
    opened = Sandbox.open(tmp_path, base_url="http://127.0.0.1:1", control_key="kunci")
    client = create_app(opened).test_client()
    assert client.get("/_kendali/dunia").status_code == 403
    assert client.get("/_kendali/dunia", headers={"X-Kendali": "salah"}).status_code == 403
    assert client.get("/_kendali/dunia", headers={"X-Kendali": "kunci"}).status_code == 200
    opened.close()


def test_a_seeded_post_has_its_time_figures_and_picture_and_comes_once(
    world: World, picture: Callable[..., bytes]
) -> None:
    media = [{"base64": base64.b64encode(picture()).decode(), "alt": "Panen"}]
    told: dict[str, Any] = {
        "at": "2026-11-01T08:00:00+08:00",
        "figures": {"views": 10},
        "media": media,
        "key": "benih-1",
    }
    assert world.seed("facebook", **told) == world.seed("facebook", **told)
    post = world.record()["kiriman"][0]
    assert (post["views"], post["via"], post["media"][0]["alt"]) == (10, "seed", "Panen")
    assert post["at"] == 1793491200.0


def test_a_citizens_comment_with_a_known_id_is_made_once(world: World) -> None:
    post_id = world.seed("instagram")
    for _ in range(2):
        assert world.citizen("instagram", post_id, "Banjir", remote_id="baris-17") == "baris-17"
    assert len(world.record()["komentar"]) == 1


def test_many_comments_are_made_at_once(world: World) -> None:
    post_id = world.seed("instagram")
    told = [
        {"platform": "instagram", "post_id": post_id, "author_id": f"w{n}", "author_name": f"warga{n}", "text": "Halo", "remote_id": str(n)}
        for n in range(1, 51)
    ]  # fmt: skip
    assert len(world.control("POST", "/warga", told)) == 50
    assert len(world.record()["komentar"]) == 50


def test_reactions_and_shares_are_counted(world: World) -> None:
    post_id = world.seed("x")
    for kind in ("reaction", "share"):
        world.control("POST", "/warga", {"platform": "x", "post_id": post_id, "kind": kind, "author_id": "7"})
    post = world.record()["kiriman"][0]
    assert (post["reactions"], post["shares"]) == (1, 1)


def test_the_record_counts_what_each_account_made_public(world: World) -> None:
    address = f"graph.facebook.com/v26.0/{PAGE}/feed"
    post = world.call("facebook", "POST", address, data={"message": "Satu"}).json
    assert post is not None
    record = world.record()
    assert {"platform": "facebook", "remote_id": PAGE, "posts": 1, "answers": 0} in record["accounts"]
    assert record["panggilan"][-1]["effect"] == f"post:{post['id']}"
    assert record["kiriman"][0]["call"] == record["panggilan"][-1]["seq"]


def test_what_is_not_understood_is_refused_with_the_reason(world: World) -> None:
    answer = world.client.post("/_kendali/dunia/wajo/warga", json={"platform": "facebook"})
    assert answer.status_code == 400
    assert "post_id" in answer.text
    assert world.client.put("/_kendali/dunia/WAJO!", json={}).status_code == 400
    assert world.client.get("/_kendali/dunia/lain/catatan").status_code == 404


def test_a_world_can_be_forgotten(world: World) -> None:
    world.seed("facebook")
    world.control("DELETE", "")
    assert world.client.get("/_kendali/dunia/wajo/catatan").status_code == 404
