"""Reading requests for approval, scoped to who asks, and who may decide them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db.models import Q

from kentongan.approvals.models import AfterAudit, Approval, ApprovalPath, Decision, Delegation
from kentongan.approvals.people import asked_of, called, has_decided, hats_of, progress_of
from kentongan.approvals.standing import Hat, may_decide
from kentongan.approvals.states import APPROVED, CHANGES_ASKED, EXPIRED, IN_FORCE, WAITING
from kentongan.core import clock
from kentongan.organizations.models import Person
from kentongan.organizations.roles import Role

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from kentongan.approvals.standing import Verdict
    from kentongan.organizations.actor import Actor

KEEPERS = (Role.COORDINATOR, Role.ADMINISTRATOR)
"""Who keeps paths, and records who stands in for others."""
AUDITORS = (Role.AUDITOR, Role.INSPECTOR, Role.COORDINATOR)


Hats = Sequence[Hat]


def approvals_for(actor: Actor, hats: Hats | None = None) -> QuerySet[Approval]:
    """The requests about things of the agencies this actor sees, and those this actor is or was asked about; newest first.

    `hats`: the actor's rights, where somebody read them already.
    """
    approvals = Approval.objects.filter(government_id=actor.government_id).order_by("-requested_at", "-pk")
    approvals = approvals.select_related("agency", "co_agency", "requested_by", "decided_by").defer("shown", "facts")
    if actor.sees_every_agency:
        return approvals
    near = Q(agency_id__in=actor.agencies) | Q(co_agency_id__in=actor.agencies) | Q(requested_by_id=actor.person_id)
    asked = called(actor.government_id, hats_of(actor) if hats is None else hats)
    return approvals.filter(near | asked | Q(told__contains=[actor.person_id]) | has_decided(actor))


def waiting_for(actor: Actor, hats: Hats | None = None) -> QuerySet[Approval]:
    """What this actor can decide now, the longest waiting first."""
    rows = Approval.objects.filter(government_id=actor.government_id, state=WAITING)
    mine = rows.filter(_asks(actor, hats_of(actor) if hats is None else hats))
    return mine.select_related("agency", "requested_by").order_by("requested_at", "pk")


def waiting_elsewhere(actor: Actor, hats: Hats) -> QuerySet[Approval]:
    """What this actor sees waiting for others."""
    return approvals_for(actor, hats).filter(state=WAITING).exclude(_asks(actor, hats))


def _asks(actor: Actor, hats: Hats) -> Q:
    """Requests that wait for this actor: asked, not written, not decided already, not too late."""
    counted = has_decided(actor) & Q(frozen_path__same_person=False)
    in_time = Q(expires_at=None) | Q(expires_at__gt=clock.now())
    return called(actor.government_id, hats) & in_time & ~Q(authors__contains=[actor.person_id]) & ~counted


def decided_lately(actor: Actor, hats: Hats) -> QuerySet[Approval]:
    """What this actor sees decided, the latest first."""
    rows = approvals_for(actor, hats).filter(decided_at__isnull=False, state__in=[APPROVED, CHANGES_ASKED, EXPIRED])
    return rows.order_by("-decided_at", "-pk")


def approval_for(actor: Actor, approval_id: int) -> Approval | None:
    """One request, or None when it is not this actor's to see."""
    return approvals_for(actor).defer(None).filter(pk=approval_id).first()


def approval_in_force(government_id: int, subject_type: str, subject_id: object) -> Approval | None:
    """The request that waits or was granted for a thing; None when there is none."""
    return Approval.objects.filter(
        government_id=government_id, subject_type=subject_type, subject_id=str(subject_id), state__in=IN_FORCE
    ).first()


def requests_about(government_id: int, subject_type: str, subject_id: object) -> QuerySet[Approval]:
    """Every request about a thing, the latest first."""
    about = Approval.objects.filter(
        government_id=government_id, subject_type=subject_type, subject_id=str(subject_id)
    ).select_related("agency", "requested_by", "decided_by", "deciding_agency")
    return about.order_by("-pk")


def earlier_requests(approval: Approval) -> QuerySet[Approval]:
    """The requests about the same thing before this one, the latest first."""
    about = requests_about(approval.government_id, approval.subject_type, approval.subject_id)
    return about.filter(pk__lt=approval.pk).defer("shown", "facts")


