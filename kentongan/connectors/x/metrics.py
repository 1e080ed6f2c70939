"""A post's counts (x-api/fundamentals/metrics, read 2026-11)."""

from __future__ import annotations

from kentongan.connectors.answers import unread
from kentongan.connectors.contract import Figures, Refusal, Unread
from kentongan.connectors.folder import Line
from kentongan.connectors.reading import number, sub
from kentongan.connectors.x.calling import ask


def figures(line: Line, post_id: str) -> Figures | Unread:
    """Read the public counts. Shares are what X calls retweets or, in its other dialect, reposts."""
    told = ask(line, "GET", f"tweets/{post_id}", params={"tweet.fields": "public_metrics"})
    if isinstance(told, Refusal):
        return unread(told)
    counts = sub(told, "data", "public_metrics")
    shares = "repost_count" if "repost_count" in counts else "retweet_count"
    return Figures(
        views=number(counts, "impression_count"),
        reactions=number(counts, "like_count"),
        comments=number(counts, "reply_count"),
        shares=number(counts, shares),
        names={"views": "impression_count", "reactions": "like_count", "comments": "reply_count", "shares": shares},
    )
