"""What is told of a row: the post it becomes, and every reason why not, by cell. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kentongan.content.importing.plan_names import Named, PlanNames
from kentongan.core.hashing import fingerprint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from kentongan.content.importing.naming import Place
    from kentongan.workbooks.cells import Remark

READY, FIX, EXISTS, SKIPPED = "siap", "perlu", "ada", "lewat"


@dataclass(frozen=True, slots=True)
class Facts:
    """What judging needs to know. `findings`: text → (sentence, remedy) of what keeps it from being submitted."""

    agency_id: int
    zone: ZoneInfo
    now: datetime
    places: Sequence[Place]
    pillars: Sequence[tuple[str, str]]
    holiday: Callable[[date], str]
    findings: Callable[[str], Iterable[tuple[str, str]]]
    known: Mapping[str, tuple[int, str]] = field(default_factory=dict)  #: fingerprint → (post, its state in words)
    taken: Mapping[tuple[datetime, int], str] = field(default_factory=dict)  #: (moment, channel) → headline
    order: str = ""
    plan: PlanNames = field(default_factory=PlanNames)


@dataclass(frozen=True, slots=True)
class Plan:
    """The post a row becomes, as far as it can be read."""

    title: str = ""
    story: str = ""
    pillar: str = ""
    publish_at: datetime | None = None
    places: tuple[Place, ...] = ()
    link: str = ""
    alt: str = ""
    programme: Named | None = None
    campaign: Named | None = None
    audiences: tuple[Named, ...] = ()

    @property
    def complete(self) -> bool:
        """Everything that a post needs could be read."""
        return bool(self.title and self.story and self.pillar and self.publish_at and self.places)

    def mark(self, agency_id: int) -> str:
        """What two rows share that say the same."""
        at = self.publish_at.timestamp() if self.publish_at else 0
        channels = sorted(place.channel_id for place in self.places)
        said = [self.title, self.story, self.pillar, self.link, self.alt]
        if any(serves := (self.programme, self.campaign, *self.audiences)):
            said += [one.key if one else "" for one in serves]
        return fingerprint({"agency": agency_id, "at": int(at), "channels": channels, "said": said})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of a row. `reasons` keep it from being a draft; `lacks` only from being submitted; `notes` from nothing."""

    number: int
    state: str
    plan: Plan
    reasons: tuple[Remark, ...] = ()
    lacks: tuple[Remark, ...] = ()
    notes: tuple[Remark, ...] = ()
    mark: str = ""
    post_id: int = 0
    ambiguous: bool = False
