"""What a government decides of its clocks: opening hours, lengths of promises, the ladder. Running deadlines follow at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.audit.registry import register_action, register_thing
from kentongan.audit.services import record
from kentongan.inbox.clocks.models import ClockRule, LadderStep, OfficeHours
from kentongan.inbox.clocks.recounting import calendar_changed, recount
from kentongan.inbox.clocks.rules import PROMISES
from kentongan.inbox.clocks.words import NAMES
from kentongan.inbox.models import Deadline
from kentongan.organizations.access import require_role
from kentongan.organizations.registry import register_calendar_follower
from kentongan.organizations.roles import Role

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kentongan.inbox.clocks.calendar import Hours
    from kentongan.inbox.clocks.rules import Rung
    from kentongan.organizations.actor import Actor

KEEPERS = (Role.COORDINATOR, Role.ADMINISTRATOR)
register_thing("clock", "Tenggat kasus")
register_action("inbox.clocks.hours", "{actor} menetapkan jam kerja {name}: {opens}–{closes}")
register_action("inbox.clocks.length", "{actor} menetapkan {name} menjadi {amount}")
register_action("inbox.clocks.ladder", "{actor} mengubah siapa yang diberi tahu bila tenggat lewat")


@transaction.atomic
def keep_hours(*, actor: Actor, name: str, hours: Hours) -> OfficeHours:
    """Let offices be open at other hours from a day to a day, such as in Ramadan; deadlines across it move."""
    require_role(actor, *KEEPERS, to="mengatur jam kerja")
    times = {"name": name, "opens": hours.opens, "closes": hours.closes, "friday_closes": hours.friday_closes}
    row = OfficeHours.objects.update_or_create(
        government_id=actor.government_id, starts=hours.starts, ends=hours.ends, defaults=times
    )[0]
    calendar_changed(actor, hours.starts, hours.ends, f"Jam kerja berubah: {name}")
    data = {"name": name, "opens": f"{hours.opens:%H.%M}", "closes": f"{hours.closes:%H.%M}"}
    record(actor=actor, action="inbox.clocks.hours", subject_type="clock", subject_id=row.pk, data=data)
    return row


@transaction.atomic
def keep_length(*, actor: Actor, code: str, amount: int, report_class: str = "") -> ClockRule:
    """Let a promise last as long as this government says; those that run are counted anew. KeyError for an unknown code."""
    require_role(actor, *KEEPERS, to="mengatur tenggat")
    unit, name = PROMISES[code].unit, NAMES.get(code, "tanggapan pertama")
    row = ClockRule.objects.update_or_create(
        government_id=actor.government_id, code=code, report_class=report_class, defaults={"amount": amount}
    )[0]
    rows = Deadline.objects.filter(government_id=actor.government_id, met_at=None, code=code, amount__gt=0)
    rows = rows.filter(case__report_class=report_class) if report_class else rows
    running = list(rows.values_list("pk", flat=True))
    rows.update(amount=amount)
    again = Deadline.objects.filter(government_id=actor.government_id, pk__in=running)
    recount(actor.government_id, again, f"Lamanya menjadi {amount} {unit.label}")
    data = {"name": name.lower(), "amount": f"{amount} {unit.label}"}
    record(actor=actor, action="inbox.clocks.length", subject_type="clock", subject_id=row.pk, data=data)
    return row


@transaction.atomic
def keep_ladder(*, actor: Actor, rungs: Sequence[Rung]) -> None:
    """Let these be told when deadlines come near or pass, instead of the ladder shipped. For deadlines from their next step on."""
    require_role(actor, *KEEPERS, to="mengatur jenjang pemberitahuan")
    LadderStep.objects.filter(government_id=actor.government_id).delete()
    LadderStep.objects.bulk_create(
        LadderStep(government_id=actor.government_id, days=one.days, target=one.target) for one in rungs
    )
    record(actor=actor, action="inbox.clocks.ladder", subject_type="clock", subject_id=0, data={})


def register() -> None:
    """Hear of every day that differs from the national calendar."""
    register_calendar_follower(_day_changed)


def _day_changed(actor: Actor, day: date, name: str) -> None:
    calendar_changed(actor, day, day, f"Kalender kerja berubah: {name}")
