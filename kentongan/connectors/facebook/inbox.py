"""Comments under a Page's posts: read page by page, and pushed by webhook.

docs/graph-api/reference/page-post/comments and docs/graph-api/webhooks, read 2026-11.
"""

from __future__ import annotations

from kentongan.connectors.answers import unread
from kentongan.connectors.contract import CommentPage, Inbound, Refusal, Unread
from kentongan.connectors.facebook.schemas import COMMENT_FIELDS, comment, pushed_comment
from kentongan.connectors.folder import Line
from kentongan.connectors.graph import PAGE_SIZE, after, ask
from kentongan.connectors.meta_webhook import MetaWebhook, digest, unknown
from kentongan.connectors.reading import Json, items, sub, text

_VERBS = {"add": "comment.added", "edited": "comment.edited", "edit": "comment.edited", "remove": "comment.removed"}


def comments(line: Line, post_id: str, cursor: str) -> CommentPage | Unread:
    """One page of comments and replies, flat."""
    fields = {
        "fields": COMMENT_FIELDS,
        "filter": "stream",
        "order": "chronological",
        "limit": PAGE_SIZE,
        "after": cursor,
    }
    told = ask(line, "GET", f"{post_id}/comments", fields)
    if isinstance(told, Refusal):
        return unread(told)
    return CommentPage(tuple(comment(one, post_id) for one in items(told, "data")), after(told))


def read_change(entry: Json, change: Json) -> Inbound:
    """One change of a Page's `feed`. Anything but a comment's coming, edit or going is kept unread."""
    value = sub(change, "value")
    kind = _VERBS.get(text(value, "verb"))
    if text(change, "field") != "feed" or text(value, "item") != "comment" or not kind or not text(value, "comment_id"):
        return unknown(entry, change)
    once = f"{kind}:{text(value, 'comment_id')}"
    event_id = once if kind == "comment.added" else f"{once}:{digest(entry, change)}"
    return Inbound(text(entry, "id"), kind, event_id, pushed_comment(value), change)


WEBHOOK = MetaWebhook(read_change)
