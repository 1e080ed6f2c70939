"""TikTok for Developers: Direct Post by file upload, lists and counters. Comments are not on this platform."""

from __future__ import annotations

from kentongan.sandbox import routes
from kentongan.sandbox.calls import Call, Refused, Reply, Vendor
from kentongan.sandbox.tiktok import photos, publishing, token, uploads, videos
from kentongan.sandbox.tiktok.errors import envelope, refuse

ROUTES: tuple[routes.Route, ...] = (*publishing.ROUTES, *photos.ROUTES, *videos.ROUTES, *token.ROUTES)


def _lost(_call: Call) -> Refused:
    return refuse(404, "invalid_params", "Unsupported path")


def _handle(call: Call) -> Reply:
    return routes.find(ROUTES, call, _lost)


def _upload(call: Call) -> Reply:
    return routes.find(uploads.ROUTES, call, _lost)


_BROKEN = envelope("internal_error", "Something went wrong, please try again later.")
VENDOR = Vendor(_handle, lambda _call: "tiktok", _BROKEN)
UPLOAD = Vendor(_upload, lambda _call: "tiktok", _BROKEN)
