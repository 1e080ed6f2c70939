"""Private messages of one-to-one conversations. Encrypted ones (XChat) do not pass through this API.

docs.x.com x-api/direct-messages/manage and lookup, read 2026-11.
"""

from __future__ import annotations

from datetime import datetime

from kentongan.connectors.answers import unread
from kentongan.connectors.contract import (
    CommentPage,
    Finding,
    Outcome,
    OutcomeUnknown,
    Published,
    Reason,
    Refusal,
    Rejected,
    RemoteComment,
    Safety,
    Step,
    Unread,
)
from kentongan.connectors.folder import Job, Line
from kentongan.connectors.reading import Json, items, moment_or_epoch, sub, text
from kentongan.connectors.searching import Batch, look
from kentongan.connectors.x.calling import ask, refused_by_policy
from kentongan.connectors.x.links import bare
from kentongan.connectors.x.schemas import authors, candidate

SEND = Step("send_message", Safety.COMMIT)
_FIELDS = {
    "dm_event.fields": "created_at,dm_conversation_id,sender_id,text",
    "event_types": "MessageCreate",
    "max_results": "100",
}


def send(job: Job) -> Outcome:
    """Answer in private. X takes it only where the person has written first, or lets everybody write."""
    path = f"dm_conversations/with/{job.outbound.target_id}/messages"
    told = ask(job.line, "POST", path, json={"text": job.outbound.text}, commit=True)
    if isinstance(told, Refusal):
        return Rejected(Reason.REPLY, told.detail) if refused_by_policy(told) else told
    event_id = text(sub(told, "data"), "dm_event_id")
    return Published(event_id) if event_id else OutcomeUnknown(Reason.UNREADABLE, "an answer without id")


def find(job: Job, since: datetime) -> Finding:
    """Look for the same words among what the account said in this conversation."""
    wanted = bare(job.outbound.text)
    return look(lambda cursor: _said(job, cursor), since, lambda one: bare(one.text) == wanted, newest_first=True)


def messages(line: Line, cursor: str) -> CommentPage | Unread:
    """One page of the last thirty days over all conversations, newest first."""
    more = {"expansions": "sender_id", "user.fields": "name,username", "pagination_token": cursor}
    told = ask(line, "GET", "dm_events", params=_FIELDS | more)
    if isinstance(told, Refusal):
        return unread(told)
    known = authors(told)
    found = (
        message(one, text(known.get(text(one, "sender_id"), {}), "name", "username")) for one in items(told, "data")
    )
    return CommentPage(tuple(found), text(sub(told, "meta"), "next_token"))


def message(told: Json, author_name: str) -> RemoteComment:
    """One message. Its conversation is named by the two people in it."""
    return RemoteComment(
        remote_id=text(told, "id"),
        post_id=one_to_one(*text(told, "dm_conversation_id").split("-")),
        text=text(told, "text"),
        created_at=moment_or_epoch(told, "created_at"),
        author_id=text(told, "sender_id"),
        author_name=author_name,
        raw=told,
        kind="message",
    )


def one_to_one(*people: str) -> str:
    """A conversation's name, the same whichever of the two stands first. A group has a name of its own."""
    return "-".join(sorted(people, key=lambda one: (len(one), one)))


def _said(job: Job, cursor: str) -> Batch | Refusal:
    path = f"dm_conversations/with/{job.outbound.target_id}/dm_events"
    told = ask(job.line, "GET", path, params=_FIELDS | {"pagination_token": cursor})
    if isinstance(told, Refusal):
        return told
    ours = (one for one in items(told, "data") if text(one, "sender_id") == job.line.account.remote_id)
    return Batch(tuple(candidate(one, "") for one in ours), text(sub(told, "meta"), "next_token"))
