"""Budgets: how many calls, units or dollars are left, and who may use them. Pure; a property test keeps the promises.

Writes come first. Reads (comments, figures) stop while a reserve is left that only posts and answers may use, so that a
day of reading can never cost a post.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

RESERVE = 0.3
"""Share of a budget that reads leave alone."""
FULL = 0.95
"""From this share on, by the platform's own word, writes wait too: the next call would be refused and counted against us."""
LONGEST_BLOCK = timedelta(hours=26)
UNSAID = timedelta(minutes=15)
"""How long a share is believed when the platform does not say when it ends."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """Tokens that come back evenly: `capacity` at most, `per_second` of them."""

    capacity: float
    per_second: float
    tokens: float
    refilled_at: datetime


def refill(bucket: Bucket, now: datetime) -> Bucket:
    """The bucket at a later moment; a clock that went back changes nothing."""
    passed = max((now - bucket.refilled_at).total_seconds(), 0.0)
    tokens = min(bucket.capacity, bucket.tokens + bucket.per_second * passed)
    return replace(bucket, tokens=tokens, refilled_at=max(now, bucket.refilled_at))


def take(bucket: Bucket, now: datetime, amount: float = 1.0, *, for_reading: bool = False) -> Bucket | None:
    """The bucket after taking `amount`, or None when there is not enough; reads leave the reserve untouched."""
    full = refill(bucket, now)
    floor = full.capacity * RESERVE if for_reading else 0.0
    if amount < 0 or full.tokens - amount < floor:
        return None
    return replace(full, tokens=full.tokens - amount)


def holds_at(bucket: Bucket, now: datetime, amount: float) -> datetime | None:
    """When there will be that much; None: never, by coming back alone."""
    lacking = min(amount, bucket.capacity) - refill(bucket, now).tokens
    if lacking <= 0:
        return now
    return now + timedelta(seconds=lacking / bucket.per_second) if bucket.per_second else None


@dataclass(frozen=True, slots=True)
class Told:
    """What a platform's own headers last said of a budget. `used`: share, 0 to 1 and more."""

    used: float
    until: datetime


def heard(used: float, resets_in: timedelta | None, now: datetime) -> Told:
    """A header as it is remembered."""
    return Told(max(used, 0.0), now + min(resets_in or UNSAID, LONGEST_BLOCK))


def reads_rest(told: Told | None, now: datetime) -> datetime | None:
    """Until when reads wait by the platform's own word; None: they need not."""
    return told.until if told and told.used >= 1 - RESERVE and told.until > now else None


def writes_rest(told: Told | None, now: datetime) -> datetime | None:
    """Until when writes wait by the platform's own word; None: they need not."""
    return told.until if told and told.used >= FULL and told.until > now else None
