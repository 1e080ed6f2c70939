"""A video's counts (`videos.list`, part `statistics`: numbers written as text), and its shares from YouTube Analytics.

developers.google.com/youtube/analytics/reference/reports/query, read 2026-11: a report on one video from its first day on.
Analytics is up to three days late and answers without a row until it has counted; what it does not say stays unknown.
"""

from __future__ import annotations

from datetime import UTC, datetime

from kentongan.connectors.answers import unread
from kentongan.connectors.contract import Figures, Reason, Refusal, Unread
from kentongan.connectors.folder import Line
from kentongan.connectors.reading import Json, items, moment, number, sub
from kentongan.connectors.youtube.client import ask, report

_NAMES = {"views": "viewCount", "reactions": "likeCount", "comments": "commentCount"}
_SHARES = "shares"


def figures(line: Line, post_id: str) -> Figures | Unread:
    """Read a video's counters; a channel may hide its likes or close its comments."""
    told = ask(line, lambda youtube: youtube.videos().list(part="statistics,snippet", id=post_id))
    if isinstance(told, Refusal):
        return unread(told)
    found = items(told, "items")
    if not found:
        return Unread(Reason.GONE, "YouTube does not know this video")
    counts = {ours: number(sub(found[0], "statistics"), theirs) for ours, theirs in _NAMES.items()}
    shared = _shares(line, post_id, found[0])
    names = _NAMES if shared is None else _NAMES | {_SHARES: _SHARES}
    return Figures(**counts, shares=shared, names=names)


def _shares(line: Line, post_id: str, video: Json) -> int | None:
    since = moment(sub(video, "snippet"), "publishedAt")
    if since is None:
        return None
    days = {"startDate": since.date().isoformat(), "endDate": datetime.now(UTC).date().isoformat()}
    told = report(line, ids="channel==MINE", metrics=_SHARES, filters=f"video=={post_id}", **days)
    if isinstance(told, Refusal):
        return None
    heads = [column.get("name") for column in items(told, "columnHeaders")]
    rows = told.get("rows")
    row = rows[0] if isinstance(rows, list) and rows and isinstance(rows[0], list) else []
    return number(dict(zip(heads, row, strict=False)), _SHARES)
