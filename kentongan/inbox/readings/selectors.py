"""What lists and figures may say of readings: what no person checked is advice and is never counted as a fact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, F, Q

from kentongan.inbox.readings.models import Correction, KnownPlace, Learned, Part, TopicRule
from kentongan.inbox.selectors import cases_for, conversations_for
from kentongan.inbox.states import CLOSED, NEW, NOT_OURS

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from kentongan.inbox.models import Case, Conversation
    from kentongan.organizations.actor import Actor

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Told:
    """How many of a part's advices people looked at, and how many they had to correct."""

    part: Part
    looked_at: int
    corrected: int


def confirmed_for(actor: Actor) -> QuerySet[Conversation]:
    """What a person has checked: the only readings a figure may count."""
    return conversations_for(actor).exclude(checked_at=None)


def same_matter(actor: Actor, conversation: Conversation) -> tuple[list[Conversation], int]:
    """The latest others of the same matter that this actor sees, and how many there are."""
    if conversation.matter_id is None:
        return [], 0
    rows = conversations_for(actor).filter(matter_id=conversation.matter_id).exclude(pk=conversation.pk)
    latest = list(rows.order_by("-opened_at")[: SHOWN + 1])
    return latest[:SHOWN], rows.count() if len(latest) > SHOWN else len(latest)


def case_to_join(actor: Actor, conversation: Conversation) -> Case | None:
    """The latest running case of the same matter that this actor sees; a comment that waits may be added to it."""
    if conversation.matter_id is None or conversation.state != NEW:
        return None
    rows = cases_for(actor).filter(conversation__matter_id=conversation.matter_id)
    return rows.exclude(conversation=conversation).exclude(state__in=(CLOSED, NOT_OURS)).first()


def told_of(government_id: int) -> list[Told]:
    """Per part what people said so far."""
    rows = Correction.objects.filter(government_id=government_id).order_by().values("part")
    counted = rows.annotate(n=Count("pk"), same=Count("pk", filter=Q(advised=F("chosen"))))
    by_part = {row["part"]: (row["n"], row["same"]) for row in counted}
    return [Told(part, n, n - same) for part in Part for n, same in [by_part.get(part, (0, 0))]]


def learned_of(government_id: int) -> QuerySet[Learned]:
    """Every version ever learned, the newest first."""
    return Learned.objects.filter(government_id=government_id).order_by("-made_at", "-pk")


def learned_by(actor: Actor, learned_id: int) -> Learned | None:
    """One version, or None when it is another government's."""
    return learned_of(actor.government_id).filter(pk=learned_id).first()


def topic_rules_of(government_id: int) -> dict[str, TopicRule]:
    """What the coordinator said, by the topic's code."""
    rows = TopicRule.objects.filter(government_id=government_id).select_related("agency", "changed_by")
    return {row.topic: row for row in rows}


def places_of(government_id: int) -> QuerySet[KnownPlace]:
    """What was written down besides the units of the tree."""
    return KnownPlace.objects.filter(government_id=government_id).select_related("agency").order_by("level", "name")
