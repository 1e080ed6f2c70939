"""A medium's counts. `impressions` and `plays` died in 2025; what Instagram does not know it leaves out, it never says 0.

instagram-platform/reference/instagram-media/insights (2026-06-18).
"""

from __future__ import annotations

from kentongan.connectors.answers import unread
from kentongan.connectors.contract import Figures, Refusal, Unread
from kentongan.connectors.folder import Line
from kentongan.connectors.graph import ask, insight
from kentongan.connectors.reading import number

_NAMES = {"views": "views", "reactions": "like_count", "comments": "comments_count", "shares": "shares"}


def figures(line: Line, post_id: str) -> Figures | Unread:
    """Read counts; views and shares come from insights, which small or young media do not have."""
    told = ask(line, "GET", post_id, {"fields": "like_count,comments_count"})
    if isinstance(told, Refusal):
        return unread(told)
    insights = ask(line, "GET", f"{post_id}/insights", {"metric": "views,shares"})
    return Figures(
        views=insight(insights, "views"),
        reactions=number(told, "like_count"),
        comments=number(told, "comments_count"),
        shares=insight(insights, "shares"),
        names=_NAMES,
    )
