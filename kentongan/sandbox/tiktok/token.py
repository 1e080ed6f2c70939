"""POST /v2/oauth/token/ and /v2/oauth/revoke/: a refresh ROTATES the refresh token; the old one dies."""

from __future__ import annotations

import secrets
from http import HTTPStatus
from typing import Any

from kentongan.sandbox import consent, tiktok_push, worlds
from kentongan.sandbox.calls import Call, Refused, Reply
from kentongan.sandbox.worlds import Account

ACCESS_SECONDS, REFRESH_SECONDS = 7_200, 15_552_000
ALL = ("user.info.basic", "video.publish", "video.list")
USER_TOOK_IT_BACK = 1


def _refuse(word: str, why: str) -> Refused:
    body = {"error": word, "error_description": why, "log_id": secrets.token_hex(16).upper()}
    return Refused(Reply(body, HTTPStatus.BAD_REQUEST))


def _need(call: Call, *names: str) -> dict[str, str]:
    told = {name: str(call.params.get(name, "")) for name in names}
    missing = next((name for name, value in told.items() if not value), None)
    if missing:
        raise _refuse("invalid_request", f"The request parameter {missing} is missing.")
    return told


def token(call: Call) -> Reply:
    """Turn a code, or a refresh token, into a new pair."""
    told = _need(call, "client_key", "client_secret", "grant_type")
    grants = {"authorization_code": _from_code, "refresh_token": _from_refresh}
    if told["grant_type"] not in grants:
        raise _refuse("unsupported_grant_type", "Grant type is not supported.")
    return Reply(grants[told["grant_type"]](call, told["client_key"]))


def _from_code(call: Call, client_key: str) -> dict[str, Any]:
    told = _need(call, "code", "redirect_uri")
    agreed = consent.redeem(call.store, call.world.slug, "tiktok", told["code"])
    if agreed is None or agreed.client_id != client_key or agreed.redirect != told["redirect_uri"]:
        raise _refuse("invalid_grant", "Authorization code is invalid or expired.")
    mine = [one.partition(":")[2] for one in agreed.accounts if one.startswith("tiktok:")]
    owner = worlds.account(call.store, call.world.slug, "tiktok", mine[0]) if mine else None
    if owner is None:
        raise _refuse("access_denied", "No account was chosen.")
    worlds.let(call.store, call.world.slug, owner, agreed.scopes)
    return _pair(call, owner, agreed.scopes)


def _from_refresh(call: Call, _client_key: str) -> dict[str, Any]:
    old = _need(call, "refresh_token")["refresh_token"]
    owner = worlds.refreshes(call.store, call.world.slug, "tiktok", old)
    if owner is None:
        raise _refuse("invalid_grant", "Refresh token is invalid or expired.")
    with call.store.write():
        worlds.revoke_token(call.store, call.world.slug, "tiktok", old)
        return _pair(call, owner, ALL if owner.scopes is None else owner.scopes)


def _pair(call: Call, owner: Account, scopes: tuple[str, ...]) -> dict[str, Any]:
    pair = {"access_token": "act." + secrets.token_urlsafe(32), "refresh_token": "rft." + secrets.token_urlsafe(32)}
    with call.store.write():
        worlds.give_token(call.store, call.world.slug, owner, pair["access_token"], "access")
        worlds.give_token(call.store, call.world.slug, owner, pair["refresh_token"], "refresh")
    times = {"expires_in": ACCESS_SECONDS, "refresh_expires_in": REFRESH_SECONDS}
    return {**pair, **times, "open_id": owner.remote_id, "scope": ",".join(scopes), "token_type": "Bearer"}


def revoke(call: Call) -> Reply:
    """End a permission: nothing the account gave is good any more, and TikTok pushes that."""
    told = _need(call, "client_key", "client_secret", "token")
    found = worlds.holders(call.store, call.world.slug, ("tiktok",), told["token"])
    if not found:
        raise _refuse("invalid_grant", "The access token is invalid or expired.")
    with call.store.write() as db:
        db.execute(
            "UPDATE token SET revoked = 1 WHERE world = ? AND platform = 'tiktok' AND account = ?",
            (call.world.slug, found[0].remote_id),
        )
    call.made("revoked", found[0].remote_id)
    reason = {"reason": USER_TOOK_IT_BACK}
    tiktok_push.push(call.sandbox, call.world, found[0].remote_id, "authorization.removed", reason)
    return Reply(b"", mime="text/plain")


ROUTES = (("POST", "/v2/oauth/token/", token), ("POST", "/v2/oauth/revoke/", revoke))
