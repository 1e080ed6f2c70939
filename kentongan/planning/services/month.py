"""What a month should bring: quotas, hours of the week, days to mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.audit.registry import register_action
from kentongan.core.days import DAYS, MONTHS
from kentongan.planning.models import Observance, Quota, Slot
from kentongan.planning.pillars import Pillar
from kentongan.planning.rules import first_of, plus_months
from kentongan.planning.services.guard import PLAN, PlanError, keeper, planner, told

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, time

    from kentongan.channels.models import Channel
    from kentongan.organizations.actor import Actor
    from kentongan.organizations.models import Agency

register_action("planning.quotas.set", "{actor} menetapkan target kiriman {month}: {total} kiriman")
register_action("planning.slot.kept", "{actor} menyediakan slot {when} untuk {agency}")
register_action("planning.slot.dropped", "{actor} menghapus slot {when} milik {agency}")
register_action("planning.day.marked", "{actor} mencatat hari penting “{name}”")
register_action("planning.day.unmarked", "{actor} menghapus hari penting “{name}”")


@transaction.atomic
def set_quotas(*, actor: Actor, month: date, wanted: Mapping[tuple[int, str], int]) -> None:
    """Say how many posts (agency, pillar) a month should bring; pairs not named stay, zero takes one away."""
    planner(actor, "menetapkan target kiriman")
    first = first_of(month)
    known = {(row.agency_id, row.pillar): row for row in _quotas(actor, first)}
    changed = {pair: count for pair, count in wanted.items() if count != getattr(known.get(pair), "planned", 0)}
    gone = [known[pair].pk for pair, count in changed.items() if pair in known and not count]
    Quota.objects.filter(government_id=actor.government_id, pk__in=gone).delete()
    kept = [
        Quota(government_id=actor.government_id, agency_id=a, month=first, pillar=p, planned=n)
        for (a, p), n in changed.items()
        if n
    ]
    Quota.objects.bulk_create(
        kept,
        update_conflicts=True,
        unique_fields=["government", "month", "agency", "pillar"],
        update_fields=["planned"],
    )
    if changed:
        total = sum(row.planned for row in _quotas(actor, first))
        told(actor, "planning.quotas.set", PLAN, f"{first:%Y-%m}", month=_month(first), total=total)


def repeat_quotas(*, actor: Actor, month: date) -> int:
    """Want what the month before wanted, where nothing is said yet; tell for how many pairs."""
    first = first_of(month)
    known = {(row.agency_id, row.pillar) for row in _quotas(actor, first)}
    before = _quotas(actor, plus_months(first, -1))
    wanted = {(row.agency_id, row.pillar): row.planned for row in before}
    fresh = {pair: count for pair, count in wanted.items() if pair not in known}
    set_quotas(actor=actor, month=first, wanted=fresh)
    return len(fresh)


@transaction.atomic
def keep_slot(
    *,
    actor: Actor,
    agency: Agency,
    weekday: int,
    at: time,
    channel: Channel | None = None,
    pillar: str = "",
    note: str = "",
) -> Slot:
    """Keep an hour of the week for a post. The same hour again changes what it is for."""
    keeper(actor, agency.pk, "mengatur slot")
    if channel and channel.agency_id != agency.pk:
        raise PlanError("Akun itu milik dinas lain. Pilih akun dinas ini, atau biarkan untuk semua akun.")
    slot = Slot.objects.update_or_create(
        government_id=actor.government_id,
        agency=agency,
        channel=channel,
        weekday=weekday,
        at=at,
        defaults={"pillar": Pillar(pillar) if pillar else "", "note": note.strip()},
    )[0]
    told(actor, "planning.slot.kept", PLAN, "slot", when=_hour(slot), agency=agency.short_name)
    return slot


@transaction.atomic
def drop_slot(*, actor: Actor, slot: Slot) -> None:
    """Keep that hour no longer."""
    keeper(actor, slot.agency_id, "mengatur slot")
    told(actor, "planning.slot.dropped", PLAN, "slot", when=_hour(slot), agency=slot.agency.short_name)
    slot.delete()


@transaction.atomic
def mark_day(
    *, actor: Actor, name: str, month: int, day: int, year: int | None = None, pillar: str = Pillar.ACTIVITY
) -> Observance:
    """Mark a day of this government beside the national ones."""
    planner(actor, "mencatat hari penting")
    marked = Observance.objects.update_or_create(
        government_id=actor.government_id,
        month=month,
        day=day,
        year=year,
        name=name.strip(),
        defaults={"pillar": Pillar(pillar)},
    )[0]
    told(actor, "planning.day.marked", PLAN, "hari", name=marked.name)
    return marked


@transaction.atomic
def unmark_day(*, actor: Actor, observance: Observance) -> None:
    """Mark it no longer."""
    planner(actor, "mencatat hari penting")
    told(actor, "planning.day.unmarked", PLAN, "hari", name=observance.name)
    observance.delete()


def _quotas(actor: Actor, first: date) -> list[Quota]:
    return list(Quota.objects.filter(government_id=actor.government_id, month=first))


def _month(first: date) -> str:
    return f"{MONTHS[first.month - 1]} {first.year}"


def _hour(slot: Slot) -> str:
    return f"{DAYS[slot.weekday]} {slot.at:%H.%M}"
