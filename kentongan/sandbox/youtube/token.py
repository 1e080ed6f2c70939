"""oauth2.googleapis.com: a code for keys, a refresh token for a new access token, and giving the permission back.

A Google refresh token does not rotate; a person's consent names one channel.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
import time
from http import HTTPStatus
from typing import Any

from kentongan.sandbox import consent, routes, things, worlds
from kentongan.sandbox.calls import Call, Refused, Reply, Vendor
from kentongan.sandbox.things import Thing
from kentongan.sandbox.worlds import Account
from kentongan.sandbox.youtube.errors import COMMENTS, GRANT, SCOPE, UPLOAD

ACCESS_SECONDS = 3599
_SEEDED = "SELECT value FROM token WHERE world = ? AND platform = 'youtube' AND account = ? AND kind = 'access'"


def _refuse(error: str, why: str, status: int = HTTPStatus.BAD_REQUEST) -> Refused:
    return Refused(Reply({"error": error, "error_description": why}, status))


def token(call: Call) -> Reply:
    """POST /token."""
    kind = call.params.get("grant_type")
    if kind == "authorization_code":
        return _exchange(call)
    if kind == "refresh_token":
        return _refresh(call)
    raise _refuse("unsupported_grant_type", f"Invalid grant_type: {kind}")


def _exchange(call: Call) -> Reply:
    agreed = consent.redeem(call.store, call.world.slug, "youtube", str(call.params.get("code", "")))
    if agreed is None:
        raise _refuse("invalid_grant", "Malformed auth code.")
    if agreed.client_id != call.params.get("client_id"):
        raise _refuse("invalid_client", "The OAuth client was not found.", HTTPStatus.UNAUTHORIZED)
    if agreed.redirect != call.params.get("redirect_uri"):
        raise _refuse("redirect_uri_mismatch", "Bad Request")
    if agreed.challenge and agreed.challenge != _challenge(str(call.params.get("code_verifier", ""))):
        raise _refuse("invalid_grant", "Invalid code verifier.")
    owner = _channel(call, agreed.accounts)
    if owner is None:
        raise _refuse("invalid_grant", "No channel was chosen.")
    scopes = [scope.removeprefix(SCOPE) for scope in agreed.scopes]
    refresh = "1//0" + secrets.token_urlsafe(60)
    with call.store.write():
        worlds.give_token(call.store, call.world.slug, owner, refresh, "refresh")
        _grant(call, owner, refresh, scopes)
        return Reply(_access(call, owner, scopes) | {"refresh_token": refresh})


def _refresh(call: Call) -> Reply:
    told = str(call.params.get("refresh_token", ""))
    owner = worlds.refreshes(call.store, call.world.slug, "youtube", told)
    if owner is None:
        raise _refuse("invalid_grant", "Token has been expired or revoked.")
    grant = things.get(call.store, call.world.slug, "youtube", told, GRANT)
    if grant:
        return Reply(_access(call, owner, grant.data["scopes"]))
    row = call.store.row(_SEEDED, call.world.slug, owner.remote_id)
    access = row["value"] if row else f"ya29.{told}"
    worlds.give_token(call.store, call.world.slug, owner, access, "access")
    return Reply(_told(access, list(owner.scopes or (UPLOAD, COMMENTS, "youtube.readonly"))))


def _access(call: Call, owner: Account, scopes: list[str]) -> dict[str, Any]:
    access = "ya29." + secrets.token_urlsafe(60)
    worlds.give_token(call.store, call.world.slug, owner, access, "access")
    _grant(call, owner, access, scopes)
    return _told(access, scopes)


def _told(access: str, scopes: list[str]) -> dict[str, Any]:
    scope = " ".join(SCOPE + one for one in scopes)
    return {"access_token": access, "expires_in": ACCESS_SECONDS, "scope": scope, "token_type": "Bearer"}


def _grant(call: Call, owner: Account, value: str, scopes: list[str]) -> None:
    kept = Thing("youtube", value, GRANT, owner.remote_id, time.time(), {"scopes": scopes})
    things.put(call.store, call.world.slug, kept)


def _channel(call: Call, accounts: tuple[str, ...]) -> Account | None:
    names = [one.removeprefix("youtube:") for one in accounts if one.startswith("youtube:")]
    return worlds.account(call.store, call.world.slug, "youtube", names[0]) if names else None


def _challenge(verifier: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def revoke(call: Call) -> Reply:
    """POST /revoke: whichever token is named, the whole permission of that channel ends."""
    told = str(call.params.get("token", ""))
    sql = "SELECT account FROM token WHERE world = ? AND platform = 'youtube' AND value = ? AND NOT revoked"
    row = call.store.row(sql, call.world.slug, told)
    if row is None:
        raise _refuse("invalid_token", "Token expired or revoked")
    with call.store.write() as db:
        db.execute(
            "UPDATE token SET revoked = 1 WHERE world = ? AND platform = 'youtube' AND account = ?",
            (call.world.slug, row["account"]),
        )
    return Reply({})


ROUTES: tuple[routes.Route, ...] = (("POST", "/token", token), ("POST", "/revoke", revoke))


def _handle(call: Call) -> Reply:
    return routes.find(ROUTES, call, lambda _call: _refuse("not_found", "Not Found", HTTPStatus.NOT_FOUND))


VENDOR = Vendor(_handle, lambda _call: "youtube", {"error": "internal_failure"})
