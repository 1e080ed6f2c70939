"""What the page of a conversation needs of the tables beside the list, read in one statement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kentongan.inbox import selectors
from kentongan.inbox.blocking.selectors import standing_on
from kentongan.inbox.forms import units_of
from kentongan.inbox.lists.contacts import earlier_rows
from kentongan.inbox.lists.presence import writers_of
from kentongan.inbox.lists.showing import Around, around
from kentongan.inbox.offers import asked_for
from kentongan.organizations.selectors import place_rows
from kentongan.tenancy.together import read_together

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet

    from kentongan.channels.models import RemoteObject
    from kentongan.inbox.blocking.models import Block
    from kentongan.inbox.lists.models import Presence
    from kentongan.inbox.models import Case, Conversation, Message
    from kentongan.organizations.actor import Actor
    from kentongan.organizations.models import Agency


@dataclass(frozen=True, slots=True)
class TalkRead:
    """The rows, each kind as its selector says."""

    around: Around
    said: list[Message]
    post: RemoteObject | None
    similar: QuerySet[Case]
    earlier: QuerySet[Conversation]
    writers: QuerySet[Presence, str]
    units: QuerySet[Agency]
    places: list[str]
    offers: Mapping[str, QuerySet[Any, Any]]
    blocks: QuerySet[Block]


def read_talk(actor: Actor, talk: Conversation) -> TalkRead:
    """Read them, for a conversation the actor was found to see."""
    known, said, posts = around(actor), selectors.messages_of(talk), selectors.posts_of(talk)
    similar, earlier = selectors.same_topic(actor, talk), earlier_rows(actor, talk)
    writers, units, places = writers_of(actor, talk.pk), units_of(actor), place_rows(actor.government_id)
    offers, blocks = asked_for(actor, talk), standing_on(talk)
    read_together(
        *known.rows, said, posts, similar, earlier, writers, units, places, blocks, *offers.values(), keep_plan=True
    )
    post = next(iter(posts), None)
    return TalkRead(known, list(said), post, similar, earlier, writers, units, list(places), offers, blocks)
