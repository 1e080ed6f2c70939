"""Days worth a post: the nation's, by the calendar of holidays and `days.toml`, and those a government marks itself."""

from __future__ import annotations

import calendar
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from kentongan.organizations.rules import national_holidays

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FILE = Path(__file__).with_name("days.toml")
JOINT_LEAVE = "cuti bersama"
NATIONAL, LOCAL = "nasional", "setempat"


@dataclass(frozen=True, slots=True)
class Marked:
    """One day that is marked. `pillar`: what a post about it would be; `holiday`: offices are closed."""

    day: date
    name: str
    pillar: str
    whose: str = NATIONAL
    holiday: bool = False


class Local(Protocol):
    """A day a government marks itself; `year` None: every year."""

    @property
    def name(self) -> str: ...

    @property
    def month(self) -> int: ...

    @property
    def day(self) -> int: ...

    @property
    def year(self) -> int | None: ...

    @property
    def pillar(self) -> str: ...


@lru_cache(maxsize=8)
def national(year: int) -> tuple[Marked, ...]:
    """The nation's days of a year, in order. Days of joint leave are no occasion for a post; a day is named once."""
    off = {day: name for day, name in national_holidays(year).items() if JOINT_LEAVE not in name.lower()}
    found = [Marked(day, name, "kegiatan", holiday=True) for day, name in off.items()]
    for row in tomllib.loads(FILE.read_text("utf-8"))["hari"]:
        day = date(year, row["bulan"], row["tanggal"])
        found.append(Marked(day, row["nama"], row["pilar"], holiday=day in off))
    return tuple(sorted(found, key=lambda one: (one.day, one.name)))


def between(start: date, end: date, local: Iterable[Local]) -> Sequence[Marked]:
    """The marked days from `start` up to and with `end`, in order; a government's own stand first on their day."""
    own = list(local)
    years = range(start.year, end.year + 1)
    found = [day for year in years for day in _local(own, year)] + [day for year in years for day in national(year)]
    return sorted((one for one in found if start <= one.day <= end), key=lambda one: (one.day, one.whose != LOCAL))


def ahead(today: date, days: int, local: Iterable[Local]) -> Sequence[Marked]:
    """The marked days of the next so many days, today included."""
    return between(today, today + timedelta(days=days), local)


def _local(own: Iterable[Local], year: int) -> Iterable[Marked]:
    for one in own:
        if one.year in (None, year) and one.day <= calendar.monthrange(year, one.month)[1]:
            yield Marked(date(year, one.month, one.day), one.name, one.pillar, LOCAL)
