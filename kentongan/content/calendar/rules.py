"""What a post would run into at a moment: another agency's same matter, quiet hours, too much for one day. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

WORD = re.compile(r"\w{4,}")
EMPTY_WORDS = frozenset(
    [
        "yang",
        "dengan",
        "untuk",
        "dari",
        "pada",
        "dalam",
        "akan",
        "kepada",
        "oleh",
        "atau",
        "juga",
        "adalah",
        "bagi",
        "para",
        "telah",
        "sudah",
        "kami",
        "kita",
        "anda",
        "ini",
        "agar",
        "serta",
        "karena",
        "hari",
        "pukul",
        "tanggal",
        "jadwal",
        "kabupaten",
        "kota",
        "dinas",
        "warga",
        "masyarakat",
        "gratis",
        "informasi",
    ]
)
SAME_TITLE, SAME_TITLE_WORDS = 0.75, 2
SAME_TEXT, SAME_TEXT_WORDS = 0.5, 5
MOST_TOLD = 4


class Kind(StrEnum):
    """What a clash is about."""

    MATTER = "matter"
    QUIET = "quiet"
    CHANNEL = "channel"
    AGENCY = "agency"


@dataclass(frozen=True, slots=True)
class Clash:
    """One thing a post would run into, as a sentence."""

    kind: Kind
    sentence: str


@dataclass(frozen=True, slots=True)
class Limits:
    """What a government wants. Equal quiet hours: none. Zero: no limit."""

    quiet_from: time = time(21, 0)
    quiet_until: time = time(6, 0)
    per_channel: int = 4
    per_agency: int = 8
    slot_minutes: int = 60

    @property
    def slot(self) -> timedelta:
        """How near two posts must be to stand in one slot."""
        return timedelta(minutes=self.slot_minutes)

    def is_quiet(self, at: time) -> bool:
        """Tell whether the public is asleep at that hour; the span may go past midnight."""
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= at < self.quiet_until
        return at >= self.quiet_from or at < self.quiet_until


@dataclass(frozen=True, slots=True)
class Matter:
    """What a post is about: its words, and the programme or campaign it belongs to (0: none)."""

    title: str
    text: str = ""
    programme: int = 0
    campaign: int = 0


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another agency's post near a moment. `title` is empty where the reader may not see it."""

    at: datetime
    agency: str
    matter: Matter
    title: str = ""


@dataclass(frozen=True, slots=True)
class Load:
    """How many posts a day carries already, on an account or of an agency."""

    kind: Kind
    name: str
    count: int


def same_matter(one: Matter, other: Matter) -> bool:
    """Tell whether two posts are about the same: one campaign or programme, or nearly the same words."""
    if one.campaign and one.campaign == other.campaign:
        return True
    if one.programme and one.programme == other.programme:
        return True
    titles = _words(one.title), _words(other.title)
    common = len(titles[0] & titles[1])
    if common >= SAME_TITLE_WORDS and common >= SAME_TITLE * min(map(len, titles)):
        return True
    texts = titles[0] | _words(one.text), titles[1] | _words(other.text)
    common = len(texts[0] & texts[1])
    return common >= SAME_TEXT_WORDS and common >= SAME_TEXT * len(texts[0] | texts[1])


def clashes(
    at: datetime, matter: Matter, neighbours: Iterable[Neighbour], loads: Iterable[Load], limits: Limits
) -> Iterator[Clash]:
    """Everything a post about `matter` would run into at `at` (in the government's zone)."""
    if limits.is_quiet(at.timetz().replace(tzinfo=None)):
        yield Clash(Kind.QUIET, f"Jam tenang: pukul {limits.quiet_from:%H.%M} sampai {limits.quiet_until:%H.%M}.")
    for one in neighbours:
        if abs(one.at - at) < limits.slot and same_matter(matter, one.matter):
            said = f": “{one.title}”" if one.title else ""
            hour = f"{one.at.astimezone(at.tzinfo):%H.%M}"
            yield Clash(Kind.MATTER, f"{one.agency} menyiapkan hal yang sama untuk pukul {hour}{said}.")
    for load in loads:
        most = limits.per_channel if load.kind is Kind.CHANNEL else limits.per_agency
        if most and load.count >= most:
            yield Clash(load.kind, f"{load.name} sudah punya {load.count} kiriman pada hari ini; batasnya {most}.")


def few(found: list[Clash]) -> list[Clash]:
    """The first of many, and how many more there are: what a person can take in while dragging."""
    if len(found) <= MOST_TOLD:
        return found
    left = len(found) - MOST_TOLD + 1
    return [*found[: MOST_TOLD - 1], Clash(found[-1].kind, f"Dan {left} bentrok lagi.")]


def _words(text: str) -> frozenset[str]:
    return frozenset(WORD.findall(text.lower())) - EMPTY_WORDS
