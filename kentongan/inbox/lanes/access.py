"""Who may do what in the lanes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kentongan.inbox.access import may_handle
from kentongan.organizations.access import NotAllowedError, require_role
from kentongan.organizations.roles import Role
from kentongan.organizations.selectors import holders_of

if TYPE_CHECKING:
    from kentongan.inbox.lanes.ppid_models import InformationRequest
    from kentongan.organizations.actor import Actor

OFFICERS = (Role.PPID, Role.COORDINATOR)
KEEPERS = (Role.COORDINATOR, Role.ADMINISTRATOR)


def may_officiate(actor: Actor, request: InformationRequest) -> bool:
    """The PPID and coordinators; liaisons of the agency that holds the information (a PPID's helpers)."""
    if actor.has(*OFFICERS):
        return True
    return actor.has(Role.LIAISON) and request.agency_id in actor.agencies


def check_officer(actor: Actor, request: InformationRequest) -> None:
    """Raise NotAllowedError unless the actor may answer this request."""
    if may_officiate(actor, request):
        return
    people = holders_of(actor.government_id, *OFFICERS)[:3]
    who = ", ".join(f"{person.polite_name} ({person.agency.short_name})" for person in people)
    raise NotAllowedError("Permintaan informasi dijawab PPID, bukan dinas yang menerimanya.", who)


def check_keeper(actor: Actor, to: str) -> None:
    """Raise NotAllowedError unless the actor keeps the government's own lists."""
    require_role(actor, *KEEPERS, to=to)


__all__ = ["KEEPERS", "OFFICERS", "check_keeper", "check_officer", "may_handle", "may_officiate"]
