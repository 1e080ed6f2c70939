"""Videos and reels: open, send the bytes, publish, and wait until Facebook has made something of it.

Videos: docs/video-api/guides/publishing, chunks on graph-video; where an interrupted upload goes on is what error 1363037 says
(facebook-business 26, `video_uploader.py`). Reels: documentation/video-api/guides/reels-publishing (2026-07-30).
"""

from __future__ import annotations

from datetime import timedelta

from kentongan.connectors.answers import without_answer
from kentongan.connectors.contract import (
    Advanced,
    Outcome,
    OutcomeUnknown,
    Pending,
    Published,
    Reason,
    Refusal,
    Rejected,
    Retryable,
)
from kentongan.connectors.facebook.telling import address, post_name, words
from kentongan.connectors.folder import Job, piece_of
from kentongan.connectors.graph import VIDEO_HOST, GraphError, ask, call, read
from kentongan.connectors.graph_upload import send_rest
from kentongan.connectors.reading import Json, number, sub, text
from kentongan.core.http import File, NoAnswer

STATUS_FIELDS = "status,post_id,permalink_url,published"
_WRONG_OFFSET = 1363037
_PIECE = 4 << 20  # bytes, where Facebook does not say how many it wants
_LARGEST_PIECE = 16 << 20
_PIECES_AT_ONCE = 32
_SOON, _LATER = timedelta(seconds=2), timedelta(seconds=5)
_FAILED = frozenset({"error", "expired", "upload_failed"})
_PHASES = ("uploading_phase", "processing_phase", "publishing_phase")
_Place = tuple[int, int]


def open_video(job: Job) -> Outcome:
    """Announce a video and learn the first piece Facebook wants. A session nobody finishes dies by itself."""
    told = _videos(job, {"upload_phase": "start", "file_size": str(job.outbound.media[0].size)})
    if isinstance(told, Refusal):
        return told
    session, place = text(told, "upload_session_id"), _place(told)
    if not session or place is None:
        return Retryable(Reason.UNREADABLE, "an upload session without id")
    return Advanced({"session": session, "video": text(told, "video_id"), **_kept(place)})


def send_video(job: Job) -> Outcome:
    """Send piece after piece, going on where the last run stopped."""
    size = job.outbound.media[0].size
    place = begun = (number(job.memory, "at") or 0, number(job.memory, "until") or 0)
    for _ in range(_PIECES_AT_ONCE):
        if place[0] >= size:
            return Advanced(_kept(place))
        told = _transfer(job, place, size)
        if isinstance(told, Refusal):
            # What arrived counts: the next run goes on from there, and this one was no failure.
            return Pending(_LATER, _kept(place)) if isinstance(told, Retryable) and place > begun else told
        place = told
    return Pending(timedelta(0), _kept(place))


def publish_video(job: Job) -> Outcome:
    """The call after which Facebook makes the video public by itself."""
    fields = {
        "upload_phase": "finish",
        "upload_session_id": job.memory.get("session", ""),
        "description": words(job.outbound),
        "published": "true",
    }
    return accepted(ask(job.line, "POST", f"{_page(job)}/videos", fields, commit=True, host=VIDEO_HOST))


def open_reel(job: Job, edge: str = "video_reels") -> Outcome:
    """Announce a reel (or a video story) and learn where its bytes go."""
    told = ask(job.line, "POST", f"{_page(job)}/{edge}", {"upload_phase": "start"})
    if isinstance(told, Refusal):
        return told
    video, place = text(told, "video_id"), text(told, "upload_url")
    if not video or not place:
        return Retryable(Reason.UNREADABLE, "a reel without id or upload address")
    return Advanced({"video": video, "address": place})


def send_reel(job: Job) -> Outcome:
    """Ask how much of it Facebook has, then send the rest."""
    told = ask(job.line, "GET", job.memory.get("video", ""), {"fields": "status"})
    if isinstance(told, Refusal):
        return told
    phase = sub(told, "status", "uploading_phase")
    arrived = number(phase, "bytes_transferred", "bytes_transfered") or 0
    if text(phase, "status") == "complete" or arrived >= job.outbound.media[0].size:
        return Advanced()
    refusal = send_rest(job, 0, job.memory.get("address", ""), arrived)
    return refusal or Advanced()


