"""What is left of every budget, for people: the installation's, each account's, and the month's bill."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from kentongan.channels.models import PLATFORM_NAMES
from kentongan.channels.selectors import channels_for
from kentongan.connectors.contract import Platform
from kentongan.core import clock
from kentongan.outbox import rates
from kentongan.outbox.models import AppBucket, ChannelBucket, Spending, SpendingLimit
from kentongan.outbox.rates import Bucket, Told
from kentongan.outbox.shortages import window_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kentongan.organizations.actor import Actor

PRICED = (Platform.X,)
"""Platforms that take money for an act."""


@dataclass(frozen=True, slots=True)
class Meter:
    """One budget: `used` in percent of it, whole again at `until` (None: evenly, all the time)."""

    name: str
    used: int
    capacity: int
    window: str
    what: str
    until: datetime | None
    said_by: str

    @property
    def shape(self) -> str:
        """The shape beside it."""
        if self.used >= 100 * rates.FULL:
            return "failed"
        return "waiting" if self.used >= 100 * (1 - rates.RESERVE) else "done"

    @property
    def words(self) -> str:
        """Where it stands."""
        return {"failed": "Habis: kiriman menunggu", "waiting": "Menipis: hanya untuk kiriman dan jawaban"}.get(
            self.shape, "Cukup"
        )


@dataclass(frozen=True, slots=True)
class Bill:
    """What one platform cost this month, in US dollars."""

    platform: Platform
    name: str
    spent: Decimal
    acts: int
    ceiling: Decimal | None


def app_meters(_actor: Actor) -> Sequence[Meter]:
    """The installation's budgets; they are shared by all governments and name nobody."""
    rows = AppBucket.objects.order_by("platform")
    return [_meter(row, *_app_name(row.platform)) for row in rows]


def account_meters(actor: Actor) -> Sequence[Meter]:
    """The budgets of the accounts the actor may see, fullest first."""
    channels = {channel.pk: channel for channel in channels_for(actor)}
    rows = ChannelBucket.objects.filter(government_id=actor.government_id, channel_id__in=channels)
    meters = [_meter(row, str(channels[row.channel_id])) for row in rows]
    return sorted(meters, key=lambda meter: (-meter.used, meter.name))


def bills(actor: Actor) -> Sequence[Bill]:
    """The costs of this month, for every platform that takes money."""
    month = clock.now().astimezone(UTC).date().replace(day=1)
    spent = {row.platform: row for row in Spending.objects.filter(government_id=actor.government_id, month=month)}
    limits = SpendingLimit.objects.filter(government_id=actor.government_id)
    ceilings = dict(limits.values_list("platform", "ceiling"))
    return [
        Bill(
            platform,
            PLATFORM_NAMES[platform],
            spent[platform].spent if platform in spent else Decimal(0),
            spent[platform].acts if platform in spent else 0,
            ceilings.get(platform),
        )
        for platform in PRICED
    ]


def _app_name(key: str) -> tuple[str, str]:
    platform, _, pool = key.partition(":")
    what = "satuan kuota" if pool else "kiriman"
    return f"{PLATFORM_NAMES[platform]}, {what}", what


def _meter(row: AppBucket | ChannelBucket, name: str, what: str = "kiriman") -> Meter:
    now = clock.now()
    left = rates.refill(Bucket(row.capacity, row.per_second, row.tokens, row.refilled_at), now).tokens
    counted = 1 - left / row.capacity
    told = Told(row.used, row.told_until) if row.told_until and row.told_until > now else None
    used = max(counted, told.used if told else 0)
    said_by = "menurut platform" if told and told.used >= counted else "menurut hitungan kita"
    until = told.until if told else None
    return Meter(name, round(100 * used), round(row.capacity), window_of(row), what, until, said_by)
