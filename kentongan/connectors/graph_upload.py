"""Sending a video's bytes to Meta's upload host, which Facebook reels and stories and Instagram reels share.

documentation/video-api/guides/reels-publishing (2026-07-30). One request carries everything from `offset` on; a request that
is cut leaves what arrived, and who asks how much that was goes on from there. Nothing becomes public through it.
"""

from __future__ import annotations

from collections.abc import Iterator

from kentongan.connectors.answers import FIRST_REFUSAL, unreadable, without_answer
from kentongan.connectors.contract import AuthorizationExpired, Reason, Refusal, Rejected, Retryable
from kentongan.connectors.folder import Job, piece_of
from kentongan.connectors.graph import UPLOAD_HOST, read
from kentongan.connectors.reading import sub, text
from kentongan.core.http import Answer, NoAnswer

PIECE = 1 << 20


def send_rest(job: Job, position: int, address: str, offset: int) -> Refusal | None:
    """Send one file from `offset` to its end, without holding it in memory. None when the host has all of it."""
    if not job.line.leads_to(UPLOAD_HOST, address):
        return Rejected(Reason.FOREIGN_ADDRESS, "the upload address is not Meta's")
    size = job.outbound.media[position].size
    headers = {
        "Authorization": f"OAuth {job.line.account.token.value}",
        "offset": str(offset),
        "file_size": str(size),
        "Content-Length": str(size - offset),
        "Content-Type": "application/octet-stream",
    }
    outcome = job.line.http.call("POST", address, headers=headers, content=_pieces(job, position, offset, size))
    if isinstance(outcome, NoAnswer):
        return without_answer(outcome, commit=False)
    return _refusal(outcome)


def _pieces(job: Job, position: int, offset: int, size: int) -> Iterator[bytes]:
    for start in range(offset, size, PIECE):
        yield piece_of(job, position, start, min(start + PIECE, size))


def _refusal(answer: Answer) -> Refusal | None:
    """What the upload host said: success, its own `debug_info`, or Graph's usual envelope (a dead token)."""
    told = answer.json
    trouble = sub(told, "debug_info")
    if trouble:
        detail = f"{text(trouble, 'type')}: {text(trouble, 'message')}"
        if text(trouble, "type") == "NotAuthorizedError":
            return AuthorizationExpired(Reason.TOKEN, detail)
        retriable = trouble.get("retriable") is True
        return Retryable(Reason.TRANSIENT, detail) if retriable else Rejected(Reason.MEDIA, detail)
    envelope = read(answer, commit=False)
    if isinstance(envelope, Refusal):
        return envelope
    return (
        None if answer.status < FIRST_REFUSAL and envelope.get("success") is True else unreadable(answer, commit=False)
    )
