"""Who has a case: passing it on down the tree, and giving it back as *bukan wewenang*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.audit.registry import register_action
from kentongan.audit.services import record
from kentongan.core import clock
from kentongan.inbox.access import WRITERS, check_handler, people_of
from kentongan.inbox.models import Case, Conversation, Deadline, Disposition
from kentongan.inbox.rules import FOLLOW_UP_CODE, FOLLOW_UP_DAYS
from kentongan.inbox.states import (
    ANSWERED,
    ASSIGNED,
    CASE,
    CLOSED,
    DISPOSITION,
    DONE,
    OPEN,
    PASSED_ON,
    RETURNED,
    VERIFIED,
    WITH_AGENCY,
)
from kentongan.inbox.waiting import refresh_waiting
from kentongan.organizations.roles import Role
from kentongan.organizations.rules import deadline
from kentongan.organizations.selectors import calendar_overrides, deadline_for
from kentongan.work.models import Notice
from kentongan.work.registry import register_task_kind
from kentongan.work.services import close_tasks, notify, open_task

if TYPE_CHECKING:
    from kentongan.organizations.actor import Actor
    from kentongan.organizations.models import Agency

register_action("inbox.case.assigned", "{actor} meneruskan kasus {code} ke {agency}: {instruction}")
register_action("inbox.case.returned", "{actor} mengembalikan kasus {code} sebagai bukan wewenang {agency}: {reason}")
register_action("inbox.case.closed", "{actor} menyelesaikan kasus {code}: {note}")

ANSWER_TASK = "inbox.answer"
SORT_AGAIN_TASK = "inbox.returned"
register_task_kind(ANSWER_TASK, group="Jawab", verb="Tulis jawaban", order=20)
register_task_kind(SORT_AGAIN_TASK, group="Jawab", verb="Teruskan lagi", order=20)


class DispositionRefusedError(Exception):
    """The case cannot take this way; the message is a sentence for people."""


@transaction.atomic
def give(*, actor: Actor, case: Case, to_agency: Agency, instruction: str) -> Disposition:
    """Send a case to an agency, with an instruction and a deadline in working days. NotAllowedError without the right."""
    case = Case.objects.select_for_update().get(government_id=actor.government_id, pk=case.pk)
    check_handler(actor, case)
    parent = current(case)
    if parent and parent.to_agency_id == to_agency.pk:
        raise DispositionRefusedError(f"Kasus ini sudah ada di {to_agency.short_name}.")
    if case.watched and not people_of(to_agency, watched=True).exists():
        raise DispositionRefusedError("Laporan ini hanya diteruskan ke inspektorat, supaya pelapornya terlindungi.")
    CASE.check(case.state, ASSIGNED)
    at = clock.now()
    if parent:
        _end(actor, parent, PASSED_ON)
    disposition = Disposition.objects.create(
        government_id=actor.government_id,
        case=case,
        parent=parent,
        from_agency_id=actor.agency_id,
        from_person_id=actor.person_id,
        to_agency=to_agency,
        instruction=instruction.strip(),
        given_at=at,
        due_at=deadline_for(actor, at, FOLLOW_UP_DAYS),
    )
    _restart_follow_up(case, disposition)
    _place(case, to_agency, ASSIGNED)
    _ask(actor, case, disposition, f"{actor.name} meneruskan kasus {case.code} ke {to_agency.short_name}")
    data = {"code": case.code, "agency": to_agency.short_name, "instruction": instruction.strip() or "tanpa catatan"}
    record(actor=actor, action="inbox.case.assigned", subject_type="case", subject_id=case.pk, data=data)
    return disposition


@transaction.atomic
def send_back(*, actor: Actor, disposition: Disposition, reason: str) -> Case:
    """Return a case to whoever sent it, because it is not this agency's to handle. DispositionRefusedError when it moved on."""
    case = Case.objects.select_for_update().get(government_id=actor.government_id, pk=disposition.case_id)
    check_handler(actor, case)
    disposition.refresh_from_db()
    if disposition.state != OPEN:
        raise DispositionRefusedError(
            "Disposisi ini sudah tidak menunggu lagi; muat ulang halaman untuk melihat keadaannya."
        )
    if not reason.strip():
        raise DispositionRefusedError(
            "Tulis alasan mengapa ini bukan wewenang dinas Anda, supaya pengirim tahu ke mana meneruskannya."
        )
    _end(actor, disposition, RETURNED, reason.strip())
    if disposition.parent:
        DISPOSITION.check(disposition.parent.state, OPEN)
        disposition.parent.state, disposition.parent.ended_at = OPEN, None
        disposition.parent.save(update_fields=["state", "ended_at"])
        _place(case, disposition.parent.to_agency, ASSIGNED)
    else:
        _place(case, None, VERIFIED)
    _ask_sender(actor, case, disposition)
    data = {"code": case.code, "agency": disposition.to_agency.short_name, "reason": reason.strip()}
    record(actor=actor, action="inbox.case.returned", subject_type="case", subject_id=case.pk, data=data)
    return case


