"""X API v2: posts, replies, media, search, mentions, messages, consent."""

from __future__ import annotations

from kentongan.sandbox import routes
from kentongan.sandbox.calls import Call, Refused, Reply, Vendor
from kentongan.sandbox.x import lists, lookups, media, messages, moderation, posting, token
from kentongan.sandbox.x.errors import limits, problem
from kentongan.sandbox.x.limits import headers

ROUTES: tuple[routes.Route, ...] = (
    *posting.ROUTES,
    *lists.ROUTES,
    *lookups.ROUTES,
    *media.ROUTES,
    *moderation.ROUTES,
    *messages.ROUTES,
    *token.ROUTES,
)


def _lost(call: Call) -> Refused:
    return problem(404, "Not Found", f"The requested resource {call.path} does not exist.", "about:blank")


def _handle(call: Call) -> Reply:
    try:
        answer = routes.find(ROUTES, call, _lost)
    except Refused as no:
        answer = no.reply
    return Reply(answer.body, answer.status, {**limits(), **answer.headers, **headers(call)}, answer.mime)


_BROKEN = {
    "errors": [
        {
            "title": "Service Unavailable",
            "detail": "Something went wrong on our side.",
            "type": "about:blank",
            "status": 503,
        }
    ]
}
VENDOR = Vendor(_handle, lambda _call: "x", _BROKEN)
