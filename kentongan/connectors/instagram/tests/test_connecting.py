"""A person opens the Instagram account behind their Page to us, against the sandbox program."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from kentongan.connectors import registry
from kentongan.connectors.contract import (
    Account,
    AuthorizationExpired,
    Consent,
    Health,
    Keys,
    Offer,
    Opener,
    Platform,
    Published,
    Rejected,
    Unread,
)
from kentongan.connectors.instagram.tests.conftest import Desk
from tests import loopback

CONSENT = Consent("https://kentongan.example/hubungkan", "keadaan-1", "")


@pytest.fixture
def opener(desk: Desk) -> Opener:
    made = registry.opener(Platform.INSTAGRAM, desk.http)
    assert made is not None
    return made


def say_yes(desk: Desk, opener: Opener, without: str = "", *, ticked: bool = True) -> str:
    """Eko ticks the Page, the account behind it and all permissions but one, and is sent back with a code."""
    at = opener.address(desk.account.app, desk.account.hosts, CONSENT)
    scopes = [one for one in parse_qs(urlsplit(at).query)["scope"][0].split(",") if one != without]
    ours = [f"instagram:{desk.account.remote_id}"] if ticked else []
    form = {"jawaban": "ya", "akun": ["facebook:104001", *ours], "izin": scopes}
    back = loopback.call("POST", at, data=form).headers["location"]
    return parse_qs(urlsplit(back).query)["code"][0]


def offers_of(desk: Desk, opener: Opener, code: str) -> tuple[Offer, ...]:
    keys = opener.exchange(desk.account.app, desk.account.hosts, CONSENT, code)
    assert isinstance(keys, Keys), keys
    assert keys.token.value
    found = opener.offers(desk.account.app, desk.account.hosts, keys)
    assert isinstance(found, tuple), found
    return found


def account_of(desk: Desk, offer: Offer) -> Account:
    return replace(desk.account, token=offer.keys.token, refresh_token=offer.keys.refresh_token)


def test_the_account_behind_a_page_is_connected_and_publishes(desk: Desk, opener: Opener) -> None:
    (offer,) = offers_of(desk, opener, say_yes(desk, opener))
    assert (offer.remote_id, offer.handle, offer.missing) == (desk.account.remote_id, "wajokab", ())
    assert offer.keys.refresh_expires_in == timedelta(seconds=5_183_944)
    account = account_of(desk, offer)
    assert opener.health(account) == Health("Kabupaten Wajo")
    outbound, memory = desk.post(desk.photo), {"container": ""}
    for step in desk.connector.plan(outbound):
        outcome = desk.connector.run(step.name, outbound, memory, account)
        memory |= getattr(outcome, "memory", {})
    assert isinstance(outcome, Published)


def test_a_page_whose_account_was_not_ticked_offers_nothing(desk: Desk, opener: Opener) -> None:
    assert offers_of(desk, opener, say_yes(desk, opener, ticked=False)) == ()


def test_a_permission_that_was_not_ticked_is_named(desk: Desk, opener: Opener) -> None:
    (offer,) = offers_of(desk, opener, say_yes(desk, opener, without="instagram_content_publish"))
    assert offer.missing == ("instagram_content_publish",)
    health = opener.health(account_of(desk, offer))
    assert isinstance(health, Health)
    assert health.missing == ("instagram_content_publish",)
    outcome = desk.connector.run("check_limit", desk.post(desk.photo), {}, account_of(desk, offer))
    assert isinstance(outcome, AuthorizationExpired)


def test_a_code_is_good_once(desk: Desk, opener: Opener) -> None:
    code = say_yes(desk, opener)
    offers_of(desk, opener, code)
    assert isinstance(opener.exchange(desk.account.app, desk.account.hosts, CONSENT, code), Rejected)


def test_an_account_is_renewed_by_the_persons_token(desk: Desk, opener: Opener) -> None:
    (offer,) = offers_of(desk, opener, say_yes(desk, opener))
    fresh = opener.refresh(account_of(desk, offer))
    assert isinstance(fresh, Keys), fresh
    assert fresh.token.value
    assert isinstance(opener.refresh(replace(desk.account, refresh_token=None)), AuthorizationExpired)


def test_a_day_that_is_nearly_full_is_said_beforehand(desk: Desk, opener: Opener) -> None:
    (offer,) = offers_of(desk, opener, say_yes(desk, opener))
    desk.published(desk.post(desk.photo))
    desk.rules(instagram_quota=1)
    health = opener.health(account_of(desk, offer))
    assert isinstance(health, Health)
    assert health.note == "Jatah kiriman Instagram hampir habis: 1 dari 1 dalam 24 jam."


def test_letting_go_of_one_account_leaves_the_persons_others(desk: Desk, opener: Opener) -> None:
    (offer,) = offers_of(desk, opener, say_yes(desk, opener))
    assert opener.revoke(account_of(desk, offer)) is None
    assert isinstance(opener.refresh(account_of(desk, offer)), Keys)


@pytest.mark.parametrize("state", ["expired", "revoked"])
def test_a_dead_token_is_told_before_anything_is_due(desk: Desk, opener: Opener, state: str) -> None:
    told = {"platform": "instagram", "remote_id": desk.account.remote_id, "name": "Kabupaten Wajo"}
    desk.world.control("PUT", "", {"accounts": [told | {"token_state": state}]})
    health = opener.health(desk.account)
    assert isinstance(health, Unread)
    assert health.expired
