"""TikTok: Direct Post, lists and counters on the one platform, comments on the other."""

from __future__ import annotations

from kentongan.sandbox import routes
from kentongan.sandbox.calls import Call, Refused, Reply, Vendor
from kentongan.sandbox.tiktok import business, photos, publishing, token, uploads, videos
from kentongan.sandbox.tiktok.errors import envelope, refuse

ROUTES: tuple[routes.Route, ...] = (*publishing.ROUTES, *photos.ROUTES, *videos.ROUTES, *token.ROUTES)


def _lost(_call: Call) -> Refused:
    return refuse(404, "invalid_params", "Unsupported path")


def _handle(call: Call) -> Reply:
    return routes.find(ROUTES, call, _lost)


def _upload(call: Call) -> Reply:
    return routes.find(uploads.ROUTES, call, _lost)


def _lost_business(_call: Call) -> Refused:
    return business.refuse(business.PARAMETER, "Unsupported path")


def _business(call: Call) -> Reply:
    return routes.find(business.ROUTES, call, _lost_business)


_BROKEN = envelope("internal_error", "Something went wrong, please try again later.")
VENDOR = Vendor(_handle, lambda _call: "tiktok", _BROKEN)
UPLOAD = Vendor(_upload, lambda _call: "tiktok", _BROKEN)
BUSINESS = Vendor(
    _business, lambda _call: "tiktok", business.envelope(business.TROUBLE, "System error, please try again later.")
)
