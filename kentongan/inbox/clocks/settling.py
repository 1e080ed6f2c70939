"""What a government decides of its clocks: lengths of promises and the ladder. Running deadlines follow at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.audit.registry import register_action, register_thing
from kentongan.audit.services import record
from kentongan.inbox.classes import ReportClass
from kentongan.inbox.clocks import unsorted
from kentongan.inbox.clocks.keeping import length_of
from kentongan.inbox.clocks.models import ClockRule, LadderStep
from kentongan.inbox.clocks.recounting import calendar_changed, ladder_changed, recount
from kentongan.inbox.clocks.rules import PART, PPID, PROMISES, too_long
from kentongan.inbox.clocks.words import NAMES
from kentongan.inbox.models import Deadline
from kentongan.organizations.access import require_role
from kentongan.organizations.registry import register_calendar_follower
from kentongan.organizations.roles import Role

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.db.models import QuerySet

    from kentongan.inbox.clocks.rules import Rung
    from kentongan.organizations.actor import Actor

KEEPERS = (Role.COORDINATOR, Role.ADMINISTRATOR)
LENGTHS = "mengatur tenggat"
register_thing("clock", "Tenggat kasus", "/tenggat/")
register_action("inbox.clocks.length", "{actor} menetapkan {name} menjadi {amount}")
register_action("inbox.clocks.length_back", "{actor} mengembalikan {name} ke bawaan: {amount}")
register_action("inbox.clocks.ladder", "{actor} mengubah siapa yang diberi tahu bila tenggat lewat")
REGISTERS = "Batas waktu PPID dihitung di register PPID menurut aturannya sendiri, jadi tidak diatur di sini."


class ClockRefusedError(ValueError):
    """The clocks cannot be set so; the sentence says why and what to do, `field` which part of the form it is about."""

    def __init__(self, sentence: str, field: str = "") -> None:
        self.field = field
        super().__init__(sentence)


@transaction.atomic
def keep_length(*, actor: Actor, code: str, amount: int, report_class: str = "") -> int:
    """Let a promise last as long as this government says; return how many running deadlines moved.

    ClockRefusedError where it may not; KeyError for an unknown code.
    """
    require_role(actor, *KEEPERS, to=LENGTHS)
    if refused := REGISTERS if code == PPID else too_long(code, amount):
        raise ClockRefusedError(refused)
    ClockRule.objects.update_or_create(
        government_id=actor.government_id, code=code, report_class=report_class, defaults={"amount": amount}
    )
    return _follow(actor, code, report_class, "inbox.clocks.length", amount)


@transaction.atomic
def shipped_length(*, actor: Actor, code: str) -> int:
    """Let a promise last for every class as long as it does unless somebody says otherwise; return how many deadlines moved."""
    require_role(actor, *KEEPERS, to=LENGTHS)
    ClockRule.objects.filter(government_id=actor.government_id, code=code).delete()
    return _follow(actor, code, "", "inbox.clocks.length_back", PROMISES[code].amount)


@transaction.atomic
def same_length(*, actor: Actor, code: str, report_class: str) -> int:
    """Let a promise last for a class as long as for all others; return how many running deadlines moved."""
    require_role(actor, *KEEPERS, to=LENGTHS)
    ClockRule.objects.filter(government_id=actor.government_id, code=code, report_class=report_class).delete()
    amount = length_of(actor.government_id, code, report_class)
    return _follow(actor, code, report_class, "inbox.clocks.length", amount)


@transaction.atomic
def keep_ladder(*, actor: Actor, rungs: Sequence[Rung]) -> None:
    """Let these be told when deadlines come near or pass; without any, the ladder shipped. What lies behind is told to nobody anew."""
    require_role(actor, *KEEPERS, to="mengatur jenjang pemberitahuan")
    LadderStep.objects.filter(government_id=actor.government_id).delete()
    LadderStep.objects.bulk_create(
        LadderStep(government_id=actor.government_id, days=one.days, target=one.target) for one in rungs
    )
    ladder_changed(actor.government_id)
    unsorted.ladder_changed(actor.government_id)
    record(actor=actor, action="inbox.clocks.ladder", subject_type="clock", subject_id=0, data={})


def register() -> None:
    """Hear of every day that differs from the national calendar."""
    register_calendar_follower(_day_changed)


def _follow(actor: Actor, code: str, report_class: str, action: str, amount: int) -> int:
    """Count what runs anew, each class by its own length."""
    unit = PROMISES[code].unit
    # A part keeps its day: it was fitted to the end of its case.
    moved = 0 if code == PART else sum(_follow_class(actor.government_id, code, one) for one in ReportClass.values)
    whose = f" ({ReportClass(report_class).label.lower()})" if report_class else ""
    data = {"name": NAMES[code].lower() + whose, "amount": f"{amount} {unit.label}"}
    record(actor=actor, action=action, subject_type="clock", subject_id=code, data=data)
    return moved


def _follow_class(government_id: int, code: str, report_class: str) -> int:
    amount = length_of(government_id, code, report_class)
    others = running_otherwise(government_id, code, report_class, amount)
    rows = Deadline.objects.filter(government_id=government_id, pk__in=list(others.values_list("pk", flat=True)))
    rows.update(amount=amount)
    return recount(government_id, rows, f"Lamanya menjadi {amount} {PROMISES[code].unit.label}")


def running_otherwise(government_id: int, code: str, report_class: str, amount: int) -> QuerySet[Deadline]:
    """What runs for a class with another length than this; days chosen by a person (`amount` 0) are none."""
    running = Deadline.objects.filter(government_id=government_id, met_at=None, code=code, amount__gt=0)
    return running.filter(case__report_class=report_class).exclude(amount=amount)


def _day_changed(actor: Actor, day: date, name: str) -> None:
    calendar_changed(actor, day, day, f"Kalender kerja berubah: {name}")
