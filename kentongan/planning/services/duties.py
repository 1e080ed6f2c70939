"""What must be told again and again, and which post told it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.audit.registry import register_action
from kentongan.core import clock
from kentongan.planning.models import Fulfilment, Obligation
from kentongan.planning.pillars import Pillar
from kentongan.planning.registry import posts
from kentongan.planning.rules import Period, period_of
from kentongan.planning.services.guard import OBLIGATION, PlanError, keeper, planner, told

if TYPE_CHECKING:
    from datetime import date

    from kentongan.organizations.actor import Actor
    from kentongan.organizations.models import Agency

register_action("planning.obligation.kept", "{actor} mencatat informasi berkala “{name}”")
register_action("planning.obligation.ended", "{actor} mengakhiri informasi berkala “{name}”")
register_action("planning.obligation.linked", "{actor} menautkan “{title}” ke informasi berkala “{name}”")
register_action("planning.obligation.unlinked", "{actor} melepas tautan informasi berkala “{name}”")


@dataclass(frozen=True, slots=True)
class Duty:
    """What an agency must tell, how often, and by which day of the last month of each period."""

    name: str
    agency: Agency
    period: str
    due_day: int = 25
    since: date | None = None
    pillar: str = Pillar.SERVICE


@transaction.atomic
def keep_obligation(*, actor: Actor, duty: Duty, obligation: Obligation | None = None) -> Obligation:
    """Note an obligation, or change one."""
    planner(actor, "mencatat informasi berkala")
    kept = obligation or Obligation(government_id=actor.government_id)
    today = clock.now().astimezone(actor.zone).date()
    kept.name, kept.agency, kept.period = duty.name.strip(), duty.agency, Period(duty.period)
    kept.due_day, kept.pillar = duty.due_day, Pillar(duty.pillar)
    if duty.since or obligation is None:
        kept.since = duty.since or period_of(Period(duty.period), today)
    kept.save()
    told(actor, "planning.obligation.kept", OBLIGATION, kept, name=kept.name)
    return kept


@transaction.atomic
def end_obligation(*, actor: Actor, obligation: Obligation) -> None:
    """Ask for it no longer; what was told stays."""
    planner(actor, "mengakhiri informasi berkala")
    obligation.until = clock.now().astimezone(actor.zone).date()
    obligation.save(update_fields=["until"])
    told(actor, "planning.obligation.ended", OBLIGATION, obligation, name=obligation.name)


@transaction.atomic
def fulfil(*, actor: Actor, obligation: Obligation, period_starts: date, post_id: int) -> Fulfilment:
    """Say which post tells it for one period. It counts once the public can read that post."""
    keeper(actor, obligation.agency_id, "menautkan informasi berkala")
    line = posts().lines(actor, [post_id]).get(post_id)
    if line is None:
        raise PlanError("Kiriman itu tidak ditemukan. Pilih kiriman dari daftar.")
    starts = period_of(Period(obligation.period), period_starts)
    linked = Fulfilment.objects.update_or_create(
        government_id=actor.government_id,
        obligation=obligation,
        period_starts=starts,
        defaults={"post_id": post_id, "linked_by_id": actor.person_id, "linked_at": clock.now()},
    )[0]
    told(actor, "planning.obligation.linked", OBLIGATION, obligation, name=obligation.name, title=line.headline)
    return linked


@transaction.atomic
def unlink(*, actor: Actor, obligation: Obligation, period_starts: date) -> None:
    """Take the post of one period away again."""
    keeper(actor, obligation.agency_id, "melepas informasi berkala")
    rows = Fulfilment.objects.filter(government_id=actor.government_id, obligation=obligation)
    if rows.filter(period_starts=period_starts).delete()[0]:
        told(actor, "planning.obligation.unlinked", OBLIGATION, obligation, name=obligation.name)
