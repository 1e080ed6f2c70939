"""What a rule is, as the pack records it. Pure. Field by field: compliance/README.md."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from kentongan.core.hashing import fingerprint

VERSION_LENGTH = 12
LAYERS = {"nasional": "nasional", "provinsi": "provinsi", "daerah": "daerah", "opd": "perangkat daerah"}


class Evidence(StrEnum):
    """How far a source was read."""

    READ = "read"
    SECONDARY = "secondary"
    UNVERIFIED = "unverified"


class Kind(StrEnum):
    """What a rule does when it finds something."""

    STOP = "blok"
    WARN = "peringatan"


STATUSES = {
    "berlaku": "berlaku",
    "dilaporkan_dicabut": "dilaporkan dicabut",
    "rancangan": "rancangan",
    "standar_adopsi": "standar yang diadopsi",
    "praktik": "praktik baik",
}


@dataclass(frozen=True, slots=True)
class Source:
    """One instrument a rule rests on. `read_on` is the day a person read it."""

    instrument: str
    number: str
    year: int
    article: str
    status: str
    verified: Evidence
    url: str = ""
    read_on: str = ""

    @property
    def citation(self) -> str:
        """How it is printed: "UU 27/2022 Pasal 65(2)"."""
        return f"{self.law} Pasal {self.printable_article}" if self.printable_article else self.law

    @property
    def law(self) -> str:
        """The instrument alone: "UU 27/2022"."""
        return f"{self.instrument} {self.number}/{self.year}" if self.number else self.instrument

    @property
    def printable_article(self) -> str:
        """The article, if somebody read it or a source that did; empty otherwise."""
        return "" if self.verified is Evidence.UNVERIFIED else self.article

    @property
    def standing(self) -> str:
        """Its force, in words."""
        return STATUSES[self.status]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the pack.

    `overridable`: a named officer may grant an exception. `may_stop`: a government may choose between stopping and warning.
    `region`: the Kemendagri code a province's or regency's rule holds for. `off`: a government does without it, `off_why` says why.
    """

    id: str
    title: str
    demand: str
    advice: str
    sources: tuple[Source, ...]
    subjects: tuple[str, ...]
    kind: Kind
    check: str
    layer: str
    starts: str
    ends: str = ""
    overridable: bool = True
    may_stop: bool = False
    exceptions: str = ""
    passes: tuple[str, ...] = ()
    fails: tuple[str, ...] = ()
    parameters: dict[str, Any] = field(default_factory=dict)
    region: str = ""
    off_why: str = ""

    @property
    def citation(self) -> str:
        """All sources in one line, each law named once; an empty text when none may be named."""
        articles: dict[str, list[str]] = {}
        for source in self.sources:
            articles.setdefault(source.law, []).extend([source.printable_article] if source.printable_article else [])
        return "; ".join(f"{law} Pasal {', '.join(told)}" if told else law for law, told in articles.items())

    @property
    def hard(self) -> bool:
        """It stops, whoever asks for an exception."""
        return self.kind is Kind.STOP and not self.overridable

    @property
    def stops(self) -> bool:
        """What it finds beyond doubt stops a text."""
        return self.kind is Kind.STOP

    @property
    def first_day(self) -> date:
        """The day it begins to hold."""
        return date.fromisoformat(self.starts)

    @property
    def last_day(self) -> date | None:
        """The last day it holds, None where no end is set."""
        return date.fromisoformat(self.ends) if self.ends else None

    @property
    def layer_name(self) -> str:
        """Who set it, in words."""
        return LAYERS[self.layer]

    @property
    def version(self) -> str:
        """A fingerprint of all that decides what it finds: an exception holds for this version only."""
        decides = [self.id, self.kind.value, self.check, self.parameters, self.starts, self.ends, list(self.subjects)]
        return fingerprint(decides)[:VERSION_LENGTH]

    def in_force(self, day: date) -> bool:
        """It holds on that day."""
        return not self.off_why and self.starts <= day.isoformat() and (not self.ends or day.isoformat() <= self.ends)
