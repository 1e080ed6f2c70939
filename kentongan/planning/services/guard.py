"""Who may change the plan, and how the trail tells of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kentongan.audit.registry import register_thing
from kentongan.audit.services import record
from kentongan.organizations.access import NotAllowedError, require_role
from kentongan.organizations.selectors import holders_of
from kentongan.planning.selectors import KEEPERS, PLANNERS, may_keep_for

if TYPE_CHECKING:
    from django.db.models import Model

    from kentongan.organizations.actor import Actor

PROGRAMME, STRATEGY, CAMPAIGN = "planning.programme", "planning.strategy", "planning.campaign"
OBLIGATION, PLAN = "planning.obligation", "planning.plan"

register_thing(PROGRAMME, "Program", "/rencana/program/{id}/")
register_thing(STRATEGY, "Strategi", "/rencana/strategi/{id}/")
register_thing(CAMPAIGN, "Kampanye", "/rencana/kampanye/{id}/")
register_thing(OBLIGATION, "Informasi berkala", "/rencana/berkala/")
register_thing(PLAN, "Rencana", "/rencana/")


class PlanError(Exception):
    """The plan does not allow it. `sentence` says what happened, why, and what to do."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


def planner(actor: Actor, to: str) -> None:
    """Insist on a right over the plan of the whole government. NotAllowedError."""
    require_role(actor, *PLANNERS, to=to)


def keeper(actor: Actor, agency_id: int, to: str) -> None:
    """Insist on a right over one agency's part of the plan. NotAllowedError."""
    if may_keep_for(actor, agency_id):
        return
    require_role(actor, *KEEPERS, *PLANNERS, to=to)
    people = holders_of(actor.government_id, *PLANNERS)[:3]
    who = ", ".join(f"{person.polite_name} ({person.agency.short_name})" for person in people)
    raise NotAllowedError(f"Untuk {to} milik dinas lain diperlukan peran koordinator.", who)


def told(actor: Actor, action: str, kind: str, thing: Model | str, **data: object) -> None:
    """One entry in the trail."""
    key = thing if isinstance(thing, str) else thing.pk
    record(actor=actor, action=action, subject_type=kind, subject_id=key, data=data)
