"""Connecting an account: consent, keys, their renewal and their end (Login Kit v2).

developers.tiktok.com/docs/en/oauth-user-access-token-management, 2026-11-05: how long keys live is what the answer says, and
every renewal brings a new refresh token and ends the old one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlencode

from kentongan.connectors.answers import (
    FIRST_REFUSAL,
    SERVER_TROUBLE,
    TOO_MANY,
    trouble,
    unread,
    unreadable,
    without_answer,
)
from kentongan.connectors.contract import (
    Account,
    AppKeys,
    AuthorizationExpired,
    Consent,
    Health,
    Keys,
    Offer,
    RateLimited,
    Reason,
    Refusal,
    Rejected,
    Secret,
    Unread,
)
from kentongan.connectors.folder import Auth, Desk, Line
from kentongan.connectors.reading import Json, number, sub, text
from kentongan.connectors.tiktok import creator
from kentongan.connectors.tiktok.schemas import HOST, SCOPES, get
from kentongan.core.http import Answer, NoAnswer

_CONSENT_HOST = "www.tiktok.com"
_OVER = frozenset({"invalid_grant", "access_token_invalid", "access_token_expired"})
_NOT_AUDITED = "TikTok belum meluluskan aplikasi ini: kiriman hanya terlihat oleh akun itu sendiri."
_FULL = "Jatah kiriman TikTok untuk hari ini sudah habis."
_BANNED = "TikTok melarang akun ini mengirim untuk sementara."


def address(desk: Desk, consent: Consent) -> str:
    """The consent page. TikTok wants commas between scopes, and no PKCE from a server."""
    asked = {
        "client_key": desk.app.client_id,
        "scope": ",".join(SCOPES),
        "response_type": "code",
        "redirect_uri": consent.redirect,
        "state": consent.state,
    }
    return f"{desk.url(_CONSENT_HOST, 'v2/auth/authorize/')}?{urlencode(asked)}"


def exchange(desk: Desk, consent: Consent, code: str) -> Keys | Refusal:
    """A code for keys."""
    grant = {"grant_type": "authorization_code", "code": code, "redirect_uri": consent.redirect}
    return _keys(_ask_for_keys(_line(desk), "token", grant))


def offers(desk: Desk, keys: Keys) -> tuple[Offer, ...] | Refusal:
    """The one account that the keys open."""
    line = _line(desk, keys.token)
    told = get(line, "v2/user/info/", {"fields": "open_id,display_name"})
    if isinstance(told, Refusal):
        return told
    user = sub(told, "user")
    known = creator.info(line)
    handle = "" if isinstance(known, Refusal) else text(known, "creator_username")
    if not text(user, "open_id"):
        return Rejected(Reason.UNREADABLE, "TikTok named no account")
    missing = tuple(scope for scope in SCOPES if keys.scopes and scope not in keys.scopes)
    return (Offer(text(user, "open_id"), text(user, "display_name"), handle, keys, missing),)


def refresh(line: Line) -> Keys | Refusal:
    """New keys for old; the refresh token rotates."""
    old = line.account.refresh_token
    if old is None:
        return AuthorizationExpired(Reason.TOKEN, "there is no refresh token")
    grant = {"grant_type": "refresh_token", "refresh_token": old.value}
    return _keys(_ask_for_keys(line, "token", grant))


def revoke(line: Line) -> Refusal | None:
    """Give the permission back; one that has ended already has ended."""
    outcome = _ask_for_keys(line, "revoke", {"token": line.account.token.value})
    if isinstance(outcome, Answer) and outcome.status < FIRST_REFUSAL and not outcome.body:
        return None  # as documented: an empty answer is a good one
    told = _read(outcome)
    return told if isinstance(told, Refusal) and not isinstance(told, AuthorizationExpired) else None


def health(line: Line) -> Health | Unread:
    """Whether the account could post now: its name, its permissions, and what would keep a post from the public."""
    told = get(line, "v2/user/info/", {"fields": "open_id,display_name"})
    if isinstance(told, Refusal):
        return unread(told)
    name = text(sub(told, "user"), "display_name")
    known = creator.info(line)
    if not isinstance(known, Refusal):
        return Health(name, note="" if creator.PUBLIC in creator.levels(known) else _NOT_AUDITED)
    if known.code == Reason.PERMISSION:
        return Health(name, missing=("video.publish",))
    note = {Reason.QUOTA: _FULL, Reason.POLICY: _BANNED}.get(Reason(known.code))
    return Health(name, note=note) if note else unread(known)


AUTH = Auth(address, exchange, offers, refresh, revoke, health)


def _line(desk: Desk, token: Secret | None = None) -> Line:
    return Line(desk.http, Account("", token or Secret(""), desk.hosts, desk.app))


def _ask_for_keys(line: Line, what: str, grant: Mapping[str, str]) -> Answer | NoAnswer:
    app: AppKeys = line.account.app
    form = {"client_key": app.client_id, "client_secret": app.client_secret.value, **grant}
    return line.http.call("POST", line.url(HOST, f"v2/oauth/{what}/"), form=form)


def _keys(outcome: Answer | NoAnswer) -> Keys | Refusal:
    told = _read(outcome)
    if isinstance(told, Refusal):
        return told
    token = text(told, "access_token")
    if not token:
        return Rejected(Reason.UNREADABLE, "TikTok answered without a token")
    again = text(told, "refresh_token")
    scopes = frozenset(word for word in text(told, "scope").replace(" ", ",").split(",") if word)
    keys = Keys(Secret(token), Secret(again) if again else None, scopes=scopes)
    return replace(keys, expires_in=_span(told, "expires_in"), refresh_expires_in=_span(told, "refresh_expires_in"))


def _span(told: Json, name: str) -> timedelta | None:
    seconds = number(told, name)
    return None if seconds is None else timedelta(seconds=seconds)


def _read(outcome: Answer | NoAnswer) -> Json | Refusal:
    """OAuth's own envelope: `error` is a word, also beside HTTP 200."""
    if isinstance(outcome, NoAnswer):
        return without_answer(outcome, commit=False)
    if outcome.status == TOO_MANY:
        return RateLimited(timedelta(minutes=1), Reason.RATE, f"HTTP {TOO_MANY}")
    if not isinstance(outcome.json, dict):
        return unreadable(outcome, commit=False)
    refused = _refused(outcome.status, text(outcome.json, "error"), text(outcome.json, "error_description"))
    return refused or dict(outcome.json)


def _refused(status: int, word: str, why: str) -> Refusal | None:
    detail = f"{word}: {why}"
    if status >= SERVER_TROUBLE or word in {"internal_error", "server_error", "temporarily_unavailable"}:
        return trouble(detail, commit=False)
    if word in _OVER:
        return AuthorizationExpired(Reason.TOKEN, detail)
    if (word and word != "ok") or status >= FIRST_REFUSAL:
        return Rejected(Reason.REFUSED, detail)
    return None
