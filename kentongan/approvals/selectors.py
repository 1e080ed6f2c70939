"""Reading requests for approval, and who may decide them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kentongan.approvals.models import Approval
from kentongan.approvals.registry import subject_of
from kentongan.approvals.rules import Verdict, may_decide
from kentongan.approvals.states import APPROVED, IN_FORCE, WAITING
from kentongan.organizations.models import Agency
from kentongan.organizations.roles import Role
from kentongan.organizations.selectors import holders_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from kentongan.organizations.actor import Actor
    from kentongan.organizations.models import Person


def approvals_for(actor: Actor) -> QuerySet[Approval]:
    """The requests about things of the agencies this actor sees, newest first."""
    approvals = Approval.objects.filter(government_id=actor.government_id).order_by("-requested_at", "-pk")
    approvals = approvals.select_related("agency", "requested_by", "decided_by")
    return approvals if actor.sees_every_agency else approvals.filter(agency_id__in=actor.agencies)


def waiting_for(actor: Actor) -> QuerySet[Approval]:
    """What this actor can decide now, the longest waiting first."""
    if not actor.has(Role.APPROVER):
        return Approval.objects.none()
    mine = approvals_for(actor).filter(state=WAITING, agency_id__in=actor.agencies)
    return mine.order_by("requested_at", "pk")


def approval_for(actor: Actor, approval_id: int) -> Approval | None:
    """One request, or None when it is not this actor's to see."""
    return approvals_for(actor).filter(pk=approval_id).first()


def approval_in_force(government_id: int, subject_type: str, subject_id: object) -> Approval | None:
    """The request that waits or was granted for a thing; None when there is none."""
    return Approval.objects.filter(
        government_id=government_id, subject_type=subject_type, subject_id=str(subject_id), state__in=IN_FORCE
    ).first()


def latest_about(government_id: int, subject_type: str, subject_id: object) -> Approval | None:
    """The last request about a thing, whatever came of it."""
    about = Approval.objects.filter(
        government_id=government_id, subject_type=subject_type, subject_id=str(subject_id)
    ).select_related("requested_by", "decided_by", "deciding_agency")
    return about.order_by("-pk").first()


def approved_hash(government_id: int, subject_type: str, subject_id: object) -> str | None:
    """The fingerprint that stands approved, or None."""
    approval = approval_in_force(government_id, subject_type, subject_id)
    return approval.content_hash if approval and approval.state == APPROVED else None


def deciding_agency(government_id: int, agency: Agency, authors: frozenset[int]) -> Agency | None:
    """The content's agency or the nearest above it that has an approver who did not write it."""
    candidate: Agency | None = agency
    while candidate is not None:
        if _approvers(government_id, candidate).exclude(pk__in=authors).exists():
            return candidate
        candidate = candidate.parent
    return None


def approvers_of(approval: Approval) -> QuerySet[Person]:
    """The people asked to decide."""
    authors = subject_of(approval.subject_type).authors(approval.government_id, approval.subject_id)
    return _approvers(approval.government_id, approval.deciding_agency).exclude(pk__in=authors).order_by("name")


def _approvers(government_id: int, agency: Agency) -> QuerySet[Person]:
    return holders_of(government_id, Role.APPROVER, agency_ids=frozenset({agency.pk}))


def verdict_for(actor: Actor, approval: Approval) -> Verdict:
    """Tell whether this actor may decide, and if not why."""
    authors = subject_of(approval.subject_type).authors(approval.government_id, approval.subject_id)
    return may_decide(
        is_approver=actor.has(Role.APPROVER),
        in_line=approval.agency_id in actor.agencies,
        wrote_it=actor.person_id in authors,
        agency=approval.agency.short_name,
    )


def who_can(approval: Approval) -> str:
    """The people asked, as one reads them: "Pak Bima (Dinas Kesehatan)"."""
    return ", ".join(f"{person.polite_name} ({person.agency.short_name})" for person in approvers_of(approval)[:3])
