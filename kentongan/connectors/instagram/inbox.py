"""Comments under an account's media, read page by page with their replies.

instagram-platform/comment-moderation, read 2026-11.
"""

from __future__ import annotations

from kentongan.connectors.answers import unread
from kentongan.connectors.contract import CommentPage, Refusal, Unread
from kentongan.connectors.cursors import Cursor
from kentongan.connectors.folder import Line
from kentongan.connectors.graph import after, ask
from kentongan.connectors.instagram.schemas import COMMENT_FIELDS, REPLY_FIELDS, comment, thread
from kentongan.connectors.reading import Json, items, sub, text

_PAGE_SIZE = "50"
_REPLIES_WITH_A_COMMENT = 50


def comments(line: Line, post_id: str, cursor: str) -> CommentPage | Unread:
    """One page of comments with their replies, or one page of the replies that did not fit."""
    at = Cursor.read(cursor)
    return _rest_of_thread(line, post_id, at) if at.threads else _page(line, post_id, at)


def _page(line: Line, post_id: str, at: Cursor) -> CommentPage | Unread:
    told = ask(line, "GET", f"{post_id}/comments", {"fields": COMMENT_FIELDS, "limit": _PAGE_SIZE, "after": at.page})
    if isinstance(told, Refusal):
        return unread(told)
    listed = items(told, "data")
    long = tuple(text(one, "id") for one in listed if _is_cut(one))
    found = tuple(
        single for one in listed for single in (thread(one, post_id) if not _is_cut(one) else (comment(one, post_id),))
    )
    return CommentPage(found, Cursor(page=after(told), threads=long).write())


def _rest_of_thread(line: Line, post_id: str, at: Cursor) -> CommentPage | Unread:
    parent = at.threads[0]
    fields = {"fields": REPLY_FIELDS, "limit": _PAGE_SIZE, "after": at.reply_page}
    told = ask(line, "GET", f"{parent}/replies", fields)
    if isinstance(told, Refusal):
        return unread(told)
    found = tuple(comment(one, post_id, parent) for one in items(told, "data"))
    return CommentPage(found, at.after_replies(after(told)).write())


def _is_cut(told: Json) -> bool:
    replies = sub(told, "replies")
    return bool(after(replies)) or len(items(replies, "data")) >= _REPLIES_WITH_A_COMMENT
