"""When figures are worth reading again."""

from __future__ import annotations

from datetime import datetime, timedelta

STEPS: tuple[tuple[timedelta, timedelta], ...] = (
    (timedelta(minutes=10), timedelta(seconds=30)),
    (timedelta(hours=2), timedelta(minutes=10)),
    (timedelta(days=2), timedelta(hours=1)),
    (timedelta(days=30), timedelta(days=1)),
)
"""Age of the post → pause until the next reading. Platforms settle most metrics within 48 hours (platforms file, §2)."""


def next_reading(published_at: datetime, read_at: datetime) -> datetime | None:
    """When to read next after a reading at `read_at`; None when the post is older than 30 days."""
    age = read_at - published_at
    for until, pause in STEPS:
        if age < until:
            return read_at + pause
    return None
