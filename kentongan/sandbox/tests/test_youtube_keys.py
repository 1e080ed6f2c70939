"""Google's consent: a channel is picked, a code becomes keys, keys are renewed, carry their permissions and are given back."""

from __future__ import annotations

import base64
import hashlib
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from kentongan.sandbox.tests.conftest import CHANNEL, World

AUTH = "/dunia/wajo/accounts.google.com/o/oauth2/v2/auth"
TOKENS = "/dunia/wajo/oauth2.googleapis.com"
SCOPES = [f"https://www.googleapis.com/auth/{name}" for name in ("youtube.upload", "youtube.force-ssl")]
BACK = "https://kentongan.example/kembali"
VERIFIER = "v" * 43
CHANNELS = "youtube.googleapis.com/youtube/v3/channels?part=id,snippet&mine=true"
THREADS = f"youtube.googleapis.com/youtube/v3/commentThreads?part=id&allThreadsRelatedToChannelId={CHANNEL}"


def consent(world: World, *scopes: str, answer: str = "ya") -> dict[str, list[str]]:
    challenge = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
    form = {
        "redirect_uri": BACK, "state": "s1", "scope": " ".join(SCOPES), "client_id": "klien", "code_challenge": challenge,
        "jawaban": answer, "akun": f"youtube:{CHANNEL}", "izin": list(scopes or SCOPES),
    }  # fmt: skip
    return parse_qs(urlsplit(world.client.post(AUTH, data=form).headers["Location"]).query)


def exchange(world: World, code: str, **changed: str) -> Any:
    told = {
        "grant_type": "authorization_code", "code": code, "client_id": "klien", "client_secret": "rahasia",
        "redirect_uri": BACK, "code_verifier": VERIFIER, **changed,
    }  # fmt: skip
    return world.client.post(f"{TOKENS}/token", data=told)


def test_a_code_becomes_keys_that_open_the_picked_channel(world: World) -> None:
    told = consent(world)
    assert told["state"] == ["s1"]
    keys = exchange(world, told["code"][0]).json
    assert keys["scope"].split() == SCOPES
    channels = world.call("youtube", "GET", CHANNELS, token=keys["access_token"]).json
    assert channels is not None
    assert [one["id"] for one in channels["items"]] == [CHANNEL]
    renewed = world.client.post(
        f"{TOKENS}/token", data={"grant_type": "refresh_token", "refresh_token": keys["refresh_token"]}
    ).json
    assert renewed is not None
    assert "refresh_token" not in renewed
    assert world.call("youtube", "GET", CHANNELS, token=renewed["access_token"]).status_code == 200


def test_a_code_is_good_once_and_for_who_asked(world: World) -> None:
    code = consent(world)["code"][0]
    assert exchange(world, code).status_code == 200
    assert exchange(world, code).json["error"] == "invalid_grant"


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"client_id": "orang-lain"}, "invalid_client"),
        ({"redirect_uri": "https://lain.example/"}, "redirect_uri_mismatch"),
        ({"code_verifier": "x"}, "invalid_grant"),
        ({"grant_type": "password"}, "unsupported_grant_type"),
    ],
)
def test_what_does_not_fit_the_consent_gets_no_keys(world: World, changed: dict[str, str], error: str) -> None:
    assert exchange(world, consent(world)["code"][0], **changed).json["error"] == error


def test_who_says_no_gives_no_code(world: World) -> None:
    assert consent(world, answer="tidak")["error"] == ["access_denied"]


def test_keys_do_only_what_was_agreed_to(world: World) -> None:
    keys = exchange(world, consent(world, SCOPES[0])["code"][0]).json
    refused = world.call("youtube", "GET", THREADS, token=keys["access_token"])
    assert refused.json is not None
    assert (refused.status_code, refused.json["error"]["errors"][0]["reason"]) == (403, "insufficientPermissions")


def test_keys_given_back_open_nothing_any_more(world: World) -> None:
    keys = exchange(world, consent(world)["code"][0]).json
    assert world.client.post(f"{TOKENS}/revoke", data={"token": keys["refresh_token"]}).status_code == 200
    assert world.call("youtube", "GET", CHANNELS, token=keys["access_token"]).status_code == 401
    dead = {"grant_type": "refresh_token", "refresh_token": keys["refresh_token"]}
    told = world.client.post(f"{TOKENS}/token", data=dead).json
    assert told is not None
    assert told["error"] == "invalid_grant"
    again = world.client.post(f"{TOKENS}/revoke", data={"token": keys["refresh_token"]}).json
    assert again is not None
    assert again["error"] == "invalid_token"
