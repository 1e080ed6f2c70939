"""Months, periods, deadlines and what is missing, as pure arithmetic."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol
from zoneinfo import ZoneInfo

from kentongan.core.days import MONTHS, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

MONTHS_IN_YEAR = 12
MOST_PIPS = 12
SOON = timedelta(days=7)
NEAR = timedelta(hours=2)
"""A post this close to a slot fills it."""


class Period(StrEnum):
    """How often something must be told."""

    MONTH = "bulanan"
    QUARTER = "triwulan"
    SEMESTER = "semester"
    YEAR = "tahunan"

    @property
    def label(self) -> str:
        """In words."""
        return {"bulanan": "Tiap bulan", "triwulan": "Tiap tiga bulan", "semester": "Tiap enam bulan"}.get(
            self.value, "Tiap tahun"
        )

    @property
    def months(self) -> int:
        """Its length."""
        return {"bulanan": 1, "triwulan": 3, "semester": 6}.get(self.value, MONTHS_IN_YEAR)


class Duty(StrEnum):
    """How one period of an obligation stands."""

    TOLD = "told"
    PREPARED = "prepared"
    LATE = "late"
    SOON = "soon"
    OPEN = "open"

    def words(self, due: date) -> str:
        """The state as a sentence."""
        day = written(due)
        return {
            "told": "Sudah disampaikan",
            "prepared": f"Sudah disiapkan, paling lambat {day}",
            "late": f"Terlambat, seharusnya {day}",
        }.get(self.value, f"Paling lambat {day}")

    @property
    def shape(self) -> str:
        """The sign before the words (`.state` of the design system)."""
        return {"told": "done", "prepared": "waiting", "late": "failed", "soon": "ask"}.get(self.value, "draft")


def span_said(period: Period, starts: date) -> str:
    """One period by its name: "November 2026", "Juli sampai Desember 2026"."""
    last = plus_months(starts, period.months - 1)
    if last == starts:
        return f"{MONTHS[starts.month - 1]} {starts.year}"
    return f"{MONTHS[starts.month - 1]} sampai {MONTHS[last.month - 1]} {starts.year}"


def first_of(day: date) -> date:
    """The first day of the month."""
    return day.replace(day=1)


def next_month(month: date) -> date:
    """The first day of the month after."""
    return plus_months(first_of(month), 1)


def plus_months(first: date, months: int) -> date:
    """The first day of a month so many months on (or back)."""
    number = first.year * MONTHS_IN_YEAR + first.month - 1 + months
    return date(number // MONTHS_IN_YEAR, number % MONTHS_IN_YEAR + 1, 1)


def span_of(month: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The moments at which a month begins and is over."""
    return datetime.combine(month, time(), zone), datetime.combine(next_month(month), time(), zone)


