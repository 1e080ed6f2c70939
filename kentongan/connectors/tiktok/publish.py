"""Direct Post by FILE_UPLOAD: ask about the creator, announce, send the bytes, wait until it is public.

Nothing is public before all bytes arrived, so announcing again after a lost answer is safe (an announcement without bytes
dies by itself). How far the upload came is what `status/fetch` says. developers.tiktok.com, Direct Post, read 2026-11.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from kentongan.connectors.answers import cannot_tell, trouble, without_answer
from kentongan.connectors.contract import (
    Absent,
    Advanced,
    CannotTell,
    Finding,
    Found,
    Outbound,
    Outcome,
    Pending,
    Published,
    Reason,
    Refusal,
    Rejected,
    Retryable,
    Safety,
    Step,
)
from kentongan.connectors.folder import Job, StepRun, piece_of
from kentongan.connectors.reading import Json, number, text
from kentongan.connectors.tiktok.schemas import FAILURES, UPLOAD_HOST, ask
from kentongan.core.http import NoAnswer

PUBLIC = "PUBLIC_TO_EVERYONE"
WHOLE = 64_000_000  # bytes; up to here one chunk, beyond it chunks of CHUNK
CHUNK = 32_000_000
DONE, FAILED, WAITING_FOR_BYTES = "PUBLISH_COMPLETE", "FAILED", "PROCESSING_UPLOAD"
MORE, COMPLETE, OUT_OF_STEP = 206, 201, 416
POLL = timedelta(seconds=5)

_CREATOR = Step("query_creator", Safety.REPEATABLE)
_ANNOUNCE = Step("announce", Safety.REPEATABLE)
_UPLOAD = Step("upload", Safety.RESUMABLE)
_CONFIRM = Step("confirm", Safety.REPEATABLE)


def plan(_outbound: Outbound) -> tuple[Step, ...]:
    """Four steps; the arrival of the last byte publishes."""
    return (_CREATOR, _ANNOUNCE, _UPLOAD, _CONFIRM)


def query_creator(job: Job) -> Outcome:
    """Ask what this creator may post; TikTok requires it before each announcement."""
    told = ask(job.line, "v2/post/publish/creator_info/query/", {})
    if isinstance(told, Refusal):
        return told
    options = told.get("privacy_level_options")
    if not isinstance(options, list) or PUBLIC not in options:
        return Rejected(Reason.NOT_PUBLIC, "this account or app may not post to everyone")
    longest = number(told, "max_video_post_duration_sec")
    if longest and job.outbound.media[0].seconds > longest:
        return Rejected(Reason.MEDIA, f"this account may post videos of at most {longest} seconds")
    return Advanced()


def announce(job: Job) -> Outcome:
    """Announce the video and remember its publish id and where the bytes go."""
    size = job.outbound.media[0].size
    chunk = size if size <= WHOLE else CHUNK
    told = ask(
        job.line,
        "v2/post/publish/video/init/",
        {
            "post_info": {"title": job.outbound.text, "privacy_level": PUBLIC},
            "source_info": {
                "source": "FILE_UPLOAD",
                "video_size": size,
                "chunk_size": chunk,
                "total_chunk_count": size // chunk,
            },
        },
    )
    if isinstance(told, Refusal):
        return told
    address, publish_id = text(told, "upload_url"), text(told, "publish_id")
    if not publish_id:
        return Retryable(Reason.UNREADABLE, "an announcement without publish id")
    if not job.line.leads_to(UPLOAD_HOST, address):
        return Rejected(Reason.FOREIGN_ADDRESS, "the upload address is not TikTok's")
    return Advanced({"publish_id": publish_id, "upload_url": address}, publish_id)


def upload(job: Job) -> Outcome:
    """Send what TikTok does not have yet, in order."""
    told = _status(job)
    if isinstance(told, Refusal):
        return told
    if text(told, "status") != WAITING_FOR_BYTES:
        return Advanced()
    size = job.outbound.media[0].size
    for start, end in _chunks(number(told, "uploaded_bytes") or 0, size):
        refusal = _put(job, piece_of(job, 0, start, end), start, size)
        if refusal is not None:
            return refusal
    return Advanced()


def confirm(job: Job) -> Outcome:
    """Wait until TikTok names the public post; moderation takes minutes, at times hours."""
    told = _status(job)
    if isinstance(told, Refusal):
        return told
    if text(told, "status") == FAILED:
        return _failed(text(told, "fail_reason"))
    post_id = _post_id(told)
    if text(told, "status") == DONE and post_id:
        return Published(post_id, _permalink(job, post_id))
    return Pending(POLL)


def find(job: Job, _since: datetime) -> Finding:
    """Ask TikTok about the announcement; without one nothing can be public."""
    if not job.memory.get("publish_id"):
        return Absent()
    told = _status(job)
    if isinstance(told, Refusal):
        return cannot_tell(told)
    post_id = _post_id(told)
    if post_id:
        return Found(post_id, _permalink(job, post_id))
    if text(told, "status") == FAILED:
        return Absent()
    return CannotTell("TikTok still works on the video")


STEPS: Mapping[str, StepRun] = {
    _CREATOR.name: query_creator,
    _ANNOUNCE.name: announce,
    _UPLOAD.name: upload,
    _CONFIRM.name: confirm,
}


def _status(job: Job) -> Json | Refusal:
    return ask(job.line, "v2/post/publish/status/fetch/", {"publish_id": job.memory.get("publish_id", "")})


def _post_id(told: Json) -> str:
    found = told.get("publicaly_available_post_id")  # their spelling
    return str(found[0]) if isinstance(found, list) and found else ""


def _permalink(job: Job, post_id: str) -> str:
    told = ask(job.line, "v2/video/query/", {"filters": {"video_ids": [post_id]}}, "id,share_url")
    videos = [] if isinstance(told, Refusal) else told.get("videos") or []
    return text(videos[0], "share_url") if videos else ""


def _failed(why: str) -> Outcome:
    if why in {"internal", "video_pull_failed", "photo_pull_failed"}:
        return Rejected(Reason.TRANSIENT, why)  # this announcement is dead; a person sends it anew
    reason = Reason.POLICY if why.startswith("spam_risk") else FAILURES.get(why, Reason.REFUSED)
    return Rejected(reason, why)


def _chunks(start: int, size: int) -> Iterator[tuple[int, int]]:
    last = (size // CHUNK - 1) * CHUNK if size > WHOLE else 0
    while start < last:
        yield start, start + CHUNK
        start += CHUNK
    if start < size:
        yield start, size


def _put(job: Job, part: bytes, start: int, size: int) -> Outcome | None:
    file = job.outbound.media[0]
    headers = {"Content-Type": file.mime, "Content-Range": f"bytes {start}-{start + len(part) - 1}/{size}"}
    outcome = job.line.http.call("PUT", job.memory.get("upload_url", ""), headers=headers, content=part)
    if isinstance(outcome, NoAnswer):
        return without_answer(outcome, commit=False)  # the step asks how far it came before it goes on
    if outcome.status in {MORE, COMPLETE}:
        return None
    if outcome.status == OUT_OF_STEP:
        return Retryable(Reason.NOT_READY, "TikTok has more of the video than this run knew")
    if outcome.status in {403, 404}:
        return Rejected(Reason.GONE, "the upload address has ended")
    return trouble(f"HTTP {outcome.status}: {outcome.snippet}", commit=False)
