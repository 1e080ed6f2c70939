"""One post at one moment, as the calendar draws it: the pillar as a shape, the state as what fills it, both in words too."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kentongan.content import states
from kentongan.core.days import day_name
from kentongan.planning.pillars import Pillar

if TYPE_CHECKING:
    from datetime import date, datetime

SHAPES = {
    Pillar.SERVICE: ("○", "●"),
    Pillar.ACTIVITY: ("□", "■"),
    Pillar.GOOD_NEWS: ("△", "▲"),
    Pillar.EDUCATION: ("◇", "◆"),
}
"""Pillar → its shape, hollow and filled."""
FILLS = {
    states.DRAFT: "draft",
    states.CHANGES_ASKED: "ask",
    states.IN_REVIEW: "review",
    states.SCHEDULED: "sure",
    states.GOING_OUT: "sure",
    states.PUBLISHED: "out",
    states.PARTLY: "ask",
    states.NEEDS_PERSON: "ask",
    states.NOT_OUT: "failed",
    states.WITHDRAWN: "failed",
    states.CARRIED: "ask",
    states.HALTED: "ask",
    states.LOOKED_AT: "sure",
    states.RATIONED: "sure",
}
HOLLOW = frozenset({states.DRAFT, states.CHANGES_ASKED, states.IN_REVIEW, states.NOT_OUT, states.WITHDRAWN})
SKIPPED = states.SKIPPED


@dataclass(frozen=True, slots=True)
class Chip:
    """What stands in a square of the calendar. `at` in the government's zone."""

    at: datetime
    post_id: int
    title: str
    state: str
    pillar: str
    agency: str
    revision: int
    repeated: bool = False
    channels: tuple[tuple[str, str], ...] = ()
    """Platform and name of each account, where a view shows them."""
    shown: str = ""
    """What exactly it waits for while it is going out; see `states.SHOWN`."""

    @property
    def headline(self) -> str:
        """The title, or what can stand in for it."""
        return self.title or "Kiriman tanpa judul"

    @property
    def hour(self) -> str:
        """The hour as people say it."""
        return f"{self.at:%H.%M}"

    @property
    def clock(self) -> str:
        """The hour as forms say it."""
        return f"{self.at:%H:%M:%S}"

    @property
    def state_label(self) -> str:
        """The state in words."""
        return states.OCCURRENCE.labels[SKIPPED] if self.state == SKIPPED else states.SHOWN[self.shown or self.state]

    @property
    def pillar_label(self) -> str:
        """The pillar in words."""
        return str(Pillar(self.pillar).label)

    @property
    def fill(self) -> str:
        """The class that draws the state."""
        return FILLS.get(self.shown or self.state, "failed")

    @property
    def shape(self) -> str:
        """The pillar's shape: hollow until what goes out is settled."""
        hollow, filled = SHAPES[Pillar(self.pillar)]
        return hollow if self.state in HOLLOW or self.state == SKIPPED else filled

    @property
    def movable(self) -> bool:
        """It may still be given another moment; a repeated post has a schedule instead."""
        return not self.repeated and self.state in states.EDITABLE


@dataclass(slots=True)
class Cell:
    """A day of the month or an hour of the week. `total` counts also the posts that are not drawn."""

    day: date
    hour: int | None = None
    chips: list[Chip] = field(default_factory=list)
    total: int = 0

    @property
    def more(self) -> int:
        """How many posts the cell leaves to the day's list."""
        return self.total - len(self.chips)


@dataclass(frozen=True, slots=True)
class Day:
    """What a day is, whatever goes out on it."""

    date: date
    inside: bool
    today: bool
    working: bool
    holiday: str = ""

    @property
    def iso(self) -> str:
        """How addresses and forms write it."""
        return self.date.isoformat()

    @property
    def name(self) -> str:
        """The weekday, shortened."""
        return day_name(self.date)[:3]
