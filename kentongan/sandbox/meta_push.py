"""What Meta pushes beside new comments: changed and hidden comments, mentions, private messages."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from kentongan.sandbox.heard import MESSAGE, Heard
from kentongan.sandbox.public import Comment, Post

VERBS = ("edited", "remove", "hide", "unhide")


def comment_change(post: Post, comment: Comment, verb: str) -> dict[str, Any]:
    """Write the change of a Page's `feed` when something is done to a comment. What is gone is told without its words."""
    value: dict[str, Any] = {
        "item": "comment",
        "verb": verb,
        "comment_id": comment.remote_id,
        "parent_id": comment.parent or post.remote_id,
        "post_id": post.remote_id,
        "from": {"id": comment.author_id, "name": comment.author_name},
        "created_time": int(time.time()),
    }
    return {"field": "feed", "value": value | ({} if verb == "remove" else {"message": comment.text})}


def of_heard(said: Heard) -> list[dict[str, Any]]:
    """Write what a Page or an Instagram account is told of a mention or a message. What it says itself comes as an echo."""
    if said.kind == MESSAGE:
        whom = said.conversation if said.official else said.account
        message: dict[str, Any] = {"mid": said.remote_id, "text": said.text}
        event = {
            "sender": {"id": said.author_id},
            "recipient": {"id": whom},
            "timestamp": int(said.at * 1000),
            "message": message | ({"is_echo": True} if said.official else {}),
        }
        return [{"messaging": event}]
    if said.platform == "instagram":
        media_id, _, comment_id = said.remote_id.partition("_")
        told = {"media_id": media_id} | ({"comment_id": comment_id} if comment_id else {})
        return [{"field": "mentions", "value": told}]
    value = {
        "post_id": said.remote_id,
        "sender_id": said.author_id,
        "sender_name": said.author_name,
        "item": "post",
        "verb": "add",
        "message": said.text,
        "created_time": int(said.at),
    }
    return [{"field": "mention", "value": value}]


def entry_of(head: dict[str, Any], changes: Sequence[dict[str, Any]], *, flat: bool = False) -> list[dict[str, Any]]:
    """Write an account's entries: messages have a list of their own beside the changes.

    `flat` puts field and value directly into the entry (Instagram login's shape).
    """
    said = [one["messaging"] for one in changes if "messaging" in one]
    others = [one for one in changes if "messaging" not in one]
    whole = [head | {"changes": others}] if others else []
    found = [head | one for one in others] if flat else whole
    return [*found, head | {"messaging": said}] if said else found
