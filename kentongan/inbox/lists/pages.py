"""Pages of the list: the newest of every part an actor sees, in one statement, whatever the table holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db.models import Q

from kentongan.inbox.lists.filters import TABS
from kentongan.inbox.lists.narrowing import alternatives, in_states, walks
from kentongan.inbox.lists.rows import beside_row
from kentongan.inbox.lists.seeing import Span, base_for, parts_for, put_together, seen_by
from kentongan.inbox.models import Conversation
from kentongan.inbox.search import asking
from kentongan.inbox.selectors import read_key

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.utils.safestring import SafeString

    from kentongan.inbox.lists.filters import Filters
    from kentongan.inbox.lists.seeing import Key
    from kentongan.organizations.actor import Actor

SIZE = 25
WALK, WALK_WAITING = 4_000, 5_000
"""How far back one page looks for what no index answers, among all and among what waits; what is older follows at a tap."""


@dataclass(slots=True)
class Page:
    """Rows, where the next ones begin, and why each was found."""

    rows: list[Conversation] = field(default_factory=list)
    following: str = ""
    found: dict[int, SafeString] = field(default_factory=dict)  #: by conversation: the words looked for, marked
    unfinished: bool = False  #: what is older was not looked at yet


def page_of(actor: Actor, filters: Filters, before: str = "") -> Page:
    """One page, newest first."""
    if asked := asking.read(filters.q):
        from kentongan.inbox.lists.searching import searched

        return searched(actor, filters, asked, int(before) if before.isdecimal() else 0)
    key = read_key(before)
    floor = _floor(actor, filters, key) if walks(filters) else None
    keys = _keys(actor, filters, Span(key, floor))
    rows = in_order(actor, [pk for _, pk in keys[:SIZE]])
    if len(keys) > SIZE:
        return Page(rows, _key(keys[SIZE - 1]))
    return Page(rows, _key(floor) if floor else "", unfinished=floor is not None)


def _keys(actor: Actor, filters: Filters, span: Span) -> list[Key]:
    states, any_of = TABS[filters.tab][1], alternatives(actor, filters)
    parts = [part.newest(states, wanted, span)[: SIZE + 1] for part in parts_for(actor) for wanted in any_of]
    if len(parts) == 1:
        return list(parts[0])
    return list(parts[0].union(*parts[1:]).order_by("-at", "-pk")[: SIZE + 1])


def all_of(actor: Actor, filters: Filters, most: int) -> list[int] | None:
    """Every conversation the filters show, words left out; None when there are more than `most`."""
    keys = list(some_of(actor, filters, most + 1))
    return keys if len(keys) <= most else None


def some_of(actor: Actor, filters: Filters, most: int, among: Q | None = None) -> QuerySet[Conversation, int]:
    """As many of the conversations the filters show, in no order, not read yet; `among`: looked for only there."""
    states, any_of = TABS[filters.tab][1], alternatives(actor, filters)
    found = [part.rows(states, wanted & (among or Q())) for part in parts_for(actor) for wanted in any_of]
    return put_together([rows.values_list("pk", flat=True)[:most] for rows in found])[:most]


def newest_in(actor: Actor, tab: str) -> QuerySet[Conversation, int]:
    """Everything in a tab that a reader of every agency sees, newest first, not read yet."""
    rows = base_for(actor).filter(in_states(TABS[tab][1]))
    return rows.order_by("-last_at", "-pk").values_list("pk", flat=True)


def _floor(actor: Actor, filters: Filters, key: Key | None) -> Key | None:
    """Where the walk stops, when it might be long: no part is walked further than its share. None: each ends before."""
    states, parts = TABS[filters.tab][1], parts_for(actor)
    walk = (WALK_WAITING if len(states) == 1 else WALK) // len(parts)
    ends = [part.newest(states, span=Span(key))[walk : walk + 1] for part in parts]
    return max(put_together(ends), default=None)


def in_order(actor: Actor, keys: Sequence[int]) -> list[Conversation]:
    """These conversations, with what a row shows of them, in this order."""
    rows = Conversation.objects.filter(government_id=actor.government_id, pk__in=keys)
    rows = rows.select_related("channel", "suggested_agency", "case__agency").annotate(**beside_row(actor))
    by_key = {row.pk: row for row in rows}
    return [by_key[key] for key in keys if key in by_key]


def visible(actor: Actor, filters: Filters, keys: Sequence[int]) -> set[int]:
    """Those of a few conversations that the actor sees and the filters let through."""
    wanted = in_states(TABS[filters.tab][1]) & reduce(or_, alternatives(actor, filters))
    return set(base_for(actor).filter(seen_by(actor), wanted, pk__in=keys).values_list("pk", flat=True))


def _key(key: Key) -> str:
    return f"{key[0].isoformat()}_{key[1]}"
