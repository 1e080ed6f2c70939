"""Answers under a post, and what others say to the account elsewhere.

lexicons app.bsky.feed.getPostThread and app.bsky.notification.listNotifications, read 2026-11.
"""

from __future__ import annotations

from collections.abc import Iterator

from kentongan.connectors.answers import unread
from kentongan.connectors.bluesky.calling import Call, ask
from kentongan.connectors.bluesky.records import permalink
from kentongan.connectors.contract import CommentPage, Reason, Refusal, RemoteComment, Unread
from kentongan.connectors.folder import Line
from kentongan.connectors.reading import Json, items, moment, moment_or_epoch, sub, text

_DEPTH = "100"
_TOLD = ("mention", "reply", "quote")


def comments(line: Line, post_id: str, _cursor: str) -> CommentPage | Unread:
    """The whole conversation under a post in one page; the network cuts it, not we."""
    params = {"uri": post_id, "depth": _DEPTH, "parentHeight": "0"}
    told = ask(line, Call("app.bsky.feed.getPostThread", params))
    if isinstance(told, Refusal):
        return unread(told)
    thread = sub(told, "thread")
    if not sub(thread, "post"):
        return Unread(Reason.GONE if thread else Reason.UNREADABLE, text(thread, "$type"))
    hidden = _hidden(told)
    found = (_comment(line, one, post_id, hidden=text(one, "uri") in hidden) for one in _below(thread))
    return CommentPage(tuple(found))


def mentions(line: Line, cursor: str) -> CommentPage | Unread:
    """One page of who named, answered or quoted the account, newest first. Under our own posts it is a comment."""
    params = {"limit": "100"} | ({"cursor": cursor} if cursor else {})
    told = ask(line, Call("app.bsky.notification.listNotifications", params))
    if isinstance(told, Refusal):
        return unread(told)
    if not isinstance(told.get("notifications"), list):
        return Unread(Reason.UNREADABLE, "no list of notifications")
    found = (_heard(line, one) for one in items(told, "notifications") if text(one, "reason") in _TOLD)
    return CommentPage(tuple(found), text(told, "cursor"))


def _below(thread: Json) -> Iterator[Json]:
    """Every post below, whatever its depth; what was deleted or blocked has no `post`."""
    for one in items(thread, "replies"):
        post = sub(one, "post")
        if post:
            yield post
        yield from _below(one)


def _hidden(told: Json) -> frozenset[str]:
    gate = sub(told, "thread", "post", "threadgate", "record") or sub(told, "threadgate", "record")
    return frozenset(str(one) for one in gate.get("hiddenReplies") or [])


def _comment(line: Line, post: Json, post_id: str, *, hidden: bool = False, kind: str = "comment") -> RemoteComment:
    author, record, uri = sub(post, "author"), sub(post, "record"), text(post, "uri")
    parent = text(sub(record, "reply", "parent"), "uri")
    return RemoteComment(
        remote_id=uri,
        post_id=post_id,
        text=text(record, "text"),
        created_at=moment(post, "indexedAt") or moment_or_epoch(record, "createdAt"),
        author_id=text(author, "did"),
        author_name=text(author, "displayName") or text(author, "handle"),
        parent_id="" if parent == post_id else parent,
        permalink=permalink(line, uri),
        raw=post,
        kind=kind,
        hidden=hidden,
    )


def _heard(line: Line, told: Json) -> RemoteComment:
    root = text(sub(told, "record", "reply", "root"), "uri")
    ours = root.startswith(f"at://{line.account.remote_id}/")
    return _comment(line, told, root, kind="comment" if ours else "mention")
