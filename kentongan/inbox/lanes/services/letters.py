"""Passing a matter on to whoever answers for it: a letter, when it went, what came back, and what the citizen was told."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.audit.registry import register_action
from kentongan.audit.services import record
from kentongan.compliance.selectors import findings_in
from kentongan.core import clock
from kentongan.inbox.lanes.models import Letter
from kentongan.inbox.lanes.services.guard import (
    LETTER,
    LaneRefusedError,
    StaleLaneError,
    add_to_answer,
    check_open_to_others,
    locked_case,
)
from kentongan.inbox.lanes.states import CANCELLED, DRAFT, REPLIED, SENT
from kentongan.inbox.lanes.states import LETTER as MACHINE
from kentongan.organizations.rules import OFFICE_CLOSES
from kentongan.work.registry import register_task_kind
from kentongan.work.services import close_tasks, open_task

if TYPE_CHECKING:
    from datetime import date

    from kentongan.inbox.lanes.models import Authority
    from kentongan.inbox.models import Case
    from kentongan.organizations.actor import Actor

TASK = "inbox.letter"
register_task_kind(TASK, group="Jawab", verb="Tanyakan kabarnya", order=25)
register_action("inbox.letter.written", "{actor} menulis surat ke {authority} untuk kasus {code}")
register_action("inbox.letter.sent", "{actor} mencatat surat ke {authority} untuk kasus {code} terkirim lewat {way}")
register_action("inbox.letter.replied", "{actor} mencatat balasan {authority} untuk kasus {code}")
register_action("inbox.letter.told", "{actor} menulis kabar untuk warga: kasus {code} diteruskan ke {authority}")
register_action("inbox.letter.moved", "{actor} mengubah surat ke {authority} untuk kasus {code} menjadi {state}")
LONGEST_WAIT = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Words:
    """What the paper says."""

    subject: str
    body: str
    form: str = Letter.Form.LETTER
    number: str = ""
    signatory: str = ""
    signatory_position: str = ""


@transaction.atomic
def begin(*, actor: Actor, case: Case, authority: Authority, words: Words) -> Letter:
    """Begin a letter about a case."""
    locked = locked_case(actor, case)
    check_open_to_others(locked)
    letter = Letter.objects.create(
        government_id=actor.government_id,
        case=locked,
        authority=authority,
        written_by_id=actor.person_id,
        written_at=clock.now(),
        **asdict(words),
    )
    _tell(actor, "inbox.letter.written", letter)
    return letter


@transaction.atomic
def change(*, actor: Actor, letter: Letter, words: Words, revision: int) -> Letter:
    """Keep other words while it is a draft. StaleLaneError, LaneRefusedError."""
    locked = _locked(actor, letter)
    if locked.revision != revision:
        raise StaleLaneError
    if locked.state != DRAFT:
        raise LaneRefusedError("Surat ini sudah terkirim, jadi isinya tidak diubah lagi. Tulis surat baru bila perlu.")
    for name, value in asdict(words).items():
        setattr(locked, name, value)
    locked.revision += 1
    locked.written_by_id, locked.written_at = actor.person_id, clock.now()
    locked.save()
    _tell(actor, "inbox.letter.written", locked)
    return locked


@transaction.atomic
def note_sent(*, actor: Actor, letter: Letter, sent_on: date, way: str, follow_up_on: date) -> Letter:
    """Note that it went, and when to ask again. LaneRefusedError for days that cannot be, or personal data in the words."""
    locked = _locked(actor, letter)
    today = clock.now().astimezone(actor.zone).date()
    if sent_on > today:
        raise LaneRefusedError("Tanggal kirim belum tiba. Catat setelah suratnya benar-benar dikirim.")
    if not today < follow_up_on <= today + LONGEST_WAIT:
        raise LaneRefusedError("Tanggal bertanya lagi harus sesudah hari ini, paling jauh setahun. Pilih tanggal lain.")
    _check_personal(actor, locked)
    MACHINE.check(locked.state, SENT)
    locked.state, locked.sent_on, locked.sent_by_id = SENT, sent_on, actor.person_id
    locked.sent_way, locked.follow_up_on = way.strip(), follow_up_on
    locked.save()
    open_task(
        actor=actor,
        kind=TASK,
        subject_type=LETTER,
        subject_id=locked.pk,
        title=f"Kabar dari {locked.authority.name}",
        detail=f"Surat kasus {locked.case.code}: {locked.subject}",
        path=f"/surat/{locked.pk}/",
        person_id=actor.person_id,
        due_at=datetime.combine(follow_up_on, time(OFFICE_CLOSES.hour), actor.zone),
    )
    _tell(actor, "inbox.letter.sent", locked, way=locked.sent_way)
    return locked


@transaction.atomic
def note_reply(*, actor: Actor, letter: Letter, reply: str, replied_on: date) -> Letter:
    """Keep what the authority answered."""
    locked = _locked(actor, letter)
    words = reply.strip()
    if not words:
        raise LaneRefusedError("Balasannya masih kosong. Tulis pokok balasan instansi itu.")
    MACHINE.check(locked.state, REPLIED)
    locked.state, locked.reply, locked.replied_on = REPLIED, words, replied_on
    locked.save(update_fields=["state", "reply", "replied_on"])
    close_tasks(actor=actor, subject_type=LETTER, subject_id=locked.pk)
    _tell(actor, "inbox.letter.replied", locked)
    return locked


@transaction.atomic
def tell_citizen(*, actor: Actor, letter: Letter, words: str) -> Letter:
    """Put into the draft of the answer whose matter it is and that it was passed on. AnswerRefusedError."""
    locked = _locked(actor, letter)
    if locked.state not in {SENT, REPLIED}:
        raise LaneRefusedError(
            "Suratnya belum tercatat terkirim. Catat dahulu, supaya warga tidak diberi kabar yang belum benar."
        )
    add_to_answer(actor=actor, case=locked.case, words=words.strip())
    locked.told_at = clock.now()
    locked.save(update_fields=["told_at"])
    _tell(actor, "inbox.letter.told", locked)
    return locked


@transaction.atomic
def cancel(*, actor: Actor, letter: Letter) -> Letter:
    """Not send it after all; taking it up again is the same act."""
    locked = _locked(actor, letter)
    target = DRAFT if locked.state == CANCELLED else CANCELLED
    MACHINE.check(locked.state, target)
    locked.state = target
    locked.save(update_fields=["state"])
    _tell(actor, "inbox.letter.moved", locked, state=locked.get_state_display().lower())
    return locked


def _locked(actor: Actor, letter: Letter) -> Letter:
    rows = Letter.objects.select_for_update(of=("self",)).select_related("case", "authority")
    locked = rows.get(government_id=actor.government_id, pk=letter.pk)
    locked.case = locked_case(actor, locked.case)
    return locked


def _check_personal(actor: Actor, letter: Letter) -> None:
    told = f"{letter.subject}\n{letter.body}"
    found = next((one for one in findings_in(actor.government_id, told) if one.covers), None)
    if found:
        raise LaneRefusedError(
            f"{found.title} di surat ini: {found.found}. Hapus dahulu; instansi itu tidak memerlukannya."
        )


def _tell(actor: Actor, action: str, letter: Letter, **data: object) -> None:
    facts = {"code": letter.case.code, "authority": letter.authority.name} | data
    record(actor=actor, action=action, subject_type=LETTER, subject_id=letter.pk, data=facts)
