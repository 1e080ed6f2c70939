"""Starting, keeping, moving and dropping promises in time. Parts of the transaction of the act they belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Min, Q

from kentongan.core import clock
from kentongan.inbox.clocks.models import ClockRule, DeadlineChange
from kentongan.inbox.clocks.reading import calendar_of, ladder_of
from kentongan.inbox.clocks.rules import COMPLETION, COMPLETIONS, ENDS, FOLLOW_UP, PART, PROMISES, counted, next_moment
from kentongan.inbox.models import Case, Deadline

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import QuerySet

    from kentongan.inbox.models import Disposition


def length_of(government_id: int, code: str, report_class: str = "") -> int:
    """How long a promise lasts here: the government's own length for that class, for all, or the table's."""
    rows = ClockRule.objects.filter(government_id=government_id, code=code, report_class__in=("", report_class))
    own = rows.order_by("-report_class").values_list("amount", flat=True).first()
    return own or PROMISES[code].amount


def start(case: Case, code: str, at: datetime, *, due_at: datetime | None = None, why: str = "") -> Deadline:
    """Let a promise run from `at`; one that runs already is moved, and its earlier moment kept. `due_at`: set by a person."""
    promise, calendar = PROMISES[code], calendar_of(case.government_id)
    amount = 0 if due_at else length_of(case.government_id, code, case.report_class)
    due = due_at or counted(calendar, at, promise.unit, amount)
    first = next_moment(calendar, due, code, 0, ladder_of(case.government_id))
    running = running_of(case).filter(code=code).first()
    if running is None:
        running = Deadline.objects.create(
            government_id=case.government_id, case=case, code=code, starts_at=at, due_at=due,
            unit=promise.unit, amount=amount, pausable=promise.pausable, next_step_at=first,
        )  # fmt: skip
    else:
        running.starts_at, running.amount = at, amount
        move(running, due, why or "Dimulai lagi")
    refresh(case)
    return running


def move(row: Deadline, due_at: datetime, why: str) -> None:
    """Give a running deadline another moment; the one that stood stays on record, and the ladder begins anew from it."""
    calendar, ladder = calendar_of(row.government_id), ladder_of(row.government_id)
    if row.due_at != due_at:
        DeadlineChange.objects.create(
            government_id=row.government_id, deadline=row, old_due_at=row.due_at, new_due_at=due_at, why=why[:200],
            at=clock.now(),
        )  # fmt: skip
    row.due_at = due_at
    row.next_step_at = next_moment(calendar, due_at, row.code, row.step, ladder)
    row.save(update_fields=["due_at", "starts_at", "amount", "next_step_at"])


def keep(case: Case, at: datetime, codes: Iterable[str] = ()) -> None:
    """Note that promises were kept: all that run, or only `codes`."""
    rows = running_of(case)
    (rows.filter(code__in=list(codes)) if codes else rows).update(met_at=at, next_step_at=None)
    refresh(case)


def drop(case: Case, codes: Iterable[str], why: str) -> None:
    """End promises that no longer hold; they count neither as kept nor as broken, and say why."""
    rows = running_of(case).filter(code__in=list(codes))
    rows.update(met_at=clock.now(), dropped_why=why[:200], next_step_at=None)
    refresh(case)


def start_completion(case: Case, at: datetime, why: str) -> None:
    """Let the clock of the case's class run; that of another class, if one runs, is dropped and says why."""
    code = COMPLETION[case.report_class]
    drop(case, COMPLETIONS - {code}, why)
    if not running_of(case).filter(code=code).exists():
        start(case, code, at)


def follow(case: Case, disposition: Disposition, *, by_hand: bool) -> None:
    """Let the first follow-up be due when the disposition is."""
    why = f"Diteruskan ke {disposition.to_agency.short_name}"
    start(case, FOLLOW_UP, disposition.given_at, due_at=disposition.due_at if by_hand else None, why=why)


def start_part(case: Case, part: Disposition, *, by_hand: bool) -> None:
    """Let a unit's part be due when its disposition is; while the case's clocks stand, this one stands too."""
    calendar, ladder = calendar_of(case.government_id), ladder_of(case.government_id)
    first = None if case.pause_kind else next_moment(calendar, part.due_at, PART, 0, ladder)
    Deadline.objects.create(
        government_id=case.government_id, case=case, disposition=part, code=PART, starts_at=part.given_at,
        due_at=part.due_at, amount=0 if by_hand else length_of(case.government_id, PART, case.report_class),
        next_step_at=first,
    )  # fmt: skip
    refresh(case)


def end_part(case: Case, part: Disposition, why: str = "") -> None:
    """A unit gave its part in time or late; `why`: it no longer owes it."""
    rows = running_of(case).filter(disposition=part)
    rows.update(met_at=clock.now(), dropped_why=why[:200], next_step_at=None)
    refresh(case)


def latest_for_part(case: Case, above: Disposition | None) -> datetime | None:
    """The moment no part may be due after: the case's own end and that of the part it is of, while they are ahead."""
    whole = Q(code__in=ENDS) | (Q(disposition=above) if above else Q())
    ahead = running_of(case).filter(whole, due_at__gt=clock.now())
    return ahead.order_by("due_at").values_list("due_at", flat=True).first()


def due_after(case: Case, code: str, at: datetime) -> datetime:
    """When a promise of this case that begins then runs out."""
    amount = length_of(case.government_id, code, case.report_class)
    return counted(calendar_of(case.government_id), at, PROMISES[code].unit, amount)


def running_of(case: Case) -> QuerySet[Deadline]:
    """The promises that still run."""
    return Deadline.objects.filter(government_id=case.government_id, case=case, met_at=None)


def refresh(case: Case) -> None:
    """Bring the case's own column up to date: the nearest of what still runs."""
    case.due_at = running_of(case).aggregate(nearest=Min("due_at"))["nearest"]
    Case.objects.filter(government_id=case.government_id, pk=case.pk).update(due_at=case.due_at)
