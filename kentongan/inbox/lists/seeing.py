"""What an actor sees, as parts that each have an index: newest first of every part, and of those the newest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import Exists, F, OuterRef, Q

from kentongan.channels.selectors import channels_for
from kentongan.inbox.lists.models import PassedTalk
from kentongan.inbox.lists.narrowing import in_states
from kentongan.inbox.models import Conversation
from kentongan.inbox.search.finding import Scope
from kentongan.inbox.selectors import SEES_WATCHED
from kentongan.inbox.states import NEW
from kentongan.organizations.roles import Role

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from django.db.models import QuerySet

    from kentongan.organizations.actor import Actor

Key = tuple[datetime, int]
T = TypeVar("T")
MOST_PARTS = 12
"""More accounts or agencies than this are one part together: a statement of a hundred parts costs more than a sort."""
MOST_WATCHED = 3_000


@dataclass(frozen=True, slots=True)
class Span:
    """Older than `before`, down to `floor`; both are keys of the list."""

    before: Key | None = None
    floor: Key | None = None

    def on(self, last_at: str) -> Q:
        """As a condition on that column and the key."""
        inside = Q()
        if self.before:
            at, pk = self.before
            inside &= Q(**{f"{last_at}__lte": at}) & (Q(**{f"{last_at}__lt": at}) | Q(pk__lt=pk))
        return inside & Q(**{f"{last_at}__gte": self.floor[0]}) if self.floor else inside


@dataclass(frozen=True, slots=True)
class Part:
    """Conversations seen for one reason, held by one index: newest first, of every state or of one."""

    base: QuerySet[Conversation]
    where: Q
    beside: str = ""  #: the relation whose columns say state and moment; none: the conversation's own

    def rows(self, states: Sequence[str], wanted: Q | None = None, span: Span | None = None) -> QuerySet[Conversation]:
        """Those of these states (none named: of all), in no order."""
        here = self.where & in_states(states, self.beside) & (span or Span()).on(f"{self.beside}last_at")
        return self.base.filter(here & wanted if wanted else here).order_by()

    def newest(self, states: Sequence[str], wanted: Q | None = None, span: Span | None = None) -> QuerySet[Any, Key]:
        """The same as keys of the list, newest first."""
        rows = self.rows(states, wanted, span).annotate(at=F(f"{self.beside}last_at"))
        return rows.order_by("-at", "-pk").values_list("at", "pk")


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
    rows = channels_for(actor).order_by().values_list("pk", flat=True)
    return actor.once("accounts of the inbox", lambda: list(rows))


def parts_for(actor: Actor) -> list[Part]:
    """Conversations the actor sees are those in any of these. The same as `selectors.conversations_for`, for lists."""
    return actor.once("parts of the inbox", lambda: _parts(actor))


def _parts(actor: Actor) -> list[Part]:
    base = base_for(actor)
    if actor.sees_every_agency:
        return [Part(base, Q())]
    parts = [Part(base, one) for one in _each("channel_id", channels_of(actor))]
    here = Q(passed__government_id=actor.government_id)
    parts += [Part(base, here & one, "passed__") for one in _each("passed__agency_id", actor.agencies)]
    return [*parts, Part(base, Q(watched=True))] if actor.has(Role.INSPECTOR) else parts


def put_together(parts: Sequence[QuerySet[Any, T]]) -> QuerySet[Any, T]:
    """What stands in any of the parts, once, in no order."""
    return parts[0].union(*parts[1:]) if len(parts) > 1 else parts[0]


def seen_by(actor: Actor) -> Q:
    """The same as one condition, for a few conversations that are looked at one by one."""
    if actor.sees_every_agency:
        return Q()
    seen: Q = Q(channel_id__in=channels_of(actor)) | Q(Exists(_passed_to(actor).filter(conversation=OuterRef("pk"))))
    return seen | Q(watched=True) if actor.has(Role.INSPECTOR) else seen


def waiting_for(actor: Actor) -> QuerySet[Conversation]:
    """The conversations that wait to be sorted by this actor: counted on every page, so each part is looked up by its index."""
    parts = [part.rows((NEW,), Q(spam=False)) for part in parts_for(actor)]
    if len(parts) == 1:
        return parts[0]
    return base_for(actor).filter(pk__in=put_together([part.values("pk") for part in parts]))


def scope_for(actor: Actor) -> Scope:
    """Where the search may look for this actor."""
    if actor.sees_every_agency:
        return Scope()
    watched: list[int] = []
    if actor.has(Role.INSPECTOR):
        rows = base_for(actor).filter(watched=True).order_by("-pk").values_list("pk", flat=True)
        watched = list(rows[:MOST_WATCHED])
    return Scope(channels_of(actor), actor.agencies, watched)


def _passed_to(actor: Actor) -> QuerySet[PassedTalk]:
    return PassedTalk.objects.filter(government_id=actor.government_id, agency_id__in=actor.agencies)


def _each(column: str, keys: Collection[int]) -> Iterator[Q]:
    """A condition for each of these, or one for all when they are many (or none)."""
    if 0 < len(keys) <= MOST_PARTS:
        yield from (Q(**{column: one}) for one in keys)
    else:
        yield Q(**{f"{column}__in": list(keys)})
