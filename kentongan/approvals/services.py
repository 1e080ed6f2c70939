"""Asking for approval, deciding, and taking an approval back when the content changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.approvals.models import Approval
from kentongan.approvals.registry import subject_of
from kentongan.approvals.selectors import approval_in_force, approvers_of, deciding_agency, verdict_for, who_can
from kentongan.approvals.states import APPROVAL, APPROVED, CHANGES_ASKED, VOID
from kentongan.audit.registry import register_action
from kentongan.audit.services import record
from kentongan.core import clock
from kentongan.organizations.access import NotAllowedError
from kentongan.organizations.models import Agency
from kentongan.organizations.roles import Role
from kentongan.work.models import Notice
from kentongan.work.registry import register_task_kind
from kentongan.work.services import close_tasks, notify, open_task

if TYPE_CHECKING:
    from kentongan.organizations.actor import Actor

TASK = "approvals.decide"
register_task_kind(TASK, group="Setujui", verb="Periksa", order=10)
register_action("approvals.requested", "{actor} meminta persetujuan untuk “{title}”")
register_action("approvals.approved", "{actor} menyetujui “{title}”")
register_action("approvals.changes_asked", "{actor} meminta perbaikan “{title}”: {reason}")
register_action("approvals.void", "Persetujuan “{title}” tidak berlaku lagi: {reason}")


class NobodyCanApproveError(Exception):
    """Neither the agency nor one above it has an approver who did not write the content."""


class ContentChangedError(Exception):
    """What would be approved is no longer what the approver saw."""


class AlreadyDecidedError(Exception):
    """Somebody decided before, or the request was taken back."""


@transaction.atomic
def request_approval(
    *, actor: Actor, subject_type: str, subject_id: object, content_hash: str, agency_id: int, title: str, path: str
) -> Approval:
    """Ask for approval of exact content. An earlier request about it that still stands becomes void."""
    void(actor=actor, subject_type=subject_type, subject_id=subject_id, reason="diajukan ulang")
    agency = Agency.objects.get(government_id=actor.government_id, pk=agency_id)
    authors = subject_of(subject_type).authors(actor.government_id, str(subject_id)) | {actor.person_id}
    decider = deciding_agency(actor.government_id, agency, authors)
    if decider is None:
        raise NobodyCanApproveError
    approval = Approval.objects.create(
        government_id=actor.government_id,
        subject_type=subject_type,
        subject_id=str(subject_id),
        agency=agency,
        deciding_agency=decider,
        title=title,
        path=path,
        content_hash=content_hash,
        requested_by_id=actor.person_id,
        requested_at=clock.now(),
    )
    _ask(actor, approval)
    _told(actor, "approvals.requested", approval)
    return approval


@transaction.atomic
def approve(*, actor: Actor, approval: Approval, content_hash: str) -> Approval:
    """Approve what was seen. `content_hash` is what the page showed; when it no longer fits, nothing is approved."""
    approval = _to_decide(actor, approval)
    subject = subject_of(approval.subject_type)
    now_hash = subject.content_hash(approval.government_id, approval.subject_id)
    if not content_hash == approval.content_hash == now_hash:
        raise ContentChangedError
    _decide(actor, approval, APPROVED)
    _told(actor, "approvals.approved", approval)
    sentence = f"{actor.name} menyetujui “{approval.title}”"
    notify(
        actor=actor,
        person_ids=[approval.requested_by_id],
        kind=Notice.Kind.NEWS,
        sentence=sentence,
        path=approval.path,
    )
    subject.approved(actor, approval)
    return approval


@transaction.atomic
def ask_for_change(*, actor: Actor, approval: Approval, reason: str) -> Approval:
    """Send it back with what has to change."""
    approval = _to_decide(actor, approval)
    _decide(actor, approval, CHANGES_ASKED, reason.strip()[:1000])
    _told(actor, "approvals.changes_asked", approval)
    sentence = f"{actor.name} meminta perbaikan “{approval.title}”: {approval.reason}"
    notify(
        actor=actor,
        person_ids=[approval.requested_by_id],
        kind=Notice.Kind.ACTION,
        sentence=sentence,
        path=approval.path,
    )
    subject_of(approval.subject_type).changes_asked(actor, approval)
    return approval


@transaction.atomic
def void(*, actor: Actor, subject_type: str, subject_id: object, reason: str) -> bool:
    """End a request or an approval because its content changed or was taken back; tell whether there was one."""
    approval = approval_in_force(actor.government_id, subject_type, subject_id)
    if approval is None:
        return False
    approval = Approval.objects.select_for_update().get(government_id=actor.government_id, pk=approval.pk)
    APPROVAL.check(approval.state, VOID)
    approval.state, approval.reason = VOID, reason[:1000]
    approval.save(update_fields=["state", "reason"])
    close_tasks(actor=actor, subject_type="approval", subject_id=approval.pk, kinds=[TASK])
    _told(actor, "approvals.void", approval)
    return True


def _to_decide(actor: Actor, approval: Approval) -> Approval:
    locked = Approval.objects.select_for_update().get(government_id=actor.government_id, pk=approval.pk)
    verdict = verdict_for(actor, locked)
    if not verdict:
        raise NotAllowedError(verdict.sentence, who_can(locked))
    if not locked.waits:
        raise AlreadyDecidedError
    return locked


def _decide(actor: Actor, approval: Approval, state: str, reason: str = "") -> None:
    APPROVAL.check(approval.state, state)
    approval.state, approval.reason = state, reason
    approval.decided_by_id, approval.decided_at = actor.person_id, clock.now()
    approval.save(update_fields=["state", "reason", "decided_by", "decided_at"])
    close_tasks(actor=actor, subject_type="approval", subject_id=approval.pk, kinds=[TASK])


def _ask(actor: Actor, approval: Approval) -> None:
    open_task(
        actor=actor,
        kind=TASK,
        subject_type="approval",
        subject_id=approval.pk,
        title=approval.title,
        detail=f"Dari {actor.name}, {approval.agency.short_name}",
        path=f"/setujui/{approval.pk}/",
        role=Role.APPROVER,
        agency_id=approval.deciding_agency_id,
    )
    notify(
        actor=actor,
        person_ids=approvers_of(approval).values_list("pk", flat=True),
        kind=Notice.Kind.ACTION,
        sentence=f"{actor.name} meminta persetujuan untuk “{approval.title}”",
        path=f"/setujui/{approval.pk}/",
    )


def _told(actor: Actor, action: str, approval: Approval) -> None:
    record(
        actor=actor,
        action=action,
        subject_type=approval.subject_type,
        subject_id=approval.subject_id,
        data={"title": approval.title, "reason": approval.reason, "hash": approval.content_hash},
    )
