"""Asking people: which step is open, by when, and who has been told of it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from kentongan.approvals.models import Call
from kentongan.approvals.people import asked_of, key_of, progress_of
from kentongan.audit.registry import register_action
from kentongan.audit.services import record
from kentongan.core import clock
from kentongan.organizations.rules import after_office_hours
from kentongan.organizations.selectors import calendar_overrides
from kentongan.tenancy.models import Government
from kentongan.work.models import Notice
from kentongan.work.registry import register_task_kind
from kentongan.work.services import close_tasks, keep_tasks_of, notify, open_task

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from kentongan.approvals.models import Approval
    from kentongan.approvals.people import Asked
    from kentongan.approvals.rules import Step
    from kentongan.organizations.actor import Actor

TASK, SUBJECT = "approvals.decide", "approval"
register_task_kind(TASK, group="Setujui", verb="Periksa", order=10)
register_action("approvals.requested", "{actor} meminta persetujuan untuk “{title}”")
register_action("approvals.approved", "{actor} menyetujui “{title}”")
register_action("approvals.step_approved", "{actor} menyetujui “{title}”, langkah {step}")
register_action("approvals.changes_asked", "{actor} meminta perbaikan “{title}”: {reason}")
register_action("approvals.void", "Persetujuan “{title}” tidak berlaku lagi: {reason}")
register_action("approvals.reminded", "Yang diminta menyetujui “{title}” diingatkan")
register_action("approvals.escalated", "Persetujuan “{title}” diteruskan karena lewat tenggat")
register_action("approvals.lapsed", "Persetujuan “{title}” lewat waktunya")


def open_step(actor: Actor, approval: Approval, *, first: bool = False) -> list[Asked]:
    """Ask for the step that is open now: a fresh deadline, and everybody who can bring it forward is told."""
    case, now = progress_of(approval), clock.now()
    approval.step, approval.step_at, approval.told = case.at, now, []
    approval.reminded_at = approval.escalated_at = None
    approval.due_at = deadline_of(approval, case.steps[case.at], now)
    sentence = f"{actor.name} meminta persetujuan untuk “{approval.title}”"
    return address(actor, approval, sentence if first else f"“{approval.title}” menunggu persetujuan Anda")


def address(actor: Actor, approval: Approval, sentence: str) -> list[Asked]:
    """Bring those asked up to date: tasks opened and closed, whoever was not told yet is told."""
    case = progress_of(approval)
    asked = asked_of(approval, case)
    _call(approval, {key_of(party, approval.agency_id) for party in case.asked})
    nearest = next((one for one in asked if one.instead_of is None), None)
    approval.deciding_agency_id = nearest.person.agency_id if nearest else approval.agency_id
    people = {one.person.pk for one in asked}
    path = f"/setujui/{approval.pk}/"
    notify(
        actor=actor,
        person_ids=people - set(approval.told),
        kind=Notice.Kind.ACTION,
        sentence=sentence,
        path=path,
    )
    approval.told = sorted(people | set(approval.told))
    _open_tasks(actor, approval, asked, path)
    approval.look_at = next_look(approval)
    approval.save()
    return asked


def _call(approval: Approval, keys: set[str]) -> None:
    """Let exactly these parties stand as asked."""
    rows = Call.objects.filter(government_id=approval.government_id, approval=approval)
    known = set(rows.values_list("key", flat=True))
    if known - keys:
        rows.exclude(key__in=keys).delete()
    Call.objects.bulk_create(
        Call(government_id=approval.government_id, approval=approval, key=key) for key in sorted(keys - known)
    )


def _open_tasks(actor: Actor, approval: Approval, asked: Sequence[Asked], path: str) -> None:
    keep_tasks_of(
        actor=actor,
        kind=TASK,
        subject_type=SUBJECT,
        subject_id=approval.pk,
        person_ids=[one.person.pk for one in asked],
    )
    for one in asked:
        place = f", menggantikan {one.instead_of.polite_name}" if one.instead_of else ""
        open_task(
            actor=actor,
            kind=TASK,
            subject_type=SUBJECT,
            subject_id=approval.pk,
            title=approval.title,
            detail=f"Dari {approval.requested_by.name}, {approval.agency.short_name}{place}",
            path=path,
            person_id=one.person.pk,
            due_at=approval.due_at,
        )


def deadline_of(approval: Approval, step: Step, start: datetime) -> datetime | None:
    """By when a step that begins at `start` should be decided; None where its path names no hours."""
    if not step.hours:
        return None
    if not step.working:
        return start + timedelta(hours=step.hours)
    zone = Government.objects.get(pk=approval.government_id).zone
    return after_office_hours(start, step.hours, zone, calendar_overrides(approval.government_id))


def next_look(approval: Approval) -> datetime | None:
    """The next moment at which something is to be done about a request that waits."""
    moments = [approval.expires_at]
    if approval.due_at and approval.step_at and not approval.escalated_at:
        half = approval.step_at + (approval.due_at - approval.step_at) / 2
        moments.append(approval.due_at if approval.reminded_at else half)
    return min((one for one in moments if one), default=None)


def finish_tasks(actor: Actor, approval: Approval) -> None:
    """Nobody is asked any more."""
    Call.objects.filter(government_id=approval.government_id, approval=approval).delete()
    close_tasks(actor=actor, subject_type=SUBJECT, subject_id=approval.pk, kinds=[TASK])


def told(actor: Actor, action: str, approval: Approval, **more: object) -> None:
    """One entry in the trail of the thing."""
    data = {"title": approval.title, "reason": approval.reason, "hash": approval.content_hash} | more
    record(actor=actor, action=action, subject_type=approval.subject_type, subject_id=approval.subject_id, data=data)


def tell_asker(actor: Actor, approval: Approval, kind: str, sentence: str) -> None:
    """Let whoever asked know."""
    notify(actor=actor, person_ids=[approval.requested_by_id], kind=kind, sentence=sentence, path=approval.path)
