"""The whole seed, in order: what is in the database first, then what the sandbox must know."""

from __future__ import annotations

from datetime import timedelta

from kentongan.config.seed import channels, comments, governments, past, people, plan, sandbox
from kentongan.core import clock

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
            plan.seed(government)
            comments.seed(government)
        if sandbox.is_there():
            sandbox.register_world(government)
            past.tell(government)
            comments.tell(government)
