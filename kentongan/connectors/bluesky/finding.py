"""Asking whether an act is public: its record's key is known beforehand, so the repository itself says yes or no."""

from __future__ import annotations

from datetime import datetime

from kentongan.connectors.answers import cannot_tell
from kentongan.connectors.bluesky.calling import is_gone
from kentongan.connectors.bluesky.publish import is_ours, made, place
from kentongan.connectors.bluesky.records import read
from kentongan.connectors.contract import Absent, Advanced, CannotTell, Finding, Found, Refusal
from kentongan.connectors.folder import Job


def find(job: Job, _since: datetime) -> Finding:
    """Look where the first part that is not known would lie."""
    last = len(job.outbound.parts)
    part = next((at for at in range(last) if not job.memory.get(f"uri_{at}")), last)
    told = read(job.line, place(job, part).uri)
    if is_gone(told):
        return Absent()
    if isinstance(told, Refusal):
        return cannot_tell(told)
    if not is_ours(job, part, told):
        return CannotTell("another record lies under this key")
    end = made(job, part, told)
    return Found(end.remote_id, end.permalink, end.memory, complete=not isinstance(end, Advanced))
