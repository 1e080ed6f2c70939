"""X API v2: posts, replies, media, search."""

from __future__ import annotations

from kentongan.sandbox import routes
from kentongan.sandbox.calls import Call, Refused, Reply, Vendor
from kentongan.sandbox.x import lookups, media, posting, token
from kentongan.sandbox.x.errors import limits, problem

ROUTES: tuple[routes.Route, ...] = (*posting.ROUTES, *lookups.ROUTES, *media.ROUTES, *token.ROUTES)


def _lost(call: Call) -> Refused:
    return problem(404, "Not Found", f"The requested resource {call.path} does not exist.", "about:blank")


def _handle(call: Call) -> Reply:
    answer = routes.find(ROUTES, call, _lost)
    return Reply(answer.body, answer.status, {**limits(), **answer.headers})


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
