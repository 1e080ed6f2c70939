"""YouTube Data API v3, its Analytics API and the token endpoint of Google."""

from __future__ import annotations

from kentongan.sandbox import routes
from kentongan.sandbox.calls import Call, Refused, Reply, Vendor
from kentongan.sandbox.youtube import analytics, comments, moderation, owned, token, upload, videos
from kentongan.sandbox.youtube.errors import envelope, refuse, spend

ROUTES: tuple[routes.Route, ...] = (
    *upload.ROUTES,
    *owned.ROUTES,
    *videos.ROUTES,
    *comments.ROUTES,
    *moderation.ROUTES,
)


def _lost(call: Call) -> Refused:
    return refuse(404, f"The requested URL {call.path} was not found on this server.", "notFound", "global")


def _handle(call: Call) -> Reply:
    spend(call)
    return routes.find(ROUTES, call, _lost)


_BROKEN = envelope(503, "The service is currently unavailable.", "backendError", "global")
VENDOR = Vendor(_handle, lambda _call: "youtube", _BROKEN)
OAUTH = token.VENDOR
ANALYTICS = analytics.VENDOR
