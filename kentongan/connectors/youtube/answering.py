"""Our own words under a video: its first comment, and answers to citizens. And finding out whether they went out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from kentongan.connectors.contract import Act, Finding, Outcome, OutcomeUnknown, Published, Reason, Refusal
from kentongan.connectors.folder import Job
from kentongan.connectors.reading import Json, items, sub, text
from kentongan.connectors.searching import Batch, look, plain
from kentongan.connectors.youtube.client import ask
from kentongan.connectors.youtube.schemas import candidate

_PAGE = 100


def thread_of(comment_id: str) -> str:
    """The first comment of a thread: an answer's id is its thread's, a point, and its own."""
    return comment_id.partition(".")[0]


def reply(job: Job) -> Outcome:
    """Answer a comment; answers to answers stand under the thread's first comment."""
    body = {"snippet": {"parentId": thread_of(job.outbound.reply_to), "textOriginal": job.outbound.text}}
    return _made(job, lambda youtube: youtube.comments().insert(part="snippet", body=body))


def comment(job: Job) -> Outcome:
    """Comment on a video of ours. A thread has the id of its first comment."""
    words = {"snippet": {"textOriginal": job.outbound.text}}
    snippet = {"channelId": job.line.account.remote_id, "videoId": job.outbound.post_id, "topLevelComment": words}
    return _made(job, lambda youtube: youtube.commentThreads().insert(part="snippet", body={"snippet": snippet}))


def find_words(job: Job, since: datetime) -> Finding:
    """Look for our own words where they were to stand."""
    wanted, first = plain(job.outbound.text), job.outbound.act is Act.COMMENT
    read = _threads if first else _answers
    return look(lambda cursor: read(job, cursor), since, lambda one: plain(one.text) == wanted, newest_first=first)


def _made(job: Job, make: Callable[[Any], Any]) -> Outcome:
    told = ask(job.line, make, commit=True)
    if isinstance(told, Refusal):
        return told
    remote_id = text(told, "id")
    return Published(remote_id) if remote_id else OutcomeUnknown(Reason.UNREADABLE, "an answer without id")


def _answers(job: Job, cursor: str) -> Batch | Refusal:
    thread = thread_of(job.outbound.reply_to)
    told = ask(
        job.line,
        lambda youtube: youtube.comments().list(
            part="snippet", parentId=thread, maxResults=_PAGE, textFormat="plainText", pageToken=cursor or None
        ),
    )
    return told if isinstance(told, Refusal) else _own(job, told, items(told, "items"))


def _threads(job: Job, cursor: str) -> Batch | Refusal:
    video = job.outbound.post_id
    told = ask(
        job.line,
        lambda youtube: youtube.commentThreads().list(
            part="snippet",
            videoId=video,
            maxResults=_PAGE,
            order="time",
            textFormat="plainText",
            pageToken=cursor or None,
        ),
    )
    if isinstance(told, Refusal):
        return told
    return _own(job, told, tuple(sub(one, "snippet", "topLevelComment") for one in items(told, "items")))


def _own(job: Job, told: Json, shown: tuple[Json, ...]) -> Batch:
    """Only our own, but with the age of the page kept: a strange comment tells how far back it reaches."""
    me = job.line.account.remote_id
    seen = (candidate(one) if _author(one) == me else candidate({"snippet": sub(one, "snippet")}) for one in shown)
    return Batch(tuple(seen), text(told, "nextPageToken"))


def _author(told: Json) -> str:
    return text(sub(told, "snippet", "authorChannelId"), "value")
