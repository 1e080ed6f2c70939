"""How many stand behind a tab or a view: exactly up to a thousand; counting on would cost every page and tell nobody more."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import Count, Q, Subquery, Value
from django.db.models.functions import Coalesce

from kentongan.inbox.lists.filters import TABS, pairs, read
from kentongan.inbox.lists.pages import end_of_walk, some_of, walks_far
from kentongan.inbox.lists.seeing import base_for, parts_for
from kentongan.inbox.selectors import SEES_WATCHED
from kentongan.inbox.states import NEW, READY, WITH_AGENCY
from kentongan.organizations.roles import Role
from kentongan.tenancy.together import read_together

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.db.models import QuerySet

    from kentongan.inbox.lists.filters import Filters
    from kentongan.inbox.lists.models import SavedView
    from kentongan.inbox.models import Conversation
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
    """How many each saved view holds now, by its key, asked in one statement. One that looks for words is not counted.

    What no index answers is counted among the newest: "7+" says that there are at least seven.
    """
    asked = {view.pk: read(dict(pairs(view.words))) for view in views}
    held = {key: filters for key, filters in list(asked.items())[:MOST_VIEWS] if not filters.q}
    far = {one.tab for one in held.values() if walks_far(actor, one)}
    ends = {tab: end_of_walk(actor, tab, WALK) for tab in far}
    rows = {key: some_of(actor, one, MOST_OF_VIEW + 1, _newest(ends, actor, one)) for key, one in held.items()}
    read_together(*rows.values(), *ends.values())
    cut = {tab for tab, end in ends.items() if len(end)}
    counted = {key: (len(rows[key]), one.tab in cut and walks_far(actor, one)) for key, one in held.items()}
    return {key: figure(n, MOST_OF_VIEW, more=more) for key, (n, more) in counted.items() if n or not more}


def _newest(ends: Mapping[str, QuerySet[Conversation, Any]], actor: Actor, filters: Filters) -> Q:
    if not walks_far(actor, filters):
        return Q()
    since = Subquery(ends[filters.tab].values("last_at"))
    return Q(last_at__gte=Coalesce(since, Value(datetime.min.replace(tzinfo=UTC))))


def figure(count: int, most: int = MOST, *, more: bool = False) -> str:
    """A count as people read it; `more`: there may be others."""
    text = f"{min(count, most):,}".replace(",", ".")
    return f"{text}+" if more or count > most else text
