"""The PPID's lane: which of two a question is, the register, one extension with a reason, the answer, and objections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.audit.registry import register_action
from kentongan.audit.services import record
from kentongan.core import clock
from kentongan.inbox.lanes.access import check_officer
from kentongan.inbox.lanes.due import (
    ANSWER_DAYS,
    OBJECTION_DAYS,
    after_days,
    extended,
    kept,
    run_instead,
)
from kentongan.inbox.lanes.ppid_models import InformationLane, InformationRequest, LaneChoice, RequestCounter
from kentongan.inbox.lanes.requested import asked_in
from kentongan.inbox.lanes.services.guard import (
    REQUEST,
    LaneRefusedError,
    add_to_answer,
    check_open_to_others,
    locked_case,
)
from kentongan.inbox.lanes.states import (
    EXTENDED,
    NEEDS_REASON,
    OUTCOMES,
    TOLD,
)
from kentongan.inbox.lanes.states import REQUEST as MACHINE
from kentongan.organizations.roles import Role
from kentongan.organizations.selectors import holders_of
from kentongan.work.models import Notice
from kentongan.work.registry import register_task_kind
from kentongan.work.services import close_tasks, notify, open_task

if TYPE_CHECKING:
    from datetime import datetime

    from kentongan.inbox.models import Case
    from kentongan.organizations.actor import Actor
    from kentongan.organizations.models import Agency

TASK = "inbox.request"
register_task_kind(TASK, group="Jawab", verb="Jawab tertulis", order=20, office=True)
register_action("inbox.request.ordinary", "{actor} memilih jalur pertanyaan layanan untuk kasus {code}")
register_action("inbox.request.registered", "{actor} mencatat kasus {case} sebagai permintaan informasi {code}")
register_action("inbox.request.acknowledged", "{actor} menulis pemberitahuan nomor {code} untuk warga di kasus {case}")
register_action("inbox.request.extended", "{actor} memperpanjang {code} satu kali: {reason}")
register_action("inbox.request.told", "{actor} memberi tahu tertulis {code}: {outcome}")
register_action("inbox.request.moved", "{actor} mengubah keadaan {code} menjadi {state}")
LONGEST = 600


@transaction.atomic
def choose_lane(*, actor: Actor, case: Case, lane: str, agency: Agency | None = None) -> InformationRequest | None:
    """Say whether it is a question of service or a request for public information; the second enters the PPID's register."""
    locked = locked_case(actor, case)
    check_open_to_others(locked)
    if InformationRequest.objects.filter(government_id=actor.government_id, case=locked).exists():
        raise LaneRefusedError("Kasus ini sudah tercatat di register PPID. Lanjutkan di halaman permintaannya.")
    LaneChoice.objects.update_or_create(
        government_id=actor.government_id,
        case=locked,
        defaults={"lane": lane, "chosen_by_id": actor.person_id, "chosen_at": clock.now()},
    )
    if lane == InformationLane.ORDINARY:
        data = {"code": locked.code}
        record(actor=actor, action="inbox.request.ordinary", subject_type="case", subject_id=locked.pk, data=data)
        return None
    return _register(actor, locked, agency)


def _register(actor: Actor, case: Case, agency: Agency | None) -> InformationRequest:
    received = case.conversation.opened_at
    due = after_days(actor.government_id, received, ANSWER_DAYS)
    year = clock.now().astimezone(actor.zone).year
    request = InformationRequest.objects.create(
        government_id=actor.government_id,
        case=case,
        agency=agency or case.agency,
        year=year,
        number=_next_number(actor.government_id, year),
        asked=asked_in(actor, case),
        received_at=received,
        registered_by_id=actor.person_id,
        first_due_at=due,
        due_at=due,
    )
    run_instead(case, received, due, f"Masuk register PPID {request.code}")
    ask_officers(actor, request, f"{actor.name} mencatat permintaan informasi {request.code}")
    tell_trail(actor, "inbox.request.registered", request, case=case.code)
    return request


