"""Office time of one government, as pure arithmetic: working days, opening hours, Ramadan, and the time a clock stood.

All moments are aware; results are in the government's zone. Indonesian zones know no summer time.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kentongan.organizations.rules import OFFICE_CLOSES, OFFICE_OPENS, add_working_days, is_working_day

if TYPE_CHECKING:
    from collections.abc import Mapping

FRIDAY = 4
ONE_DAY = timedelta(days=1)
NOTHING = timedelta()


@dataclass(frozen=True, slots=True)
class Hours:
    """Opening hours from a day to a day, both counted; `ends` None: from that day on. `friday_closes`: where Fridays end otherwise."""

    starts: date
    ends: date | None
    opens: time
    closes: time
    friday_closes: time | None = None

    def cover(self, day: date) -> bool:
        """Tell whether they hold on that day."""
        return self.starts <= day and (self.ends is None or day <= self.ends)


@dataclass(frozen=True, slots=True)
class OfficeCalendar:
    """`overrides`: days that differ from the national calendar; `profiles`: later ones decide before earlier ones."""

    zone: ZoneInfo
    overrides: Mapping[date, bool] = field(default_factory=dict)
    profiles: tuple[Hours, ...] = ()
    _ends: dict[tuple[date, int], datetime] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What was counted already: thousands of deadlines begin on the same few days."""

    def works(self, day: date) -> bool:
        """Tell whether offices are open on that day."""
        return is_working_day(day, self.overrides)

    def open_on(self, day: date) -> tuple[datetime, datetime]:
        """From when to when offices are open on a day, were it a working day."""
        found = next((one for one in reversed(self.profiles) if one.cover(day)), None)
        opens, closes = (found.opens, found.closes) if found else (OFFICE_OPENS, OFFICE_CLOSES)
        if found and found.friday_closes and day.weekday() == FRIDAY:
            closes = found.friday_closes
        return datetime.combine(day, opens, self.zone), datetime.combine(day, closes, self.zone)

    def day_ends(self, day: date) -> datetime:
        """When offices close on a day."""
        return self.open_on(day)[1]

    def after_days(self, received: datetime, days: int) -> datetime:
        """When `days` working days after `received` are over; what comes after closing counts as the next day's (CAL-04)."""
        local = received.astimezone(self.zone)
        start = local.date()
        if self.works(start) and local >= self.day_ends(start):
            start = add_working_days(start, 1, self.overrides)
        if (start, days) not in self._ends:
            last = add_working_days(add_working_days(start, 0, self.overrides), days, self.overrides)
            self._ends[start, days] = self.day_ends(last)
        return self._ends[start, days]

    def closing_after(self, due: datetime, days: int) -> datetime:
        """When offices close on the `days`-th working day after a deadline's day."""
        return self.day_ends(add_working_days(due.astimezone(self.zone).date(), days, self.overrides))

    def before_days(self, due: datetime, days: int) -> datetime:
        """When offices open on the `days`-th working day before a deadline's day."""
        day, left = due.astimezone(self.zone).date(), days
        while left > 0:
            day -= ONE_DAY
            left -= self.works(day)
        return self.open_on(day)[0]

    def after_office_time(self, start: datetime, span: timedelta) -> datetime:
        """When `span` of open office after `start` is over."""
        at, left = start.astimezone(self.zone), span
        while left > NOTHING:
            opens, closes = self.open_on(at.date())
            at = max(at, opens)
            if self.works(at.date()) and at < closes:
                if left <= closes - at:
                    return at + left
                left -= closes - at
            at = datetime.combine(at.date() + ONE_DAY, time.min, self.zone)
        return at

    def office_time(self, start: datetime, end: datetime) -> timedelta:
        """How long offices were open between two moments; nothing when `end` is not later."""
        first, last = start.astimezone(self.zone), end.astimezone(self.zone)
        total, day = NOTHING, first.date()
        while day <= last.date():
            if self.works(day):
                opens, closes = self.open_on(day)
                total += max(NOTHING, min(closes, last) - max(opens, first))
            day += ONE_DAY
        return total
