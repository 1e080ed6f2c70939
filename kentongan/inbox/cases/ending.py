"""The end of a case, and its opening again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.audit.registry import register_action
from kentongan.audit.services import record
from kentongan.core import clock
from kentongan.inbox.access import check_reopener
from kentongan.inbox.cases.readers import tell_followers
from kentongan.inbox.clocks import keeping
from kentongan.inbox.clocks.pausing import let_go
from kentongan.inbox.clocks.rules import FOLLOW_UP, SILENCE
from kentongan.inbox.models import Case, Disposition, Share
from kentongan.inbox.services.asking import ask, ask_sorters
from kentongan.inbox.services.way import DispositionRefusedError, conversations_of, current, place
from kentongan.inbox.states import (
    ANSWERED,
    ARCHIVED,
    AUTO_CLOSED,
    CASE,
    CLOSED,
    DONE,
    ENDED,
    IN_PROGRESS,
    MERGED,
    OPEN,
    REOPENED,
    WITH_AGENCY,
)
from kentongan.inbox.waiting import refresh_waiting
from kentongan.inbox.wording import in_trail
from kentongan.organizations.actor import system
from kentongan.work.services import close_tasks

if TYPE_CHECKING:
    from kentongan.organizations.actor import Actor

register_action("inbox.case.closed", "{actor} menyelesaikan kasus {code}: {note}")
register_action(
    "inbox.case.auto_closed", "Kasus {code} ditutup otomatis: tidak ada tanggapan warga sesudah tindak lanjut"
)
register_action("inbox.case.reopened", "Kasus {code} dibuka kembali karena warga menulis lagi")
register_action("inbox.case.reopened_by_hand", "{actor} membuka kembali kasus {code}: {reason}")


@transaction.atomic
def close(*, actor: Actor, case: Case, note: str) -> Case:
    """End a case; every deadline that still runs is met now. One that ended already only lets its citizens go."""
    case = Case.objects.select_for_update().get(government_id=actor.government_id, pk=case.pk)
    if case.state not in ENDED:
        _end(case, CLOSED, note)
        keeping.keep(case, clock.now())
    conversations_of(case).update(state=DONE)
    _tidy(actor, case)
    tell_followers(actor, case, f"Kasus {case.code} selesai")
    data = {"code": case.code, "note": in_trail(case, note)}
    record(actor=actor, action="inbox.case.closed", subject_type="case", subject_id=case.pk, data=data)
    return case


@transaction.atomic
def auto_close(case: Case) -> None:
    """End a case that had its follow-up, and no word of the citizen in the days after it (ADU-06)."""
    actor = system(case.government_id)
    case = Case.objects.select_for_update().get(government_id=case.government_id, pk=case.pk)
    if case.state != IN_PROGRESS:
        keeping.drop(case, {SILENCE}, "Kasus ini sudah tidak menunggu warga")
        return
    _end(case, AUTO_CLOSED, "Ditutup otomatis: tidak ada tanggapan warga")
    keeping.keep(case, clock.now())
    conversations_of(case).exclude(state=ARCHIVED).update(state=DONE)
    _tidy(actor, case)
    tell_followers(actor, case, f"Kasus {case.code} ditutup otomatis: warga tidak menanggapi")
    data = {"code": case.code}
    record(actor=actor, action="inbox.case.auto_closed", subject_type="case", subject_id=case.pk, data=data)


def open_again(actor: Actor, case: Case, *, why: str) -> None:
    """Open an ended case: new clocks, and whoever answered last is asked again; else it waits to be passed on."""
    CASE.check(case.state, REOPENED)
    case.state, case.closed_at, case.outside, case.archive_reason = REOPENED, None, "", ""
    case.save(update_fields=["state", "closed_at", "outside", "archive_reason"])
    keeping.start_completion(case, clock.now(), "Kasus dibuka kembali")
    conversations_of(case).update(state=WITH_AGENCY)
    ask_again(actor=actor, case=case, why=why)
    if current(case) is None:
        case.agency = None
        case.save(update_fields=["agency"])
        ask_sorters(actor, case, why)
    tell_followers(actor, case, why)


@transaction.atomic
def reopen(*, actor: Actor, case: Case, reason: str) -> Case:
    """Open an ended case by a person's word. NotAllowedError without the right; the reason is asked for."""
    case = Case.objects.select_for_update().get(government_id=actor.government_id, pk=case.pk)
    check_reopener(actor, case)
    if case.state == MERGED:
        raise DispositionRefusedError("Kasus ini digabung ke kasus lain. Batalkan penggabungannya di kasus itu.")
    if not reason.strip():
        raise DispositionRefusedError("Tulis mengapa kasus ini dibuka kembali.")
    open_again(actor, case, why=f"{actor.name} membuka kembali kasus {case.code}")
    data = {"code": case.code, "reason": in_trail(case, reason.strip())}
    record(actor=actor, action="inbox.case.reopened_by_hand", subject_type="case", subject_id=case.pk, data=data)
    return case


def ask_again(*, actor: Actor, case: Case, why: str = "") -> None:
    """Let the agency that answered last answer again, with a new deadline. Part of the caller's transaction."""
    rows = Disposition.objects.filter(government_id=case.government_id, case=case, state=ANSWERED, share=Share.LEAD)
    last = rows.select_related("to_agency").order_by("-pk").first()
    if last is None or current(case):
        return
    last.state, last.ended_at, last.ended_by = OPEN, None, None
    last.given_at = clock.now()
    last.due_at = keeping.due_after(case, FOLLOW_UP, last.given_at)
    last.save(update_fields=["state", "ended_at", "ended_by", "given_at", "due_at"])
    keeping.follow(case, last, by_hand=False)
    if case.agency_id != last.to_agency_id:
        place(case, last.to_agency, case.state)
    ask(actor, case, last, why or f"Warga menulis lagi di kasus {case.code}")


def _end(case: Case, state: str, note: str) -> None:
    CASE.check(case.state, state)
    at = clock.now()
    let_go(case)
    case.state, case.closed_at, case.closing_note = state, at, note
    case.save(update_fields=["state", "closed_at", "closing_note", "pause_kind"])
    rows = Disposition.objects.filter(government_id=case.government_id, case=case, state=OPEN)
    rows.update(state=ANSWERED, ended_at=at)


def _tidy(actor: Actor, case: Case) -> None:
    close_tasks(actor=actor, subject_type="case", subject_id=case.pk)
    refresh_waiting(case.government_id)
