"""Comments under our videos and photos, newest first, with their answers (`business/comment/list`, `…/reply/list`)."""

from __future__ import annotations

from kentongan.connectors.contract import CommentPage, Refusal, RemoteComment, Unread
from kentongan.connectors.cursors import Cursor
from kentongan.connectors.folder import Line
from kentongan.connectors.reading import Json, items, moment_or_epoch, number, text
from kentongan.connectors.tiktok.business import PAGE_SIZE, read_from, unread


def comments(line: Line, post_id: str, cursor: str) -> CommentPage | Unread:
    """One page of comments, or one page of the answers to a comment. TikTok's short pages do not mean the end."""
    at = Cursor.read(cursor)
    if at.threads:
        told = page_of(line, post_id, at.reply_page, comment_id=at.threads[0])
        rest = at.after_replies(_more(told))
    else:
        told = page_of(line, post_id, at.page)
        rest = Cursor(_more(told), () if isinstance(told, Refusal) else _answered(told))
    if isinstance(told, Refusal):
        return unread(told)
    found = tuple(comment(line, one, post_id) for one in items(told, "comments") if text(one, "comment_id"))
    return CommentPage(_once(found), rest.write())


def page_of(line: Line, post_id: str, cursor: str, comment_id: str = "") -> Json | Refusal:
    """What TikTok tells of the comments on a post, or of the answers to one of them."""
    fields = {
        "video_id": post_id,
        "status": "ALL",
        "sort_field": "create_time",
        "sort_order": "desc",
        "max_count": PAGE_SIZE,
    }
    fields |= {"cursor": cursor} if cursor else {}
    if comment_id:
        return read_from(line, "reply/list", {**fields, "comment_id": comment_id})
    return read_from(line, "list", fields)


def comment(line: Line, told: Json, post_id: str) -> RemoteComment:
    """A comment; of our own the author is the account itself."""
    ours = told.get("owner") is True
    return RemoteComment(
        remote_id=text(told, "comment_id"),
        post_id=text(told, "video_id") or post_id,
        text=text(told, "text"),
        created_at=moment_or_epoch(told, "create_time"),
        author_id=line.account.remote_id if ours else text(told, "unique_identifier", "user_id"),
        author_name=text(told, "display_name", "username"),
        parent_id=text(told, "parent_comment_id"),
        raw=told,
        hidden=text(told, "status") == "HIDDEN",
    )


def _more(told: Json | Refusal) -> str:
    return text(told, "cursor") if isinstance(told, dict) and told.get("has_more") is True else ""


def _answered(told: Json) -> tuple[str, ...]:
    return tuple(text(one, "comment_id") for one in items(told, "comments") if number(one, "replies"))


def _once(found: tuple[RemoteComment, ...]) -> tuple[RemoteComment, ...]:
    """Beyond some 500 comments TikTok repeats itself."""
    return tuple({one.remote_id: one for one in found}.values())
