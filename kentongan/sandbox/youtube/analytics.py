"""youtubeanalytics.googleapis.com: a report of one row for one video, a day behind the counters."""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime
from typing import Any

from kentongan.sandbox import public, routes
from kentongan.sandbox.calls import Call, Reply, Vendor
from kentongan.sandbox.public import Post
from kentongan.sandbox.youtube.errors import ANALYTICS, READ, caller, envelope, own, refuse
from kentongan.sandbox.youtube.videos import existing

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def _counts(call: Call, post: Post) -> dict[str, int]:
    comments = public.comment_count(call.store, call.world.slug, post)
    return {
        "views": post.views,
        "engagedViews": post.views,
        "likes": post.reactions,
        "comments": comments,
        "shares": post.shares,
    }


def report(call: Call) -> Reply:
    """GET /v2/reports?ids=channel==MINE&filters=video==ID&metrics=…; no row where nothing was counted yet."""
    owner = caller(call, ANALYTICS, READ)
    if call.query.get("ids") not in ("channel==MINE", f"channel=={owner.remote_id}"):
        raise refuse(403, "Forbidden", "forbidden", "global")
    if not all(_DATE.fullmatch(call.query.get(name, "")) for name in ("startDate", "endDate")):
        raise refuse(400, "Required parameter: startDate, endDate", "required", "global")
    field, _, video = call.query.get("filters", "").partition("==")
    post = existing(call, video) if field == "video" else None
    if post is None:
        raise refuse(400, "The query is not supported.", "badRequest", "global")
    own(owner, post.account, "analytics")
    counts, asked = _counts(call, post), [name for name in call.query.get("metrics", "").split(",") if name]
    if not asked or set(asked) - set(counts):
        raise refuse(400, f"Unknown identifier ({','.join(asked)}) given in field parameters.metrics.", "badRequest")
    heads = [{"name": name, "columnType": "METRIC", "dataType": "INTEGER"} for name in asked]
    told: dict[str, Any] = {"kind": "youtubeAnalytics#resultTable", "columnHeaders": heads}
    return Reply(told | ({"rows": [[counts[name] for name in asked]]} if _within(call, post) else {}))


def _within(call: Call, post: Post) -> bool:
    """Tell whether the asked days reach from the video's first to one that has been counted."""
    first = datetime.fromtimestamp(post.at, UTC).date().isoformat()
    today = datetime.fromtimestamp(time.time(), UTC).date().isoformat()
    return call.query["startDate"] <= first <= min(call.query["endDate"], today)


ROUTES: tuple[routes.Route, ...] = (("GET", "/v2/reports", report),)


def _handle(call: Call) -> Reply:
    return routes.find(ROUTES, call, lambda _call: refuse(404, "Not Found", "notFound", "global"))


VENDOR = Vendor(_handle, lambda _call: "youtube", envelope(503, "Backend Error", "backendError", "global"))
