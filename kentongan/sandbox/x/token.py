"""POST /2/oauth2/token and /revoke: a code or a refresh token for a new pair; both are good once."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from base64 import b64decode, urlsafe_b64encode
from http import HTTPStatus
from typing import Any

from kentongan.sandbox import consent, things, worlds
from kentongan.sandbox.calls import Call, Refused, Reply
from kentongan.sandbox.consent import Consent
from kentongan.sandbox.worlds import Account

ACCESS_SECONDS, CODE_SECONDS = 7200, 30
ALL_SCOPES = ("tweet.read", "tweet.write", "tweet.moderate.write", "users.read", "media.write", "dm.read", "dm.write",
              "offline.access")  # fmt: skip
_WRONG_TOKEN = "Value passed for the token was invalid."  # noqa: S105  a sentence


def _no(error: str, description: str, status: int = HTTPStatus.BAD_REQUEST) -> Refused:
    return Refused(Reply({"error": error, "error_description": description}, status))


def _client(call: Call) -> tuple[str, str]:
    """Read who asks: in the header with the secret, or in the form without one."""
    kind, _, told = call.request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "basic":
        return str(call.params.get("client_id", "")), ""
    try:
        name, _, secret = b64decode(told).decode().partition(":")
    except ValueError as wrong:
        raise _no("unauthorized_client", "Missing valid authorization header", HTTPStatus.UNAUTHORIZED) from wrong
    return name, secret


def _check_client(call: Call, owner: Account) -> str:
    """Refuse a stranger: an app with a secret has to show it."""
    name, secret = _client(call)
    if not name or (owner.app_secret and not hmac.compare_digest(secret.encode(), owner.app_secret.encode())):
        raise _no("unauthorized_client", "Missing valid authorization header", HTTPStatus.UNAUTHORIZED)
    return name


def _proven(agreed: Consent, verifier: str) -> bool:
    hashed = urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
    return bool(verifier) and agreed.challenge in (hashed, verifier)


def _by_code(call: Call) -> tuple[Account, tuple[str, ...]]:
    code = str(call.params.get("code", ""))
    kept = things.get(call.store, call.world.slug, "x", code, consent.CODE)
    agreed = consent.redeem(call.store, call.world.slug, "x", code)
    if kept is None or agreed is None or time.time() - kept.at > CODE_SECONDS or not agreed.accounts:
        raise _no("invalid_request", "Value passed for the authorization code was invalid.")
    if agreed.redirect != call.params.get("redirect_uri"):
        raise _no(
            "invalid_request", "Value passed for the redirect uri did not match the uri of the authorization code."
        )
    if not _proven(agreed, str(call.params.get("code_verifier", ""))):
        raise _no("invalid_request", "Value passed for the code verifier did not match the code challenge.")
    owner = worlds.account(call.store, call.world.slug, "x", agreed.accounts[0].partition(":")[2])
    if owner is None or _check_client(call, owner) != agreed.client_id:
        raise _no("invalid_client", "Value passed for the client id was invalid.", HTTPStatus.UNAUTHORIZED)
    worlds.reopen(call.store, call.world.slug, owner, agreed.scopes)
    return owner, agreed.scopes


def _by_refresh(call: Call) -> tuple[Account, tuple[str, ...]]:
    told = str(call.params.get("refresh_token", ""))
    owner = worlds.refreshes(call.store, call.world.slug, "x", told)
    if owner is None:
        raise _no("invalid_request", _WRONG_TOKEN)
    _check_client(call, owner)
    worlds.revoke_token(call.store, call.world.slug, "x", told)
    return owner, ALL_SCOPES if owner.scopes is None else owner.scopes


def token(call: Call) -> Reply:
    """Give a pair of keys."""
    ways = {"authorization_code": _by_code, "refresh_token": _by_refresh}
    way = ways.get(str(call.params.get("grant_type", "")))
    if way is None:
        raise _no("invalid_request", "Missing required parameter [grant_type].")
    owner, scopes = way(call)
    return Reply(_pair(call, owner, scopes))


def _pair(call: Call, owner: Account, scopes: tuple[str, ...]) -> dict[str, Any]:
    access = "x" + secrets.token_urlsafe(40)
    worlds.give_token(call.store, call.world.slug, owner, access, "access")
    told = {"token_type": "bearer", "expires_in": ACCESS_SECONDS, "access_token": access, "scope": " ".join(scopes)}
    if "offline.access" not in scopes:
        return told
    again = "xr" + secrets.token_urlsafe(40)
    worlds.give_token(call.store, call.world.slug, owner, again, "refresh")
    return told | {"refresh_token": again}


def revoke(call: Call) -> Reply:
    """POST /2/oauth2/revoke: one token ends."""
    told = str(call.params.get("token", ""))
    holders = worlds.holders(call.store, call.world.slug, ("x",), told)
    owner = holders[0] if holders else worlds.refreshes(call.store, call.world.slug, "x", told)
    if owner is None:
        raise _no("invalid_request", _WRONG_TOKEN)
    _check_client(call, owner)
    worlds.revoke_token(call.store, call.world.slug, "x", told)
    return Reply({"revoked": True})


ROUTES = (("POST", "/2/oauth2/token", token), ("POST", "/2/oauth2/revoke", revoke))
