"""A person opens their Pages to us, against the sandbox program."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from kentongan.connectors import registry
from kentongan.connectors.contract import (
    AuthorizationExpired,
    Consent,
    Health,
    Keys,
    Offer,
    Opener,
    Platform,
    Rejected,
    Retryable,
    Secret,
    Unread,
)
from kentongan.connectors.facebook.tests.conftest import Desk
from tests import loopback

CONSENT = Consent("https://kentongan.example/hubungkan", "keadaan-1", "")


@pytest.fixture
def opener(desk: Desk) -> Opener:
    made = registry.opener(Platform.FACEBOOK, desk.http)
    assert made is not None
    return made


def say_yes(desk: Desk, opener: Opener, *, without: str = "") -> str:
    """Eko opens the consent page, ticks the Page and all permissions but one, and is sent back with a code."""
    at = opener.address(desk.account.app, desk.account.hosts, CONSENT)
    scopes = [one for one in parse_qs(urlsplit(at).query)["scope"][0].split(",") if one != without]
    form = {"jawaban": "ya", "akun": ["facebook:104001"], "izin": scopes}
    back = loopback.call("POST", at, data=form).headers["location"]
    told = parse_qs(urlsplit(back).query)
    assert told["state"] == ["keadaan-1"]
    return told["code"][0]


def keys_of(desk: Desk, opener: Opener, code: str) -> Keys:
    told = opener.exchange(desk.account.app, desk.account.hosts, CONSENT, code)
    assert isinstance(told, Keys), told
    return told


def offer_of(desk: Desk, opener: Opener, code: str) -> Offer:
    found = opener.offers(desk.account.app, desk.account.hosts, keys_of(desk, opener, code))
    assert isinstance(found, tuple), found
    (offer,) = found
    return offer


def test_a_page_is_connected_and_publishes_with_its_own_token(desk: Desk, opener: Opener) -> None:
    offer = offer_of(desk, opener, say_yes(desk, opener))
    assert (offer.remote_id, offer.name, offer.handle, offer.missing) == ("104001", "Kabupaten Wajo", "wajokab", ())
    assert offer.keys.expires_in is None
    assert offer.keys.refresh_expires_in == timedelta(seconds=5_183_944)
    account = replace(desk.account, token=offer.keys.token, refresh_token=offer.keys.refresh_token)
    health = opener.health(account)
    assert health == Health("Kabupaten Wajo")
    assert desk.posted(account=account)


def test_a_permission_that_was_not_ticked_is_named(desk: Desk, opener: Opener) -> None:
    offer = offer_of(desk, opener, say_yes(desk, opener, without="pages_manage_posts"))
    assert offer.missing == ("pages_manage_posts",)
    health = opener.health(replace(desk.account, token=offer.keys.token))
    assert isinstance(health, Health)
    assert health.missing == ("pages_manage_posts",)


def test_a_code_is_good_once(desk: Desk, opener: Opener) -> None:
    code = say_yes(desk, opener)
    keys_of(desk, opener, code)
    assert isinstance(opener.exchange(desk.account.app, desk.account.hosts, CONSENT, code), Rejected)


def test_a_page_is_renewed_by_the_persons_token(desk: Desk, opener: Opener) -> None:
    offer = offer_of(desk, opener, say_yes(desk, opener))
    account = replace(desk.account, token=offer.keys.token, refresh_token=offer.keys.refresh_token)
    fresh = opener.refresh(account)
    assert isinstance(fresh, Keys), fresh
    assert fresh.token.value
    assert fresh.refresh_token
    assert desk.posted(account=replace(account, token=fresh.token))


@pytest.mark.parametrize("held", [None, Secret(""), Secret("mati")])
def test_a_page_without_a_living_persons_token_asks_for_a_new_connection(
    desk: Desk, opener: Opener, held: Secret | None
) -> None:
    assert isinstance(opener.refresh(replace(desk.account, refresh_token=held)), AuthorizationExpired)


def test_an_answer_without_a_token_is_no_token(desk: Desk, opener: Opener) -> None:
    told = {"kind": "answer", "status": 200, "body": {"access_token": ""}, "path": "/oauth/access_token"}
    desk.world.control("POST", "/gangguan", told)
    assert isinstance(opener.exchange(desk.account.app, desk.account.hosts, CONSENT, "kode"), Retryable)


def test_a_dead_token_is_told_before_anything_is_due(desk: Desk, opener: Opener) -> None:
    health = opener.health(replace(desk.account, token=Secret("mati")))
    assert isinstance(health, Unread)
    assert health.expired


def test_letting_go_of_one_page_leaves_the_persons_others(desk: Desk, opener: Opener) -> None:
    offer = offer_of(desk, opener, say_yes(desk, opener))
    account = replace(desk.account, token=offer.keys.token, refresh_token=offer.keys.refresh_token)
    assert opener.revoke(account) is None
    assert isinstance(opener.refresh(account), Keys)


def test_no_secret_stands_in_the_address_of_the_consent_page(desk: Desk, opener: Opener) -> None:
    at = opener.address(desk.account.app, desk.account.hosts, CONSENT)
    assert desk.account.app.client_secret.value not in at
    assert urlsplit(at).path.endswith("/www.facebook.com/v26.0/dialog/oauth")
