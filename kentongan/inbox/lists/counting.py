"""How many stand behind a tab or a view: exactly up to a thousand; counting on would cost every page and tell nobody more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q

from kentongan.inbox.lists.filters import TABS, pairs, read
from kentongan.inbox.lists.narrowing import walks
from kentongan.inbox.lists.pages import newest_in, some_of
from kentongan.inbox.lists.seeing import parts_for, put_together
from kentongan.inbox.states import NEW, READY, WITH_AGENCY
from kentongan.tenancy.together import count_together

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from kentongan.inbox.lists.filters import Filters
    from kentongan.inbox.lists.models import SavedView
    from kentongan.inbox.models import Conversation
    from kentongan.organizations.actor import Actor

MOST = 1_000
MOST_OF_VIEW, MOST_VIEWS, WALK = 99, 12, 1_000
"""Of saved views: so many conversations of so many views, looking so far back where no index helps."""
COUNTED = {"pilah": NEW, "dinas": WITH_AGENCY, "siap": READY}
"""What is done is not waiting, nor is gambling talk that waits to be put away: both stand in their lists uncounted."""


def tab_counts(actor: Actor) -> dict[str, int]:
    """How many wait behind each tab where something waits; one more than `MOST` stands for more."""
    return count_together({tab: _behind(actor, state) for tab, state in COUNTED.items()}, MOST)


def _behind(actor: Actor, state: str) -> QuerySet[Conversation, Any]:
    counted = Q(spam=False) if state == NEW else None
    return put_together([part.rows((state,), counted).values("pk")[: MOST + 1] for part in parts_for(actor)])


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
    counted = count_together({**rows, **ends}, MOST_OF_VIEW)
    more = {key: walks(one) and bool(counted[one.tab]) for key, one in held.items()}
    return {key: figure(counted[key], MOST_OF_VIEW, more=more[key]) for key in held if counted[key] or not more[key]}


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
