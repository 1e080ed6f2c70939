"""Handing a case to SP4N-LAPOR!: a sheet to copy there, the number it got, what was read of it, and its answer brought back.

There is no line between the two systems: a person files it there and reads there.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from kentongan.audit.registry import register_action
from kentongan.audit.services import record
from kentongan.compliance.selectors import findings_in
from kentongan.core import clock
from kentongan.inbox.access import people_of
from kentongan.inbox.lanes.models import LaporHandover, LaporNote
from kentongan.inbox.lanes.rules import report_link, tracking_number
from kentongan.inbox.lanes.services.guard import (
    HANDOVER,
    LaneRefusedError,
    StaleLaneError,
    add_to_answer,
    check_open_to_others,
    locked_case,
)
from kentongan.inbox.lanes.states import ANSWERED, DRAFT, DROPPED, ENDED, FILED, LAPOR_STATES
from kentongan.inbox.lanes.states import HANDOVER as MACHINE
from kentongan.work.models import Notice
from kentongan.work.services import notify

if TYPE_CHECKING:
    from datetime import date

    from kentongan.inbox.models import Case
    from kentongan.organizations.actor import Actor

register_action("inbox.lapor.written", "{actor} menyiapkan lembar SP4N-LAPOR! untuk kasus {code}")
register_action("inbox.lapor.filed", "{actor} mencatat kasus {code} di SP4N-LAPOR! dengan nomor {number}")
register_action("inbox.lapor.noted", "{actor} membaca status LAPOR {number}: {status}")
register_action("inbox.lapor.answered", "{actor} membawa jawaban LAPOR {number} ke kasus {code}")
register_action("inbox.lapor.dropped", "{actor} tidak jadi menyerahkan kasus {code} ke SP4N-LAPOR!")
NOT_A_NUMBER = (
    "Nomornya belum terbaca. Salin nomor laporan dari halaman LAPOR: hanya angka, 4 sampai 12 angka, misalnya 1234567."
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What LAPOR asks for."""

    title: str
    text: str
    agency_name: str
    report_class: str = "complaint"
    happened_on: date | None = None
    place: str = ""
    category: str = ""
    attachments: str = ""
    names_citizen: bool = False
    keeps_personal: bool = False
    secret: bool = True


@transaction.atomic
def write_sheet(*, actor: Actor, case: Case, sheet: Sheet, revision: int) -> LaporHandover:
    """Keep the sheet. LaneRefusedError where it tells somebody's data and nobody ticked that; StaleLaneError."""
    locked = locked_case(actor, case)
    check_open_to_others(locked)
    found = LaporHandover.objects.filter(government_id=actor.government_id, case=locked).first()
    if found and found.revision != revision:
        raise StaleLaneError
    if found and found.state not in {DRAFT, DROPPED}:
        raise LaneRefusedError("Laporan ini sudah ada di LAPOR dengan nomornya, jadi lembarnya tidak diubah lagi.")
    _check_personal(actor, sheet)
    kept = found or LaporHandover(government_id=actor.government_id, case=locked, revision=0)
    for name, value in asdict(sheet).items():
        setattr(kept, name, value)
    kept.state = DRAFT
    kept.written_by_id, kept.written_at = actor.person_id, clock.now()
    kept.revision += 1
    kept.save()
    _tell(actor, "inbox.lapor.written", kept)
    return kept


@transaction.atomic
def note_number(*, actor: Actor, handover: LaporHandover, told: str) -> LaporHandover:
    """Keep the number LAPOR gave; its clock starts now. LaneRefusedError when it is no number, or stands at another case."""
    locked = _locked(actor, handover)
    number = tracking_number(told)
    if not number:
        raise LaneRefusedError(NOT_A_NUMBER)
    other = LaporHandover.objects.filter(government_id=actor.government_id, tracking_id=number).exclude(pk=locked.pk)
    if other.exists():
        raise LaneRefusedError(f"Nomor {number} sudah tercatat pada kasus lain. Periksa lagi nomornya di LAPOR.")
    MACHINE.check(locked.state, FILED)
    locked.state, locked.tracking_id, locked.tracking_link = FILED, number, report_link(told)
    locked.filed_at, locked.filed_by_id = clock.now(), actor.person_id
    try:
        with transaction.atomic():
            locked.save()
    except IntegrityError as twice:
        raise LaneRefusedError(f"Nomor {number} baru saja dicatat pada kasus lain. Periksa lagi nomornya.") from twice
    _tell(actor, "inbox.lapor.filed", locked, number=number)
    return locked


