"""What is checked, what was found, and how a number is covered. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kentongan.compliance.record import LAYERS, STATUSES, Evidence, Kind, Rule, Source
from kentongan.core.hashing import fingerprint

__all__ = [
    "LAYERS",
    "STATUSES",
    "Draft",
    "Election",
    "Evidence",
    "Facts",
    "Finding",
    "Kind",
    "Picture",
    "Rule",
    "Source",
    "covered",
    "mask",
]
KEPT_FIRST, KEPT_LAST = 4, 2
CONTENT, ANSWER = "konten", "balasan"
LONGEST_QUOTE = 90
LONG_NUMBER = re.compile(r"\d(?:[ .\-]?\d){7,24}")


@dataclass(frozen=True, slots=True)
class Election:
    """A time in which neutrality is looked at more closely. `names`: candidates, as the election commission lists them."""

    title: str
    starts: date
    ends: date
    names: tuple[str, ...] = ()

    def holds(self, day: date) -> bool:
        """The day lies in it."""
        return self.starts <= day <= self.ends


@dataclass(frozen=True, slots=True)
class Facts:
    """What a government told the checks, and the moment. `phones`: as `numbers.phone_key` writes them; `domains`: its own."""

    subject: str = CONTENT
    phones: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()
    elections: tuple[Election, ...] = ()  #: those in force on the day


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture or video of a draft. `words`: what text recognition read in it. `captioned` None: nobody said."""

    name: str
    alt: str = ""
    words: str = ""
    is_video: bool = False
    captioned: bool | None = None
    key: str = ""  #: for whoever must find it again


@dataclass(frozen=True, slots=True)
class Draft:
    """All that is checked at once. `texts`: (where, text) pairs; `where` is a version's label, empty where there is only one."""

    texts: tuple[tuple[str, str], ...]
    subject: str = CONTENT
    pictures: tuple[Picture, ...] = ()
    is_emergency: bool = False
    is_paid: bool = False  #: its writers say that somebody pays for it
    emergency: Mapping[str, str] = field(default_factory=dict)  #: the eight fields, by their name in the template
    agency_id: int = 0
    day: date | None = None  #: the day it goes out; None: today

    @property
    def hash(self) -> str:
        """Fingerprint of everything the checks looked at: an exception holds for exactly that."""
        pictures = [[one.name, one.alt, one.words] for one in self.pictures]
        return fingerprint([[list(pair) for pair in self.texts], pictures, self.subject, self.is_paid])


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule found in one text. `spans`: (start, end) pairs in it; `found`: the first passage, numbers covered.

    `where`: which text, or which picture. `note`: what is missing, where that has no place. `covers`: it is a number *Tutupi* can cover.
    """

    rule: Rule
    spans: tuple[tuple[int, int], ...]
    found: str
    blocks: bool
    where: str = ""
    note: str = ""
    covers: bool = False
    key: str = ""  #: of the picture
    excepted: str = ""  #: who let it stand, and why

    @property
    def severity(self) -> str:
        """In one word: "stop" or "warn"."""
        return "stop" if self.blocks else "warn"

    @property
    def title(self) -> str:
        """The rule's title, with how often it was found when more than once."""
        return self.rule.title if len(self.spans) <= 1 else f"{self.rule.title} ({len(self.spans)} tempat)"

    @property
    def told(self) -> str:
        """What was found and what the rule demands, in sentences."""
        passage = f"{self.found}." if self.covers else f"“{self.found}”." if self.found else ""
        return " ".join(part for part in (self.excepted, self.note, passage, self.rule.demand) if part)


def is_digit(sign: str) -> bool:
    """Tell whether a sign stands for one digit, in whatever script or shape."""
    return unicodedata.digit(sign, -1) >= 0


def covered(number: str) -> str:
    """Replace digits by asterisks except the first four and the last two; separators stay, so does the length."""
    total = sum(map(is_digit, number))
    seen, out = 0, []
    for character in number:
        if is_digit(character):
            seen += 1
            keep = seen <= KEPT_FIRST or seen > total - KEPT_LAST
            out.append(character if keep else "*")
        else:
            out.append(character)
    return "".join(out)


def quoted(passage: str) -> str:
    """A passage as a page may show it: short, on one line, long numbers covered."""
    line = " ".join(LONG_NUMBER.sub(lambda number: covered(number.group()), passage).split())
    return line if len(line) <= LONGEST_QUOTE else f"{line[: LONGEST_QUOTE - 1].rstrip()}…"


def mask(text: str, findings: tuple[Finding, ...]) -> str:
    """Cover every number the findings point at; everything else of the text stays as it is."""
    spans = sorted({span for finding in findings if finding.covers for span in finding.spans}, reverse=True)
    for start, end in spans:
        text = text[:start] + covered(text[start:end]) + text[end:]
    return text
