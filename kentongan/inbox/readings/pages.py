"""What the coordinator's page shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kentongan.inbox.readings import tables
from kentongan.inbox.readings.bearers import OUTSIDE, Bearer, Bearers
from kentongan.inbox.readings.forms import PlaceForm
from kentongan.inbox.readings.models import KnownPlace, Learned, Part
from kentongan.inbox.readings.reader import shipped
from kentongan.inbox.readings.selectors import learned_of, places_of, told_of, topic_rules_of
from kentongan.organizations.selectors import agencies_for
from kentongan.triage.correcting import LEAST_CORRECTIONS
from kentongan.triage.topics import TOPICS, Topic

if TYPE_CHECKING:
    from kentongan.inbox.readings.models import TopicRule
    from kentongan.organizations.actor import Actor
    from kentongan.organizations.models import Agency

VERSIONS = 12


@dataclass(frozen=True, slots=True)
class Line:
    """One topic of the table. `own`: what the coordinator said, if anything; `usual`: what holds otherwise."""

    topic: Topic
    own: TopicRule | None
    usual: Bearer
    key: str


@dataclass(frozen=True, slots=True)
class Taught:
    """One part: what people said of it, and the version in use."""

    label: str
    looked_at: int
    corrected: int
    missing: int
    used: Learned | None


def rules_facts(actor: Actor, place_form: PlaceForm | None = None) -> dict[str, Any]:
    """Everything of the page."""
    agencies = list(agencies_for(actor))
    bearers, own = Bearers(actor.government_id, agencies), topic_rules_of(actor.government_id)
    lines = [_line(topic, own.get(topic.code), bearers) for topic in TOPICS]
    places = list(places_of(actor.government_id))
    learned = list(learned_of(actor.government_id)[:VERSIONS])
    outside = [*OUTSIDE, *sorted({line.own.outside for line in lines if line.own and line.own.outside} - set(OUTSIDE))]
    return {
        "lines": lines,
        "agencies": [(f"a:{one.pk}", one.name) for one in agencies if one.kind != one.Kind.LEADER],
        "outside": [(f"o:{body}", body) for body in outside],
        "spots": [one for one in places if one.level != KnownPlace.Level.VILLAGE],
        "villages": [one for one in places if one.level == KnownPlace.Level.VILLAGE],
        "place_form": place_form or PlaceForm(actor),
        "taught": _taught(actor.government_id, learned),
        "versions": learned,
        "may_keep": actor.has(*tables.KEEPERS),
    }


def _line(topic: Topic, own: TopicRule | None, bearers: Bearers) -> Line:
    chosen = Bearer(_agency(own), own.outside) if own else None
    return Line(topic, own, bearers.usual(topic), chosen.key if chosen else "")


def _agency(rule: TopicRule) -> Agency | None:
    agency: Agency | None = rule.agency
    return agency


def _taught(government_id: int, learned: list[Learned]) -> list[Taught]:
    used = {one.part: one for one in learned if one.state == Learned.State.USED and one.base == shipped()}
    return [
        Taught(
            one.part.label, one.looked_at, one.corrected, max(0, LEAST_CORRECTIONS - one.looked_at), used.get(one.part)
        )
        for one in told_of(government_id)
        if one.part is not Part.PLACE
    ]
