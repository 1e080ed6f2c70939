"""What Facebook writes, read into our words."""

from __future__ import annotations

from datetime import UTC, datetime

from kentongan.connectors.contract import RemoteComment
from kentongan.connectors.reading import Json, moment, moment_or_epoch, number, sub, text
from kentongan.connectors.searching import Candidate

COMMENT_FIELDS = "id,message,from{id,name},created_time,parent{id},permalink_url,is_hidden"
POST_FIELDS = "id,message,created_time,permalink_url"


def comment(told: Json, post_id: str) -> RemoteComment:
    """A comment as `/{post}/comments` lists it. `from` is left out for people who hide it from apps."""
    author = sub(told, "from")
    return RemoteComment(
        remote_id=text(told, "id"),
        post_id=post_id,
        text=text(told, "message"),
        created_at=moment_or_epoch(told, "created_time"),
        author_id=text(author, "id"),
        author_name=text(author, "name"),
        parent_id=text(sub(told, "parent"), "id"),
        permalink=text(told, "permalink_url"),
        raw=told,
        hidden=told.get("is_hidden") is True,
    )


def pushed_comment(value: Json) -> RemoteComment:
    """A comment as the webhook tells it; its parent is the post itself when it answers no other comment."""
    author, post_id, parent = sub(value, "from"), text(value, "post_id"), text(value, "parent_id")
    return RemoteComment(
        remote_id=text(value, "comment_id"),
        post_id=post_id,
        text=text(value, "message"),
        created_at=moment_or_epoch(value, "created_time"),
        author_id=text(author, "id"),
        author_name=text(author, "name"),
        parent_id="" if parent == post_id else parent,
        permalink=text(value, "permalink_url"),
        raw=value,
        hidden=text(value, "verb") == "hide",
    )


def mention(told: Json) -> RemoteComment:
    """A post of someone else in which the Page is tagged, as `/{page}/tagged` lists it."""
    author = sub(told, "from")
    at = "tagged_time" if text(told, "tagged_time") else "created_time"
    return RemoteComment(
        remote_id=text(told, "id"),
        post_id="",
        text=text(told, "message"),
        created_at=moment_or_epoch(told, at),
        author_id=text(author, "id"),
        author_name=text(author, "name"),
        permalink=text(told, "permalink_url"),
        raw=told,
        kind="mention",
    )


def pushed_mention(value: Json) -> RemoteComment:
    """A mention as the webhook tells it: in a post, or in a comment under one."""
    return RemoteComment(
        remote_id=text(value, "comment_id", "post_id"),
        post_id="",
        text=text(value, "message"),
        created_at=moment_or_epoch(value, "created_time"),
        author_id=text(value, "sender_id") or text(sub(value, "from"), "id"),
        author_name=text(value, "sender_name") or text(sub(value, "from"), "name"),
        raw=value,
        kind="mention",
    )


def message(told: Json, person: str) -> RemoteComment:
    """A private message in the conversation with `person`, as `/{page}/conversations` lists it."""
    author = sub(told, "from")
    return RemoteComment(
        remote_id=text(told, "id"),
        post_id=person,
        text=text(told, "message"),
        created_at=moment_or_epoch(told, "created_time"),
        author_id=text(author, "id"),
        author_name=text(author, "name"),
        raw=told,
        kind="message",
    )


def pushed_message(event: Json) -> RemoteComment:
    """A private message as the webhook tells it. What the Page itself said comes as an echo."""
    said, sender = sub(event, "message"), text(sub(event, "sender"), "id")
    echo = said.get("is_echo") is True
    return RemoteComment(
        remote_id=text(said, "mid"),
        post_id=text(sub(event, "recipient"), "id") if echo else sender,
        text=text(said, "text"),
        created_at=datetime.fromtimestamp((number(event, "timestamp") or 0) / 1000, UTC),
        author_id=sender,
        raw=event,
        kind="message",
    )


def candidate(told: Json) -> Candidate:
    """A post or comment of the Page, as a search compares it."""
    return Candidate(text(told, "id"), text(told, "message"), moment(told, "created_time"), text(told, "permalink_url"))
