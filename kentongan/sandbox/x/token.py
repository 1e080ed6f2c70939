"""POST /2/oauth2/token: a refresh gives a new pair and ends the old refresh token."""

from __future__ import annotations

import secrets
from http import HTTPStatus

from kentongan.sandbox import worlds
from kentongan.sandbox.calls import Call, Refused, Reply

ACCESS_SECONDS = 7200


def refresh(call: Call) -> Reply:
    """Exchange a refresh token."""
    told = str(call.params.get("refresh_token", ""))
    owner = worlds.refreshes(call.store, call.world.slug, "x", told)
    if owner is None or call.params.get("grant_type") != "refresh_token":
        why = {"error": "invalid_request", "error_description": "Value passed for the token was invalid."}
        raise Refused(Reply(why, HTTPStatus.BAD_REQUEST))
    access, again = "x" + secrets.token_urlsafe(40), "xr" + secrets.token_urlsafe(40)
    with call.store.write():
        worlds.revoke_token(call.store, call.world.slug, "x", told)
        worlds.give_token(call.store, call.world.slug, owner, access, "access")
        worlds.give_token(call.store, call.world.slug, owner, again, "refresh")
    scope = "tweet.read tweet.write users.read media.write offline.access"
    pair = {"access_token": access, "refresh_token": again}
    return Reply({"token_type": "bearer", "expires_in": ACCESS_SECONDS, "scope": scope, **pair})


ROUTES = (("POST", "/2/oauth2/token", refresh),)
