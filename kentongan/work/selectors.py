"""Reading tasks and notices; everyone reads only their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F, Q

from kentongan.organizations.roles import Role
from kentongan.work.models import Notice, Task

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from kentongan.organizations.actor import Actor


def tasks_for(actor: Actor) -> QuerySet[Task]:
    """What waits for this actor, the most urgent first: named, or by role in own agency or in none in particular."""
    own_agency = Q(agency=None) | Q(agency_id=actor.agency_id)
    if actor.has(Role.COORDINATOR):
        own_agency |= Q(role=Role.COORDINATOR)
    mine = Q(person_id=actor.person_id) | (Q(person=None, role__in=actor.roles) & own_agency)
    return Task.objects.filter(mine, government_id=actor.government_id, done_at=None).order_by(
        F("due_at").asc(nulls_last=True), "pk"
    )


def notices_for(actor: Actor, kind: str = "") -> QuerySet[Notice]:
    """What this actor was told, newest first; `kind` narrows it."""
    mine = Notice.objects.filter(government_id=actor.government_id, person_id=actor.person_id).order_by("-pk")
    return mine.filter(kind=kind) if kind else mine


def unread_by(actor: Actor) -> QuerySet[Notice]:
    """The notices this actor has not read."""
    return notices_for(actor).filter(read_at=None)


def unread_count(actor: Actor) -> int:
    """How many notices this actor has not read."""
    return unread_by(actor).count()
