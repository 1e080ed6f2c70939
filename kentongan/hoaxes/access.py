"""Who may do what with claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kentongan.organizations.access import NotAllowedError, require_role
from kentongan.organizations.roles import Role
from kentongan.organizations.selectors import holders_of

if TYPE_CHECKING:
    from kentongan.hoaxes.models import Claim
    from kentongan.organizations.actor import Actor

CHECKERS = (
    *(Role.ADMIN, Role.REVIEWER, Role.COORDINATOR, Role.LIAISON),
    *(Role.LEADER_TEAM, Role.PPID, Role.CRISIS_LEAD),
)
DECIDERS = (Role.COORDINATOR, Role.PPID, Role.APPROVER)
READERS = (*CHECKERS, Role.APPROVER, Role.AUDITOR, Role.HEAD, Role.ADMINISTRATOR)
SEES_ALL = (Role.PPID,)


def sees_all(actor: Actor) -> bool:
    """Claims of every agency."""
    return actor.sees_every_agency or actor.has(*SEES_ALL)


def may_decide(actor: Actor, claim: Claim) -> bool:
    """Whoever decides is not who checked: a verdict has two persons behind it."""
    return actor.has(*DECIDERS) and claim.checked_by_id != actor.person_id


def check_decider(actor: Actor, claim: Claim) -> None:
    """Raise NotAllowedError unless the actor may decide about this claim."""
    require_role(actor, *DECIDERS, to="mengumumkan putusan")
    if claim.checked_by_id == actor.person_id:
        people = holders_of(actor.government_id, *DECIDERS).exclude(pk=actor.person_id)[:3]
        who = ", ".join(f"{person.polite_name} ({person.agency.short_name})" for person in people)
        raise NotAllowedError("Anda sendiri yang memeriksa kabar ini; putusannya diumumkan orang lain.", who)
