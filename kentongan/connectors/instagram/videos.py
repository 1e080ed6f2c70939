"""A video's way to Instagram: its bytes go to Meta's upload host, and a cut upload goes on where Instagram says it stopped.

instagram-platform/content-publishing/resumable-uploads, read 2026-07. Nothing becomes public through it.
"""

from __future__ import annotations

from kentongan.connectors.contract import Reason, Refusal, Rejected
from kentongan.connectors.folder import Job, piece_of
from kentongan.connectors.graph import UPLOAD_HOST, ask
from kentongan.connectors.graph_upload import send_rest
from kentongan.connectors.instagram.containers import CONTAINER, UPLOAD
from kentongan.connectors.reading import number, sub, text

SENT = "sent"
"""Remembers the container whose video is there as a whole."""


def is_due(job: Job) -> bool:
    """Tell whether the container at hand still waits for its bytes."""
    return bool(job.memory.get(UPLOAD)) and job.memory.get(SENT) != job.memory.get(CONTAINER)


def send(job: Job) -> Refusal | None:
    """Send what Instagram does not have yet."""
    address, size = job.memory.get(UPLOAD, ""), job.outbound.media[0].size
    if not job.line.leads_to(UPLOAD_HOST, address):
        return Rejected(Reason.FOREIGN_ADDRESS, "the upload address is not Meta's")
    piece_of(job, 0, size - 1, size)  # a file that is gone or cut is told before anything is sent
    start = _arrived(job)
    if isinstance(start, Refusal):
        return start
    return None if start >= size else send_rest(job, 0, address, start)


def _arrived(job: Job) -> int | Refusal:
    told = ask(job.line, "GET", job.memory.get(CONTAINER, ""), {"fields": "status_code,video_status"})
    if isinstance(told, Refusal):
        return told
    video = sub(told, "video_status")
    phase = sub(video, "uploading_phase")
    if text(phase, "status") == "complete":
        return job.outbound.media[0].size
    return number(phase, "bytes_transferred") or number(video, "bytes_transferred") or 0
