"""The one place that asks what time it is. Rules never do: they are given the moment as an argument."""

from __future__ import annotations

import time
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_stopped: ContextVar[datetime | None] = ContextVar("stopped_clock", default=None)
_anchor: tuple[datetime, float] | None = None


def now() -> datetime:
    """Return the current moment in UTC, or the moment at which a test stopped the clock."""
    return _stopped.get() or _anchored() or _wall()


def anchor(moment: datetime) -> None:
    """Count from `moment` (aware, now by a clock that several machines share) instead of by this machine's wall clock.

    Between two calls a clock that nobody can set tells how much time has passed, also while the machine slept.
    """
    global _anchor  # noqa: PLW0603 - one clock a process
    _anchor = (moment.astimezone(UTC), _passed())


def weigh_anchor() -> None:
    """Go by the wall clock again."""
    global _anchor  # noqa: PLW0603 - as above
    _anchor = None


def _anchored() -> datetime | None:
    held = _anchor
    return held[0] + timedelta(seconds=_passed() - held[1]) if held else None


def _wall() -> datetime:
    return datetime.now(UTC)


def _passed() -> float:
    return time.clock_gettime(time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.monotonic()


@contextmanager
def stopped_at(moment: datetime) -> Iterator[None]:
    """Hold the clock at `moment` (aware) inside the block, in this thread or task only."""
    if moment.tzinfo is None:
        message = "The clock is stopped at aware moments only; give a time zone."
        raise ValueError(message)
    token = _stopped.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _stopped.reset(token)
