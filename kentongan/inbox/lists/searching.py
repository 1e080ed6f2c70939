"""Filters and words together: what the words find is filtered, round by round, until a page is full or enough was looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kentongan.inbox.lists.belonging import keys_of
from kentongan.inbox.lists.filters import TABS
from kentongan.inbox.lists.narrowing import walks_by
from kentongan.inbox.lists.pages import SIZE, Page, all_of, in_order, visible
from kentongan.inbox.lists.seeing import scope_for
from kentongan.inbox.models import Case, Message
from kentongan.inbox.readings.guarding import guarded_text
from kentongan.inbox.search.finding import Scope, find
from kentongan.inbox.search.marking import marked

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from django.utils.safestring import SafeString

    from kentongan.inbox.lists.filters import Filters
    from kentongan.inbox.search.asking import Asked
    from kentongan.organizations.actor import Actor

ROUNDS = (120, 500, 1_500)
"""Candidates of each round: most searches are done after the first."""
FEW = 2_000
"""So many conversations are searched one by one, whatever the words are."""


def searched(actor: Actor, filters: Filters, asked: Asked, before: int) -> Page:
    """A page of what the words find, by the newest message that holds them."""
    scope, chosen, seen = _where(actor, filters), dict[int, int](), set[int]()
    more, before_page = True, before
    for most in ROUNDS:
        found = find(actor.government_id, asked, scope, before=before, most=most)
        fresh = [(message, talk) for message, talk in found if talk not in seen]
        if before_page:
            fresh = _not_shown_before(actor, asked, fresh, before_page)
        allowed = visible(actor, filters, [talk for _, talk in fresh]) if fresh else set[int]()
        for message, talk in fresh:
            seen.add(talk)
            if talk in allowed:
                chosen[talk] = message
        more = len(found) == most
        before = found[-1][0] if found else before
        if len(chosen) > SIZE or not more:
            break
    keys = _with_case(actor, filters, asked, list(chosen))
    shown = keys[:SIZE]
    page = Page(
        in_order(actor, shown), found=_marked(actor, {chosen[one] for one in shown if one in chosen}, asked.forms)
    )
    if len(keys) > SIZE:
        page.following = str(min(chosen[one] for one in shown if one in chosen))
    elif more:
        page.following, page.unfinished = str(before), True
    return page


def _where(actor: Actor, filters: Filters) -> Scope:
    """In what the filters show, when that is little: a common word of a rare kind would be walked for too long."""
    waiting = len(TABS[filters.tab][1]) == 1
    if waiting or any(not walks_by(name) for name, _ in filters.chosen()):
        few = all_of(actor, filters, FEW)
        if few is not None:
            return Scope((), conversations=few)
    return scope_for(actor)


def _not_shown_before(actor: Actor, asked: Asked, found: list[tuple[int, int]], before: int) -> list[tuple[int, int]]:
    """Without the conversations that an earlier page showed for a newer message."""
    told = find(actor.government_id, asked, Scope((), conversations=[talk for _, talk in found]), most=len(found) * 4)
    shown = {talk for message, talk in told if message >= before}
    return [(message, talk) for message, talk in found if talk not in shown]


def _with_case(actor: Actor, filters: Filters, asked: Asked, keys: list[int]) -> list[int]:
    """The case whose number was typed stands first."""
    if not asked.case:
        return keys
    number, year = asked.case
    cases = Case.objects.filter(government_id=actor.government_id, year=year, number=number)
    return [*visible(actor, filters, keys_of(cases, SIZE)), *keys]


def _marked(actor: Actor, messages: AbstractSet[int], forms: AbstractSet[str]) -> dict[int, SafeString]:
    rows = Message.objects.filter(government_id=actor.government_id, pk__in=messages)
    return {talk: marked(guarded_text(text), forms) for talk, text in rows.values_list("conversation_id", "text")}
