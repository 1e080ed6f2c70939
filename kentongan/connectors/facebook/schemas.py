"""What Facebook writes, read into our words."""

from __future__ import annotations

from kentongan.connectors.contract import RemoteComment
from kentongan.connectors.reading import Json, moment, moment_or_epoch, sub, text
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
    )


def candidate(told: Json) -> Candidate:
    """A post or comment of the Page, as a search compares it."""
    return Candidate(text(told, "id"), text(told, "message"), moment(told, "created_time"), text(told, "permalink_url"))
