"""YouTube Data API v3 and the token endpoint of Google."""

from __future__ import annotations

from http import HTTPStatus

from kentongan.sandbox import routes, worlds
from kentongan.sandbox.calls import Call, Refused, Reply, Vendor
from kentongan.sandbox.youtube import comments, owned, upload, videos
from kentongan.sandbox.youtube.errors import envelope, refuse, spend

ACCESS_SECONDS = 3599
ROUTES: tuple[routes.Route, ...] = (*upload.ROUTES, *owned.ROUTES, *videos.ROUTES, *comments.ROUTES)


def _lost(call: Call) -> Refused:
    return refuse(404, f"The requested URL {call.path} was not found on this server.", "notFound", "global")


def _handle(call: Call) -> Reply:
    spend(call)
    return routes.find(ROUTES, call, _lost)


def _token(call: Call) -> Reply:
    told = str(call.params.get("refresh_token", ""))
    owner = worlds.refreshes(call.store, call.world.slug, "youtube", told)
    if call.path != "/token" or call.params.get("grant_type") != "refresh_token" or owner is None:
        return Reply({"error": "invalid_grant", "error_description": "Bad Request"}, HTTPStatus.BAD_REQUEST)
    sql = "SELECT value FROM token WHERE world = ? AND platform = 'youtube' AND account = ? AND kind = 'access'"
    row = call.store.row(sql, call.world.slug, owner.remote_id)
    access = row["value"] if row else f"ya29.{told}"
    worlds.give_token(call.store, call.world.slug, owner, access, "access")
    scope = "https://www.googleapis.com/auth/youtube.upload https://www.googleapis.com/auth/youtube.force-ssl"
    return Reply({"access_token": access, "expires_in": ACCESS_SECONDS, "scope": scope, "token_type": "Bearer"})


_BROKEN = envelope(503, "The service is currently unavailable.", "backendError", "global")
VENDOR = Vendor(_handle, lambda _call: "youtube", _BROKEN)
OAUTH = Vendor(_token, lambda _call: "youtube", {"error": "internal_failure"})