@transaction.atomic
def close(*, actor: Actor, case: Case, note: str) -> Case:
    """End a case; every deadline that still runs is met now."""
    case = Case.objects.select_for_update().get(government_id=actor.government_id, pk=case.pk)
    CASE.check(case.state, CLOSED)
    at = clock.now()
    case.state, case.closed_at, case.closing_note = CLOSED, at, note
    case.save(update_fields=["state", "closed_at", "closing_note"])
    Deadline.objects.filter(government_id=case.government_id, case=case, met_at=None).update(met_at=at)
    Conversation.objects.filter(government_id=case.government_id, pk=case.conversation_id).update(state=DONE)
    close_tasks(actor=actor, subject_type="case", subject_id=case.pk)
    refresh_waiting(case.government_id)
    data = {"code": case.code, "note": note}
    record(actor=actor, action="inbox.case.closed", subject_type="case", subject_id=case.pk, data=data)
    return case


def ask_again(*, actor: Actor, case: Case) -> None:
    """Let the agency that answered last answer again, with a new deadline. Part of the caller's transaction."""
    answered = Disposition.objects.filter(government_id=case.government_id, case=case, state=ANSWERED)
    last = answered.select_related("to_agency").order_by("-pk").first()
    if last is None or current(case):
        return
    at = clock.now()
    zone = case.government.zone
    last.state, last.ended_at, last.ended_by = OPEN, None, None
    last.given_at = at
    last.due_at = deadline(at, FOLLOW_UP_DAYS, zone, calendar_overrides(case.government_id))
    last.save(update_fields=["state", "ended_at", "ended_by", "given_at", "due_at"])
    _restart_follow_up(case, last)
    _ask(actor, case, last, f"Warga menulis lagi di kasus {case.code}")


def current(case: Case) -> Disposition | None:
    """The disposition that waits, or None while nobody has the case."""
    waiting = Disposition.objects.filter(government_id=case.government_id, case=case, state=OPEN)
    return waiting.select_related("to_agency", "from_agency", "from_person", "parent").order_by("-pk").first()


def _end(actor: Actor, disposition: Disposition, state: str, reason: str = "") -> None:
    DISPOSITION.check(disposition.state, state)
    disposition.state, disposition.reason = state, reason
    disposition.ended_at, disposition.ended_by_id = clock.now(), actor.person_id or None
    disposition.save(update_fields=["state", "reason", "ended_at", "ended_by"])


def _restart_follow_up(case: Case, disposition: Disposition) -> None:
    running = Deadline.objects.filter(government_id=case.government_id, case=case, code=FOLLOW_UP_CODE, met_at=None)
    if not running.update(due_at=disposition.due_at):
        Deadline.objects.create(
            government_id=case.government_id,
            case=case,
            code=FOLLOW_UP_CODE,
            starts_at=disposition.given_at,
            due_at=disposition.due_at,
        )


def _place(case: Case, agency: Agency | None, state: str) -> None:
    if case.state != state:
        CASE.check(case.state, state)
    case.agency, case.state = agency, state
    case.save(update_fields=["agency", "state"])
    Conversation.objects.filter(government_id=case.government_id, pk=case.conversation_id).update(state=WITH_AGENCY)
    refresh_waiting(case.government_id)


def _ask(actor: Actor, case: Case, disposition: Disposition, sentence: str) -> None:
    close_tasks(actor=actor, subject_type="case", subject_id=case.pk)
    agency = disposition.to_agency
    for role in (Role.INSPECTOR,) if case.watched else WRITERS:
        open_task(
            actor=actor,
            kind=ANSWER_TASK,
            subject_type="case",
            subject_id=case.pk,
            title=f"“{case.title}”",
            detail=f"{case.conversation.channel} · dari {actor.name}",
            path=f"/kasus/{case.pk}/",
            role=role,
            agency_id=agency.pk,
            due_at=disposition.due_at,
        )
    people = [person.pk for person in people_of(agency, watched=case.watched)]
    notify(actor=actor, person_ids=people, kind=Notice.Kind.ACTION, sentence=sentence, path=f"/kasus/{case.pk}/")


def _ask_sender(actor: Actor, case: Case, disposition: Disposition) -> None:
    close_tasks(actor=actor, subject_type="case", subject_id=case.pk)
    open_task(
        actor=actor,
        kind=SORT_AGAIN_TASK,
        subject_type="case",
        subject_id=case.pk,
        title=f"Bukan wewenang {disposition.to_agency.short_name}: “{case.title}”",
        detail=disposition.reason,
        path=f"/kasus/{case.pk}/",
        person_id=disposition.from_person_id,
        due_at=disposition.due_at,
    )
    sentence = f"{disposition.to_agency.short_name} mengembalikan kasus {case.code}: {disposition.reason}"
    notify(
        actor=actor,
        person_ids=[disposition.from_person_id],
        kind=Notice.Kind.ACTION,
        sentence=sentence,
        path=f"/kasus/{case.pk}/",
    )
