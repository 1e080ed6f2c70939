"""Replies under a post, through the search of the last seven days (x-api/posts/search, read 2026-11)."""

from __future__ import annotations

from kentongan.connectors.answers import unread
from kentongan.connectors.contract import CommentPage, Refusal, Unread
from kentongan.connectors.folder import Line
from kentongan.connectors.reading import items, sub, text
from kentongan.connectors.x.schemas import ask, comment


def comments(line: Line, post_id: str, cursor: str) -> CommentPage | Unread:
    """One page of a conversation, newest first. The post itself is left out."""
    told = ask(
        line,
        "GET",
        "tweets/search/recent",
        params={
            "query": f"conversation_id:{post_id}",
            "max_results": "100",
            "tweet.fields": "author_id,created_at,conversation_id,referenced_tweets",
            "expansions": "author_id",
            "user.fields": "name,username",
            "next_token": cursor,
        },
    )
    if isinstance(told, Refusal):
        return unread(told)
    authors = {text(one, "id"): one for one in items(sub(told, "includes"), "users")}
    found = (comment(one, post_id, authors) for one in items(told, "data") if text(one, "id") != post_id)
    return CommentPage(tuple(found), text(sub(told, "meta"), "next_token"))
