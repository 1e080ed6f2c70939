"""Connecting an account: consent, keys, their renewal and their end (OAuth 2 with PKCE, as a confidential client).

docs.x.com fundamentals/authentication/oauth-2-0, read 2026-11: access tokens live two hours, a refresh token comes only with
`offline.access` and is good once. X does not say in advance which permissions a token has.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Mapping
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
    Retryable,
    Secret,
    Unread,
)
from kentongan.connectors.folder import Auth, Desk, Line
from kentongan.connectors.reading import Json, number, sub, text
from kentongan.connectors.x.calling import HOST, ask, read
from kentongan.connectors.x.schemas import SITE
from kentongan.core.http import Answer, NoAnswer

SCOPES = (
    "tweet.read",
    "tweet.write",
    "tweet.moderate.write",
    "users.read",
    "media.write",
    "dm.read",
    "dm.write",
    "offline.access",
)
_OVER = frozenset({"invalid_grant", "invalid_request", "invalid_token"})
_PAUSE = timedelta(minutes=15)
_LOCKED = "Akun ini digembok: kirimannya hanya terlihat oleh pengikut yang disetujui."


def address(desk: Desk, consent: Consent) -> str:
    """The consent page. The code that comes back is good for thirty seconds."""
    digest = hashlib.sha256(consent.verifier.encode()).digest()
    asked = {
        "response_type": "code",
        "client_id": desk.app.client_id,
        "redirect_uri": consent.redirect,
        "scope": " ".join(SCOPES),
        "state": consent.state,
        "code_challenge": urlsafe_b64encode(digest).decode().rstrip("="),
        "code_challenge_method": "S256",
    }
    return f"{desk.url(SITE, 'i/oauth2/authorize')}?{urlencode(asked)}"


def exchange(desk: Desk, consent: Consent, code: str) -> Keys | Refusal:
    """A code for keys."""
    grant = {"grant_type": "authorization_code", "code": code, "redirect_uri": consent.redirect}
    return _keys(_token(desk, "token", grant | {"code_verifier": consent.verifier}))


def offers(desk: Desk, keys: Keys) -> tuple[Offer, ...] | Refusal:
    """The one account that the keys open."""
    headers = {"Authorization": f"Bearer {keys.token.value}"}
    outcome = desk.http.call("GET", desk.url(HOST, "2/users/me"), headers=headers)
    told = without_answer(outcome, commit=False) if isinstance(outcome, NoAnswer) else read(outcome, commit=False)
    if isinstance(told, Refusal):
        return told
    user = sub(told, "data")
    if not text(user, "id"):
        return Retryable(Reason.UNREADABLE, "X named no account")
    missing = tuple(scope for scope in SCOPES if keys.scopes and scope not in keys.scopes)
    return (Offer(text(user, "id"), text(user, "name", "username"), text(user, "username"), keys, missing),)


def refresh(line: Line) -> Keys | Refusal:
    """New keys for old. The old refresh token ends with this call: keep the new one at once."""
    held = line.account.refresh_token
    if held is None or not held.value:
        return AuthorizationExpired(Reason.TOKEN, "no refresh token is kept")
    return _keys(_token(_desk(line), "token", {"grant_type": "refresh_token", "refresh_token": held.value}))


def revoke(line: Line) -> Refusal | None:
    """Give the permission back. What is over already is over."""
    kept = {"refresh_token": line.account.refresh_token, "access_token": line.account.token}
    for hint, token in kept.items():
        if token is None or not token.value:
            continue
        told = _token(_desk(line), "revoke", {"token": token.value, "token_type_hint": hint})
        if isinstance(told, Refusal) and not isinstance(told, AuthorizationExpired):
            return told
    return None


def health(line: Line) -> Health | Unread:
    """Ask who the token stands for, and whether the public can see that account at all."""
    told = ask(line, "GET", "users/me", params={"user.fields": "protected"})
    if isinstance(told, Refusal):
        return unread(told)
    user = sub(told, "data")
    if text(user, "id") != line.account.remote_id:
        return Unread(Reason.TOKEN, "the token stands for another account", expired=True)
    return Health(text(user, "name", "username"), note=_LOCKED if user.get("protected") is True else "")


AUTH = Auth(address, exchange, offers, refresh, revoke, health)


def _desk(line: Line) -> Desk:
    return Desk(line.http, line.account.app, line.account.hosts)


def _token(desk: Desk, door: str, grant: Mapping[str, str]) -> Json | Refusal:
    """Nothing becomes public through this call, so a lost answer may be asked for again."""
    headers, more = _identified(desk.app)
    outcome = desk.http.call("POST", desk.url(HOST, f"2/oauth2/{door}"), headers=headers, form={**grant, **more})
    if isinstance(outcome, NoAnswer):
        return without_answer(outcome, commit=False)
    return _read(outcome)


def _identified(app: AppKeys) -> tuple[dict[str, str], dict[str, str]]:
    """A client with a secret names itself in the header, one without in the form."""
    if not app.client_secret.value:
        return {}, {"client_id": app.client_id}
    pair = b64encode(f"{app.client_id}:{app.client_secret.value}".encode()).decode()
    return {"Authorization": f"Basic {pair}"}, {}


def _read(answer: Answer) -> Json | Refusal:
    body = answer.json
    if answer.status == TOO_MANY:
        return RateLimited(_PAUSE, Reason.RATE, f"HTTP {TOO_MANY}")
    if answer.status >= SERVER_TROUBLE:
        return trouble(f"HTTP {answer.status}", commit=False)
    if not isinstance(body, dict):
        return unreadable(answer, commit=False)
    if answer.status < FIRST_REFUSAL:
        return body
    said = f"{answer.status} {text(body, 'error')}: {text(body, 'error_description', 'detail')}"
    if text(body, "error") in _OVER:
        return AuthorizationExpired(Reason.TOKEN, said)
    return Rejected(Reason.REFUSED, said)


def _keys(told: Json | Refusal) -> Keys | Refusal:
    if isinstance(told, Refusal):
        return told
    access, again, seconds = text(told, "access_token"), text(told, "refresh_token"), number(told, "expires_in")
    if not access:
        return Retryable(Reason.UNREADABLE, "an answer without a token")
    return Keys(
        Secret(access),
        Secret(again) if again else None,
        timedelta(seconds=seconds) if seconds else None,
        scopes=frozenset(text(told, "scope").split()),
    )
