"""Which promises there are, how long they last unless a government says otherwise, and the ladder. Deadline table: §15."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from kentongan.inbox.classes import ReportClass
from kentongan.inbox.clocks.models import LadderStep, Unit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kentongan.inbox.clocks.calendar import OfficeCalendar

VERIFY, FOLLOW_UP, SILENCE, TOUCH = "D01", "D02", "D03", "T01"
LAW_DATA, LAW_CORRECTION = "D09", "D11"
PPID, PART = "D07", "S01"


@dataclass(frozen=True, slots=True)
class Promise:
    """How long, in what, and whether the clock stands while the citizen is waited for."""

    amount: int
    unit: Unit = Unit.DAY
    pausable: bool = True


PROMISES: Mapping[str, Promise] = {
    VERIFY: Promise(3),
    FOLLOW_UP: Promise(5),
    SILENCE: Promise(10),
    "D04": Promise(5),
    "D05": Promise(14),
    "D06": Promise(60),
    PPID: Promise(10, pausable=False),
    LAW_DATA: Promise(72, Unit.HOUR, pausable=False),
    LAW_CORRECTION: Promise(48, Unit.HOUR, pausable=False),
    TOUCH: Promise(120, Unit.MINUTE),
    PART: Promise(5),
}
COMPLETION: Mapping[str, str] = {
    ReportClass.COMPLAINT: "D05",
    ReportClass.ASPIRATION: "D05",
    ReportClass.INFORMATION: "D04",
    ReportClass.OVERSIGHT: "D06",
}
COMPLETIONS = frozenset(COMPLETION.values())
OF_CLASS: Mapping[str, tuple[ReportClass, ...]] = {
    FOLLOW_UP: tuple(ReportClass),
    SILENCE: tuple(ReportClass),
    "D05": (ReportClass.COMPLAINT, ReportClass.ASPIRATION),
}
"""Promises that may last differently for some classes; of the others a class has its own already, or is not known yet."""
LAWFUL = frozenset({PPID, LAW_DATA, LAW_CORRECTION})
"""Set outside the government: it may promise less time, never more."""
MOST: Mapping[Unit, int] = {Unit.DAY: 250, Unit.MINUTE: 4_800, Unit.HOUR: 72}
"""A year, or ten days, of work: what is longer was mistyped."""
LAW = {
    LAW_DATA: "Permintaan pemilik data pribadi (72 jam)",
    LAW_CORRECTION: "Pengaduan atau koreksi isi unggahan (48 jam)",
}
ENDS = COMPLETIONS | {PPID, *LAW}
"""The case's own: no part of it is due later."""
OF_A_UNIT = frozenset({LadderStep.Target.LIAISON, LadderStep.Target.SECRETARY, LadderStep.Target.HEAD})


@dataclass(frozen=True, slots=True)
class Rung:
    """A step of the ladder: `days` working days after the deadline (negative: before), and who is told."""

    days: int
    target: str


LADDER: tuple[Rung, ...] = (
    Rung(-1, LadderStep.Target.LIAISON),
    Rung(0, LadderStep.Target.SECRETARY),
    Rung(2, LadderStep.Target.HEAD),
    Rung(5, LadderStep.Target.COORDINATOR),
    Rung(10, LadderStep.Target.SEKDA),
)


def ladder_for(code: str, ladder: Sequence[Rung]) -> Sequence[Rung]:
    """The steps of a promise: a part is its unit's own matter, so nobody above the unit's head is told."""
    return tuple(one for one in ladder if one.target in OF_A_UNIT) if code == PART else ladder


def counted(calendar: OfficeCalendar, starts_at: datetime, unit: str, amount: int) -> datetime:
    """When a promise that begins then runs out."""
    if unit == Unit.DAY:
        return calendar.after_days(starts_at, amount)
    if unit == Unit.MINUTE:
        return calendar.after_office_time(starts_at, timedelta(minutes=amount))
    return (starts_at + timedelta(hours=amount)).astimezone(calendar.zone)


def prolonged(calendar: OfficeCalendar, due_at: datetime, unit: str, stood: tuple[datetime, datetime]) -> datetime:
    """The deadline after its clock stood from a moment to a moment: later by exactly that much of its own time."""
    start, end = stood
    if end <= start or due_at <= start:
        return due_at
    if unit == Unit.HOUR:
        return due_at + (end - start)
    return calendar.after_office_time(due_at, calendar.office_time(start, end))


def moment_of(calendar: OfficeCalendar, due_at: datetime, rung: Rung) -> datetime:
    """When a step of the ladder is taken."""
    if rung.days > 0:
        return calendar.closing_after(due_at, rung.days)
    return calendar.before_days(due_at, -rung.days) if rung.days else due_at


def too_long(code: str, amount: int) -> str:
    """Why a promise cannot last so long, as a sentence; empty when it can."""
    promise = PROMISES[code]
    if code in LAWFUL and amount > promise.amount:
        return (
            f"{amount} {promise.unit.label} lebih lama daripada yang diwajibkan. Aturannya memberi paling lama"
            f" {promise.amount} {promise.unit.label}; Anda hanya dapat menjanjikan lebih cepat."
        )
    most = MOST[promise.unit]
    return f"{amount} {promise.unit.label} terlalu lama. Isi paling banyak {most}." if amount > most else ""


def steps_passed(calendar: OfficeCalendar, due_at: datetime, ladder: Sequence[Rung], at: datetime) -> int:
    """How many steps of the ladder lie behind a moment."""
    return sum(moment_of(calendar, due_at, rung) <= at for rung in ladder)


def next_moment(
    calendar: OfficeCalendar, due_at: datetime, code: str, step: int, ladder: Sequence[Rung]
) -> datetime | None:
    """When something next happens to a running deadline; None: nothing further. Silence has one end: the case is closed."""
    if code == SILENCE:
        return due_at
    rungs = ladder_for(code, ladder)
    return moment_of(calendar, due_at, rungs[step]) if step < len(rungs) else None