def year_span(year: int, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The moments at which a year begins and is over."""
    return datetime(year, 1, 1, tzinfo=zone), datetime(year + 1, 1, 1, tzinfo=zone)


def period_of(period: Period, day: date) -> date:
    """The first day of the period that `day` lies in; periods begin with the year."""
    return date(day.year, (day.month - 1) // period.months * period.months + 1, 1)


def due_on(period: Period, starts: date, due_day: int) -> date:
    """The day by which one period must be told: `due_day` of its last month, or that month's last day."""
    last = plus_months(starts, period.months - 1)
    return last.replace(day=min(due_day, calendar.monthrange(last.year, last.month)[1]))


def duty_of(due: date, today: date, *, linked: bool, public: bool) -> Duty:
    """How a period stands. Only what the public can read has been told."""
    if public:
        return Duty.TOLD
    if due < today:
        return Duty.LATE
    if linked:
        return Duty.PREPARED
    return Duty.SOON if due - today <= SOON else Duty.OPEN


@dataclass(frozen=True, slots=True)
class Tally:
    """Posts of one kind: meant to go out (`planned` includes those already out), and `out`."""

    planned: int = 0
    out: int = 0

    def __add__(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(self.planned + other.planned, self.out + other.out)


@dataclass(frozen=True, slots=True)
class Cell:
    """One pillar of one agency in a month: what is wanted against what there is."""

    wanted: int
    tally: Tally

    @property
    def missing(self) -> int:
        """Posts that nobody has planned yet."""
        return max(0, self.wanted - self.tally.planned)

    @property
    def reached(self) -> bool:
        """The quota is public."""
        return self.wanted > 0 and self.tally.out >= self.wanted

    @property
    def waiting(self) -> int:
        """Posts that are planned and not out yet."""
        return self.tally.planned - self.tally.out

    @property
    def pips(self) -> str:
        """One sign per post: out, planned, missing. Beyond a dozen the figures say it alone."""
        signs = "●" * self.tally.out + "◐" * self.waiting + "○" * self.missing
        return signs if len(signs) <= MOST_PIPS else ""

    @property
    def said(self) -> str:
        """The figures in words."""
        return f"{self.tally.out} terbit, {self.waiting} direncanakan, {self.missing} belum ada"

    @property
    def idle(self) -> bool:
        """Nothing wanted and nothing there."""
        return not self.wanted and not self.tally.planned


class Hour(Protocol):
    """An hour of the week kept for a post."""

    @property
    def agency_id(self) -> int: ...

    @property
    def channel_id(self) -> int | None: ...

    @property
    def weekday(self) -> int: ...

    @property
    def at(self) -> time: ...


@dataclass(frozen=True, slots=True)
class Taken:
    """A post at a moment, as far as slots and quotas care. `out`: the public can read it."""

    at: datetime
    agency_id: int
    channels: frozenset[int]
    pillar: str = ""
    out: bool = False


def tallied(taken: Iterable[Taken]) -> dict[tuple[int, str], Tally]:
    """(agency, pillar) → how many are meant to go out, and how many are."""
    found: dict[tuple[int, str], Tally] = {}
    for one in taken:
        key = (one.agency_id, one.pillar)
        found[key] = found.get(key, Tally()) + Tally(1, int(one.out))
    return found


@dataclass(frozen=True, slots=True)
class Ghost:
    """A slot without a post: the calendar draws it as an outline."""

    at: datetime
    slot: Hour

    @property
    def said(self) -> str:
        """The moment as a form writes it."""
        return f"{self.at:%Y-%m-%dT%H:%M}"


def ghosts(slots: Sequence[Hour], taken: Iterable[Taken], start: date, end: date, zone: ZoneInfo) -> Iterator[Ghost]:
    """The moments from `start` up to and without `end` that a slot keeps and no post takes, in order.

    A post takes a slot of its agency (and account, if the slot names one) within two hours; each post takes one.
    """
    free: dict[int, list[Taken]] = {}
    for post in sorted(taken, key=lambda one: one.at):
        free.setdefault(post.agency_id, []).append(post)
    for day in (start + timedelta(days=n) for n in range((end - start).days)):
        for slot in sorted((s for s in slots if s.weekday == day.weekday()), key=lambda s: s.at):
            moment, near = datetime.combine(day, slot.at, zone), free.get(slot.agency_id, [])
            fit = next((post for post in near if _fits(slot, moment, post)), None)
            if fit is None:
                yield Ghost(moment, slot)
            else:
                near.remove(fit)


def _fits(slot: Hour, moment: datetime, post: Taken) -> bool:
    if abs(post.at - moment) > NEAR:
        return False
    return slot.channel_id is None or slot.channel_id in post.channels


def grid(
    wanted: Mapping[tuple[int, str], int], tallies: Mapping[tuple[int, str], Tally], pillars: Sequence[str]
) -> dict[int, list[Cell]]:
    """Agency → a cell per pillar, for every agency that wants or has something."""
    agencies = {agency for agency, _ in (*wanted, *tallies)}
    return {
        agency: [Cell(wanted.get((agency, one), 0), tallies.get((agency, one), Tally())) for one in pillars]
        for agency in agencies
    }
