"""How many stand behind a tab or a view: exactly up to a thousand; counting on would cost every page and tell nobody more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import Count, Q

from kentongan.inbox.lists.filters import TABS, pairs, read
from kentongan.inbox.lists.narrowing import walks
from kentongan.inbox.lists.pages import newest_in, some_of
from kentongan.inbox.lists.seeing import base_for, parts_for
from kentongan.inbox.selectors import SEES_WATCHED
from kentongan.inbox.states import NEW, READY, WITH_AGENCY
from kentongan.organizations.roles import Role
from kentongan.tenancy.together import read_together

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kentongan.inbox.lists.filters import Filters
    from kentongan.inbox.lists.models import SavedView
    from kentongan.organizations.actor import Actor

MOST = 1_000
MOST_OF_VIEW, MOST_VIEWS, WALK = 99, 12, 1_000
"""Of saved views: so many conversations of so many views, looking so far back where no index helps."""
UP_TO = """(SELECT count(*) FROM (SELECT FROM inbox_conversation
    WHERE government_id = %s AND state = %s AND NOT (spam AND state = 'new') AND (NOT watched OR (%s AND NOT EXISTS (
        SELECT FROM inbox_case WHERE inbox_case.government_id = inbox_conversation.government_id
        AND inbox_case.id = inbox_conversation.case_id AND inbox_case.reported_agency_id = ANY(%s)))) LIMIT %s) waiting)"""
COUNTED = {"pilah": NEW, "dinas": WITH_AGENCY, "siap": READY}
"""What is done is not waiting, nor is gambling talk that waits to be put away: both stand in their lists uncounted."""


def tab_counts(actor: Actor) -> dict[str, int]:
    """How many wait behind each tab where something waits; one more than `MOST` stands for more."""
    if actor.sees_every_agency:
        by_state = _in_one_statement(actor)
    else:
        rows = base_for(actor).filter(state__in=list(COUNTED.values())).exclude(spam=True, state=NEW).order_by()
        parts = [rows.filter(part).values("pk") for part in parts_for(actor)]
        waiting = base_for(actor).order_by().filter(pk__in=parts[0].union(*parts[1:]))
        by_state = dict(waiting.values("state").annotate(n=Count("pk")).values_list("state", "n"))
    return {tab: by_state.get(COUNTED[tab], 0) for tab in TABS if tab in COUNTED}


def _in_one_statement(actor: Actor) -> dict[str, int]:
    watched, own = actor.has(*SEES_WATCHED), [] if actor.has(Role.INSPECTOR) else list(actor.agencies)
    asked = [value for state in COUNTED.values() for value in (actor.government_id, state, watched, own, MOST + 1)]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join([UP_TO] * len(COUNTED))}", asked)
        found = cursor.fetchone()
    return dict(zip(COUNTED.values(), found or (), strict=False))


def view_counts(actor: Actor, views: Iterable[SavedView]) -> dict[int, str]:
    """How many each saved view holds now, by its key, asked in one statement; what would be dear to count is left out.

    What no index answers is counted among the newest: "7+" says that there are at least seven.
    """
    asked = {view.pk: read(dict(pairs(view.words))) for view in list(views)[:MOST_VIEWS]}
    held = {key: filters for key, filters in asked.items() if _cheap(actor, filters)}
    newest = {tab: newest_in(actor, tab) for tab in {one.tab for one in held.values() if walks(one)}}
    ends = {tab: rows[WALK : WALK + 1] for tab, rows in newest.items()}
    among = {key: Q(pk__in=newest[one.tab][:WALK]) if walks(one) else None for key, one in held.items()}
    rows = {key: some_of(actor, one, MOST_OF_VIEW + 1, among[key]) for key, one in held.items()}
    read_together(*rows.values(), *ends.values())
    counted = {key: (len(rows[key]), walks(one) and bool(len(ends[one.tab]))) for key, one in held.items()}
    return {key: figure(n, MOST_OF_VIEW, more=more) for key, (n, more) in counted.items() if n or not more}


def _cheap(actor: Actor, filters: Filters) -> bool:
    """Whether counting passes few rows: nothing looked for by words, and neither a walk for people of one agency nor an agency's past."""
    if filters.q:
        return False
    if walks(filters):
        return actor.sees_every_agency
    return not filters.dinas or len(TABS[filters.tab][1]) == 1


def figure(count: int, most: int = MOST, *, more: bool = False) -> str:
    """A count as people read it; `more`: there may be others."""
    text = f"{min(count, most):,}".replace(",", ".")
    return f"{text}+" if more or count > most else text
