"""Deciding: a step at a time, each bound to the fingerprint of what was shown."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.approvals.models import REASON, Approval, Decision
from kentongan.approvals.people import delegation_of, hats_of, progress_of
from kentongan.approvals.registry import subject_of
from kentongan.approvals.selectors import who_can
from kentongan.approvals.services.addressing import address, finish_tasks, open_step, tell_asker, told
from kentongan.approvals.services.auditing import open_audit
from kentongan.approvals.standing import may_decide
from kentongan.approvals.states import APPROVAL, APPROVED, CHANGES_ASKED
from kentongan.core import clock
from kentongan.organizations.access import NotAllowedError
from kentongan.work.models import Notice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kentongan.approvals.registry import Said
    from kentongan.approvals.standing import Progress, Verdict
    from kentongan.organizations.actor import Actor


class ContentChangedError(Exception):
    """What would be approved is no longer what the approver saw."""


class AlreadyDecidedError(Exception):
    """Somebody decided before, or the request was taken back."""


class LapsedError(AlreadyDecidedError):
    """Nobody decided in time."""


class ReasonNeededError(Exception):
    """The step asks why."""


@transaction.atomic
def approve(*, actor: Actor, approval: Approval, content_hash: str, reason: str = "") -> Approval:
    """Approve what was seen. `content_hash` is what the page showed; when it no longer fits, nothing is approved.

    `follows` of what comes back says in a sentence what this leads to: the next step, or that it goes out.
    """
    approval, case, verdict = _to_decide(actor, approval)
    subject = subject_of(approval.subject_type)
    if not content_hash == approval.content_hash == subject.content_hash(approval.government_id, approval.subject_id):
        raise ContentChangedError
    if case.steps[case.at].asks_reason and not reason.strip():
        raise ReasonNeededError
    _write(actor, approval, case.at, verdict, Decision.Answer.APPROVE, reason)
    after = progress_of(approval)
    if after.at < len(after.steps):
        _go_on(actor, approval, case, after)
        return approval
    _finish(actor, approval, APPROVED, reason)
    told(actor, "approvals.approved", approval)
    tell_asker(actor, approval, Notice.Kind.NEWS, f"{actor.name} menyetujui “{approval.title}”")
    approval.follows = subject.approved(actor, approval)
    open_audit(actor, approval)
    return approval


@transaction.atomic
def ask_for_change(*, actor: Actor, approval: Approval, reason: str, said: Sequence[Said] = ()) -> Approval:
    """Send it back with what has to change, in general and passage by passage."""
    approval, case, verdict = _to_decide(actor, approval)
    subject = subject_of(approval.subject_type)
    words = reason.strip()[:REASON] or f"{len(said)} catatan pada tulisannya."
    _write(actor, approval, case.at, verdict, Decision.Answer.CHANGE, words)
    _finish(actor, approval, CHANGES_ASKED, words)
    subject.remarked(actor, approval, said)
    told(actor, "approvals.changes_asked", approval)
    sentence = f"{actor.name} meminta perbaikan “{approval.title}”: {approval.reason}"
    tell_asker(actor, approval, Notice.Kind.ACTION, sentence)
    subject.changes_asked(actor, approval)
    return approval


def _to_decide(actor: Actor, approval: Approval) -> tuple[Approval, Progress, Verdict]:
    subject_of(approval.subject_type).hold(approval.government_id, approval.subject_id)
    rows = Approval.objects.select_for_update(of=("self",)).select_related("agency", "requested_by")
    locked = rows.get(government_id=actor.government_id, pk=approval.pk)
    if not locked.waits or _has_said(actor, locked):
        raise AlreadyDecidedError
    case = progress_of(locked)
    verdict = may_decide(case, hats_of(actor), actor.person_id)
    if not verdict:
        raise NotAllowedError(verdict.sentence, who_can(locked))
    if locked.expires_at and locked.expires_at <= clock.now():
        raise LapsedError
    return locked, case, verdict


def _has_said(actor: Actor, approval: Approval) -> bool:
    rows = Decision.objects.filter(government_id=actor.government_id, approval_id=approval.pk, step=approval.step)
    return rows.filter(person_id=actor.person_id).exists()


def _write(actor: Actor, approval: Approval, step: int, verdict: Verdict, answer: str, reason: str) -> None:
    hat = verdict.hat
    assert hat is not None  # noqa: S101 - a verdict that allows names the right it rests on
    Decision.objects.create(
        government_id=actor.government_id,
        approval=approval,
        step=step,
        person_id=actor.person_id,
        in_place_of_id=hat.for_id or None,
        delegation=delegation_of(approval, hat),
        answer=answer,
        covers=sorted(verdict.covers),
        reason=reason.strip()[:REASON],
        content_hash=approval.content_hash,
        at=clock.now(),
    )


def _go_on(actor: Actor, approval: Approval, before: Progress, after: Progress) -> None:
    """Others are needed for the step too, or the next one opens."""
    told(actor, "approvals.step_approved", approval, step=f"{before.at + 1} dari {len(after.steps)}")
    sentence = f"“{approval.title}” menunggu persetujuan Anda"
    asked = address(actor, approval, sentence) if before.at == after.at else open_step(actor, approval)
    people = " atau ".join(str(one) for one in asked[:3]) or "orang lain"
    approval.follows = f"Langkah {after.at + 1} dari {len(after.steps)} kini menunggu {people}."
    tell_asker(actor, approval, Notice.Kind.NEWS, f"{actor.name} menyetujui “{approval.title}”. {approval.follows}")


def _finish(actor: Actor, approval: Approval, state: str, reason: str) -> None:
    APPROVAL.check(approval.state, state)
    now, days = clock.now(), approval.way.valid_days
    approval.state, approval.reason = state, reason.strip()[:REASON]
    approval.decided_by_id, approval.decided_at = actor.person_id, now
    approval.valid_until = now + timedelta(days=days) if days and state == APPROVED else None
    approval.look_at = approval.valid_until
    approval.save()
    finish_tasks(actor, approval)
