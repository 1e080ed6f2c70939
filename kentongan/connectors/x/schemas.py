"""X's posts. X speaks two dialects (`tweet` and `post` words): both are read. docs.x.com x-api/fundamentals, read 2026-11."""

from __future__ import annotations

from collections.abc import Mapping

from kentongan.connectors.contract import RemoteComment
from kentongan.connectors.folder import Line
from kentongan.connectors.reading import Json, items, moment, moment_or_epoch, sub, text
from kentongan.connectors.searching import Candidate

SITE = "x.com"
FIELDS = "author_id,created_at,conversation_id,referenced_tweets,in_reply_to_user_id"


def authors(told: Json) -> Mapping[str, Json]:
    """The people a page brings with it, by id. Pushed events wrap some of them once more."""
    users = (sub(one, "data") or one for one in items(sub(told, "includes"), "users"))
    return {text(one, "id"): one for one in users}


def comment(told: Json, post_id: str, known: Mapping[str, Json], kind: str = "comment") -> RemoteComment:
    """A post of a conversation, as a comment under its root."""
    author_id = text(told, "author_id")
    author = known.get(author_id, {})
    answered = replied_to(told)
    return RemoteComment(
        remote_id=first_id(told),
        post_id=post_id,
        text=text(told, "text"),
        created_at=moment_or_epoch(told, "created_at"),
        author_id=author_id,
        author_name=text(author, "name", "username"),
        parent_id="" if answered == post_id else answered,
        raw=told,
        kind=kind,
    )


def first_id(told: Json) -> str:
    """A post's id before any edit: X gives an edited post a new one and lists the earlier ones, oldest first."""
    for name in ("edit_history_tweet_ids", "edit_history_post_ids"):
        history = told.get(name)
        if isinstance(history, list) and history and isinstance(history[0], str):
            return history[0]
    return text(told, "id")


def replied_to(told: Json) -> str:
    """The id of the post that this one answers, in either dialect."""
    references = items(told, "referenced_tweets") or items(told, "referenced_posts")
    return next((text(one, "id") for one in references if text(one, "type") == "replied_to"), "")


def media_shown(told: Json) -> int | None:
    """How many photos and videos a post shows; None where X did not say."""
    keys = sub(told, "attachments").get("media_keys")
    return len(keys) if isinstance(keys, list) else None


def candidate(told: Json, permalink: str) -> Candidate:
    """A post of the account, as a search compares it."""
    return Candidate(text(told, "id"), text(told, "text"), moment(told, "created_at"), permalink)


def permalink(line: Line, post_id: str) -> str:
    """Where the public finds a post; X does not say it, but this form leads there whatever the account's name is."""
    return line.url(SITE, f"i/status/{post_id}")
