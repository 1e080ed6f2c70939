"""When two events clash, and when the four posts of a series go out. Pure."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

USUAL_LENGTH = timedelta(hours=2)
LONGEST = timedelta(days=60)
DAY_BEFORE = timedelta(hours=24)
AFTERWARDS = timedelta(minutes=30)
MORNING, AFTERNOON = time(9), time(16)


def overlap(one: tuple[datetime, datetime], other: tuple[datetime, datetime]) -> bool:
    """Tell whether two spans (begin included, end not) share a moment."""
    return one[0] < other[1] and other[0] < one[1]


def moments(starts_at: datetime, ends_at: datetime, now: datetime, zone: ZoneInfo) -> dict[str, datetime | None]:
    """When each post of the series goes out; None where that moment has passed.

    Three days before at 9, the day before at 16, half an hour after the end, the day after at 9, on the government's clock.
    """
    first, last = starts_at.astimezone(zone).date(), ends_at.astimezone(zone).date()
    found = {
        "announce": datetime.combine(first - timedelta(days=3), MORNING, zone),
        "remind": datetime.combine(first - timedelta(days=1), AFTERNOON, zone),
        "coverage": ends_at + AFTERWARDS,
        "recap": datetime.combine(last + timedelta(days=1), MORNING, zone),
    }
    return {kind: at if at > now else None for kind, at in found.items()}


def remind_before(starts_at: datetime, now: datetime) -> bool:
    """Tell whether the duty is due: the event begins within a day, or has begun."""
    return starts_at - now <= DAY_BEFORE
