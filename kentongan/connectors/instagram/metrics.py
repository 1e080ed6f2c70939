"""A medium's counts. `impressions` and `plays` died in 2025; what Instagram does not know it leaves out, it never says 0.

instagram-platform/reference/instagram-media/insights (2026-06-18). Insights come up to 48 hours late, those of stories live 24
hours, and a medium with few viewers has none (code 10): all of it is unknown, not zero.
"""

from __future__ import annotations

from kentongan.connectors.answers import unread
from kentongan.connectors.contract import Figures, RateLimited, Refusal, Unread
from kentongan.connectors.folder import Line
from kentongan.connectors.graph import ask, insight
from kentongan.connectors.reading import number, text

_NAMES = {"views": "views", "reactions": "like_count", "comments": "comments_count", "shares": "shares"}
_STORY_NAMES = {"views": "views", "comments": "replies", "shares": "shares"}


def figures(line: Line, post_id: str) -> Figures | Unread:
    """Read counts; views and shares come from insights. A story has replies in place of comments."""
    told = ask(line, "GET", post_id, {"fields": "like_count,comments_count,media_product_type"})
    if isinstance(told, Refusal):
        return unread(told)
    story = text(told, "media_product_type") == "STORY"
    metrics = "views,shares,replies" if story else "views,shares"
    insights = ask(line, "GET", f"{post_id}/insights", {"metric": metrics})
    if isinstance(insights, RateLimited):
        return unread(insights)
    return Figures(
        views=insight(insights, "views"),
        reactions=None if story else number(told, "like_count"),
        comments=insight(insights, "replies") if story else number(told, "comments_count"),
        shares=insight(insights, "shares"),
        names=_STORY_NAMES if story else _NAMES,
    )
