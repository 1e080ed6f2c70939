"""The whole seed, in order: what is in the database first, then what the sandbox must know."""

from __future__ import annotations

from datetime import timedelta

from kentongan.approvals import services as approvals
from kentongan.config.seed import (
    agenda,
    aims,
    answering,
    beside,
    blocks,
    cards,
    channels,
    comments,
    facts,
    governments,
    imports,
    lanes,
    named_places,
    past,
    people,
    plan,
    sandbox,
    shelf,
    ways_out,
)
from kentongan.core import clock
from kentongan.tenancy.models import Government
from kentongan.tenancy.scope import within

FOUNDED = timedelta(days=45)
PLANNED = "wajo"


def seed() -> None:
    """Put the example governments in; running it again only adds what is missing."""
    with clock.stopped_at(clock.now() - FOUNDED):
        found = governments.seed()
        for government in found:
            people.seed(government)
            channels.seed(government)
            lanes.seed_paths(government)
            named_places.seed(government)
    small = governments.is_small()
    for government in found:
        if government.code == PLANNED:
            aims.seed(government)
            if not small:
                _month(government)
        if sandbox.is_there():
            sandbox.register_world(government)
            past.tell(government)
            comments.tell(government)
    if not small:
        approvals.keep_due()  # what nobody decided in time goes back to its writers


def _month(government: Government) -> None:
    """All of it or nothing: posts that went out, what citizens wrote under them, and what is planned."""
    with within(government.pk):
        if plan.is_empty(government):
            plan.seed(government, ahead=False)
            comments.seed(government)
            plan.seed(government, ahead=True)
            aims.place(government)
            cards.seed(government)
            shelf.seed(government)
            imports.seed(government)
            beside.seed(government)
            lanes.seed(government)
            agenda.seed(government)
            facts.seed(government)
            answering.seed(government)
            blocks.seed(government)
            ways_out.seed(government)
