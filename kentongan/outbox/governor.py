"""What acts cost, what platforms say of their budgets, and when reading has to wait. Posts and answers are held back in `claim`."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from kentongan.channels.accounts import register_meter
from kentongan.connectors import registry
from kentongan.connectors.contract import Act, Platform
from kentongan.core import clock
from kentongan.outbox import rates
from kentongan.outbox.caps import CHANNEL, UNITS
from kentongan.outbox.models import AppBucket, ChannelBucket
from kentongan.outbox.rates import Bucket, Told
from kentongan.tenancy.scope import within

if TYPE_CHECKING:
    from datetime import datetime

    from kentongan.channels.models import Channel
    from kentongan.connectors.contract import Outbound, Usage

WORTH_NOTING = 0.5
"""Below this share headers change nothing, and are not written down."""


def charge(channel: Channel, outbound: Outbound) -> dict[str, object]:
    """The ledger's columns for what an act takes: `app_tokens`, `units`, `price` in dollars."""
    if channel.by_hand:
        return {"app_tokens": 0, "units": 0, "price": Decimal(0)}
    costs = {cost.pool: cost.amount for cost in registry.cost(Platform(channel.platform), outbound)}
    # YouTube's application counts uploads apart; elsewhere every act is one call of the application's.
    uploads_only = channel.platform == Platform.YOUTUBE and outbound.act is not Act.PUBLISH
    price = Decimal(str(costs.get("usd", 0))).quantize(Decimal("0.0001"))
    return {"app_tokens": 0 if uploads_only else 1, "units": round(costs.get("units", 0)), "price": price}


def ensure_bucket(channel: Channel) -> None:
    """The account's own budget, full, when it has none yet."""
    cap = CHANNEL.get(channel.platform)
    if cap and not channel.by_hand:
        first = {"capacity": cap.acts, "per_second": cap.per_second, "tokens": cap.acts, "refilled_at": clock.now()}
        ChannelBucket.objects.get_or_create(government_id=channel.government_id, channel=channel, defaults=first)


def note(channel: Channel, usage: Usage) -> None:
    """Remember what a platform's headers said; called after a call, outside any transaction."""
    if usage.used < WORTH_NOTING:
        return
    told = rates.heard(usage.used, usage.resets_in, clock.now())
    values = {"used": told.used, "told_until": told.until}
    if usage.level == "app":
        AppBucket.objects.filter(platform=channel.platform).update(**values)
        return
    with within(channel.government_id):
        ensure_bucket(channel)
        rests = rates.writes_rest(told, clock.now())
        own = ChannelBucket.objects.filter(government_id=channel.government_id, channel=channel)
        own.update(**values, **({"blocked_until": rests} if rests else {}))


def register() -> None:
    """Hear what every connector reads in headers."""
    register_meter(note)


def reading_rests(channel: Channel, at: datetime, units: int = 1) -> datetime | None:
    """Until when reading on an account has to wait, so that posts never do; None: read now.

    Takes `units` out of a budget that acts and reads share. Part of the caller's scope.
    """
    app = AppBucket.objects.filter(platform=channel.platform).first()
    own = ChannelBucket.objects.filter(government_id=channel.government_id, channel=channel).first()
    rests = [until for row in (app, own) if row and (until := rates.reads_rest(_told(row), at))]
    return max(rests) if rests else _take_units(channel, at, units)


def _told(row: AppBucket | ChannelBucket) -> Told | None:
    return Told(row.used, row.told_until) if row.told_until else None


def _take_units(channel: Channel, at: datetime, units: int) -> datetime | None:
    shared = f"{channel.platform}:units"
    row = AppBucket.objects.select_for_update().filter(platform=shared).first() if shared in UNITS else None
    if row is None:
        return None
    bucket = Bucket(row.capacity, row.per_second, row.tokens, row.refilled_at)
    after = rates.take(bucket, at, units, for_reading=True)
    if after is None:
        return at + rates.UNSAID
    AppBucket.objects.filter(platform=shared).update(tokens=after.tokens, refilled_at=after.refilled_at)
    return None
