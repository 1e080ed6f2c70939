"""Who answers for a topic in one government: what its coordinator said, else the affairs of its agencies, else a body outside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kentongan.inbox.readings.models import TopicRule
from kentongan.organizations.roles import Role
from kentongan.organizations.selectors import holders_of
from kentongan.triage.topics import TOPICS, Topic

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kentongan.organizations.models import Agency

LOCAL_SERVICE = "T29"
BY_CODE = {topic.code: topic for topic in TOPICS}
BY_NAME = {topic.name: topic for topic in TOPICS}
OUTSIDE = (
    "PLN",
    "Perumda air minum",
    "BPJS Kesehatan",
    "Kepolisian",
    "Badan Pertanahan Nasional",
    "Pemerintah provinsi",
    "Pemerintah pusat",
    "Pemerintah daerah tetangga",
)
"""Bodies that are no agency of the government; where a matter is theirs, the citizen is told so and led on."""


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who answers for a matter; at most one of the two is there."""

    agency: Agency | None = None
    outside: str = ""

    @property
    def key(self) -> str:
        """How a correction and a form name it."""
        if self.agency is not None:
            return f"a:{self.agency.pk}"
        return f"o:{self.outside}" if self.outside else ""

    def is_of(self, agency_id: int) -> bool:
        """Tell whether that agency answers."""
        return self.agency is not None and self.agency.pk == agency_id


NOBODY = Bearer()


class Bearers:
    """The table of one government, for the length of a batch."""

    def __init__(self, government_id: int, agencies: Sequence[Agency]) -> None:
        self.government_id = government_id
        self.agencies = agencies
        self._by_id = {agency.pk: agency for agency in agencies}
        self._rules = {rule.topic: rule for rule in TopicRule.objects.filter(government_id=government_id)}

    def of(self, topic: Topic | None, served_by: str = "") -> Bearer:
        """Who answers for a topic; `served_by`: the key of the place named, for what every kelurahan does itself."""
        if topic is None:
            return NOBODY
        rule = self._rules.get(topic.code)
        if rule is not None:
            return Bearer(self._by_id.get(rule.agency_id or 0), rule.outside)
        if topic.code == LOCAL_SERVICE and served_by.isdigit():
            return Bearer(self._by_id.get(int(served_by)))
        return self.usual(topic)

    def usual(self, topic: Topic) -> Bearer:
        """Who answers where nobody said otherwise."""
        if topic.watched:
            inspector = holders_of(self.government_id, Role.INSPECTOR).first()
            return Bearer(inspector.agency if inspector else None)
        agency = _carrying(topic.affairs, self.agencies)
        return Bearer(agency) if agency else Bearer(outside=topic.outside)

    def by_key(self, key: str) -> Bearer | None:
        """What a form or a correction named; None for what is not there."""
        if key.startswith("o:"):
            return Bearer(outside=key[2:])
        number = key.removeprefix("a:")
        agency = self._by_id.get(int(number)) if number.isdigit() else None
        return Bearer(agency) if agency else None

    def is_changed(self, topic: Topic) -> bool:
        """Tell whether the coordinator said something of this topic."""
        return topic.code in self._rules


def _carrying(affairs: Iterable[str], agencies: Sequence[Agency]) -> Agency | None:
    return next((one for affair in affairs for one in agencies if affair in one.affairs.split()), None)
