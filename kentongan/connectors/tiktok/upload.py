"""Sending a video's bytes, from where TikTok stands; and announcing it anew where the old announcement can bring nothing.

content-posting-api-media-transfer-guide, read 2026-11: chunks in order, 206 more, 201 all, 416 wrong progress (its
`Content-Range` tells the right one), 403 when the address is older than an hour. Without all bytes nothing is public, ever.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

from kentongan.connectors.answers import trouble, without_answer
from kentongan.connectors.contract import Advanced, Outcome, Pending, Reason, Refusal, Rejected, Retryable
from kentongan.connectors.folder import Job, piece_of
from kentongan.connectors.reading import number, text
from kentongan.connectors.tiktok import creator
from kentongan.connectors.tiktok.schemas import DEAD, FAILED, UPLOAD_HOST, WAITING_FOR_BYTES, ask, status
from kentongan.core.http import Answer, NoAnswer

WHOLE = 64_000_000  # bytes; up to here one chunk, beyond it chunks of CHUNK
CHUNK = 32_000_000
MORE, COMPLETE, OUT_OF_STEP = 206, 201, 416
CLOSED = frozenset({403, 404})
MOST_ANNOUNCEMENTS = 3
MOST_CORRECTIONS = 3
_AT_ONCE = timedelta(seconds=1)
_REACHED = re.compile(r"bytes 0-(\d+)/\d+")


def announce(job: Job) -> Outcome:
    """Announce the video and remember its publish id and where the bytes go."""
    size = job.outbound.media[0].size
    chunk = size if size <= WHOLE else CHUNK
    source = {"source": "FILE_UPLOAD", "video_size": size, "chunk_size": chunk, "total_chunk_count": size // chunk}
    post = {"title": job.outbound.text, **creator.settings(job.outbound)}
    told = ask(job.line, "v2/post/publish/video/init/", {"post_info": post, "source_info": source})
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
    told = status(job)
    if isinstance(told, Refusal):
        return told
    if text(told, "status") == FAILED and text(told, "fail_reason") in DEAD:
        return _announce_anew(job)
    if text(told, "status") != WAITING_FOR_BYTES:
        return Advanced()
    end = _send(job, number(told, "uploaded_bytes") or 0)
    return _closed(job) if isinstance(end, _Closed) else end


@dataclass(frozen=True, slots=True)
class _Closed:
    """The upload address takes nothing any more."""


def _send(job: Job, have: int) -> Outcome | _Closed:
    size, corrections = job.outbound.media[0].size, 0
    while have < size:
        end = _end_of_chunk(have, size)
        answer = _put(job, have, end)
        if isinstance(answer, NoAnswer):
            return without_answer(answer, commit=False)  # the step asks how far it came before it goes on
        if answer.status == OUT_OF_STEP and corrections < MOST_CORRECTIONS and _reached(answer) not in {None, have}:
            have, corrections = _reached(answer) or 0, corrections + 1
        elif answer.status in {MORE, COMPLETE}:
            have = size if answer.status == COMPLETE else end
        else:
            return _refused(answer)
    return Advanced()


def _refused(answer: Answer) -> Outcome | _Closed:
    if answer.status in CLOSED:
        return _Closed()
    if answer.status == OUT_OF_STEP:
        return Retryable(Reason.NOT_READY, "TikTok stands elsewhere in the video than it says")
    return trouble(f"HTTP {answer.status}: {answer.snippet}", commit=False)


def _closed(job: Job) -> Outcome:
    """The address has ended: what has not arrived by now never will, so a new announcement cannot make two posts."""
    told = status(job)
    if isinstance(told, Refusal):
        return told
    have = number(told, "uploaded_bytes")
    if text(told, "status") != WAITING_FOR_BYTES:
        return Advanced()
    if have is None or have >= job.outbound.media[0].size:
        return Rejected(
            Reason.GONE, "the upload address has ended, and TikTok does not say that the video is incomplete"
        )
    return _announce_anew(job)


def _announce_anew(job: Job) -> Outcome:
    """Another announcement in place of a dead one. Its id is kept before a byte goes out: hence `Pending`."""
    made = int(job.memory.get("announcements", "1"))
    if made >= MOST_ANNOUNCEMENTS:
        return Rejected(Reason.GONE, f"{made} announcements came to nothing")
    outcome = announce(job)
    if not isinstance(outcome, Advanced):
        return outcome
    return Pending(_AT_ONCE, {**outcome.memory, "announcements": str(made + 1)})


def _end_of_chunk(start: int, size: int) -> int:
    last = (size // CHUNK - 1) * CHUNK if size > WHOLE else 0
    return start + CHUNK if start < last else size


def _put(job: Job, start: int, end: int) -> Answer | NoAnswer:
    file = job.outbound.media[0]
    part = piece_of(job, 0, start, end)
    headers = {"Content-Type": file.mime, "Content-Range": f"bytes {start}-{end - 1}/{file.size}"}
    return job.line.http.call("PUT", job.memory.get("upload_url", ""), headers=headers, content=part)


def _reached(answer: Answer) -> int | None:
    """How many bytes TikTok has, by its own answer."""
    told = _REACHED.fullmatch(answer.headers.get("content-range", ""))
    return int(told[1]) + 1 if told else None
