"""Emergencies go out after one approval, and are looked at afterwards."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.approvals.models import REASON, AfterAudit
from kentongan.approvals.people import authors_of
from kentongan.approvals.selectors import AUDITORS, decisions_on
from kentongan.audit.registry import register_action
from kentongan.audit.services import record
from kentongan.core import clock
from kentongan.organizations.access import NotAllowedError, require_role
from kentongan.organizations.selectors import holders_of
from kentongan.work.models import Notice
from kentongan.work.registry import register_task_kind
from kentongan.work.services import close_tasks, notify, open_task

if TYPE_CHECKING:
    from kentongan.approvals.models import Approval
    from kentongan.organizations.actor import Actor

TASK, SUBJECT = "approvals.audit", "approval_audit"
REGISTER = "/setujui/darurat/"
register_task_kind(TASK, group="Perlu diperiksa", verb="Periksa", order=20)
register_action("approvals.audited", "{actor} memeriksa kabar darurat “{title}” sesudah terbit: {finding}")


def open_audit(actor: Actor, approval: Approval) -> AfterAudit | None:
    """Ask for the look afterwards where the path wants one."""
    hours = approval.way.audit_hours
    if not hours:
        return None
    audit, _ = AfterAudit.objects.get_or_create(
        government_id=approval.government_id,
        approval=approval,
        defaults={"due_at": clock.now() + timedelta(hours=hours)},
    )
    approval.look_at = min(filter(None, (approval.look_at, audit.due_at)))
    approval.save(update_fields=["look_at"])
    path = f"{REGISTER}{audit.pk}/"
    people = [one for one in holders_of(actor.government_id, *AUDITORS) if one.pk not in barred_from(audit)]
    for person in people:
        open_task(
            actor=actor,
            kind=TASK,
            subject_type=SUBJECT,
            subject_id=audit.pk,
            title=f"Periksa kabar darurat “{approval.title}”",
            detail=f"Terbit dengan satu persetujuan, dari {approval.agency.short_name}",
            path=path,
            person_id=person.pk,
            due_at=audit.due_at,
        )
    sentence = f"Kabar darurat “{approval.title}” terbit dengan satu persetujuan. Periksa sesudahnya"
    ids = [person.pk for person in people]
    notify(actor=actor, person_ids=ids, kind=Notice.Kind.ACTION, sentence=sentence, path=path)
    return audit


def remind_of_audit(actor: Actor, approval: Approval) -> None:
    """Ask again, once, where the look afterwards is overdue."""
    rows = AfterAudit.objects.filter(government_id=actor.government_id, approval=approval, finding="")
    audit = rows.filter(reminded_at=None, due_at__lte=clock.now()).first()
    if audit is None:
        return
    audit.reminded_at = clock.now()
    audit.save(update_fields=["reminded_at"])
    people = {one.pk for one in holders_of(actor.government_id, *AUDITORS)} - barred_from(audit)
    sentence = f"Pemeriksaan kabar darurat “{approval.title}” lewat tenggat"
    path = f"{REGISTER}{audit.pk}/"
    notify(actor=actor, person_ids=people, kind=Notice.Kind.ACTION, sentence=sentence, path=path)


def barred_from(audit: AfterAudit) -> frozenset[int]:
    """Whoever wrote it or decided it."""
    said = {one for row in decisions_on(audit.approval) for one in (row.person_id, row.in_place_of_id or 0)}
    return (authors_of(audit.approval) | said) - {0}


@transaction.atomic
def audit_afterwards(*, actor: Actor, audit: AfterAudit, finding: str, note: str) -> AfterAudit:
    """Say what the look afterwards found. NotAllowedError for whoever wrote or approved it; said twice, the first stands."""
    require_role(actor, *AUDITORS, to="memeriksa kabar darurat")
    rows = AfterAudit.objects.select_for_update(of=("self",)).select_related("approval")
    audit = rows.get(government_id=actor.government_id, pk=audit.pk)
    if actor.person_id in barred_from(audit):
        raise NotAllowedError("Anda ikut menulis atau menyetujuinya, jadi orang lain yang memeriksa.")
    if audit.finding:
        return audit
    audit.finding, audit.note = AfterAudit.Finding(finding), note.strip()[:REASON]
    audit.by_id, audit.at = actor.person_id, clock.now()
    audit.save(update_fields=["finding", "note", "by", "at"])
    close_tasks(actor=actor, subject_type=SUBJECT, subject_id=audit.pk)
    approval = audit.approval
    data = {"title": approval.title, "finding": audit.get_finding_display(), "note": audit.note}
    record(
        actor=actor,
        action="approvals.audited",
        subject_type=approval.subject_type,
        subject_id=approval.subject_id,
        data=data,
    )
    sentence = f"{actor.name} memeriksa “{approval.title}”: {audit.get_finding_display().lower()}. {audit.note}"
    people = barred_from(audit)
    notify(actor=actor, person_ids=people, kind=Notice.Kind.NEWS, sentence=sentence, path=f"{REGISTER}{audit.pk}/")
    return audit
