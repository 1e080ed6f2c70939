"""Finding out whether an act went out."""

from __future__ import annotations

from datetime import datetime

from kentongan.connectors.answers import cannot_tell
from kentongan.connectors.contract import (
    Absent,
    Act,
    Advanced,
    CannotTell,
    Finding,
    Found,
    OutcomeUnknown,
    Refusal,
)
from kentongan.connectors.folder import Job
from kentongan.connectors.reading import Json, items, moment, sub, text
from kentongan.connectors.searching import Batch, Candidate, look, plain
from kentongan.connectors.youtube import upload
from kentongan.connectors.youtube.answering import find_words
from kentongan.connectors.youtube.client import ask
from kentongan.connectors.youtube.schemas import permalink

_PAGE = 50


def find(job: Job, since: datetime) -> Finding:
    """Ask the upload session first; where it has ended, look at the channel's uploads."""
    if job.outbound.act in (Act.REPLY, Act.COMMENT):
        return find_words(job, since)
    return _find_video(job, since) if job.memory.get("session") else Absent()


def _find_video(job: Job, since: datetime) -> Finding:
    reached = upload.progress(job)
    if isinstance(reached, int):
        return Absent()
    if isinstance(reached, OutcomeUnknown):
        return _among_uploads(job, since)
    if isinstance(reached, Refusal):
        return cannot_tell(reached)
    if not isinstance(upload.arrived(job, reached), Advanced):
        return CannotTell("the video arrived but is not public")
    return _there(text(reached, "id"), permalink(job.line, text(reached, "id")))


def _there(video: str, address: str) -> Found:
    """The bytes are there; whether the video can be watched is for the last step to ask."""
    return Found(video, address, {"video": video}, complete=False)


def _among_uploads(job: Job, since: datetime) -> Finding:
    told = ask(job.line, lambda youtube: youtube.channels().list(part="contentDetails", mine=True))
    if isinstance(told, Refusal):
        return cannot_tell(told)
    channel = next(iter(items(told, "items")), {})
    playlist = text(sub(channel, "contentDetails", "relatedPlaylists"), "uploads")
    if not playlist:
        return CannotTell("YouTube does not name the channel's uploads")
    wanted = plain(job.outbound.title)
    found = look(
        lambda cursor: _uploads(job, playlist, cursor), since, lambda one: plain(one.text) == wanted, newest_first=True
    )
    return _there(found.remote_id, found.permalink) if isinstance(found, Found) else found


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
