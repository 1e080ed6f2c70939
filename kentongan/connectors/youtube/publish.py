"""Publishing a video, answering a comment, and finding out whether either went out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from kentongan.connectors.answers import cannot_tell
from kentongan.connectors.contract import (
    Absent,
    Act,
    CannotTell,
    Finding,
    Found,
    Outbound,
    Outcome,
    OutcomeUnknown,
    Published,
    Reason,
    Refusal,
    Safety,
    Step,
)
from kentongan.connectors.folder import Job, StepRun
from kentongan.connectors.reading import Json, items, moment, sub, text
from kentongan.connectors.searching import Batch, Candidate, look, plain
from kentongan.connectors.youtube import upload
from kentongan.connectors.youtube.client import ask
from kentongan.connectors.youtube.schemas import candidate, permalink

_OPEN = Step("open_session", Safety.REPEATABLE)
_UPLOAD = Step("upload", Safety.RESUMABLE)
_REPLY = Step("reply", Safety.COMMIT)
_PAGE = 50


def plan(outbound: Outbound) -> tuple[Step, ...]:
    """A session, then the bytes; the arrival of the last one publishes."""
    return (_REPLY,) if outbound.act is Act.REPLY else (_OPEN, _UPLOAD)


def thread_of(comment_id: str) -> str:
    """The first comment of a thread: an answer's id is its thread's, a point, and its own."""
    return comment_id.partition(".")[0]


def reply(job: Job) -> Outcome:
    """Answer a comment; answers to answers stand under the thread's first comment."""
    body = {"snippet": {"parentId": thread_of(job.outbound.reply_to), "textOriginal": job.outbound.text}}
    told = ask(job.line, lambda youtube: youtube.comments().insert(part="snippet", body=body), commit=True)
    if isinstance(told, Refusal):
        return told
    remote_id = text(told, "id")
    return Published(remote_id) if remote_id else OutcomeUnknown(Reason.UNREADABLE, "an answer without id")


def find(job: Job, since: datetime) -> Finding:
    """Ask the upload session first; where it has ended, look at the channel's uploads."""
    if job.outbound.act is Act.REPLY:
        wanted = plain(job.outbound.text)
        return look(
            lambda cursor: _own_replies(job, cursor), since, lambda one: plain(one.text) == wanted, newest_first=False
        )
    return _find_video(job, since) if job.memory.get("session") else Absent()


def _find_video(job: Job, since: datetime) -> Finding:
    reached = upload.progress(job)
    if isinstance(reached, int):
        return Absent()
    if isinstance(reached, OutcomeUnknown):
        return _among_uploads(job, since)
    if isinstance(reached, Refusal):
        return cannot_tell(reached)
    outcome = upload.published(job, reached)
    if isinstance(outcome, Published):
        return Found(outcome.remote_id, outcome.permalink)
    return CannotTell("the video arrived but is not public")


STEPS: Mapping[str, StepRun] = {_OPEN.name: upload.open_session, _UPLOAD.name: upload.upload, _REPLY.name: reply}


def _own_replies(job: Job, cursor: str) -> Batch | Refusal:
    thread = thread_of(job.outbound.reply_to)
    told = ask(
        job.line,
        lambda youtube: youtube.comments().list(
            part="snippet", parentId=thread, maxResults=100, textFormat="plainText", pageToken=cursor or None
        ),
    )
    if isinstance(told, Refusal):
        return told
    own = (one for one in items(told, "items") if _author(one) == job.line.account.remote_id)
    return Batch(tuple(candidate(one) for one in own), text(told, "nextPageToken"))


def _author(told: Json) -> str:
    return text(sub(told, "snippet", "authorChannelId"), "value")


def _among_uploads(job: Job, since: datetime) -> Finding:
    told = ask(job.line, lambda youtube: youtube.channels().list(part="contentDetails", mine=True))
    if isinstance(told, Refusal):
        return cannot_tell(told)
    channel = next(iter(items(told, "items")), {})
    playlist = text(sub(channel, "contentDetails", "relatedPlaylists"), "uploads")
    if not playlist:
        return CannotTell("YouTube does not name the channel's uploads")
    wanted = plain(job.outbound.title)
    return look(
        lambda cursor: _uploads(job, playlist, cursor), since, lambda one: plain(one.text) == wanted, newest_first=True
    )


def _uploads(job: Job, playlist: str, cursor: str) -> Batch | Refusal:
    told = ask(
        job.line,
        lambda youtube: youtube.playlistItems().list(
            part="snippet", playlistId=playlist, maxResults=_PAGE, pageToken=cursor or None
        ),
    )
    if isinstance(told, Refusal):
        return told
    return Batch(tuple(_upload(job, one) for one in items(told, "items")), text(told, "nextPageToken"))


def _upload(job: Job, told: Json) -> Candidate:
    snippet = sub(told, "snippet")
    video_id = text(sub(snippet, "resourceId"), "videoId")
    return Candidate(video_id, text(snippet, "title"), moment(snippet, "publishedAt"), permalink(job.line, video_id))
