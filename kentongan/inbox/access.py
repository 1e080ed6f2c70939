"""Who may do what with conversations and cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kentongan.channels.selectors import channels_for
from kentongan.organizations.access import NotAllowedError
from kentongan.organizations.roles import Role
from kentongan.organizations.selectors import holders_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from kentongan.inbox.models import Case, Conversation
    from kentongan.organizations.actor import Actor
    from kentongan.organizations.models import Agency, Person

WRITERS = (Role.LIAISON, Role.ADMIN)


def may_sort(actor: Actor, conversation: Conversation) -> bool:
    """Coordinators sort everything; admins and the head's team what arrives on their own accounts."""
    if actor.has(Role.COORDINATOR):
        return True
    on_own_account = channels_for(actor).filter(pk=conversation.channel_id).exists()
    return actor.has(Role.ADMIN, Role.LEADER_TEAM) and on_own_account


def check_sorter(actor: Actor, conversation: Conversation) -> None:
    """Raise NotAllowedError unless the actor may sort this conversation."""
    if not may_sort(actor, conversation):
        who = _names(holders_of(actor.government_id, Role.COORDINATOR))
        raise NotAllowedError(
            "Memilah percakapan ini tugas admin koordinator atau admin akun tempat warga menulis.", who
        )


def may_handle(actor: Actor, case: Case) -> bool:
    """Whoever has the case may answer it, pass it on or give it back; coordinators always may."""
    if actor.has(Role.COORDINATOR):
        return True
    if case.watched:
        return actor.has(Role.INSPECTOR)
    if actor.has(*WRITERS) and case.agency_id in actor.agencies:
        return True
    return case.agency_id is None and may_sort(actor, case.conversation)


def check_handler(actor: Actor, case: Case) -> None:
    """Raise NotAllowedError unless the actor may handle this case."""
    if may_handle(actor, case):
        return
    holder = case.agency.name if case.agency else "admin koordinator"
    people = (
        people_of(case.agency, watched=case.watched)
        if case.agency
        else holders_of(actor.government_id, Role.COORDINATOR)
    )
    raise NotAllowedError(f"Kasus ini sedang ditangani {holder}.", _names(people))


def people_of(agency: Agency, *, watched: bool = False) -> QuerySet[Person]:
    """Liaisons and admins of an agency: who answers for it. Of a watched matter, its inspectors."""
    roles = (Role.INSPECTOR,) if watched else WRITERS
    return holders_of(agency.government_id, *roles, agency_ids=frozenset({agency.pk}))


def _names(people: QuerySet[Person]) -> str:
    return ", ".join(f"{person.polite_name} ({person.agency.short_name})" for person in people[:3])
