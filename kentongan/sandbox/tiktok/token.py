"""POST /v2/oauth/token/: a refresh ROTATES the refresh token; the old one dies."""

from __future__ import annotations

import secrets
from http import HTTPStatus

from kentongan.sandbox import worlds
from kentongan.sandbox.calls import Call, Reply

ACCESS_SECONDS, REFRESH_SECONDS = 7_200, 15_552_000


def refresh(call: Call) -> Reply:
    """Exchange a refresh token."""
    told = str(call.params.get("refresh_token", ""))
    owner = worlds.refreshes(call.store, call.world.slug, "tiktok", told)
    if owner is None or call.params.get("grant_type") != "refresh_token":
        why = "Refresh token is invalid or expired."
        body = {"error": "invalid_grant", "error_description": why, "log_id": secrets.token_hex(16).upper()}
        return Reply(body, HTTPStatus.BAD_REQUEST)
    pair = {"access_token": "act." + secrets.token_urlsafe(32), "refresh_token": "rft." + secrets.token_urlsafe(32)}
    with call.store.write():
        worlds.revoke_token(call.store, call.world.slug, "tiktok", told)
        worlds.give_token(call.store, call.world.slug, owner, pair["access_token"], "access")
        worlds.give_token(call.store, call.world.slug, owner, pair["refresh_token"], "refresh")
    times = {"expires_in": ACCESS_SECONDS, "refresh_expires_in": REFRESH_SECONDS}
    who = {"open_id": owner.remote_id, "scope": "user.info.basic,video.publish,video.list", "token_type": "Bearer"}
    return Reply({**pair, **times, **who})


ROUTES = (("POST", "/v2/oauth/token/", refresh),)
