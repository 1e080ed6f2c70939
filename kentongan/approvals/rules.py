"""Paths as data: which path a request takes, and what each of its steps asks. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kentongan.compliance.impact.rules import LEVELS, LOW
from kentongan.organizations.roles import LABELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

RISKS = LEVELS
EMERGENCY = "darurat"
LINE, ANYWHERE, PERSON = "line", "anywhere", "person"
MOST_STEPS, MOST_PARTIES, MOST_HOURS = 4, 3, 24 * 60


class PathError(Exception):
    """A path that cannot be: the sentence says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a path is chosen by. `risk`: "low", "medium" or "high"; `content_class`: a key of `CLASSES`."""

    content_class: str
    agency_id: int
    channel_ids: frozenset[int] = frozenset()
    platforms: frozenset[str] = frozenset()
    risk: str = LOW
    emergency: bool = False
    election: bool = False

    def as_json(self) -> dict[str, Any]:
        """A plain value to keep."""
        return {
            "content_class": self.content_class,
            "agency_id": self.agency_id,
            "channel_ids": sorted(self.channel_ids),
            "platforms": sorted(self.platforms),
            "risk": self.risk,
            "emergency": self.emergency,
            "election": self.election,
        }


@dataclass(frozen=True, slots=True)
class Party:
    """Who is asked: a role in the agency's line (the agency or one above it), a role anywhere, or a person by key."""

    kind: str
    role: str = ""
    person_id: int = 0

    def __str__(self) -> str:
        return f"{self.kind}:{self.person_id or self.role}"

    @classmethod
    def parse(cls, text: str) -> Party:
        """Read what `str` wrote. PathError for anything else."""
        kind, _, who = text.partition(":")
        if kind == PERSON and who.isdecimal() and int(who):
            return cls(PERSON, person_id=int(who))
        if kind in {LINE, ANYWHERE} and who in LABELS:
            return cls(kind, role=who)
        message = f"“{text}” bukan pihak yang dapat diminta menyetujui."
        raise PathError(message)


@dataclass(frozen=True, slots=True)
class Step:
    """One decision on the way. `hours`: how long it may wait, 0: no deadline; `working`: counted in office hours."""

    name: str
    parties: tuple[Party, ...]
    needs_all: bool = False
    hours: int = 0
    working: bool = False
    escalate: Party | None = None
    asks_reason: bool = False

    def as_json(self) -> dict[str, Any]:
        """A plain value to keep."""
        return {
            "name": self.name,
            "parties": [str(party) for party in self.parties],
            "needs_all": self.needs_all,
            "hours": self.hours,
            "working": self.working,
            "escalate": str(self.escalate) if self.escalate else "",
            "asks_reason": self.asks_reason,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Step:
        """Read a step. PathError says what is wrong with it."""
        name = str(data.get("name", "")).strip()
        parties = tuple(dict.fromkeys(Party.parse(text) for text in data.get("parties", ())))
        hours = int(data.get("hours") or 0)
        if not parties:
            message = f"Langkah “{name or 'tanpa nama'}” belum menyebut siapa yang memutuskan."
            raise PathError(message)
        if len(parties) > MOST_PARTIES:
            message = f"Satu langkah paling banyak diminta kepada {MOST_PARTIES} pihak."
            raise PathError(message)
        if not 0 <= hours <= MOST_HOURS:
            message = f"Tenggat langkah “{name}” harus antara 0 dan {MOST_HOURS} jam."
            raise PathError(message)
        escalate = Party.parse(data["escalate"]) if data.get("escalate") else None
        return cls(
            name or "Persetujuan",
            parties,
            bool(data.get("needs_all")),
            hours,
            bool(data.get("working")),
            escalate,
            bool(data.get("asks_reason")),
        )


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a request must be to take a path; an empty set or None lets anything through."""

    classes: frozenset[str] = frozenset()
    agencies: frozenset[int] = frozenset()  #: each with everything below it
    channels: frozenset[int] = frozenset()
    platforms: frozenset[str] = frozenset()
    risks: frozenset[str] = frozenset()
    emergency: bool | None = None
    election: bool | None = None

    def met(self, facts: Facts, line: frozenset[int]) -> bool:
        """`line`: the request's agency and those above it."""
        return (
            (not self.classes or facts.content_class in self.classes)
            and (not self.agencies or not self.agencies.isdisjoint(line | {facts.agency_id}))
            and (not self.channels or not self.channels.isdisjoint(facts.channel_ids))
            and (not self.platforms or not self.platforms.isdisjoint(facts.platforms))
            and (not self.risks or facts.risk in self.risks)
            and self.emergency in {None, facts.emergency}
            and self.election in {None, facts.election}
        )

    def as_json(self) -> dict[str, Any]:
        """A plain value to keep."""
        sets: dict[str, frozenset[Any]] = {
            "classes": self.classes,
            "agencies": self.agencies,
            "channels": self.channels,
            "platforms": self.platforms,
            "risks": self.risks,
        }
        return {name: sorted(found) for name, found in sets.items()} | {
            "emergency": self.emergency,
            "election": self.election,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Conditions:
        """Read conditions; what is missing lets anything through."""
        known = ("classes", "agencies", "channels", "platforms", "risks")
        sets = {name: frozenset(data.get(name, ())) for name in known}
        return cls(**sets, emergency=data.get("emergency"), election=data.get("election"))


@dataclass(frozen=True, slots=True)
class Path:
    """The way of a request.

    `days`: after this many it lapses undecided. `valid_days`: how long an approval holds at most, 0: as long as what it approves
    is of use. `audit_hours`: within this it is looked at afterwards, 0: it is not.
    """

    name: str
    steps: tuple[Step, ...]
    conditions: Conditions = field(default_factory=Conditions)
    days: int = 7
    valid_days: int = 0
    audit_hours: int = 0
    same_person: bool = False

    def as_json(self) -> dict[str, Any]:
        """What is frozen onto a request: a change of paths never changes what is on its way."""
        return {
            "name": self.name,
            "steps": [step.as_json() for step in self.steps],
            "days": self.days,
            "valid_days": self.valid_days,
            "audit_hours": self.audit_hours,
            "same_person": self.same_person,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Path:
        """Read a path. PathError says what is wrong with it."""
        steps = tuple(Step.from_json(one) for one in data.get("steps", ()))
        if not steps:
            raise PathError("Jalur ini belum punya langkah. Tambahkan paling sedikit satu.")
        if len(steps) > MOST_STEPS:
            message = f"Jalur paling banyak {MOST_STEPS} langkah."
            raise PathError(message)
        return cls(
            str(data.get("name", "")),
            steps,
            Conditions.from_json(data.get("conditions", {})),
            max(1, int(data.get("days") or 7)),
            max(0, int(data.get("valid_days") or 0)),
            max(0, int(data.get("audit_hours") or 0)),
            bool(data.get("same_person")),
        )


def choose(paths: Iterable[Path], facts: Facts, line: frozenset[int] = frozenset()) -> Path:
    """The first path in order whose conditions are met, else what is built in. `line`: the agency and those above it."""
    from kentongan.approvals.defaults import BUILT_IN

    return next(path for path in (*paths, *BUILT_IN) if path.conditions.met(facts, line))
