"""Connecting with an app password: no consent page. The person makes one at Settings → App passwords and types it in once.

lexicons com.atproto.server.{createSession,refreshSession,getSession,deleteSession}; atproto.com specs/xrpc, read 2026-11.
`address` is therefore empty and `exchange` refuses; `sign_in` stands for both. The password is used for that one call and kept
nowhere.
"""

from __future__ import annotations

import base64
import binascii
import json
from datetime import timedelta

from kentongan.connectors.answers import unread
from kentongan.connectors.bluesky.calling import Call, answered, ask
from kentongan.connectors.contract import (
    Account,
    AuthorizationExpired,
    Consent,
    Health,
    Keys,
    Offer,
    Reason,
    Refusal,
    Rejected,
    Retryable,
    Secret,
    Unread,
)
from kentongan.connectors.folder import Auth, Desk, Line
from kentongan.connectors.reading import Json, number, text

SCOPES = ("com.atproto.appPass",)
_EVERYTHING = "com.atproto.access"
_PRIVILEGED = "com.atproto.appPassPrivileged"


def address(_desk: Desk, _consent: Consent) -> str:
    """There is no consent page."""
    return ""


def exchange(_desk: Desk, _consent: Consent, _code: str) -> Keys | Refusal:
    """Nor a code that comes back from one."""
    return Rejected(Reason.UNSUPPORTED, "accounts sign in with an app password")


def sign_in(desk: Desk, handle: str, app_password: Secret) -> tuple[Offer, ...] | Refusal:
    """Open the account. Its own password is refused, and the session ended: that would open far more than posting."""
    body = {"identifier": handle.strip().removeprefix("@"), "password": app_password.value.strip()}
    told = ask(_line(desk, Secret("")), Call("com.atproto.server.createSession", body=body))
    if isinstance(told, Refusal):
        return told
    keys = _keys(told)
    if not isinstance(keys, Keys):
        return keys
    if _EVERYTHING in keys.scopes:
        revoke(_line(desk, keys.token, keys.refresh_token))
        return Rejected(Reason.PERMISSION, "this is the account's own password, not an app password")
    return (_offer(told, keys),)


def offers(desk: Desk, keys: Keys) -> tuple[Offer, ...] | Refusal:
    """The one account that these keys open."""
    told = ask(_line(desk, keys.token), Call("com.atproto.server.getSession"))
    return told if isinstance(told, Refusal) else (_offer(told, keys),)


def refresh(line: Line) -> Keys | Refusal:
    """A new pair; the old refresh token ends with it, after a moment in which it may be used once more."""
    old = line.account.refresh_token
    if old is None:
        return AuthorizationExpired(Reason.TOKEN, "no refresh token")
    told = ask(line, Call("com.atproto.server.refreshSession", content=b"", token=old.value))
    return told if isinstance(told, Refusal) else _keys(told)


def revoke(line: Line) -> Refusal | None:
    """End the session. The app password itself can only be taken away by a person."""
    old = line.account.refresh_token
    if old is None:
        return None
    told = answered(line, Call("com.atproto.server.deleteSession", content=b"", token=old.value))
    return told if isinstance(told, Refusal) and not isinstance(told, AuthorizationExpired) else None


def health(line: Line) -> Health | Unread:
    """Ask whether the session is good and the account active."""
    told = ask(line, Call("com.atproto.server.getSession"))
    if isinstance(told, Refusal):
        return unread(told)
    if told.get("active") is False:
        return Unread(Reason.POLICY, f"the account is {text(told, 'status') or 'not active'}")
    return Health(text(told, "handle"))


AUTH = Auth(address, exchange, offers, refresh, revoke, health)


def _line(desk: Desk, token: Secret, refresh_token: Secret | None = None) -> Line:
    return Line(desk.http, Account("", token, desk.hosts, desk.app, refresh_token))


def _offer(told: Json, keys: Keys) -> Offer:
    handle = text(told, "handle")
    missing = () if keys.scopes & {*SCOPES, _PRIVILEGED} or not keys.scopes else SCOPES
    return Offer(text(told, "did"), handle, handle, keys, missing)


def _keys(told: Json) -> Keys | Refusal:
    access, again = text(told, "accessJwt"), text(told, "refreshJwt")
    if not access or not again:
        return Retryable(Reason.UNREADABLE, "an answer without keys")
    return Keys(
        Secret(access),
        Secret(again),
        _lasts(access),
        _lasts(again),
        frozenset(text(_claims(access), "scope").split()),
    )


def _lasts(token: str) -> timedelta | None:
    """How long a token is good from its making, as it says itself."""
    begins, ends = number(_claims(token), "iat"), number(_claims(token), "exp")
    return timedelta(seconds=ends - begins) if begins and ends else None


def _claims(token: str) -> Json:
    """What a token says of itself. Nothing is decided by it that the server does not decide again."""
    body = token.split(".")[1] if token.count(".") == 2 else ""  # noqa: PLR2004 - head, body, signature
    try:
        read = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)) or b"{}")
    except (ValueError, binascii.Error):
        return {}
    return read if isinstance(read, dict) else {}
