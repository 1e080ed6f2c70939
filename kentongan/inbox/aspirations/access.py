"""Who may do what with proposals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kentongan.organizations.access import NotAllowedError, require_role
from kentongan.organizations.roles import Role
from kentongan.organizations.selectors import holders_of

if TYPE_CHECKING:
    from kentongan.inbox.aspirations.models import Proposal
    from kentongan.organizations.actor import Actor

GATHERERS = (Role.COORDINATOR, Role.ADMIN, Role.LIAISON, Role.LEADER_TEAM)
ANSWERERS = (Role.LIAISON, Role.ADMIN, Role.APPROVER)
PUBLISHERS = (Role.COORDINATOR, Role.APPROVER, Role.HEAD)


def check_gatherer(actor: Actor) -> None:
    """Raise NotAllowedError unless the actor gathers what citizens wish for."""
    require_role(actor, *GATHERERS, to="mengumpulkan usul warga")


def may_answer(actor: Actor, proposal: Proposal) -> bool:
    """The owner's own people; coordinators on its behalf."""
    return actor.has(Role.COORDINATOR) or (actor.has(*ANSWERERS) and proposal.owner_id in actor.agencies)


def check_answerer(actor: Actor, proposal: Proposal) -> None:
    """Raise NotAllowedError unless the actor answers for the owner."""
    if may_answer(actor, proposal):
        return
    people = holders_of(actor.government_id, *ANSWERERS, agency_ids=frozenset({proposal.owner_id}))[:3]
    who = ", ".join(f"{person.polite_name} ({person.agency.short_name})" for person in people)
    raise NotAllowedError(f"Usul ini ditanggapi {proposal.owner.short_name}, pemilik programnya.", who)


def may_publish(actor: Actor, proposal: Proposal) -> bool:
    """A second person: whoever answered does not announce."""
    return actor.has(*PUBLISHERS) and proposal.responded_by_id != actor.person_id


def check_publisher(actor: Actor, proposal: Proposal) -> None:
    """Raise NotAllowedError unless the actor may announce this answer."""
    require_role(actor, *PUBLISHERS, to="mengumumkan tanggapan")
    if proposal.responded_by_id == actor.person_id:
        people = holders_of(actor.government_id, *PUBLISHERS).exclude(pk=actor.person_id)[:3]
        who = ", ".join(f"{person.polite_name} ({person.agency.short_name})" for person in people)
        raise NotAllowedError("Anda sendiri yang menulis tanggapan ini; orang lain yang mengumumkannya.", who)
