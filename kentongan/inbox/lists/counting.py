"""How many stand behind a tab or a view: exactly up to a thousand; counting on would cost every page and tell nobody more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import Count

from kentongan.inbox.lists.filters import TABS
from kentongan.inbox.lists.seeing import base_for, parts_for
from kentongan.inbox.selectors import SEES_WATCHED
from kentongan.inbox.states import NEW, READY, WITH_AGENCY
from kentongan.organizations.roles import Role

if TYPE_CHECKING:
    from kentongan.organizations.actor import Actor

MOST = 1_000
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


def figure(count: int) -> str:
    """A count as people read it."""
    text = f"{min(count, MOST):,}".replace(",", ".")
    return f"{text}+" if count > MOST else text
