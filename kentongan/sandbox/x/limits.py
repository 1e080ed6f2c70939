"""The 15 minutes of POST /2/tweets, where a world sets them."""

from __future__ import annotations

import time

from kentongan.sandbox.calls import Call
from kentongan.sandbox.x.errors import WINDOW, problem

_POSTED = ("SELECT count(*) FROM call WHERE world = ? AND platform = 'x' AND method = 'POST' AND path = '/2/tweets'"
           " AND status = 201 AND at >= ?")  # fmt: skip


def _used(call: Call) -> int:
    now = time.time()
    return call.store.number(_POSTED, call.world.slug, now - now % WINDOW)


def spend(call: Call) -> None:
    """Refuse a post when the 15 minutes are used up."""
    limit = int(call.world.rules["x_posts_per_window"])
    if limit and _used(call) >= limit:
        raise problem(429, "Too Many Requests", "Too Many Requests", "about:blank")


def headers(call: Call) -> dict[str, str]:
    """Give the headers of an answer; a world that sets no limit gives X's usual ones."""
    limit = int(call.world.rules["x_posts_per_window"])
    if not limit or (call.method, call.path) != ("POST", "/2/tweets"):
        return {}
    made = any(effect.startswith(("post:", "comment:")) for effect in call.effects)
    left = max(limit - _used(call) - made, 0)
    return {"x-rate-limit-limit": str(limit), "x-rate-limit-remaining": str(left)}
