"""What a page of the calendar is narrowed to. It lives in the address, so that a link shows the same to a colleague."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef

from kentongan.content.models import Version
from kentongan.content.selectors import FILTERS
from kentongan.planning.pillars import Pillar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet

    from kentongan.content.models import Post

LONGEST_KEY = 18


@dataclass(frozen=True, slots=True)
class Filters:
    """Zero and empty: everything."""

    agency: int = 0
    channel: int = 0
    campaign: int = 0
    pillar: str = ""
    state: str = ""

    @classmethod
    def from_query(cls, given: Mapping[str, str]) -> Filters:
        """Read them from an address; what is unknown narrows nothing."""
        pillar, state = given.get("pilar", ""), given.get("keadaan", "")
        return cls(
            agency=_key(given.get("dinas", "")),
            channel=_key(given.get("kanal", "")),
            campaign=_key(given.get("kampanye", "")),
            pillar=pillar if pillar in Pillar.values else "",
            state=state if state in FILTERS else "",
        )

    @property
    def query(self) -> str:
        """How the address names them, ready to follow another parameter."""
        keys = {"dinas": self.agency, "kanal": self.channel, "kampanye": self.campaign}
        named = keys | {"pilar": self.pillar, "keadaan": self.state}
        chosen = {name: value for name, value in named.items() if value}
        return f"&{urlencode(chosen)}" if chosen else ""

    @property
    def states(self) -> frozenset[str]:
        """The states behind the chosen word; empty: all."""
        return FILTERS[self.state][1]

    def narrow(self, posts: QuerySet[Post], *, by_state: bool = True) -> QuerySet[Post]:
        """Only the posts that were asked for."""
        if self.agency:
            posts = posts.filter(agency_id=self.agency)
        if self.campaign:
            posts = posts.filter(campaign_id=self.campaign)
        if self.pillar:
            posts = posts.filter(pillar=self.pillar)
        if by_state and self.states:
            posts = posts.filter(state__in=self.states)
        if self.channel:
            carried = Version.objects.filter(
                government_id=OuterRef("government_id"), post_id=OuterRef("pk"), channel_id=self.channel
            )
            posts = posts.filter(Exists(carried))
        return posts


def _key(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) <= LONGEST_KEY else 0
