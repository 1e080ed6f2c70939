"""The same matter by two clocks: what SP4N-LAPOR! promises from the day it was filed there, and what runs here. Pure.

LAPOR's times: ADU-04 to ADU-07 of the regulations file; ours are the rows of the case (D01, D02, D04 to D06).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

VERIFY, FOLLOW_UP, REST = 3, 5, 10
COMPLETION = {"complaint": 14, "aspiration": 14, "information": 5}
OURS = {"verify": ("D01",), "follow_up": ("D02",), "completion": ("D04", "D05", "D06", "D07")}
NAMES = {
    "verify": "Dipilah dan diteruskan",
    "follow_up": "Tindak lanjut pertama",
    "completion": "Selesai",
    "rest": "Ditutup bila pelapor diam",
}

After = Callable[[datetime, int], datetime]
"""When so many working days after a moment are over."""


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise in time: until when, and when it was kept. `due_at` None: its beginning is not known yet."""

    days: int
    due_at: datetime | None = None
    met_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One step by both clocks; None: that clock does not know it."""

    name: str
    theirs: Promise | None
    ours: Promise | None


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a report there: when it was filed, and when a person first read that it had come further."""

    filed_at: datetime | None
    forwarded_at: datetime | None = None
    followed_at: datetime | None = None
    ended_at: datetime | None = None


def theirs(known: Known, report_class: str, after: After) -> dict[str, Promise]:
    """LAPOR's promises, each from what begins it."""
    return {
        "verify": _promise(VERIFY, known.filed_at, known.forwarded_at, after),
        "follow_up": _promise(FOLLOW_UP, known.forwarded_at, known.followed_at, after),
        "completion": _promise(COMPLETION[report_class], known.filed_at, known.ended_at, after),
        "rest": _promise(REST, known.followed_at, known.ended_at, after),
    }


def side_by_side(there: dict[str, Promise], here: dict[str, Promise]) -> list[Line]:
    """Both clocks, step by step. `here`: our promises by the codes of the deadline table."""
    return [Line(NAMES[key], there[key], _first(here, OURS.get(key, ()))) for key in NAMES]


def _promise(days: int, begins: datetime | None, met_at: datetime | None, after: After) -> Promise:
    return Promise(days, after(begins, days) if begins else None, met_at)


def _first(here: dict[str, Promise], codes: tuple[str, ...]) -> Promise | None:
    return next((here[code] for code in codes if code in here), None)
