"""When a post that is repeated goes out, and what its words say on each day. Pure; days are those of the government's zone.

A schedule is a set of days, each found from the schedule alone, so that no stop and no clock can move those that follow.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, Any

from kentongan.core.days import DAYS, day_name, written

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

ONE_DAY = timedelta(days=1)
LONGEST = timedelta(days=366)
"""An approval does not last for ever: first and last day, both counted."""
LATENESS = timedelta(hours=6)
"""How late an occurrence is still worth sending. Less than half of the shortest interval, a day."""
LONGEST_MONTH = 31
PLACES = re.compile(r"\{(tanggal|hari)\}", re.IGNORECASE)
Free = Callable[[date], bool]


class Every(StrEnum):
    """The rhythm."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Recurrence:
    """What was typed of it; None where nothing was yet. `weekdays`: 0 is Monday. `day`: of the month, 31 for its last."""

    every: Every
    at: time | None = None
    first: date | None = None
    last: date | None = None
    weekdays: tuple[int, ...] = ()
    day: int = 0
    skip_holidays: bool = False

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Recurrence:
        """Read what `as_json` wrote."""
        return cls(
            every=Every(kept["every"]),
            at=time.fromisoformat(kept["at"]) if kept.get("at") else None,
            first=date.fromisoformat(kept["first"]) if kept.get("first") else None,
            last=date.fromisoformat(kept["last"]) if kept.get("last") else None,
            weekdays=tuple(kept.get("weekdays", ())),
            day=kept.get("day", 0),
            skip_holidays=kept.get("skip_holidays", False),
        )

    def as_json(self) -> dict[str, Any]:
        """The form kept with the post: the approved one, so it says only what its rhythm uses."""
        return {
            "every": self.every.value,
            "at": f"{self.at:%H:%M}" if self.at else "",
            "first": self.first.isoformat() if self.first else "",
            "last": self.last.isoformat() if self.last else "",
            "weekdays": sorted(set(self.weekdays)) if self.every is Every.WEEK else [],
            "day": self.day if self.every is Every.MONTH else 0,
            "skip_holidays": self.skip_holidays,
        }

    @property
    def sentence(self) -> str:
        """The rhythm in words: "Tiap Senin dan Kamis pukul 07.00, sampai 31 Januari 2027"."""
        at = f" pukul {self.at:%H.%M}" if self.at else ""
        end = f", sampai {written(self.last)}" if self.last else ""
        holidays = ", kecuali hari libur" if self.skip_holidays else ""
        return f"{_rhythm(self)}{at}{holidays}{end}"


@dataclass(frozen=True, slots=True)
class Gap:
    """What keeps a schedule from being approved: what is wrong, and what to do."""

    title: str
    why: str


def gaps(rule: Recurrence, today: date) -> Iterator[Gap]:
    """Everything that is missing or cannot be; nothing when there is a schedule to approve."""
    if rule.every is Every.WEEK and not rule.weekdays:
        yield Gap("Hari pengulangannya belum dipilih", "Pilih paling sedikit satu hari.")
    if rule.every is Every.MONTH and not 1 <= rule.day <= LONGEST_MONTH:
        yield Gap("Tanggal pengulangannya belum ada", "Tulis tanggal 1 sampai 31.")
    if rule.at is None:
        yield Gap("Jam pengulangannya belum ada", "Tulis jam terbitnya.")
    if rule.first is None or rule.last is None:
        why = "Persetujuan tidak berlaku selamanya. Isi hari pertama dan hari terakhirnya, paling lama 366 hari."
        yield Gap("Pengulangan ini belum punya awal dan akhir", why)
    elif rule.last < rule.first:
        yield Gap("Hari terakhirnya sebelum hari pertama", "Pilih hari terakhir yang sesudah hari pertama.")
    elif rule.last - rule.first >= LONGEST:
        why = "Satu persetujuan berlaku paling lama 366 hari. Pilih hari terakhir yang lebih dekat, lalu ajukan lagi nanti."
        yield Gap("Pengulangannya terlalu lama", why)
    elif rule.last - today >= LONGEST:
        yield Gap("Pengulangannya terlalu jauh", "Pilih hari terakhir paling lama 366 hari dari sekarang.")


def days(rule: Recurrence, free: Free, since: date = date.min) -> Iterator[date]:
    """Every day of the schedule from `since` on, in order, none twice. `free` tells of holidays; asked only to skip them."""
    if rule.at is None or rule.first is None or rule.last is None:
        return
    span = min((rule.last - rule.first).days + 1, LONGEST.days)
    for day in (rule.first + ONE_DAY * number for number in range(max(0, (since - rule.first).days), span)):
        if _meets(rule, day) and not (rule.skip_holidays and free(day)):
            yield day


def moments(rule: Recurrence, zone: ZoneInfo, free: Free, after: datetime) -> Iterator[datetime]:
    """The schedule's moments later than `after`, in order: the same hour by the wall clock of `zone` on each day."""
    if rule.at is None:
        return
    for day in days(rule, free, after.astimezone(zone).date()):
        moment = datetime.combine(day, rule.at, zone)
        if moment > after:
            yield moment


def coming(rule: Recurrence, zone: ZoneInfo, free: Free, after: datetime, most: int) -> list[datetime]:
    """The next ones, `most` of them at the most."""
    return list(islice(moments(rule, zone, free, after), most))


def missed(rule: Recurrence, zone: ZoneInfo, free: Free, last: datetime, now: datetime) -> list[datetime]:
    """What should have gone out later than `last` and up to `now`."""
    found = []
    for moment in moments(rule, zone, free, last):
        if moment > now:
            break
        found.append(moment)
    return found


def worth_sending(moment: datetime, now: datetime) -> bool:
    """Tell whether an occurrence that was missed is still of use."""
    return now - moment <= LATENESS


def varies(*texts: str) -> bool:
    """Tell whether words differ from day to day."""
    return any(PLACES.search(text) for text in texts)


def filled(text: str, day: date) -> str:
    """The words as they go out on a day: {hari} is "Senin", {tanggal} is "2 November 2026"."""
    words = {"hari": day_name(day), "tanggal": written(day)}
    return PLACES.sub(lambda found: words[found[1].lower()], text)


def widest(candidates: Iterable[date]) -> Callable[[str], str]:
    """How to fill words on whichever of these days makes them longest; nothing is filled where there are none."""
    sizes = {(len(day_name(day)), len(written(day))): day for day in candidates}
    return lambda text: max((filled(text, day) for day in sizes.values()), key=len, default=text)


def _meets(rule: Recurrence, day: date) -> bool:
    if rule.every is Every.WEEK:
        return day.weekday() in rule.weekdays
    if rule.every is Every.MONTH:
        return day.day == min(rule.day, monthrange(day.year, day.month)[1])
    return True


def _rhythm(rule: Recurrence) -> str:
    if rule.every is Every.DAY:
        return "Tiap hari"
    if rule.every is Every.MONTH:
        return "Tiap akhir bulan" if rule.day == LONGEST_MONTH else f"Tiap tanggal {rule.day}"
    names = [DAYS[number] for number in sorted(rule.weekdays)]
    listed = " dan ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)
    return f"Tiap {listed}" if names else "Tiap minggu"
