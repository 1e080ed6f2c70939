"""TikTok's other platform: comments, which answer HTTP 200 whatever they say; consent; and what TikTok pushes."""

from __future__ import annotations

import hashlib
import hmac
import http.server
import json
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from kentongan.sandbox.tests.conftest import TIKTOK, World
from kentongan.sandbox.tests.test_tiktok import API, ask, init, put
from tests import loopback

PATH = "/dunia/wajo/business-api.tiktok.com/open_api/v1.3/business/comment"
CONSENT = "/dunia/wajo/www.tiktok.com/v2/auth/authorize/"
BACK = "https://wajo.example/kembali"
APP = {"client_key": "kunci", "client_secret": "rahasia"}


def business(world: World, method: str, path: str, token: str = "token-tiktok", **fields: str) -> Any:
    told = {"business_id": TIKTOK, **fields}
    more: dict[str, Any] = {"query_string": told} if method == "GET" else {"json": told}
    answer = world.client.open(f"{PATH}/{path}/", method=method, headers={"Access-Token": token}, **more)
    assert answer.status_code == 200
    return answer.json


def test_a_comment_is_read_answered_hidden_and_taken_away(world: World) -> None:
    post = world.seed("tiktok")
    comment = world.citizen("tiktok", post, "Kapan buka?")
    answered = business(world, "POST", "reply/create", video_id=post, comment_id=comment, text="Senin")["data"]
    (shown,) = business(world, "GET", "list", video_id=post)["data"]["comments"]
    assert (shown["comment_id"], shown["replies"], shown["owner"], shown["status"]) == (comment, 1, False, "PUBLIC")
    (own,) = business(world, "GET", "reply/list", video_id=post, comment_id=comment)["data"]["comments"]
    assert (own["comment_id"], own["owner"], own["parent_comment_id"]) == (answered["comment_id"], True, comment)
    assert business(world, "POST", "hide", video_id=post, comment_id=comment, action="HIDE")["code"] == 0
    (hidden,) = business(world, "GET", "list", video_id=post)["data"]["comments"]
    assert hidden["status"] == "HIDDEN"
    assert business(world, "GET", "list", video_id=post, status="PUBLIC")["data"]["comments"] == []
    assert business(world, "POST", "delete", comment_id=comment)["code"] == 0
    assert business(world, "POST", "delete", comment_id=comment)["code"] == 40007


def test_comments_come_page_by_page_newest_first(world: World) -> None:
    post = world.seed("tiktok")
    names = [world.citizen("tiktok", post, f"Komentar {number}") for number in range(3)]
    first = business(world, "GET", "list", video_id=post, max_count="2")["data"]
    rest = business(world, "GET", "list", video_id=post, max_count="2", cursor=str(first["cursor"]))["data"]
    told = [one["comment_id"] for page in (first, rest) for one in page["comments"]]
    assert (told, first["has_more"], rest["has_more"]) == (names[::-1], True, False)


def test_refusals_are_http_200_with_a_number(world: World) -> None:
    post = world.seed("tiktok")
    comment = world.citizen("tiktok", post, "Kapan buka?")
    assert business(world, "GET", "list", "salah", video_id=post)["code"] == 40105
    assert business(world, "GET", "list", video_id="tidak-ada")["code"] == 40007
    assert business(world, "POST", "hide", comment_id=comment, action="HIDE")["code"] == 40002
    long = business(world, "POST", "reply/create", video_id=post, comment_id=comment, text="a" * 151)
    assert long["code"] == 40002
    world.control("PUT", "", {"rules": {"tiktok_deletes_others": False}})
    assert business(world, "POST", "delete", comment_id=comment)["code"] == 40002
    world.control("PUT", "", {"rules": {"tiktok_business": False}})
    assert business(world, "GET", "list", video_id=post)["code"] == 40001