@transaction.atomic
def acknowledge(*, actor: Actor, request: InformationRequest, words: str) -> InformationRequest:
    """Put the number and the date into the draft of the answer. Only for whoever handles the case. AnswerRefusedError."""
    locked = locked_request(actor, request, officer=False)
    case = locked_case(actor, locked.case)
    add_to_answer(actor=actor, case=case, words=words)
    locked.acknowledged_at = locked.acknowledged_at or clock.now()
    locked.save(update_fields=["acknowledged_at"])
    tell_trail(actor, "inbox.request.acknowledged", locked, case=case.code)
    return locked


@transaction.atomic
def extend(*, actor: Actor, request: InformationRequest, reason: str) -> InformationRequest:
    """Take seven more working days, once, with a written reason. LaneRefusedError when it is too late for that."""
    locked = locked_request(actor, request)
    said = said_words(reason, "Perpanjangan perlu alasan tertulis yang dapat dibaca pemohon. Tulis satu kalimat.")
    if locked.extended_at:
        raise LaneRefusedError("Permintaan ini sudah diperpanjang. Perpanjangan hanya boleh satu kali.")
    at = clock.now()
    if at > locked.due_at:
        raise LaneRefusedError(
            "Batas pertamanya sudah lewat, jadi tidak dapat diperpanjang lagi. Beri jawaban sekarang."
        )
    move(locked, EXTENDED)
    locked.extended_at, locked.extension_reason = at, said
    locked.due_at = extended(actor.government_id, locked.first_due_at)
    locked.save()
    run_instead(locked.case, locked.received_at, locked.due_at, f"Diperpanjang: {said}")
    ask_officers(actor, locked, f"{locked.code} diperpanjang: {said}")
    tell_trail(actor, "inbox.request.extended", locked, reason=said)
    return locked


@transaction.atomic
def tell(*, actor: Actor, request: InformationRequest, outcome: str, words: str) -> InformationRequest:
    """Note the written notice: what is given, or why not. The time to object starts."""
    locked = locked_request(actor, request)
    if outcome not in OUTCOMES:
        raise LaneRefusedError("Pilih dahulu hasilnya: diberikan, sebagian, ditolak, atau tidak dikuasai.")
    said = words.strip()
    if outcome in NEEDS_REASON and not said:
        raise LaneRefusedError("Tulis alasannya. Pemohon berhak tahu mengapa tidak seluruhnya diberikan.")
    at = clock.now()
    move(locked, TOLD)
    locked.told_at, locked.outcome, locked.outcome_words = at, outcome, said
    locked.object_by = after_days(actor.government_id, at, OBJECTION_DAYS)
    locked.save()
    kept(locked.case, at)
    close_tasks(actor=actor, subject_type=REQUEST, subject_id=locked.pk)
    tell_trail(actor, "inbox.request.told", locked, outcome=OUTCOMES[outcome].lower())
    return locked


def locked_request(actor: Actor, request: InformationRequest, *, officer: bool = True) -> InformationRequest:
    rows = InformationRequest.objects.select_for_update(of=("self",)).select_related("case")
    locked = rows.get(government_id=actor.government_id, pk=request.pk)
    if officer:
        check_officer(actor, locked)
    return locked


def move(request: InformationRequest, state: str) -> None:
    MACHINE.check(request.state, state)
    request.state = state


def said_words(words: str, problem: str, longest: int | None = LONGEST) -> str:
    said = words.strip()[:longest]
    if not said:
        raise LaneRefusedError(problem)
    return said


def _next_number(government_id: int, year: int) -> int:
    counter = RequestCounter.objects.select_for_update().get_or_create(government_id=government_id, year=year)[0]
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last


def ask_officers(actor: Actor, request: InformationRequest, sentence: str, due: datetime | None = None) -> None:
    path = f"/ppid/{request.pk}/"
    open_task(
        actor=actor,
        kind=TASK,
        subject_type=REQUEST,
        subject_id=request.pk,
        title=f"Permintaan informasi {request.code}",
        detail=sentence,
        path=path,
        role=Role.PPID,
        due_at=due or request.due_at,
    )
    people = holders_of(actor.government_id, Role.PPID).values_list("pk", flat=True)
    notify(actor=actor, person_ids=people, kind=Notice.Kind.ACTION, sentence=sentence, path=path)


def tell_trail(actor: Actor, action: str, request: InformationRequest, **data: object) -> None:
    facts = {"code": request.code} | data
    record(actor=actor, action=action, subject_type=REQUEST, subject_id=request.pk, data=facts)
