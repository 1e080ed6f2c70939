"""Which days a page of the calendar shows. Pure: today and the zone come in; days are those of the government."""

from __future__ import annotations

import calendar as months
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from kentongan.core.days import MONTHS, written

if TYPE_CHECKING:
    from collections.abc import Mapping
    from zoneinfo import ZoneInfo

FIRST_YEAR, LAST_YEAR = 2000, 2100
DECEMBER = 12
AGENDA_DAYS = 31
ONE_DAY, WEEK = timedelta(days=1), timedelta(days=7)


class View(StrEnum):
    """The three ways to look."""

    MONTH = "bulan"
    WEEK = "minggu"
    AGENDA = "agenda"


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` to `last`, both shown. `anchor`: the day the page is about."""

    view: View
    anchor: date
    first: date
    last: date
    zone: ZoneInfo

    @property
    def start(self) -> datetime:
        """The moment its first day begins."""
        return datetime.combine(self.first, time(), self.zone)

    @property
    def end(self) -> datetime:
        """The moment its last day is over."""
        return datetime.combine(self.last + ONE_DAY, time(), self.zone)

    @property
    def days(self) -> list[date]:
        """Every day of it."""
        return [self.first + ONE_DAY * number for number in range((self.last - self.first).days + 1)]

    @property
    def name(self) -> str:
        """What stands above the page: "November 2026", "30 November – 6 Desember 2026"."""
        if self.view is View.MONTH:
            return f"{MONTHS[self.anchor.month - 1]} {self.anchor.year}"
        if self.view is View.AGENDA:
            return f"Mulai {written(self.first)}"
        if self.first.month == self.last.month:
            return f"{self.first.day}–{written(self.last)}"
        end = written(self.last)
        begin = written(self.first) if self.first.year != self.last.year else written(self.first).rpartition(" ")[0]
        return f"{begin} – {end}"

    @property
    def query(self) -> str:
        """How the address names it."""
        return query(self.view, self.anchor)

    @property
    def before(self) -> str:
        """The page before, as the address names it."""
        return query(self.view, self.anchor - ONE_DAY if self.view is View.MONTH else self.anchor - WEEK)

    @property
    def after(self) -> str:
        """The page after."""
        following = month_after(self.anchor) if self.view is View.MONTH else self.anchor + WEEK
        return query(self.view, following)

    def holds(self, day: date) -> bool:
        """Tell whether the page is about that day; the days of other months that fill a month's weeks do not count."""
        if self.view is View.MONTH:
            return (day.year, day.month) == (self.anchor.year, self.anchor.month)
        return self.first <= day <= self.last


def query(view: View, day: date) -> str:
    """The part of an address that names a view and its day."""
    return f"bulan={day:%Y-%m}" if view is View.MONTH else f"tampilan={view}&hari={day}"


def month_after(first: date) -> date:
    """The first day of the following month."""
    return date(first.year + first.month // DECEMBER, first.month % DECEMBER + 1, 1)


def asked_for(given: Mapping[str, str], today: date, zone: ZoneInfo) -> Span:
    """Read "bulan=2026-11" or "tampilan=minggu&hari=2026-11-26"; what cannot be read is today."""
    view = View(given["tampilan"]) if given.get("tampilan") in set(View) else View.MONTH
    return span_of(view, _day(given, today), zone)


def span_of(view: View, day: date, zone: ZoneInfo) -> Span:
    """The days that a view shows around a day."""
    if view is View.MONTH:
        rows = months.Calendar(firstweekday=0).monthdatescalendar(day.year, day.month)
        return Span(view, day.replace(day=1), rows[0][0], rows[-1][-1], zone)
    if view is View.WEEK:
        monday = day - ONE_DAY * day.weekday()
        return Span(view, monday, monday, monday + WEEK - ONE_DAY, zone)
    return Span(view, day, day, day + ONE_DAY * (AGENDA_DAYS - 1), zone)


def _day(given: Mapping[str, str], today: date) -> date:
    for name, form in (("hari", "%Y-%m-%d"), ("bulan", "%Y-%m")):
        try:
            day = datetime.strptime(given.get(name, ""), form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
        if FIRST_YEAR <= day.year < LAST_YEAR:
            return day
    return today
