"""When the calendar, the opening hours or a promise's length change: running deadlines follow, and what stood stays on record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Min

from kentongan.core import clock
from kentongan.inbox.clocks.models import CasePause, DeadlineChange
from kentongan.inbox.clocks.reading import calendar_of, ladder_of
from kentongan.inbox.clocks.rules import SILENCE, counted, ladder_for, next_moment, prolonged, steps_passed
from kentongan.inbox.models import Case, Deadline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date, datetime

    from django.db.models import QuerySet

    from kentongan.inbox.clocks.calendar import OfficeCalendar
    from kentongan.organizations.actor import Actor

    Stood = Mapping[int, list[tuple[datetime, datetime | None]]]

BATCH = 1000


def calendar_changed(actor: Actor, first: date, last: date | None, why: str) -> int:
    """Count deadlines anew that run across these days (`last` None: all after the first). Part of the caller's transaction.

    Returns how many moved.
    """
    return recount(actor.government_id, running_across(actor.government_id, first, last), why)


def running_across(government_id: int, first: date, last: date | None) -> QuerySet[Deadline]:
    """The running deadlines that a change of these days may move."""
    rows = Deadline.objects.filter(government_id=government_id, met_at=None, amount__gt=0, due_at__date__gte=first)
    return rows.filter(starts_at__date__lte=last) if last else rows


def recount(government_id: int, rows: QuerySet[Deadline], why: str) -> int:
    """Count running deadlines anew; those set by a person (`amount` 0) stay."""
    calendar, moved = calendar_of(government_id), 0
    for batch in batches(rows.filter(amount__gt=0)):
        moved += _recount_batch(government_id, batch, calendar, why)
    return moved


def ladder_changed(government_id: int) -> None:
    """Let each running deadline go on at the first step of the ladder that is still to come. Part of the caller's transaction."""
    calendar, ladder, at = calendar_of(government_id), ladder_of(government_id), clock.now()
    rows = Deadline.objects.filter(government_id=government_id, met_at=None).exclude(code=SILENCE)
    for batch in batches(rows):
        standing = _standing(_pauses(government_id, {row.case_id for row in batch}))
        for row in batch:
            row.step = steps_passed(calendar, row.due_at, ladder_for(row.code, ladder), at)
            stands = row.pausable and row.case_id in standing
            row.next_step_at = None if stands else next_moment(calendar, row.due_at, row.code, row.step, ladder)
        Deadline.objects.bulk_update(batch, ["step", "next_step_at"], batch_size=BATCH)


def _recount_batch(government_id: int, batch: list[Deadline], calendar: OfficeCalendar, why: str) -> int:
    pauses, ladder = _pauses(government_id, {row.case_id for row in batch}), ladder_of(government_id)
    standing = _standing(pauses)
    changes, at = [], clock.now()
    for row, due in _moving(batch, calendar, pauses):
        changes.append(
            DeadlineChange(
                government_id=government_id, deadline=row, old_due_at=row.due_at, new_due_at=due, why=why[:200], at=at
            )
        )
        row.due_at = due
        stands = row.pausable and row.case_id in standing
        row.next_step_at = None if stands else next_moment(calendar, due, row.code, row.step, ladder)
    DeadlineChange.objects.bulk_create(changes)
    moved = [change.deadline for change in changes]
    Deadline.objects.bulk_update(moved, ["due_at", "next_step_at"], batch_size=BATCH)
    _refresh(government_id, {row.case_id for row in moved})
    return len(moved)


def moving(
    government_id: int, batch: Sequence[Deadline], calendar: OfficeCalendar
) -> Iterator[tuple[Deadline, datetime]]:
    """Of these deadlines those that are due at another moment by a calendar, and when. Nothing is written."""
    return _moving(batch, calendar, _pauses(government_id, {row.case_id for row in batch}))


def _moving(batch: Iterable[Deadline], calendar: OfficeCalendar, pauses: Stood) -> Iterator[tuple[Deadline, datetime]]:
    for row in batch:
        due = _due(row, calendar, pauses.get(row.case_id, []))
        if due != row.due_at:
            yield row, due


def _standing(pauses: Stood) -> set[int]:
    return {case_id for case_id, stood in pauses.items() if any(end is None for _, end in stood)}


def _due(row: Deadline, calendar: OfficeCalendar, pauses: Iterable[tuple[datetime, datetime | None]]) -> datetime:
    due = counted(calendar, row.starts_at, row.unit, row.amount)
    for start, end in pauses if row.pausable else ():
        if end is not None:
            due = prolonged(calendar, due, row.unit, (max(start, row.starts_at), end))
    return due


def _pauses(government_id: int, case_ids: set[int]) -> Stood:
    rows = CasePause.objects.filter(government_id=government_id, case_id__in=case_ids).order_by("pk")
    found: dict[int, list[tuple[datetime, datetime | None]]] = {}
    for case_id, start, end in rows.values_list("case_id", "started_at", "ended_at"):
        found.setdefault(case_id, []).append((start, end))
    return found


def _refresh(government_id: int, case_ids: set[int]) -> None:
    nearest = dict(
        Deadline.objects.filter(government_id=government_id, case_id__in=case_ids, met_at=None)
        .values("case_id")
        .annotate(nearest=Min("due_at"))
        .values_list("case_id", "nearest")
    )
    cases = [Case(pk=key, government_id=government_id, due_at=due) for key, due in nearest.items()]
    Case.objects.bulk_update(cases, ["due_at"], batch_size=BATCH)


def batches(rows: QuerySet[Deadline]) -> Iterator[list[Deadline]]:
    """All rows, a thousand at a time."""
    after = 0
    while batch := list(rows.filter(pk__gt=after).order_by("pk")[:BATCH]):
        yield batch
        after = batch[-1].pk