def publish_reel(job: Job) -> Outcome:
    """The call after which Facebook makes the reel public by itself."""
    fields = {
        "upload_phase": "finish",
        "video_id": job.memory.get("video", ""),
        "video_state": "PUBLISHED",
        "description": words(job.outbound),
    }
    return accepted(ask(job.line, "POST", f"{_page(job)}/video_reels", fields, commit=True))


def accepted(told: Json | Refusal) -> Outcome:
    """The end of a finishing call. Facebook only says that it took the video; `confirm` says what became of it."""
    if isinstance(told, Refusal):
        return told
    if told.get("success") is not True:
        return OutcomeUnknown(Reason.UNREADABLE, "an answer without success")
    return Advanced({"post": text(told, "post_id")} if text(told, "post_id") else {})


def confirm(job: Job) -> Outcome:
    """Ask whether the video is public. Processing may take minutes, and may fail."""
    told = ask(job.line, "GET", job.memory.get("video", ""), {"fields": STATUS_FIELDS})
    if isinstance(told, Refusal):
        return told
    if is_public(told):
        return Published(known_as(job, told), address(told))
    if has_failed(told):
        return Rejected(Reason.MEDIA, f"Facebook could not make a video of it: {_trouble(told)}")
    return Pending(_SOON)


def is_public(video: Json) -> bool:
    """Tell whether a video's status says that people can see it."""
    if text(sub(video, "status", "publishing_phase"), "status") == "complete":
        return True
    return video.get("published") is True and text(sub(video, "status"), "video_status") == "ready"


def has_failed(video: Json) -> bool:
    """Tell whether nothing will come of a video."""
    status = sub(video, "status")
    phases = {text(sub(status, name), "status") for name in _PHASES}
    return text(status, "video_status") in _FAILED or "error" in phases


def is_untouched(video: Json) -> bool:
    """Tell whether Facebook has not begun to do anything with the bytes."""
    status = sub(video, "status")
    return all(text(sub(status, name), "status") in ("", "not_started") for name in _PHASES[1:])


def known_as(job: Job, video: Json) -> str:
    """The id under which comments and figures of a video are found: its post's, its own where it has none."""
    post = text(video, "post_id") or job.memory.get("post", "")
    return post_name(_page(job), post) or job.memory.get("video", "")


def _transfer(job: Job, place: _Place, size: int) -> _Place | Refusal:
    start, end = place
    end = min(end if end > start else start + _PIECE, start + _LARGEST_PIECE, size)
    file = job.outbound.media[0]
    chunk: File = (file.path.name, piece_of(job, 0, start, end), "application/octet-stream")
    fields = {
        "upload_phase": "transfer",
        "upload_session_id": job.memory.get("session", ""),
        "start_offset": str(start),
    }
    path = f"{_page(job)}/videos"
    answer = call(job.line, "POST", path, fields, files={"video_file_chunk": chunk}, host=VIDEO_HOST)
    if isinstance(answer, NoAnswer):
        return without_answer(answer, commit=False)
    error = GraphError.read(answer.json) if isinstance(answer.json, dict) else None
    if error and error.subcode == _WRONG_OFFSET and _place(dict(error.data)):
        told: Json | Refusal = dict(error.data)
    else:
        told = read(answer, commit=False)
    if isinstance(told, Refusal):
        return told
    return _place(told) or Retryable(Reason.UNREADABLE, "a piece without the next offset")


def _videos(job: Job, fields: dict[str, str]) -> Json | Refusal:
    return ask(job.line, "POST", f"{_page(job)}/videos", fields, host=VIDEO_HOST)


def _place(told: Json) -> _Place | None:
    start, end = number(told, "start_offset"), number(told, "end_offset")
    return None if start is None or end is None else (start, end)


def _kept(place: _Place) -> dict[str, str]:
    return {"at": str(place[0]), "until": str(place[1])}


def _page(job: Job) -> str:
    return job.line.account.remote_id


def _trouble(video: Json) -> str:
    status = sub(video, "status")
    said = [text(sub(status, name, "error"), "message") for name in _PHASES]
    return next((one for one in said if one), text(status, "video_status"))
