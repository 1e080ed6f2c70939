"""What an actor sees, as parts that each have an index: newest first of every part, and of those the newest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from kentongan.channels.selectors import channels_for
from kentongan.inbox.lists.belonging import keys_of
from kentongan.inbox.models import Case, Conversation, Disposition
from kentongan.inbox.search.finding import Scope
from kentongan.inbox.selectors import SEES_WATCHED
from kentongan.inbox.states import NEW
from kentongan.organizations.roles import Role

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from kentongan.organizations.actor import Actor

MOST_PARTS = 12
"""More accounts than this are one part together: a statement of a hundred parts costs more than a sort."""
MOST_GIVEN = 3_000


def base_for(actor: Actor) -> QuerySet[Conversation]:
    """All conversations of the actor's government that a reader of these roles may be shown at all."""
    rows = Conversation.objects.filter(government_id=actor.government_id)
    if not actor.has(*SEES_WATCHED):
        return rows.filter(watched=False)
    if actor.has(Role.INSPECTOR):
        return rows
    return rows.exclude(watched=True, case__reported_agency__in=actor.agencies)


def channels_of(actor: Actor) -> list[int]:
    """The keys of the accounts the actor sees: a page asks half a dozen times, the database is asked once."""
    if not actor.channels:
        actor.channels.append(tuple(channels_for(actor).order_by().values_list("pk", flat=True)))
    return list(actor.channels[0])


def parts_for(actor: Actor) -> list[Q]:
    """Conversations the actor sees are those that fit any of these. The same as `selectors.conversations_for`, for lists."""
    if actor.sees_every_agency:
        return [Q()]
    channels = channels_of(actor)
    parts = [Q(channel=one) for one in channels] if len(channels) <= MOST_PARTS else [Q(channel__in=channels)]
    parts.append(Q(case_id__in=_passed_to(actor).values("case_id")))
    if actor.has(Role.INSPECTOR):
        parts.append(Q(watched=True))
    return parts


def given_to(actor: Actor) -> QuerySet[Case]:
    """Cases that were ever passed to the actor's agencies."""
    return Case.objects.filter(government_id=actor.government_id, pk__in=_passed_to(actor).values("case_id"))


def _passed_to(actor: Actor) -> QuerySet[Disposition]:
    return Disposition.objects.filter(government_id=actor.government_id, to_agency_id__in=actor.agencies)


def waiting_for(actor: Actor) -> QuerySet[Conversation]:
    """The conversations that wait to be sorted by this actor: counted on every page, so each part is looked up by its index."""
    rows = base_for(actor).filter(state=NEW, spam=False)
    parts = [rows.filter(part).order_by().values("pk") for part in parts_for(actor)]
    return rows if len(parts) == 1 else rows.filter(pk__in=parts[0].union(*parts[1:]))


def scope_for(actor: Actor) -> Scope:
    """Where the search may look for this actor."""
    if actor.sees_every_agency:
        return Scope()
    channels = channels_of(actor)
    given = keys_of(given_to(actor), MOST_GIVEN)
    if actor.has(Role.INSPECTOR):
        watched = base_for(actor).filter(watched=True).order_by("-pk").values_list("pk", flat=True)
        given += list(watched[:MOST_GIVEN])
    return Scope(channels, given)
