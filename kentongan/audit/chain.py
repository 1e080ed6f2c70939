"""The arithmetic of the trail: each entry's digest takes in the one before it."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from kentongan.core.hashing import fingerprint

if TYPE_CHECKING:
    from kentongan.audit.models import Entry

GENESIS = "0" * 64


def digest(before: str, entry: Entry) -> str:
    """SHA-256 over the digest before and every column of the entry."""
    return fingerprint(
        [
            before,
            entry.pk,
            entry.government_id,
            entry.at.astimezone(UTC).isoformat(),
            entry.actor_id,
            entry.actor_name,
            entry.action,
            entry.subject_type,
            entry.subject_id,
            entry.data,
        ]
    )
