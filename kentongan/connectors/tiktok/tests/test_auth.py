"""An account is connected, kept connected, asked after and let go."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from kentongan.connectors import registry
from kentongan.connectors.contract import (
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
from kentongan.connectors.tests.stage import Stage
from kentongan.connectors.tiktok.tests.test_tiktok import HTML
from kentongan.core.http import Http

CONSENT = Consent("https://wajo.example/kembali", "keadaan", "bukti")
ACCOUNT = replace(on.account(Platform.TIKTOK), refresh_token=Secret("rft.lama"))
USER = httpx.Response(200, json={"data": {"user": {"open_id": "o1", "display_name": "Wajo"}}, "error": {"code": "ok"}})


def opening(*script: str | on.Script) -> tuple[Opener, Stage]:
    stage = Stage(Platform.TIKTOK).will_say(*script)
    found = registry.opener(Platform.TIKTOK, Http(on.HOSTS, transport=httpx.MockTransport(stage._next)))
    assert found is not None
    return found, stage


def test_the_consent_page_is_asked_for_what_we_need_and_no_more() -> None:
    opener, _ = opening()
    parts = urlsplit(opener.address(ACCOUNT.app, {}, CONSENT))
    asked = parse_qs(parts.query)
    assert (parts.netloc, parts.path) == ("www.tiktok.com", "/v2/auth/authorize/")
    assert asked["scope"] == [",".join(registry.scopes(Platform.TIKTOK))]
    assert (asked["client_key"], asked["state"]) == (["klien"], ["keadaan"])


def test_a_code_becomes_keys_that_say_how_long_they_live() -> None:
    opener, stage = opening("token__keys")
    keys = opener.exchange(ACCOUNT.app, {}, CONSENT, "kode")
    assert keys == Keys(
        Secret("act.contoh"),
        Secret("rft.contoh"),
        timedelta(hours=2),
        timedelta(days=180),
        frozenset({"user.info.basic", "video.list"}),
    )
    form = parse_qs(stage.calls[0].content.decode())
    assert (form["grant_type"], form["redirect_uri"]) == (["authorization_code"], [CONSENT.redirect])
    assert "rahasia" not in str(stage.calls[0].url)


def test_the_account_is_offered_with_what_was_not_given() -> None:
    opener, _ = opening(USER, "creator_info__audited")
    offered = opener.offers(ACCOUNT.app, {}, Keys(Secret("act"), scopes=frozenset({"user.info.basic", "video.list"})))
    assert isinstance(offered, tuple)
    (one,) = offered
    assert (one.remote_id, one.name, one.missing) == ("o1", "Wajo", ("video.publish",))
    assert one.handle


@pytest.mark.parametrize(
    "answer", [HTML, "error__token", httpx.Response(200, json={"data": {}, "error": {"code": "ok"}})]
)
def test_nobody_is_offered_where_tiktok_names_nobody(answer: str | on.Script) -> None:
    assert not isinstance(opening(answer)[0].offers(ACCOUNT.app, {}, Keys(Secret("act"))), tuple)


def test_a_renewal_brings_both_keys_anew() -> None:
    opener, stage = opening("token__keys")
    keys = opener.refresh(ACCOUNT)
    assert isinstance(keys, Keys)
    assert keys.refresh_token == Secret("rft.contoh")
    assert parse_qs(stage.calls[0].content.decode())["refresh_token"] == ["rft.lama"]


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (on.says(Platform.TIKTOK, "token__refused", 400), AuthorizationExpired),
        (on.says(Platform.TIKTOK, "token__refused"), AuthorizationExpired),
        (httpx.Response(400, json={"error": "invalid_client"}), Rejected),
        (httpx.Response(200, json={}), Rejected),
        (httpx.Response(200, json={"access_token": ""}), Rejected),
        (httpx.Response(503, json={"error": "x"}), Retryable),
        (HTML, Retryable),
        (httpx.ReadTimeout("hangs"), Retryable),
    ],
)
def test_each_way_a_renewal_can_end(answer: on.Script, kind: type) -> None:
    assert isinstance(opening(answer)[0].refresh(ACCOUNT), kind)


def test_without_a_refresh_token_a_person_connects_again() -> None:
    assert isinstance(opening(HTML)[0].refresh(replace(ACCOUNT, refresh_token=None)), AuthorizationExpired)


@pytest.mark.parametrize("answer", [httpx.Response(200), on.says(Platform.TIKTOK, "token__refused", 400)])
def test_what_is_given_back_or_has_ended_is_over(answer: on.Script) -> None:
    assert opening(answer)[0].revoke(ACCOUNT) is None


def test_what_could_not_be_given_back_is_told() -> None:
    assert isinstance(opening(HTML)[0].revoke(ACCOUNT), Retryable)
    assert isinstance(opening(httpx.Response(400, json={"error": "invalid_request"}))[0].revoke(ACCOUNT), Rejected)


def refusal(code: str, status: int = 200) -> httpx.Response:
    return httpx.Response(status, json={"data": {}, "error": {"code": code, "message": "pesan"}})


@pytest.mark.parametrize(
    ("answer", "missing", "words"),
    [
        ("creator_info__audited", (), ""),
        ("creator_info__unaudited", (), "belum meluluskan"),
        ("creator_info__too_many_posts", (), "sudah habis"),
        (refusal("spam_risk_user_banned_from_posting", 403), (), "melarang"),
        (refusal("scope_not_authorized", 401), ("video.publish",), ""),
    ],
)
def test_what_would_keep_a_post_from_the_public_is_said_beforehand(
    answer: str | on.Script, missing: tuple[str, ...], words: str
) -> None:
    told = opening(USER, answer)[0].health(ACCOUNT)
    assert isinstance(told, Health)
    assert (told.name, told.missing) == ("Wajo", missing)
    assert words in told.note
    assert bool(words) == bool(told.note)


def test_an_account_that_cannot_be_asked_is_not_called_well() -> None:
    assert isinstance(opening(HTML)[0].health(ACCOUNT), Unread)
    assert isinstance(opening(USER, HTML)[0].health(ACCOUNT), Unread)
    ended = opening("error__token")[0].health(ACCOUNT)
    assert isinstance(ended, Unread)
    assert ended.expired == (on.fixture(Platform.TIKTOK, "error__token")["error"]["code"] == "access_token_invalid")
