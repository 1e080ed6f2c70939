"""A channel is connected through the consent page of the sandbox program, kept connected, and let go."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

from kentongan.connectors import registry
from kentongan.connectors.contract import (
    Act,
    AppKeys,
    AuthorizationExpired,
    Health,
    Keys,
    Outbound,
    Platform,
    Reason,
    Rejected,
    Retryable,
    Secret,
    Unread,
)
from kentongan.connectors.youtube import auth
from kentongan.connectors.youtube.tests.desk import CHANNEL, CONSENT, Desk


def test_a_channel_is_connected_picked_renewed_checked_and_let_go(desk: Desk) -> None:
    keys, account = desk.connect(), desk.account
    assert keys.refresh_token is not None
    offered = desk.opener.offers(account.app, account.hosts, keys)
    assert isinstance(offered, tuple)
    assert [(one.remote_id, one.name, one.handle, one.missing) for one in offered] == [
        (CHANNEL, "Kabupaten Wajo", "wajokab", ())
    ]
    renewed = desk.opener.refresh(desk.holding(keys))
    assert isinstance(renewed, Keys)
    assert (renewed.token != keys.token, renewed.refresh_token) == (True, None)  # the stored one stays
    assert desk.opener.health(desk.holding(keys)) == Health("Kabupaten Wajo")
    assert desk.opener.revoke(desk.holding(keys)) is None
    assert desk.opener.revoke(desk.holding(keys)) is None
    assert isinstance(desk.opener.refresh(desk.holding(keys)), AuthorizationExpired)
    ill = desk.opener.health(desk.holding(keys))
    assert isinstance(ill, Unread)
    assert ill.expired


def test_a_permission_that_was_not_given_is_named_at_once_and_at_the_check_up(desk: Desk) -> None:
    keys, account = desk.connect(auth.UPLOAD, auth.READ), desk.account
    (offer,) = desk.opener.offers(account.app, account.hosts, keys)  # type: ignore[misc]
    assert offer.missing == (auth.MANAGE,)
    health = desk.opener.health(desk.holding(keys))
    assert isinstance(health, Health)
    assert health.missing == (auth.MANAGE,)
    asked = Outbound(Act.REPLY, "kunci-4", "Senin", reply_to="Ugw", post_id="x")
    connector = registry.connector(Platform.YOUTUBE, desk.http)
    outcome = connector.run("reply", asked, {}, desk.holding(keys))
    assert isinstance(outcome, AuthorizationExpired)
    assert outcome.code == Reason.PERMISSION


def test_a_code_that_was_used_is_refused_and_a_broken_answer_gives_no_keys(desk: Desk) -> None:
    account = desk.account
    assert isinstance(desk.opener.exchange(account.app, account.hosts, CONSENT, "terpakai"), Rejected)
    desk.world.control(
        "POST", "/gangguan", {"kind": "answer", "path": "/token", "status": 200, "body": {"access_token": ""}}
    )
    assert isinstance(desk.opener.refresh(account), Retryable)
    desk.world.fault("html_502", "/token")
    assert isinstance(desk.opener.refresh(account), Retryable)


def test_keys_of_another_channel_are_noticed_at_the_check_up(desk: Desk) -> None:
    told = desk.opener.health(replace(desk.account, remote_id="UCorang-lain"))
    assert isinstance(told, Unread)
    assert told.code == Reason.PERMISSION


def test_the_consent_page_asks_for_a_refresh_token_and_carries_the_challenge(desk: Desk) -> None:
    page = desk.opener.address(AppKeys("klien", Secret("r")), {}, CONSENT)
    asked = {name: values[0] for name, values in parse_qs(urlsplit(page).query).items()}
    assert page.startswith("https://accounts.google.com/o/oauth2/v2/auth?")
    assert (asked["access_type"], asked["prompt"], asked["state"]) == ("offline", "consent", CONSENT.state)
    digest: Any = hashlib.sha256(CONSENT.verifier.encode()).digest()
    assert asked["code_challenge"] == base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
