"""The whole seed, in order: what is in the database first, then what the sandbox must know."""

from __future__ import annotations

from datetime import timedelta

from kentongan.config.seed import channels, comments, governments, past, people, plan, sandbox
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
    small = governments.is_small()
    for government in found:
        if government.code == PLANNED and not small:
            _month(government)
        if sandbox.is_there():
            sandbox.register_world(government)
            past.tell(government)
            comments.tell(government)


def _month(government: Government) -> None:
    """All of it or nothing: posts that went out, what citizens wrote under them, and what is planned."""
    with within(government.pk):
        if plan.is_empty(government):
            plan.seed(government, ahead=False)
            comments.seed(government)
            plan.seed(government, ahead=True)
