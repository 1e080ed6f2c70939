"""A video's counts (`video/query`, read 2026-11)."""

from __future__ import annotations

from kentongan.connectors.answers import unread
from kentongan.connectors.contract import Figures, Reason, Refusal, Unread
from kentongan.connectors.folder import Line
from kentongan.connectors.reading import items, number
from kentongan.connectors.tiktok.schemas import ask

_NAMES = {"views": "view_count", "reactions": "like_count", "comments": "comment_count", "shares": "share_count"}


def figures(line: Line, post_id: str) -> Figures | Unread:
    """Read a video's counters."""
    told = ask(line, "v2/video/query/", {"filters": {"video_ids": [post_id]}}, ",".join(["id", *_NAMES.values()]))
    if isinstance(told, Refusal):
        return unread(told)
    videos = items(told, "videos")
    if not videos:
        return Unread(Reason.GONE, "TikTok does not list this video")
    counts = {ours: number(videos[0], theirs) for ours, theirs in _NAMES.items()}
    return Figures(**counts, names=_NAMES)
