"""Photos and videos for a post: announce, send in segments, describe, close, wait. Nothing of it is public.

docs.x.com x-api/media/quickstart, read 2026-11.
"""

from __future__ import annotations

from datetime import timedelta

from kentongan.connectors.contract import Advanced, Outcome, Pending, Reason, Refusal, Rejected, Retryable
from kentongan.connectors.folder import Job, piece_of
from kentongan.connectors.reading import Json, number, sub, text
from kentongan.connectors.x.calling import ask
from kentongan.core.http import File

_SEGMENT = 4 * 1024 * 1024
_WORKING = ("pending", "in_progress")
_CATEGORIES = {"image": "tweet_image", "video": "tweet_video"}


def upload(job: Job) -> Outcome:
    """Bring every file to X and remember the media ids in order; ask again while X still works on one."""
    held = dict(job.memory)
    for position in range(len(job.outbound.media)):
        name = f"media_{position}"
        state = _state_of(job, position, held.get(name, ""))
        if isinstance(state, Refusal):
            return state
        media_id, info = state
        held[name] = media_id
        if text(info, "state") in _WORKING:
            return Pending(timedelta(seconds=number(info, "check_after_secs") or 1), held)
        if text(info, "state") == "failed":
            return Rejected(Reason.MEDIA, text(sub(info, "error"), "message", "name"))
    return Advanced(held)


def ids(job: Job) -> list[str]:
    """The media ids that `upload` left behind."""
    return [job.memory.get(f"media_{position}", "") for position in range(len(job.outbound.media))]


def _state_of(job: Job, position: int, media_id: str) -> tuple[str, Json] | Refusal:
    """Where a file stands. One that X has forgotten (they live a day) is sent anew."""
    if not media_id:
        return _send(job, position)
    told = ask(job.line, "GET", "media/upload", params={"media_id": media_id, "command": "STATUS"})
    if isinstance(told, Rejected) and told.code == Reason.GONE:
        return _send(job, position)
    return told if isinstance(told, Refusal) else (media_id, sub(told, "data", "processing_info"))


def _send(job: Job, position: int) -> tuple[str, Json] | Refusal:
    media_id = _announce(job, position)
    if isinstance(media_id, Refusal):
        return media_id
    for refused in (_segments(job, position, media_id), _describe(job, position, media_id)):
        if refused is not None:
            return refused
    told = ask(job.line, "POST", f"media/upload/{media_id}/finalize")
    return told if isinstance(told, Refusal) else (media_id, sub(told, "data", "processing_info"))


def _announce(job: Job, position: int) -> str | Refusal:
    file = job.outbound.media[position]
    category = _CATEGORIES.get(file.kind, "tweet_image")
    told = ask(
        job.line,
        "POST",
        "media/upload/initialize",
        json={"media_type": file.mime, "total_bytes": file.size, "media_category": category},
    )
    if isinstance(told, Refusal):
        return _as_media(told)
    return text(sub(told, "data"), "id") or Retryable(Reason.UNREADABLE, "a medium without id")


def _segments(job: Job, position: int, media_id: str) -> Refusal | None:
    file = job.outbound.media[position]
    for index, start in enumerate(range(0, file.size, _SEGMENT)):
        content = piece_of(job, position, start, min(start + _SEGMENT, file.size))
        part: File = (file.path.name, content, file.mime)
        told = ask(
            job.line,
            "POST",
            f"media/upload/{media_id}/append",
            form={"segment_index": str(index)},
            files={"media": part},
        )
        if isinstance(told, Refusal):
            return _as_media(told)
    return None


def _describe(job: Job, position: int, media_id: str) -> Refusal | None:
    """X keeps an alt text for photos only."""
    file = job.outbound.media[position]
    if not file.alt_text or file.kind != "image":
        return None
    metadata = {"id": media_id, "metadata": {"alt_text": {"text": file.alt_text}}}
    told = ask(job.line, "POST", "media/metadata", json=metadata)
    return told if isinstance(told, Refusal) else None


def _as_media(refusal: Refusal) -> Refusal:
    """A no to an upload is about the file, whatever X calls it."""
    if isinstance(refusal, Rejected) and refusal.code == Reason.REFUSED:
        return Rejected(Reason.MEDIA, refusal.detail)
    return refusal
