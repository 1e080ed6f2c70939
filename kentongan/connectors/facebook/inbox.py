"""What people say to a Page: comments, mentions, private messages; read page by page, and pushed by webhook.

docs/graph-api/reference/page-post/comments, docs/graph-api/webhooks/reference/page and docs/messenger-platform, read 2026-11.
"""

from __future__ import annotations

from kentongan.connectors.answers import unread
from kentongan.connectors.contract import CommentPage, Inbound, Refusal, RemoteComment, Unread
from kentongan.connectors.facebook.schemas import (
    COMMENT_FIELDS,
    comment,
    mention,
    message,
    pushed_comment,
    pushed_mention,
    pushed_message,
)
from kentongan.connectors.folder import Line
from kentongan.connectors.graph import PAGE_SIZE, after, ask
from kentongan.connectors.meta_webhook import MetaWebhook, digest, unknown
from kentongan.connectors.reading import Json, items, sub, text

_VERBS = {
    "add": "comment.added",
    "edited": "comment.edited",
    "edit": "comment.edited",
    "remove": "comment.removed",
    "hide": "comment.hidden",
    "unhide": "comment.unhidden",
}
_MENTION_FIELDS = "id,message,from{id,name},created_time,tagged_time,permalink_url"
_TALK_FIELDS = "id,participants,messages.limit(50){id,message,from,created_time}"
_TALKS = "20"


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


def mentions(line: Line, cursor: str) -> CommentPage | Unread:
    """One page of posts in which the Page is tagged, newest first."""
    fields = {"fields": _MENTION_FIELDS, "limit": PAGE_SIZE, "after": cursor}
    told = ask(line, "GET", f"{line.account.remote_id}/tagged", fields)
    if isinstance(told, Refusal):
        return unread(told)
    return CommentPage(tuple(mention(one) for one in items(told, "data")), after(told))


def messages(line: Line, cursor: str) -> CommentPage | Unread:
    """The newest messages of one page of conversations, the Page's own among them."""
    fields = {"fields": _TALK_FIELDS, "platform": "messenger", "limit": _TALKS, "after": cursor}
    told = ask(line, "GET", f"{line.account.remote_id}/conversations", fields)
    if isinstance(told, Refusal):
        return unread(told)
    said = (one for talk in items(told, "data") for one in _said(talk, line.account.remote_id))
    return CommentPage(tuple(said), after(told))


def read_change(entry: Json, change: Json) -> Inbound:
    """One change of a Page: of its `feed`, a mention, a private message. Anything else is kept unread."""
    read = {"feed": _feed, "mention": _mention, "messaging": _messaging}.get(text(change, "field"), unknown)
    return read(entry, change)


def _said(talk: Json, page: str) -> tuple[RemoteComment, ...]:
    both = items(sub(talk, "participants"), "data")
    person = next((text(one, "id") for one in both if text(one, "id") != page), "")
    return tuple(message(one, person) for one in items(sub(talk, "messages"), "data"))


def _feed(entry: Json, change: Json) -> Inbound:
    value = sub(change, "value")
    kind = _VERBS.get(text(value, "verb"))
    if text(value, "item") != "comment" or not kind or not text(value, "comment_id"):
        return unknown(entry, change)
    once = f"{kind}:{text(value, 'comment_id')}"
    event_id = once if kind == "comment.added" else f"{once}:{digest(entry, change)}"
    return Inbound(text(entry, "id"), kind, event_id, pushed_comment(value), change)


def _mention(entry: Json, change: Json) -> Inbound:
    told = pushed_mention(sub(change, "value"))
    if text(sub(change, "value"), "verb") != "add" or not told.remote_id:
        return unknown(entry, change)
    return Inbound(text(entry, "id"), "mention.added", f"mention.added:{told.remote_id}", told, change)


def _messaging(entry: Json, change: Json) -> Inbound:
    told = pushed_message(sub(change, "value"))
    if not told.remote_id:
        return unknown(entry, change)  # read receipts, reactions, postbacks
    return Inbound(text(entry, "id"), "message.added", f"message.added:{told.remote_id}", told, change)


WEBHOOK = MetaWebhook(read_change)
