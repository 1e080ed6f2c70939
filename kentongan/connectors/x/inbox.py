"""Replies under a post, through the search of the last seven days, and mentions (x-api/posts, read 2026-11)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kentongan.connectors.answers import unread
from kentongan.connectors.contract import CommentPage, Refusal, RemoteComment, Unread
from kentongan.connectors.folder import Line
from kentongan.connectors.reading import items, sub, text
from kentongan.connectors.x.calling import ask
from kentongan.connectors.x.schemas import FIELDS, authors, comment, permalink

_WANTED = {
    "max_results": "100",
    "tweet.fields": FIELDS,
    "expansions": "author_id",
    "user.fields": "name,username",
}


def comments(line: Line, post_id: str, cursor: str) -> CommentPage | Unread:
    """One page of a conversation, newest first. The post itself is left out."""
    params = _WANTED | {"query": f"conversation_id:{post_id}", "next_token": cursor}
    told = ask(line, "GET", "tweets/search/recent", params=params)
    if isinstance(told, Refusal):
        return unread(told)
    known = authors(told)
    found = (comment(one, post_id, known) for one in items(told, "data") if text(one, "id") != post_id)
    return CommentPage(_with_links(line, found), text(sub(told, "meta"), "next_token"))


def mentions(line: Line, cursor: str) -> CommentPage | Unread:
    """One page of posts that name the account, newest first; `post_id` is the conversation each stands in."""
    path = f"users/{line.account.remote_id}/mentions"
    told = ask(line, "GET", path, params=_WANTED | {"pagination_token": cursor})
    if isinstance(told, Refusal):
        return unread(told)
    known = authors(told)
    found = (comment(one, text(one, "conversation_id"), known, "mention") for one in items(told, "data"))
    return CommentPage(_with_links(line, found), text(sub(told, "meta"), "next_token"))


def _with_links(line: Line, found: Iterable[RemoteComment]) -> tuple[RemoteComment, ...]:
    return tuple(replace(one, permalink=permalink(line, one.remote_id)) for one in found)
