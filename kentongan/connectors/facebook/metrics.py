"""A post's counts. Impression metrics were retired in 2025/2026; views are `post_media_view` now."""

from __future__ import annotations

from kentongan.connectors.answers import unread
from kentongan.connectors.contract import Figures, Refusal, Unread
from kentongan.connectors.folder import Line
from kentongan.connectors.graph import ask, insight
from kentongan.connectors.reading import number, sub

_FIELDS = "shares,comments.limit(0).summary(true),reactions.limit(0).summary(true)"
_NAMES = {
    "views": "post_media_view",
    "reactions": "reactions.summary.total_count",
    "comments": "comments.summary.total_count",
    "shares": "shares.count",
}


def figures(line: Line, post_id: str) -> Figures | Unread:
    """Read counts; views come from insights, which small Pages do not get."""
    told = ask(line, "GET", post_id, {"fields": _FIELDS})
    if isinstance(told, Refusal):
        return unread(told)
    views = ask(line, "GET", f"{post_id}/insights", {"metric": _NAMES["views"], "period": "lifetime"})
    return Figures(
        views=insight(views, _NAMES["views"]),
        reactions=number(sub(told, "reactions", "summary"), "total_count"),
        comments=number(sub(told, "comments", "summary"), "total_count"),
        shares=number(sub(told, "shares"), "count"),
        names=_NAMES,
    )
