"""Comments under a video: those the public sees, then those that YouTube or we hold back for review.

developers.google.com/youtube/v3/docs/commentThreads/list, read 2026-11. Each read costs one unit of quota. A thread brings only
some of its answers; the rest is read thread by thread. What was rejected is listed no more.
"""

from __future__ import annotations

from kentongan.connectors.answers import unread
from kentongan.connectors.contract import CommentPage, Refusal, Unread
from kentongan.connectors.cursors import Cursor
from kentongan.connectors.folder import Line
from kentongan.connectors.reading import Json, items, number, sub, text
from kentongan.connectors.youtube.client import ask
from kentongan.connectors.youtube.schemas import comment

SHOWN, HELD = "published", "heldForReview"
_MARK = f"{HELD}:"
"""Begins the page of a cursor that has come to the held comments."""


def comments(line: Line, post_id: str, cursor: str) -> CommentPage | Unread:
    """One page of threads, or one page of the answers that did not come with their thread."""
    at = Cursor.read(cursor)
    return _rest_of_thread(line, post_id, at) if at.threads else _page(line, post_id, at)


def _page(line: Line, video_id: str, at: Cursor) -> CommentPage | Unread:
    held, page = at.page.startswith(_MARK), at.page.removeprefix(_MARK)
    told = ask(
        line,
        lambda youtube: youtube.commentThreads().list(
            part="snippet,replies",
            videoId=video_id,
            maxResults=100,
            order="time",
            textFormat="plainText",
            moderationStatus=HELD if held else SHOWN,
            pageToken=page or None,
        ),
    )
    if isinstance(told, Refusal):
        return unread(told)
    threads = items(told, "items")
    cut = tuple(text(one, "id") for one in threads if _is_cut(one))
    found = [comment(one, video_id) for thread in threads for one in _with_answers(thread)]
    return CommentPage(tuple(found), Cursor(page=_next(told, held=held), threads=cut).write())


def _next(told: Json, *, held: bool) -> str:
    """Where to go on: the next page, and after the last one the held comments."""
    following = text(told, "nextPageToken")
    if held:
        return _MARK + following if following else ""
    return following or _MARK


def _rest_of_thread(line: Line, video_id: str, at: Cursor) -> CommentPage | Unread:
    told = ask(
        line,
        lambda youtube: youtube.comments().list(
            part="snippet",
            parentId=at.threads[0],
            maxResults=100,
            textFormat="plainText",
            pageToken=at.reply_page or None,
        ),
    )
    if isinstance(told, Refusal):
        return unread(told)
    found = tuple(comment(one, video_id) for one in items(told, "items"))
    return CommentPage(found, at.after_replies(text(told, "nextPageToken")).write())


def _with_answers(thread: Json) -> tuple[Json, ...]:
    answers = () if _is_cut(thread) else items(sub(thread, "replies"), "comments")
    return (sub(thread, "snippet", "topLevelComment"), *answers)


def _is_cut(thread: Json) -> bool:
    total = number(sub(thread, "snippet"), "totalReplyCount") or 0
    return total > len(items(sub(thread, "replies"), "comments"))
