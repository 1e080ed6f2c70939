"""What Instagram writes, read into our words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from kentongan.connectors.contract import RemoteComment
from kentongan.connectors.reading import Json, items, moment, moment_or_epoch, number, sub, text
from kentongan.connectors.searching import Candidate

_COMMENT = "id,text,timestamp,username,from,parent_id,hidden"
REPLY_FIELDS = _COMMENT
COMMENT_FIELDS = f"{_COMMENT},replies.limit(50){{{_COMMENT}}}"
_MILLISECONDS = 10**11
MEDIA_FIELDS = "id,caption,timestamp,permalink"


def comment(told: Json, post_id: str, parent_id: str = "") -> RemoteComment:
    """A comment or reply as a list gives it."""
    author = sub(told, "from")
    return RemoteComment(
        remote_id=text(told, "id"),
        post_id=post_id,
        text=text(told, "text"),
        created_at=moment_or_epoch(told, "timestamp"),
        author_id=text(author, "id"),
        author_name=text(author, "username") or text(told, "username"),
        parent_id=text(told, "parent_id") or parent_id,
        raw=told,
        hidden=told.get("hidden") is True,
    )


def mention_id(media_id: str, comment_id: str = "") -> str:
    """One id for a mention: answering it takes the medium's and, when it stands in a comment, the comment's."""
    return f"{media_id}_{comment_id}"


def parts_of_mention(remote_id: str) -> tuple[str, str] | None:
    """The two ids in a mention's, None when it is something else's."""
    media_id, mark, comment_id = remote_id.partition("_")
    return (media_id, comment_id) if mark else None


def thread(told: Json, post_id: str) -> Iterator[RemoteComment]:
    """A comment and the replies that came with it."""
    yield comment(told, post_id)
    for reply in items(sub(told, "replies"), "data"):
        yield comment(reply, post_id, text(told, "id"))


def pushed_comment(entry: Json, value: Json) -> RemoteComment:
    """A comment as the webhook tells it: without a time of its own, so the entry's is taken."""
    author = sub(value, "from")
    return RemoteComment(
        remote_id=text(value, "id"),
        post_id=text(sub(value, "media"), "id"),
        text=text(value, "text"),
        created_at=moment_or_epoch(entry, "time"),
        author_id=text(author, "id"),
        author_name=text(author, "username"),
        parent_id=text(value, "parent_id"),
        raw=value,
    )


def mention(told: Json, media_id: str, comment_id: str = "") -> RemoteComment:
    """A medium or a comment of someone else that names the account."""
    return RemoteComment(
        remote_id=mention_id(media_id, comment_id),
        post_id="",
        text=text(told, "text", "caption"),
        created_at=moment_or_epoch(told, "timestamp"),
        author_id=text(sub(told, "from"), "id"),
        author_name=text(told, "username"),
        permalink=text(told, "permalink"),
        raw=told,
        kind="mention",
    )


def message(told: Json, person: str) -> RemoteComment:
    """A message as a conversation gives it; `person` is the other side."""
    author = sub(told, "from")
    return RemoteComment(
        remote_id=text(told, "id"),
        post_id=person,
        text=text(told, "message"),
        created_at=moment_or_epoch(told, "created_time"),
        author_id=text(author, "id"),
        author_name=text(author, "username"),
        raw=told,
        kind="message",
    )


def pushed_message(value: Json) -> RemoteComment:
    """A message as the webhook tells it. An echo is our own: its conversation is whom it went to."""
    said, author = sub(value, "message"), text(sub(value, "sender"), "id")
    ours = said.get("is_echo") is True
    return RemoteComment(
        remote_id=text(said, "mid"),
        post_id=text(sub(value, "recipient"), "id") if ours else author,
        text=text(said, "text"),
        created_at=_moment_of_message(value),
        author_id=author,
        raw=value,
        kind="message",
    )


def _moment_of_message(value: Json) -> datetime:
    """Messages tell milliseconds, the rest of Graph seconds."""
    told = number(value, "timestamp") or 0
    return moment_or_epoch({"at": told // 1000 if told > _MILLISECONDS else told}, "at")


def candidate(told: Json) -> Candidate:
    """A medium or a reply of the account, as a search compares it."""
    return Candidate(
        text(told, "id"),
        text(told, "caption", "text", "message"),
        moment(told, "timestamp") or moment(told, "created_time"),
        text(told, "permalink"),
    )
