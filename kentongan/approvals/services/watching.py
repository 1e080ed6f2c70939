"""The job: requests whose moment has come are reminded of, passed on, or end. Its cost follows what is due, not what waits."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

import structlog
from django.db.models import Q

from kentongan.approvals.models import Approval, Delegation
from kentongan.approvals.people import called
from kentongan.approvals.registry import subject_of
from kentongan.approvals.services.addressing import address, finish_tasks, next_look, tell_asker, told
from kentongan.approvals.services.auditing import remind_of_audit
from kentongan.approvals.standing import Hat
from kentongan.approvals.states import APPROVAL, EXPIRED, IN_FORCE, WAITING
from kentongan.core import clock
from kentongan.organizations.actor import system
from kentongan.organizations.roles import Role
from kentongan.organizations.selectors import actor_of_person, agency_and_below, holders_of
from kentongan.tenancy.models import Government
from kentongan.tenancy.scope import across_governments, within
from kentongan.work.models import Notice
from kentongan.work.services import notify

if TYPE_CHECKING:
    from collections.abc import Callable

    from kentongan.organizations.actor import Actor
    from kentongan.organizations.models import Person

log = structlog.get_logger(__name__)
Rows = type[Approval] | type[Delegation]
LATER = timedelta(minutes=10)


def keep_due(*, at: datetime | None = None, limit: int = 200) -> int:
    """Do what is due, of all governments; return how many. Safe to run side by side."""
    now = at or clock.now()
    with across_governments():
        lent = _due(Delegation, now, limit)
        asked = _due(Approval, now, limit)
    with clock.stopped_at(now):
        changed = sum(_alone(Delegation, government_id, key, _turn_delegation) for government_id, key in lent)
        if changed and len(asked) < limit:
            with across_governments():
                asked = _due(Approval, now, limit)
        return changed + sum(_alone(Approval, government_id, key, _look) for government_id, key in asked)


def _due(model: Rows, now: datetime, limit: int) -> list[tuple[int, int]]:
    rows = model._default_manager.filter(look_at__lte=now).order_by("look_at")
    return list(rows.values_list("government_id", "pk")[:limit])


def _alone(model: Rows, government_id: int, key: int, do: Callable[[int, int], bool]) -> bool:
    """One thing in a transaction of its own: another's trouble must not stop it. What broke is tried again later."""
    try:
        with within(government_id):
            return do(government_id, key)
    except Exception:
        log.exception("approval broke", government=government_id, key=key)
        with within(government_id):
            rows = model._default_manager.filter(government_id=government_id, pk=key)
            rows.update(look_at=clock.now() + LATER)
        return False


def _look(government_id: int, approval_id: int) -> bool:
    rows = Approval.objects.filter(government_id=government_id, pk=approval_id)
    for subject_type, subject_id in rows.values_list("subject_type", "subject_id"):
        subject_of(subject_type).hold(government_id, subject_id)
    rows = Approval.objects.select_for_update(skip_locked=True, of=("self",)).select_related("agency", "requested_by")
    now = clock.now()
    found = rows.filter(government_id=government_id, pk=approval_id, look_at__lte=now, state__in=IN_FORCE).first()
    if found is None:
        return False
    actor = system(government_id)
    over = found.expires_at if found.waits else found.valid_until
    if over and over <= now:
        _lapse(actor, found)
    elif found.waits:
        _press(actor, found, now)
    else:
        remind_of_audit(actor, found)
        found.look_at = found.valid_until
        found.save(update_fields=["look_at"])
    return True


