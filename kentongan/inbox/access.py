"""Who may do what with conversations and cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kentongan.channels.selectors import channels_for
from kentongan.organizations.access import NotAllowedError
from kentongan.organizations.roles import Role
from kentongan.organizations.selectors import agency_and_below, holders_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from kentongan.channels.models import Channel
    from kentongan.inbox.models import Case, Conversation, Disposition
    from kentongan.organizations.actor import Actor
    from kentongan.organizations.models import Agency, Person

WRITERS = (Role.LIAISON, Role.ADMIN)
WORKERS = (*WRITERS, Role.COORDINATOR, Role.INSPECTOR, Role.LEADER_TEAM, Role.APPROVER, Role.PPID)
READERS = (*WORKERS, Role.REVIEWER, Role.AUDITOR, Role.HEAD, Role.ADMINISTRATOR)
"""Who has to do with what citizens write at all."""


def may_sort(actor: Actor, conversation: Conversation) -> bool:
    """Coordinators sort everything; admins and the head's team what arrives on their own accounts."""
    if actor.has(Role.COORDINATOR):
        return True
    if not actor.has(Role.ADMIN, Role.LEADER_TEAM):
        return False
    return channels_for(actor).filter(pk=conversation.channel_id).exists()


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


def may_take_part(actor: Actor, case: Case, disposition: Disposition) -> bool:
    """Whoever works for the unit a disposition went to gives its part or its result; inspectors alone of a watched matter."""
    if case.watched:
        return actor.has(Role.INSPECTOR) and disposition.to_agency_id in actor.agencies
    return actor.has(*WRITERS) and disposition.to_agency_id in actor.agencies


def check_reopener(actor: Actor, case: Case) -> None:
    """Raise NotAllowedError unless the actor may open an ended case again."""
    check_handler(actor, case)


def may_work(actor: Actor, case: Case) -> bool:
    """Whoever works on cases writes notes and keeps files in those they see; readers read."""
    return actor.has(Role.INSPECTOR, Role.COORDINATOR) if case.watched else actor.has(*WORKERS)


def check_worker(actor: Actor, case: Case) -> None:
    """Raise NotAllowedError unless the actor may add to this case."""
    if not may_work(actor, case):
        people = people_of(case.agency, watched=case.watched) if case.agency else sorters_of(case)
        who = _names(people)
        raise NotAllowedError("Anda dapat membaca kasus ini, tetapi tidak ikut mengerjakannya.", who)


def sorters_of(case: Case) -> list[Person]:
    """Who passes a case on that nobody has: coordinators; of a watched matter those of them who see it, and inspectors."""
    if not case.watched:
        return list(holders_of(case.government_id, Role.COORDINATOR))
    reported = agency_and_below(case.government_id, case.reported_agency_id) if case.reported_agency_id else frozenset()
    coordinators = [one for one in holders_of(case.government_id, Role.COORDINATOR) if one.agency_id not in reported]
    return [*coordinators, *(one for one in holders_of(case.government_id, Role.INSPECTOR) if one not in coordinators)]


def account_sorters(channel: Channel) -> tuple[list[int], list[int]]:
    """The keys of who sorts what arrives on an account: coordinators, and its admins beside them (no watched matter is theirs)."""
    chiefs = holders_of(channel.government_id, Role.COORDINATOR)
    admins = holders_of(channel.government_id, Role.ADMIN, agency_ids=frozenset({channel.agency_id}))
    if channel.standing == channel.Standing.LEADER:
        admins |= holders_of(channel.government_id, Role.LEADER_TEAM)
    keys = list(chiefs.values_list("pk", flat=True))
    return keys, [key for key in admins.values_list("pk", flat=True) if key not in keys]


def people_of(agency: Agency, *, watched: bool = False) -> QuerySet[Person]:
    """Liaisons and admins of an agency: who answers for it. Of a watched matter, its inspectors."""
    roles = (Role.INSPECTOR,) if watched else WRITERS
    return holders_of(agency.government_id, *roles, agency_ids=frozenset({agency.pk}))


def _names(people: Sequence[Person] | QuerySet[Person]) -> str:
    return ", ".join(f"{person.polite_name} ({person.agency.short_name})" for person in people[:3])
