"""An X account is connected by consent, renewed with a token that is good once, asked after, and given back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from kentongan.connectors import registry
from kentongan.connectors.contract import (
    Account,
    AppKeys,
    AuthorizationExpired,
    Consent,
    Health,
    Keys,
    Opener,
    Platform,
    Rejected,
    Retryable,
    Secret,
    Unread,
)
from kentongan.connectors.tests import stage as on
from kentongan.connectors.x.auth import SCOPES
from kentongan.connectors.x.tests.conftest import Desk
from kentongan.core.http import Http
from tests import loopback

APP = AppKeys("app", Secret("rahasia-aplikasi"))
CONSENT = Consent("http://127.0.0.1:9/kembali", "keadaan", "pembukti-yang-panjang-sekali-0123456789012345")


@pytest.fixture
def opener(desk: Desk) -> Opener:
    return opened(desk.http)


def opened(http: Http) -> Opener:
    found = registry.opener(Platform.X, http)
    assert found is not None
    return found


def code(desk: Desk, opener: Opener, scopes: tuple[str, ...] = SCOPES) -> str:
    """Walk to the consent page and say yes."""
    address = opener.address(APP, desk.account.hosts, CONSENT)
    told = {"jawaban": "ya", "akun": [f"x:{desk.account.remote_id}"], "izin": list(scopes)}
    answer = loopback.call("POST", address, data=told)
    back = parse_qs(urlsplit(answer.headers["location"]).query)
    assert back["state"] == ["keadaan"]
    return back["code"][0]


def keys(desk: Desk, opener: Opener, scopes: tuple[str, ...] = SCOPES) -> Keys:
    found = opener.exchange(APP, desk.account.hosts, CONSENT, code(desk, opener, scopes))
    assert isinstance(found, Keys), found
    return found


def account(desk: Desk, held: Keys) -> Account:
    return replace(desk.account, token=held.token, refresh_token=held.refresh_token)


def test_consent_opens_one_account_for_two_hours(desk: Desk, opener: Opener) -> None:
    held = keys(desk, opener)
    assert (held.expires_in, held.scopes) == (timedelta(hours=2), frozenset(SCOPES))
    offers = opener.offers(APP, desk.account.hosts, held)
    assert isinstance(offers, tuple), offers
    (offer,) = offers
    assert (offer.remote_id, offer.name, offer.handle, offer.missing) == (
        desk.account.remote_id, "Kabupaten Wajo", "wajokab", (),
    )  # fmt: skip
    assert offer.keys == held


def test_what_was_not_agreed_to_is_named(desk: Desk, opener: Opener) -> None:
    given = tuple(scope for scope in SCOPES if scope not in ("dm.write", "offline.access"))
    held = keys(desk, opener, given)
    assert held.refresh_token is None
    offers = opener.offers(APP, desk.account.hosts, held)
    assert isinstance(offers, tuple)
    assert offers[0].missing == ("dm.write", "offline.access")


def test_a_code_is_good_once_and_only_with_the_verifier_and_the_secret(desk: Desk, opener: Opener) -> None:
    hosts = desk.account.hosts
    used = code(desk, opener)
    assert isinstance(opener.exchange(APP, hosts, CONSENT, used), Keys)
    assert isinstance(opener.exchange(APP, hosts, CONSENT, used), AuthorizationExpired)
    stranger = replace(CONSENT, verifier="pembukti-orang-lain")
    assert isinstance(opener.exchange(APP, hosts, stranger, code(desk, opener)), AuthorizationExpired)
    wrong = AppKeys("app", Secret("bukan-rahasianya"))
    assert isinstance(opener.exchange(wrong, hosts, CONSENT, code(desk, opener)), Rejected)


def test_a_refresh_token_is_good_once(desk: Desk, opener: Opener) -> None:
    before = account(desk, keys(desk, opener))
    fresh = opener.refresh(before)
    assert isinstance(fresh, Keys), fresh
    assert fresh.refresh_token not in (None, before.refresh_token)
    assert isinstance(opener.health(account(desk, fresh)), Health)
    assert isinstance(opener.refresh(before), AuthorizationExpired)
    assert isinstance(opener.refresh(replace(before, refresh_token=None)), AuthorizationExpired)


def test_an_account_is_asked_after_without_acting(desk: Desk, opener: Opener) -> None:
    assert opener.health(desk.account) == Health("Kabupaten Wajo")
    desk.rules(x_protected=True)
    told = opener.health(desk.account)
    assert isinstance(told, Health)
    assert "digembok" in told.note
    over = opener.health(replace(desk.account, token=Secret("mati")))
    assert isinstance(over, Unread)
    assert over.expired
    other = opener.health(replace(desk.account, remote_id="999"))
    assert isinstance(other, Unread)
    assert other.expired


def test_what_is_given_back_opens_nothing_any_more_and_may_be_given_back_again(desk: Desk, opener: Opener) -> None:
    held = account(desk, keys(desk, opener))
    assert opener.revoke(held) is None
    told = opener.health(held)
    assert isinstance(told, Unread)
    assert told.expired
    assert isinstance(opener.refresh(held), AuthorizationExpired)
    assert opener.revoke(held) is None


def test_the_secret_travels_in_a_header_and_a_public_client_names_itself_in_the_form() -> None:
    calls: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        calls.append(request)
        return httpx.Response(200, json={"access_token": "a"})

    door = opened(Http(on.HOSTS, transport=httpx.MockTransport(answer)))
    assert isinstance(door.exchange(APP, {}, CONSENT, "kode"), Keys)
    assert isinstance(door.exchange(AppKeys("app", Secret("")), {}, CONSENT, "kode"), Keys)
    assert calls[0].headers["authorization"].startswith("Basic ")
    assert b"rahasia" not in calls[0].content
    assert "authorization" not in calls[1].headers
    assert b"client_id=app" in calls[1].content


@pytest.mark.parametrize(
    "told",
    [
        httpx.Response(200, json={}),
        httpx.Response(200, json={"access_token": ""}),
        httpx.Response(200, html="<html>"),
        httpx.Response(503, json={}),
        httpx.ReadTimeout("hangs"),
    ],
)
def test_keys_are_never_empty(told: httpx.Response | Exception) -> None:
    def answer(_request: httpx.Request) -> httpx.Response:
        if isinstance(told, Exception):
            raise told
        return told

    door = opened(Http(on.HOSTS, transport=httpx.MockTransport(answer)))
    assert isinstance(door.exchange(APP, {}, CONSENT, "kode"), Retryable)
    held = on.account(Platform.X, refresh_token=Secret("lama"))
    assert isinstance(door.refresh(held), Retryable)
