"""A post's counts. Impression metrics were retired in 2025/2026; views are `post_media_view` now.

A video that has no post of its own has no `insights` either, but `video_insights` (documented in use, 2026-11).
"""

from __future__ import annotations

from kentongan.connectors.answers import unread
from kentongan.connectors.contract import Figures, Refusal, Unread
from kentongan.connectors.folder import Line
from kentongan.connectors.graph import ask, insight
from kentongan.connectors.reading import number, sub

_POST_FIELDS = "shares,comments.limit(0).summary(true),reactions.limit(0).summary(true)"
_VIDEO_FIELDS = "comments.limit(0).summary(true),likes.limit(0).summary(true)"
_NAMES = {
    "views": "post_media_view",
    "reactions": "reactions.summary.total_count",
    "comments": "comments.summary.total_count",
    "shares": "shares.count",
}
_VIDEO_NAMES = {
    "views": "total_video_views",
    "reactions": "likes.summary.total_count",
    "comments": "comments.summary.total_count",
}


def figures(line: Line, post_id: str) -> Figures | Unread:
    """Read counts; views come from insights, which small Pages do not get."""
    bare_video = "_" not in post_id
    names = _VIDEO_NAMES if bare_video else _NAMES
    told = ask(line, "GET", post_id, {"fields": _VIDEO_FIELDS if bare_video else _POST_FIELDS})
    if isinstance(told, Refusal):
        return unread(told)
    edge = "video_insights" if bare_video else "insights"
    views = ask(line, "GET", f"{post_id}/{edge}", {"metric": names["views"], "period": "lifetime"})
    return Figures(
        views=insight(views, names["views"]),
        reactions=number(sub(told, "likes" if bare_video else "reactions", "summary"), "total_count"),
        comments=number(sub(told, "comments", "summary"), "total_count"),
        shares=number(sub(told, "shares"), "count"),
        names=names,
    )
