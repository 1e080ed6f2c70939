"""Uploading a video: open a session, then send what YouTube does not have yet. The last byte makes the video.

developers.google.com/youtube/v3/guides/using_resumable_upload_protocol, read 2026-11.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import timedelta
from typing import IO, Any

from kentongan.connectors.contract import (
    Advanced,
    MediaFile,
    Outcome,
    OutcomeUnknown,
    Pending,
    Reason,
    Refusal,
    Rejected,
    Retryable,
)
from kentongan.connectors.folder import Job, MediaUnreadableError
from kentongan.connectors.reading import Json, text
from kentongan.connectors.youtube import choices
from kentongan.connectors.youtube.client import HOST, UPLOADS, door, guarded, metered, service, unreadable
from kentongan.connectors.youtube.processing import refusal_of
from kentongan.connectors.youtube.schemas import refusal
from kentongan.core.http import Answer

CHUNK = 8 * 1024 * 1024  # bytes, a multiple of 256 KiB
_OK, _CREATED, _INCOMPLETE = 200, 201, 308
_ASK_AGAIN = timedelta(seconds=15)
_PART = "snippet,status"
_GONE = (404, 410)


def open_session(job: Job) -> Outcome:
    """Announce the video and remember where its bytes go. Repeating leaves an empty session that dies by itself."""
    with _file(job) as file:
        request = _request(job, file)
    media = video_of(job)
    headers = {
        **request.headers,
        "X-Upload-Content-Type": media.mime,
        "X-Upload-Content-Length": str(media.size),
    }
    answer = _call(job, request.uri, "POST", request.body.encode(), headers)
    if isinstance(answer, Refusal):
        return answer
    address = answer.headers.get("location", "")
    if answer.status != _OK or not address:
        return metered(job.line, refusal(answer, commit=False), UPLOADS)
    if not job.line.leads_to(HOST, address):
        return Rejected(Reason.FOREIGN_ADDRESS, "the upload address is not YouTube's")
    return Advanced({"session": address})


def upload(job: Job) -> Outcome:
    """Ask how far it came, then send the rest."""
    reached = progress(job)
    if isinstance(reached, int):
        return _send(job, reached)
    if not isinstance(reached, Refusal):
        return arrived(job, reached)
    if isinstance(reached, Retryable):
        return Pending(_ASK_AGAIN)  # the question failed, which says nothing about the video
    return reached


def progress(job: Job) -> int | Json | Refusal:
    """Bytes that YouTube has, or the finished video."""
    headers = {"Content-Range": f"bytes */{video_of(job).size}", "Content-Length": "0"}
    answer = _call(job, job.memory.get("session", ""), "PUT", b"", headers)
    if isinstance(answer, Refusal):
        return answer
    if answer.status == _INCOMPLETE:
        last = answer.headers.get("range", "").rpartition("-")[2]
        return int(last) + 1 if last.isdecimal() else 0
    if answer.status in (_OK, _CREATED) and isinstance(answer.json, dict) and text(answer.json, "id"):
        return dict(answer.json)
    if answer.status in _GONE:
        return OutcomeUnknown(Reason.GONE, "the upload session has ended")
    return refusal(answer, commit=False)


def arrived(job: Job, video: Json) -> Outcome:
    """The video is there whole; one that YouTube locks away from the public goes no further."""
    return refusal_of(job, video) or Advanced({"video": text(video, "id")})


def video_of(job: Job) -> MediaFile:
    """The video among the media."""
    media = job.outbound.media
    return next((file for file in media if file.kind == "video"), media[0])


def _send(job: Job, reached: int) -> Outcome:
    with _file(job) as file:
        request = _request(job, file)
        request.resumable_uri = job.memory.get("session", "")
        request.resumable_progress = reached
        way = door(job.line)
        while True:
            last = request.resumable_progress + CHUNK >= video_of(job).size
            told = guarded(job.line, lambda: request.next_chunk(http=way), commit=last)
            if isinstance(told, OutcomeUnknown):
                return _after_doubt(job, told)
            if isinstance(told, Refusal):
                return told
            if told[1] is not None:
                return arrived(job, told[1]) if text(told[1], "id") else _after_doubt(job, unreadable(commit=True))


def _after_doubt(job: Job, doubt: Refusal) -> Outcome:
    reached = progress(job)
    if isinstance(reached, int):
        return Pending(timedelta(seconds=1))  # not all of it is there: go on from there
    return doubt if isinstance(reached, Refusal) else arrived(job, reached)


def _request(job: Job, file: IO[bytes]) -> Any:  # noqa: ANN401 - a request of Google's library
    from googleapiclient.http import MediaIoBaseUpload

    media = video_of(job)
    body = {
        "snippet": {"title": job.outbound.title, "description": job.outbound.text, **choices.category(job.outbound)},
        "status": choices.status(job.outbound),
    }
    bytes_ = MediaIoBaseUpload(file, mimetype=media.mime, chunksize=CHUNK, resumable=True)
    return service(job.line).videos().insert(part=_PART, body=body, media_body=bytes_)


def _call(job: Job, uri: str, method: str, body: bytes, headers: dict[str, str]) -> Answer | Refusal:
    told = guarded(job.line, lambda: door(job.line).request(uri, method, body=body, headers=headers), commit=False)
    if isinstance(told, Refusal):
        return told
    response, content = told
    return Answer(int(response.status), {str(name).lower(): str(value) for name, value in response.items()}, content)


def _file(job: Job) -> AbstractContextManager[IO[bytes]]:
    try:
        return video_of(job).path.open("rb")
    except OSError as problem:
        raise MediaUnreadableError(video_of(job).path.name) from problem
