"""Connecting a channel: Google's consent page, a code for keys, the channel picker, renewing, revoking, and the check-up.

developers.google.com/identity/protocols/oauth2/web-server and developers.google.com/youtube/v3/guides/auth, read 2026-11. A
consent opens the one channel that the person chose on Google's page. Without `access_type=offline&prompt=consent` Google
gives no refresh token the second time.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from datetime import timedelta
from urllib.parse import urlencode

from kentongan.connectors.answers import TOO_MANY, trouble, unread, unreadable, without_answer
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
from kentongan.connectors.reading import Json, items, number, sub, text
from kentongan.connectors.youtube.client import ask
from kentongan.connectors.youtube.keys import HOST
from kentongan.core.http import Answer, Http, NoAnswer

_SCOPE = "https://www.googleapis.com/auth/"
UPLOAD, MANAGE, READ = (_SCOPE + name for name in ("youtube.upload", "youtube.force-ssl", "youtube.readonly"))
SCOPES = (UPLOAD, MANAGE, READ)
_WIDER: Mapping[str, frozenset[str]] = {UPLOAD: frozenset({MANAGE}), READ: frozenset({MANAGE})}
"""What includes a permission (Google's description of the API, `scopes` of each method)."""

CONSENT_HOST = "accounts.google.com"
_OK, _SERVER_TROUBLE = 200, 500
_MINUTE = timedelta(minutes=1)
_ENDED = frozenset({"invalid_grant", "invalid_token"})
LONG_VIDEOS = "Video lebih dari 15 menit belum dapat diunggah: verifikasi nomor telepon kanal ini di YouTube."


def address(desk: Desk, consent: Consent) -> str:
    """The consent page."""
    told = {
        "client_id": desk.app.client_id,
        "redirect_uri": consent.redirect,
        "response_type": "code",
        "scope": " ".join(SCOPES),
        "access_type": "offline",
        "prompt": "consent",
        "state": consent.state,
        "code_challenge": _challenge(consent.verifier),
        "code_challenge_method": "S256",
    }
    return f"{desk.url(CONSENT_HOST, 'o/oauth2/v2/auth')}?{urlencode(told)}"


def exchange(desk: Desk, consent: Consent, code: str) -> Keys | Refusal:
    """A code for keys."""
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": consent.redirect,
        "code_verifier": consent.verifier,
    }
    told = _post(desk.http, desk.url(HOST, "token"), form | _app(desk.app))
    if isinstance(told, AuthorizationExpired):
        return Rejected(Reason.REFUSED, f"the code is used or too old: {told.detail}")
    return told if isinstance(told, Refusal) else _keys(told)


def offers(desk: Desk, keys: Keys) -> tuple[Offer, ...] | Refusal:
    """The channel that the consent opened."""
    line = Line(desk.http, Account("", keys.token, desk.hosts, desk.app, keys.refresh_token))
    told = _channels(line)
    if isinstance(told, Refusal):
        return told
    return tuple(_offer(one, keys) for one in told if text(one, "id"))


def refresh(line: Line) -> Keys | Refusal:
    """A new access token; the refresh token stays."""
    held = line.account.refresh_token
    if held is None:
        return AuthorizationExpired(Reason.TOKEN, "there is no refresh token")
    form = {"grant_type": "refresh_token", "refresh_token": held.value}
    told = _post(line.http, line.url(HOST, "token"), form | _app(line.account.app))
    return told if isinstance(told, Refusal) else _keys(told)


def revoke(line: Line) -> Refusal | None:
    """Give the whole permission back; one that has ended already is given back."""
    held = line.account.refresh_token or line.account.token
    told = _post(line.http, line.url(HOST, "revoke"), {"token": held.value})
    ended = isinstance(told, AuthorizationExpired)
    return told if isinstance(told, Refusal) and not ended else None


def health(line: Line) -> Health | Unread:
    """Renew the access token, which tells the permissions, and ask which channel it opens."""
    keys = refresh(line) if line.account.refresh_token else None
    if keys is not None and not isinstance(keys, Keys):
        return unread(keys)
    told = _channels(line)
    if isinstance(told, Refusal):
        return unread(told)
    channel = next((one for one in told if text(one, "id") == line.account.remote_id), None)
    if channel is None:
        return Unread(Reason.PERMISSION, "the keys do not open this channel", expired=True)
    lacking = missing(keys.scopes) if keys else ()
    allowed = text(sub(channel, "status"), "longUploadsStatus") in ("", "allowed", "longUploadsUnspecified")
    lives = keys.refresh_expires_in if keys else None
    return Health(text(sub(channel, "snippet"), "title"), lives, lacking, "" if allowed else LONG_VIDEOS)


def missing(granted: frozenset[str]) -> tuple[str, ...]:
    """What was not granted; nothing where Google did not say."""
    return tuple(one for one in SCOPES if granted and not granted & ({one} | _WIDER.get(one, frozenset())))


def _offer(channel: Json, keys: Keys) -> Offer:
    snippet = sub(channel, "snippet")
    handle = text(snippet, "customUrl").removeprefix("@")
    return Offer(text(channel, "id"), text(snippet, "title"), handle, keys, missing(keys.scopes))


def _channels(line: Line) -> tuple[Json, ...] | Refusal:
    told = ask(line, lambda youtube: youtube.channels().list(part="snippet,status", mine=True))
    return told if isinstance(told, Refusal) else items(told, "items")


def _app(app: AppKeys) -> dict[str, str]:
    return {"client_id": app.client_id, "client_secret": app.client_secret.value}


def _post(http: Http, url: str, form: dict[str, str]) -> Json | Refusal:
    answer = http.call("POST", url, form=form)
    if isinstance(answer, NoAnswer):
        return without_answer(answer, commit=False)
    if answer.status == _OK and isinstance(answer.json, dict) and "error" not in answer.json:
        return answer.json
    return _refused(answer)


def _refused(answer: Answer) -> Refusal:
    error = text(answer.json, "error")
    detail = f"HTTP {answer.status} {error}: {text(answer.json, 'error_description')}"
    if answer.status >= _SERVER_TROUBLE:
        return trouble(detail, commit=False)
    if answer.status == TOO_MANY:
        return RateLimited(_MINUTE, Reason.RATE, detail)
    if error in _ENDED:
        return AuthorizationExpired(Reason.TOKEN, detail)
    return Rejected(Reason.REFUSED, detail) if error else unreadable(answer, commit=False)


def _keys(told: Json) -> Keys | Refusal:
    token, again = text(told, "access_token"), text(told, "refresh_token")
    if not token:
        return trouble("an answer without access token", commit=False)
    return Keys(
        token=Secret(token),
        refresh_token=Secret(again) if again else None,
        expires_in=_seconds(told, "expires_in"),
        refresh_expires_in=_seconds(told, "refresh_token_expires_in"),
        scopes=frozenset(text(told, "scope").split()),
    )


def _seconds(told: Json, name: str) -> timedelta | None:
    found = number(told, name)
    return None if found is None else timedelta(seconds=found)


def _challenge(verifier: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


AUTH = Auth(address, exchange, offers, refresh, revoke, health)