def latest_about(government_id: int, subject_type: str, subject_id: object) -> Approval | None:
    """The last request about a thing, whatever came of it."""
    return requests_about(government_id, subject_type, subject_id).first()


def approved_hash(government_id: int, subject_type: str, subject_id: object) -> str | None:
    """The fingerprint that stands approved, or None."""
    approval = approval_in_force(government_id, subject_type, subject_id)
    if approval is None or approval.state != APPROVED:
        return None
    over = approval.valid_until is not None and approval.valid_until < clock.now()
    return None if over else approval.content_hash


def approvers_of(approval: Approval) -> list[Person]:
    """The people asked to decide now."""
    return [one.person for one in asked_of(approval)]


def verdict_for(actor: Actor, approval: Approval) -> Verdict:
    """Tell whether this actor may decide, and if not why."""
    return may_decide(progress_of(approval), hats_of(actor), actor.person_id)


def who_can(approval: Approval) -> str:
    """The people asked, as one reads them: "Pak Bima (Dinas Kesehatan)"."""
    return ", ".join(str(one) for one in asked_of(approval)[:3])


def decisions_on(approval: Approval) -> Sequence[Decision]:
    """What was said at each step, in order."""
    rows = Decision.objects.filter(government_id=approval.government_id, approval_id=approval.pk)
    return list(rows.select_related("person", "in_place_of", "delegation").order_by("pk"))


def decided_before(approval: Approval) -> Approval | None:
    """The last request about the same thing that somebody read and decided something on."""
    said = Decision.objects.filter(government_id=approval.government_id).values("approval_id")
    about = requests_about(approval.government_id, approval.subject_type, approval.subject_id)
    return about.filter(pk__lt=approval.pk, pk__in=said).exclude(shown={}).first()


def paths_of(government_id: int) -> list[ApprovalPath]:
    """A government's own paths in the order they are tried."""
    rows = ApprovalPath.objects.filter(government_id=government_id, retired_at=None)
    return list(rows.select_related("changed_by").order_by("position", "pk"))


def path_for(actor: Actor, path_id: int) -> ApprovalPath | None:
    """One of them."""
    return ApprovalPath.objects.filter(government_id=actor.government_id, pk=path_id, retired_at=None).first()


def delegations_for(actor: Actor) -> QuerySet[Delegation]:
    """Who stands in for whom, the latest first: all for those who record it, else what is one's own."""
    rows = Delegation.objects.filter(government_id=actor.government_id).order_by("-starts", "-pk")
    rows = rows.select_related("from_person__agency", "to_person__agency", "agency")
    if actor.has(*KEEPERS):
        return rows
    return rows.filter(Q(from_person_id=actor.person_id) | Q(to_person_id=actor.person_id))


def emergencies_for(actor: Actor) -> QuerySet[AfterAudit]:
    """The register: every approved emergency this actor sees, the latest first."""
    seen = approvals_for(actor).filter(emergency=True).order_by().values("pk")
    rows = AfterAudit.objects.filter(government_id=actor.government_id, approval_id__in=seen)
    return rows.select_related("approval__agency", "approval__decided_by", "approval__requested_by", "by").order_by(
        "-pk"
    )


def delegation_for(actor: Actor, delegation_id: int) -> Delegation | None:
    """One of them."""
    return delegations_for(actor).filter(pk=delegation_id).first()


def names_of(government_id: int, person_ids: frozenset[int]) -> dict[int, str]:
    """How colleagues call these people; those who left are missing."""
    if not person_ids:
        return {}
    rows = Person.objects.filter(government_id=government_id, pk__in=person_ids, active=True)
    return {one.pk: one.polite_name for one in rows}


def person_names(government_id: int, person_ids: frozenset[int]) -> dict[int, str]:
    """The same with their agencies."""
    rows = Person.objects.filter(government_id=government_id, pk__in=person_ids).select_related("agency")
    return {one.pk: f"{one.polite_name} ({one.agency.short_name})" for one in rows}


def everybody(actor: Actor) -> list[Person]:
    """Who could stand in for somebody: everyone at work, by name; who works where is no secret inside a government."""
    rows = Person.objects.filter(government_id=actor.government_id, active=True)
    return list(rows.select_related("agency", "government").order_by("name"))
