"""Triage's suggestion, put into a government's own agencies and places."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from kentongan.organizations.models import Agency
from kentongan.organizations.roles import Role
from kentongan.organizations.selectors import holders_of
from kentongan.triage.suggest import Place, Suggestion, suggest

if TYPE_CHECKING:
    from kentongan.inbox.models import Conversation
    from kentongan.triage.topics import Topic

LOCAL_SERVICE = "T29"
DISTRICTS = frozenset({Agency.Kind.DISTRICT, Agency.Kind.VILLAGE})


class Suggester:
    """Knows one government's agencies for the length of a batch."""

    def __init__(self, government_id: int) -> None:
        self.government_id = government_id
        self._agencies: list[Agency] | None = None
        self._places: tuple[Place, ...] = ()

    def fill(self, conversation: Conversation) -> None:
        """Write the suggestion into a conversation that is not saved yet."""
        self._load()
        found = suggest(conversation.excerpt, self._places)
        conversation.kind, conversation.kind_sure = found.kind, found.kind_sure
        conversation.spam = found.spam
        conversation.evidence = [asdict(one) for one in found.evidence]
        conversation.place = found.place.name if found.place else ""
        if found.topic:
            conversation.topic, conversation.topic_sure = found.topic.name, found.topic_sure
            conversation.outside, conversation.watched = found.topic.outside, found.topic.watched
            conversation.suggested_agency = self._agency(found, found.topic)

    def _load(self) -> None:
        if self._agencies is None:
            self._agencies = list(Agency.objects.filter(government_id=self.government_id).order_by("pk"))
            districts = [agency for agency in self._agencies if agency.kind in DISTRICTS]
            self._places = tuple(
                Place(str(agency.pk), plain(agency.name), (agency.short_name,)) for agency in districts
            )

    def _agency(self, found: Suggestion, topic: Topic) -> Agency | None:
        if topic.code == LOCAL_SERVICE and found.place:
            return next((one for one in self._agencies or () if str(one.pk) == found.place.key), None)
        if topic.watched:
            inspector = holders_of(self.government_id, Role.INSPECTOR).first()
            return inspector.agency if inspector else None
        return next(
            (one for affair in topic.affairs for one in self._agencies or () if affair in one.affairs.split()), None
        )


def plain(name: str) -> str:
    """The bare name of a district: "Kecamatan Tempe" → "Tempe"."""
    for prefix in ("Kecamatan ", "Kelurahan ", "Desa "):
        name = name.removeprefix(prefix)
    return name
