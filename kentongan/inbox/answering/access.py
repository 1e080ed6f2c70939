"""Who keeps words and facts for answers: coordinators for everyone, writers of answers for their own agency."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kentongan.inbox.access import WRITERS
from kentongan.organizations.access import NotAllowedError, require_role
from kentongan.organizations.roles import Role

if TYPE_CHECKING:
    from kentongan.organizations.actor import Actor

KEEPERS = (Role.COORDINATOR, *WRITERS)


def may_keep(actor: Actor, agency_id: int | None) -> bool:
    """What is shared belongs to the coordinators; what is an agency's to it and them."""
    if actor.has(Role.COORDINATOR):
        return True
    return agency_id is not None and actor.has(*WRITERS) and agency_id in actor.agencies


def check_keeper(actor: Actor, agency_id: int | None, to: str) -> None:
    """NotAllowedError unless the actor may keep it."""
    require_role(actor, *(KEEPERS if agency_id else (Role.COORDINATOR,)), to=to)
    if not may_keep(actor, agency_id):
        raise NotAllowedError(f"Untuk {to} Anda perlu bertugas di dinas itu.", "admin koordinator")
