"""Why something that is due does not go out yet: a budget is used up. Until when, and in words.

Says what `claim` decides: the same budgets in the same order, for people. Reads only; what it says is as of now.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from kentongan.channels.models import PLATFORM_NAMES
from kentongan.channels.states import ACTIVE
from kentongan.core import clock
from kentongan.outbox import rates, states
from kentongan.outbox.models import AppBucket, ChannelBucket, Delivery
from kentongan.outbox.rates import Bucket, Told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

MINUTE, HOUR, DAY = 60, 60, 24 * 60
EVERYBODY = "untuk semua pemda di server ini"


@dataclass(frozen=True, slots=True)
class Shortage:
    """Why a delivery waits; `until`: when it is tried again at the earliest, None where nobody knows."""

    why: str
    until: datetime | None


def with_waits(deliveries: Iterable[Delivery]) -> list[Delivery]:
    """The same deliveries; those that wait for a budget know it. Two queries more, and one for each account that is short."""
    found = list(deliveries)
    due = [one for one in found if one.state == states.DUE and one.channel.state == ACTIVE]
    if due:
        keys = {one.channel_id for one in due}
        rows = ChannelBucket.objects.filter(government_id=due[0].government_id, channel_id__in=keys)
        own, shared = {row.channel_id: row for row in rows}, {row.platform: row for row in AppBucket.objects.all()}
        now = clock.now()
        for one in due:
            waits = [*_own(one, own.get(one.channel_id), now), *_shared(one, shared, now)]
            one.waits = max(waits, key=_length, default=None)
    return found


def window_of(row: AppBucket | ChannelBucket) -> str:
    """How long an empty budget takes to be whole again, in words."""
    minutes = round(row.capacity / row.per_second / MINUTE) if row.per_second else 0
    if minutes >= HOUR:
        return f"{minutes // HOUR} jam" if minutes != DAY else "sehari"
    return f"{minutes} menit"


def _length(shortage: Shortage) -> tuple[bool, float]:
    return (True, 0.0) if shortage.until is None else (False, shortage.until.timestamp())


def _own(delivery: Delivery, row: ChannelBucket | None, now: datetime) -> Iterator[Shortage]:
    """What the account itself is short of."""
    if row is None:
        return
    if row.blocked_until and row.blocked_until > now:
        platform = PLATFORM_NAMES[delivery.channel.platform]
        yield Shortage(_said(delivery.channel, f"{platform} meminta akun ini berhenti sebentar"), row.blocked_until)
    if delivery.attempt == 0 and rates.refill(_bucket(row), now).tokens < 1:
        until = rates.holds_at(_bucket(row), now, 1 + _ahead_of(delivery))
        yield Shortage(_said(delivery.channel, f"{_many(row)} kiriman {_per(row)} sudah terpakai"), until)


def _shared(delivery: Delivery, rows: Mapping[str, AppBucket], now: datetime) -> Iterator[Shortage]:
    """What all governments of this installation are short of together."""
    platform, first = delivery.channel.platform, delivery.attempt == 0
    name = PLATFORM_NAMES[platform]
    posts, units = rows.get(platform), rows.get(f"{platform}:units")
    if posts and (until := rates.writes_rest(_told(posts), now)):
        yield Shortage(_said(name, f"menurut {name}, yang tersedia {EVERYBODY} hampir habis"), until)
    for row, wanted, what in ((posts, delivery.app_tokens, "kiriman"), (units, delivery.units, "satuan kuota")):
        if row and first and rates.refill(_bucket(row), now).tokens < wanted:
            spent = f"{_many(row)} {what} {_per(row)} {EVERYBODY} sudah terpakai"
            yield Shortage(_said(name, spent), rates.holds_at(_bucket(row), now, wanted))


def _ahead_of(delivery: Delivery) -> int:
    """How many deliveries of the same account take from its budget before this one."""
    rows = Delivery.objects.filter(government_id=delivery.government_id, channel_id=delivery.channel_id)
    earlier = Q(run_at__lt=delivery.run_at) | Q(run_at=delivery.run_at, pk__lt=delivery.pk)
    before = Q(priority__lt=delivery.priority) | (Q(priority=delivery.priority) & earlier)
    return rows.filter(before, state=states.DUE, attempt=0).count()


def _said(whose: object, why: str) -> str:
    return f"Menunggu jatah {whose}: {why}"


def _many(row: AppBucket | ChannelBucket) -> str:
    return f"{round(row.capacity):,}".replace(",", ".")


def _per(row: AppBucket | ChannelBucket) -> str:
    return {"sehari": "per hari", "1 jam": "per jam"}.get(window_of(row), f"per {window_of(row)}")


def _bucket(row: AppBucket | ChannelBucket) -> Bucket:
    return Bucket(row.capacity, row.per_second, row.tokens, row.refilled_at)


def _told(row: AppBucket) -> Told | None:
    return Told(row.used, row.told_until) if row.told_until else None
