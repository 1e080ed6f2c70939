"""How many stand behind a tab or a view: exactly up to a thousand; counting on would cost every page and tell nobody more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kentongan.inbox.lists.seeing import base_for, parts_for
from kentongan.inbox.states import NEW, READY, WITH_AGENCY
from kentongan.tenancy.together import count_together

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from kentongan.inbox.models import Conversation
    from kentongan.organizations.actor import Actor

MOST = 1_000
COUNTED = {"pilah": NEW, "dinas": WITH_AGENCY, "siap": READY}
"""What is done is not waiting, nor is gambling talk that waits to be put away: both stand in their lists uncounted."""


def tab_counts(actor: Actor) -> dict[str, int]:
    """How many wait behind each tab where something waits; one more than `MOST` stands for more."""
    return count_together({tab: _behind(actor, state) for tab, state in COUNTED.items()}, MOST)


def _behind(actor: Actor, state: str) -> QuerySet[Conversation, Any]:
    rows = base_for(actor).filter(state=state).order_by()
    rows = rows.filter(spam=False) if state == NEW else rows
    parts = [rows.filter(part).values("pk")[: MOST + 1] for part in parts_for(actor)]
    return parts[0].union(*parts[1:]) if len(parts) > 1 else parts[0]


def figure(count: int) -> str:
    """A count as people read it."""
    text = f"{min(count, MOST):,}".replace(",", ".")
    return f"{text}+" if count > MOST else text