def _press(actor: Actor, approval: Approval, now: datetime) -> None:
    """Ask again whoever can decide now; remind them at half the time, pass it on at the deadline."""
    late = approval.due_at is not None and approval.due_at <= now
    if late and not approval.escalated_at:
        approval.escalated_at = now
        told(actor, "approvals.escalated", approval)
        tell_asker(actor, approval, Notice.Kind.NEWS, f"“{approval.title}” belum diputus sampai tenggatnya")
    asked = address(actor, approval, f"“{approval.title}” menunggu persetujuan Anda")
    if not asked:
        _stuck(actor, approval, now)
    elif not late and not approval.reminded_at and _half_over(approval, now):
        approval.reminded_at = now
        told(actor, "approvals.reminded", approval)
        sentence, path = f"Masih menunggu Anda: “{approval.title}”", f"/setujui/{approval.pk}/"
        people = [one.person.pk for one in asked]
        notify(actor=actor, person_ids=people, kind=Notice.Kind.ACTION, sentence=sentence, path=path)
    approval.look_at = next_look(approval)
    approval.save(update_fields=["reminded_at", "escalated_at", "look_at"])


def _half_over(approval: Approval, now: datetime) -> bool:
    if not approval.due_at or not approval.step_at:
        return False
    return now >= approval.step_at + (approval.due_at - approval.step_at) / 2


def _stuck(actor: Actor, approval: Approval, now: datetime) -> None:
    """Everybody who could decide has gone: passed on at once; where that leads to nobody, the coordinators are told."""
    if approval.escalated_at is None:
        approval.escalated_at = now
        told(actor, "approvals.escalated", approval)
        if address(actor, approval, f"“{approval.title}” menunggu persetujuan Anda"):
            return
    sentence = f"Tidak ada lagi yang dapat memutus “{approval.title}”. Tunjuk pengganti atau ubah perannya"
    people = {person.pk for person in holders_of(actor.government_id, Role.COORDINATOR)} | {approval.requested_by_id}
    notify(actor=actor, person_ids=people, kind=Notice.Kind.ACTION, sentence=sentence, path=f"/setujui/{approval.pk}/")


def _lapse(actor: Actor, approval: Approval) -> None:
    waited = approval.waits
    APPROVAL.check(approval.state, EXPIRED)
    approval.state, approval.look_at = EXPIRED, None
    approval.reason = "belum diputus sampai waktunya lewat" if waited else "masa berlakunya habis sebelum dipakai"
    approval.save(update_fields=["state", "look_at", "reason"])
    finish_tasks(actor, approval)
    told(actor, "approvals.lapsed", approval)
    subject_of(approval.subject_type).lapsed(actor, approval)


def look_again(actor: Actor, person: Person, role: str) -> None:
    """A right came or went: requests that rest on it are addressed anew by the next run, a minute later at most."""
    below = agency_and_below(actor.government_id, person.agency_id)
    _mark(actor.government_id, Hat(person.pk, frozenset({role}), below))


def _mark(government_id: int, *hats: Hat) -> None:
    rows = Approval.objects.filter(called(government_id, hats), government_id=government_id, state=WAITING)
    now = clock.now()
    rows.filter(Q(look_at=None) | Q(look_at__gt=now)).update(look_at=now)


def _turn_delegation(government_id: int, delegation_id: int) -> bool:
    """A term begins or is over."""
    rows = Delegation.objects.select_for_update(skip_locked=True, of=("self",))
    found = rows.filter(government_id=government_id, pk=delegation_id).first()
    if found is None:
        return False
    mark_delegation(found)
    return True


def mark_delegation(found: Delegation) -> None:
    """Address what it is about anew, and say when it has to be looked at next."""
    government = Government.objects.get(pk=found.government_id)
    principal = actor_of_person(found.from_person_id, government)
    if principal is not None:
        _mark(government.pk, Hat(principal.person_id, principal.roles, principal.agencies))
    starts, ends = (datetime.combine(day, time(), government.zone) for day in (found.starts, found.ends + timedelta(1)))
    ahead = [moment for moment in (starts, ends) if moment > clock.now() and not found.revoked_at]
    found.look_at = min(ahead, default=None)
    found.save(update_fields=["look_at"])
