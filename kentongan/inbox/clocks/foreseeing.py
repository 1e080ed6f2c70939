"""What would become of running deadlines if hours or lengths were saved: counted by the same steps that move them, nothing written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from kentongan.core import clock
from kentongan.inbox.classes import ReportClass
from kentongan.inbox.clocks.hours import days_freed, days_of_change, hours_in, today_of
from kentongan.inbox.clocks.reading import calendar_of, hours_of
from kentongan.inbox.clocks.recounting import batches, moving, running_across
from kentongan.inbox.clocks.rules import PART, PROMISES
from kentongan.inbox.clocks.selectors import own_lengths
from kentongan.inbox.clocks.settling import KEEPERS, LENGTHS, running_otherwise
from kentongan.organizations.access import require_role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from kentongan.inbox.clocks.calendar import Hours, OfficeCalendar
    from kentongan.inbox.clocks.models import OfficeHours
    from kentongan.inbox.models import Deadline
    from kentongan.organizations.actor import Actor

    Change = tuple[str, str, int | None]
    Group = tuple[QuerySet[Deadline], int | None]

MOST = 20_000
"""So many deadlines are looked at, in less than two seconds; of more it is said that there are more."""


@dataclass(frozen=True, slots=True)
class Foreseen:
    """How many deadlines would be due earlier, how many later, how many of them would be late at once; `more`: not all were looked at."""

    earlier: int = 0
    later: int = 0
    late: int = 0
    more: bool = False

    @property
    def moved(self) -> int:
        """How many would move, or did among those looked at."""
        return self.earlier + self.later

    @property
    def asks(self) -> bool:
        """Whether somebody should know before it is saved."""
        return bool(self.moved) or self.more

    def __add__(self, other: Foreseen) -> Foreseen:
        return Foreseen(
            self.earlier + other.earlier, self.later + other.later, self.late + other.late, self.more or other.more
        )


def foresee_hours(*, actor: Actor, hours: Hours, changing: OfficeHours | None = None) -> Foreseen:
    """What `keep_hours` would move. ClockRefusedError and NotAllowedError as there."""
    first, last = days_of_change(actor, hours, changing)
    return _by_hours(actor, _hours_with(actor, hours, changing), first, last)


def foresee_end(*, actor: Actor, row: OfficeHours) -> Foreseen:
    """What `end_hours` would move. ClockRefusedError and NotAllowedError as there."""
    (first, last), today = days_freed(actor, row), today_of(actor)
    left = None if row.starts > today else replace(hours_in(row), ends=today)
    return _by_hours(actor, _hours_with(actor, left, row), first, last)


def foresee_lengths(*, actor: Actor, changes: Sequence[Change]) -> Foreseen:
    """What these lengths would move, all together: promise, class, and length (None: as for all classes)."""
    require_role(actor, *KEEPERS, to=LENGTHS)
    own = dict(own_lengths(actor))
    for code, report_class, amount in changes:
        own.pop((code, report_class), None)
        if amount is not None:
            own[code, report_class] = amount
    return _by_lengths(actor, own, {code for code, _, _ in changes})


def foresee_shipped(*, actor: Actor, code: str) -> Foreseen:
    """What `shipped_length` would move."""
    require_role(actor, *KEEPERS, to=LENGTHS)
    own = {key: amount for key, amount in own_lengths(actor).items() if key[0] != code}
    return _by_lengths(actor, own, {code})


def _by_hours(actor: Actor, profiles: tuple[Hours, ...], first: date, last: date | None) -> Foreseen:
    calendar = calendar_of(actor.government_id, profiles)
    return _count(actor.government_id, [(running_across(actor.government_id, first, last), None)], calendar)


def _hours_with(actor: Actor, hours: Hours | None, changing: OfficeHours | None) -> tuple[Hours, ...]:
    """The opening hours as they would be, in the order in which they decide (`reading.IN_FORCE`); a new one is the newest."""
    rows = {row.pk: hours_in(row) for row in hours_of(actor.government_id).order_by("pk")}
    rows.pop(changing.pk if changing and hours is None else 0, None)
    if hours is not None:
        rows[changing.pk if changing else max(rows, default=0) + 1] = hours
    return tuple(sorted(rows.values(), key=lambda one: (one.ends is not None, one.ends or date.min, one.starts)))


def _by_lengths(actor: Actor, own: dict[tuple[str, str], int], codes: Iterable[str]) -> Foreseen:
    government_id = actor.government_id
    groups: list[Group] = []
    for code in sorted(set(codes) - {PART}):
        for one in ReportClass.values:
            amount = own.get((code, one)) or own.get((code, "")) or PROMISES[code].amount
            groups.append((running_otherwise(government_id, code, one, amount), amount))
    return _count(government_id, groups, calendar_of(government_id))


def _count(government_id: int, groups: Iterable[Group], calendar: OfficeCalendar) -> Foreseen:
    """Look at deadlines until there are no more or `MOST` were seen; `amount`: their length then, None: as it is."""
    told, left, at = Foreseen(), MOST, clock.now()
    for batch in _in_batches(groups):
        told += _count_batch(government_id, batch[:left], calendar, at)
        if len(batch) > left:
            return replace(told, more=True)
        left -= len(batch)
    return told


def _in_batches(groups: Iterable[Group]) -> Iterator[list[Deadline]]:
    for rows, amount in groups:
        for batch in batches(rows):
            for row in batch:
                row.amount = row.amount if amount is None else amount
            yield batch


def _count_batch(government_id: int, batch: Sequence[Deadline], calendar: OfficeCalendar, at: datetime) -> Foreseen:
    moved = [(row.due_at, due) for row, due in moving(government_id, batch, calendar)]
    earlier = sum(due < before for before, due in moved)
    late = sum(due <= at < before for before, due in moved)
    return Foreseen(earlier, len(moved) - earlier, late)