def code_of(world: World, *scopes: str) -> str:
    asked = {"client_key": APP["client_key"], "redirect_uri": BACK, "state": "s", "scope": ",".join(scopes)}
    told = {**asked, "akun": [f"tiktok:{TIKTOK}"], "izin": list(scopes), "jawaban": "ya"}
    answer = world.client.post(CONSENT, data=told)
    return parse_qs(urlsplit(answer.location).query)["code"][0]


def exchange(world: World, code: str, **more: str) -> Any:
    told = {**APP, "grant_type": "authorization_code", "code": code, "redirect_uri": BACK, **more}
    return world.client.post(f"/dunia/wajo/{API}/oauth/token/", data=told).json


def test_a_code_gives_keys_once_and_only_what_was_agreed(world: World) -> None:
    code = code_of(world, "user.info.basic", "video.list")
    keys = exchange(world, code)
    assert (keys["open_id"], keys["scope"]) == (TIKTOK, "user.info.basic,video.list")
    refused = ask(world, "/post/publish/creator_info/query/", token=keys["access_token"]).json
    assert refused["error"]["code"] == "scope_not_authorized"
    assert exchange(world, code)["error"] == "invalid_grant"
    assert (
        exchange(world, code_of(world, "video.list"), redirect_uri="https://lain.example/")["error"] == "invalid_grant"
    )


def test_a_permission_given_back_ends_every_key(world: World) -> None:
    path = f"/dunia/wajo/{API}/oauth"
    answer = world.client.post(f"{path}/revoke/", data={**APP, "token": "token-tiktok"})
    assert (answer.status_code, answer.data) == (200, b"")
    assert ask(world, "/post/publish/creator_info/query/").json["error"]["code"] == "access_token_invalid"
    again = {**APP, "grant_type": "refresh_token", "refresh_token": "refresh-tiktok"}
    assert world.client.post(f"{path}/token/", data=again).status_code == 400


@pytest.fixture
def pushed() -> Iterator[tuple[str, list[tuple[str, bytes]]]]:
    got: list[tuple[str, bytes]] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            got.append((self.headers["Tiktok-Signature"], body))
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_told: object) -> None:
            return

    with loopback.answering(Handler) as base:
        yield f"{base}/kait/tiktok/", got


def test_each_event_is_told_in_a_delivery_of_its_own(
    world: World, video: bytes, pushed: tuple[str, list[tuple[str, bytes]]]
) -> None:
    url, got = pushed
    hook = {"url": url, "app_secret": "rahasia", "client_key": "kunci"}
    world.control("PUT", "", {"webhooks": {"tiktok": hook}, "rules": {"tiktok_moderation_seconds": 0.2}})
    data = init(world, len(video)).json["data"]
    put(world, data["upload_url"], video, f"0-{len(video) - 1}/{len(video)}")
    (shown,) = world.record()["kiriman"]
    comment = world.citizen("tiktok", shown["remote_id"], "Kapan buka?")
    business(world, "POST", "hide", video_id=shown["remote_id"], comment_id=comment, action="HIDE")
    world.client.post(f"/dunia/wajo/{API}/oauth/revoke/", data={**APP, "token": "token-tiktok"})
    deadline = time.monotonic() + 10
    while len(got) < 5 and time.monotonic() < deadline:
        time.sleep(0.02)
    bodies = [json.loads(raw) for _, raw in got]
    assert {one["event"] for one in bodies} == {
        "post.publish.complete",
        "post.publish.publicly_available",
        "comment.update",
        "authorization.removed",
    }
    assert {(one["client_key"], one["user_openid"]) for one in bodies} == {("kunci", TIKTOK)}
    told = [json.loads(one["content"]) for one in bodies if one["event"] == "comment.update"]
    assert [(one["comment_id"], one["comment_action"]) for one in told] == [
        (int(comment), "insert"),
        (int(comment), "set_to_hidden"),
    ]
    for signature, raw in got:
        at, signed = (part.partition("=")[2] for part in signature.split(","))
        assert hmac.new(b"rahasia", f"{at}.".encode() + raw, hashlib.sha256).hexdigest() == signed