@transaction.atomic
def note_status(*, actor: Actor, handover: LaporHandover, status: str, read_on: date, words: str = "") -> LaporNote:
    """Keep what somebody read on LAPOR about it, with the day."""
    locked = _locked(actor, handover)
    if locked.state not in {FILED, ANSWERED, ENDED}:
        raise LaneRefusedError("Belum ada nomor LAPOR. Catat dahulu nomornya, baru statusnya.")
    note = LaporNote.objects.create(
        government_id=actor.government_id,
        handover=locked,
        status=status,
        read_on=read_on,
        words=words.strip(),
        by_id=actor.person_id,
        at=clock.now(),
    )
    if status == "selesai" and MACHINE.allows(locked.state, ENDED):
        locked.state = ENDED
        locked.save(update_fields=["state"])
    _tell(actor, "inbox.lapor.noted", locked, number=locked.tracking_id, status=LAPOR_STATES[status].lower())
    return note


@transaction.atomic
def bring_answer(*, actor: Actor, handover: LaporHandover, text: str, came_on: date) -> LaporHandover:
    """Keep the answer that came by LAPOR, and put it into the draft for the citizen. LaneRefusedError, AnswerRefusedError."""
    locked = _locked(actor, handover)
    words = text.replace("\r\n", "\n").strip()
    if not words:
        raise LaneRefusedError("Jawabannya masih kosong. Salin teks jawaban dari halaman LAPOR.")
    MACHINE.check(locked.state, ANSWERED)
    case = locked_case(actor, locked.case)
    locked.state, locked.answer, locked.answer_came_on = ANSWERED, words, came_on
    locked.save(update_fields=["state", "answer", "answer_came_on"])
    add_to_answer(actor=actor, case=case, words=f"{words}\n(Jawaban melalui SP4N-LAPOR!, nomor {locked.tracking_id})")
    _tell_agency(actor, locked)
    _tell(actor, "inbox.lapor.answered", locked, number=locked.tracking_id)
    return locked


@transaction.atomic
def drop(*, actor: Actor, handover: LaporHandover) -> LaporHandover:
    """Not hand it over after all; the sheet stays."""
    locked = _locked(actor, handover)
    MACHINE.check(locked.state, DROPPED)
    locked.state = DROPPED
    locked.save(update_fields=["state"])
    _tell(actor, "inbox.lapor.dropped", locked)
    return locked


def _locked(actor: Actor, handover: LaporHandover) -> LaporHandover:
    rows = LaporHandover.objects.select_for_update(of=("self",)).select_related("case")
    locked = rows.get(government_id=actor.government_id, pk=handover.pk)
    locked_case(actor, locked.case)
    return locked


def _check_personal(actor: Actor, sheet: Sheet) -> None:
    told = f"{sheet.title}\n{sheet.text}\n{sheet.attachments}"
    if sheet.keeps_personal:
        return
    found = next((one for one in findings_in(actor.government_id, told) if one.covers), None)
    if found:
        raise LaneRefusedError(
            f"{found.title} di lembar ini: {found.found}. Hapus bila LAPOR tidak memerlukannya, atau centang bahwa"
            " data itu memang perlu ikut."
        )


def _tell_agency(actor: Actor, handover: LaporHandover) -> None:
    case = handover.case
    if case.agency is None:
        return
    people = [person.pk for person in people_of(case.agency)]
    sentence = f"Jawaban LAPOR untuk kasus {case.code} sudah ada di draf jawaban"
    notify(actor=actor, person_ids=people, kind=Notice.Kind.ACTION, sentence=sentence, path=f"/kasus/{case.pk}/")


def _tell(actor: Actor, action: str, handover: LaporHandover, **data: object) -> None:
    facts = {"code": handover.case.code} | data
    record(actor=actor, action=action, subject_type=HANDOVER, subject_id=handover.pk, data=facts)
