"""A video's counts (`videos.list`, part `statistics`: numbers written as text). Shares are told by no part of this API."""

from __future__ import annotations

from kentongan.connectors.answers import unread
from kentongan.connectors.contract import Figures, Reason, Refusal, Unread
from kentongan.connectors.folder import Line
from kentongan.connectors.reading import items, number, sub
from kentongan.connectors.youtube.client import ask

_NAMES = {"views": "viewCount", "reactions": "likeCount", "comments": "commentCount"}


def figures(line: Line, post_id: str) -> Figures | Unread:
    """Read a video's counters; a channel may hide its likes or close its comments."""
    told = ask(line, lambda youtube: youtube.videos().list(part="statistics", id=post_id))
    if isinstance(told, Refusal):
        return unread(told)
    found = items(told, "items")
    if not found:
        return Unread(Reason.GONE, "YouTube does not know this video")
    counts = {ours: number(sub(found[0], "statistics"), theirs) for ours, theirs in _NAMES.items()}
    return Figures(**counts, names=_NAMES)
