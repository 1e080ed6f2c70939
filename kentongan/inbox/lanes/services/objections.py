"""What follows a written notice: an objection, the superior's answer, a dispute, and the end of a request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.core import clock
from kentongan.inbox.lanes.due import DISPUTE_DAYS, SETTLE_DAYS, after_days
from kentongan.inbox.lanes.services.guard import REQUEST, LaneRefusedError
from kentongan.inbox.lanes.services.ppid import ask_officers, locked_request, move, said_words, tell_trail
from kentongan.inbox.lanes.states import CLOSED, DISPUTED, OBJECTED, SETTLED, WITHDRAWN
from kentongan.inbox.lanes.states import REQUEST as MACHINE
from kentongan.work.services import close_tasks

if TYPE_CHECKING:
    from kentongan.inbox.lanes.ppid_models import InformationRequest
    from kentongan.organizations.actor import Actor


@transaction.atomic
def note_objection(*, actor: Actor, request: InformationRequest, reason: str) -> InformationRequest:
    """Note that the citizen objected; the superior's time starts. Before an answer only where its date has passed."""
    locked = locked_request(actor, request)
    said = said_words(reason, "Tulis alasan keberatan seperti disampaikan pemohon.")
    at = clock.now()
    if locked.told_at is None and at <= locked.due_at:
        raise LaneRefusedError(
            "Batas jawaban belum lewat, jadi belum ada yang dapat dikeberatani. Beri jawaban dahulu."
        )
    if locked.object_by and at > locked.object_by:
        raise LaneRefusedError(
            "Masa keberatan sudah lewat. Catat sebagai permintaan baru bila pemohon masih memerlukan."
        )
    move(locked, OBJECTED)
    locked.objected_at, locked.objection = at, said
    locked.settle_by = after_days(actor.government_id, at, SETTLE_DAYS)
    locked.save()
    ask_officers(actor, locked, f"Keberatan atas {locked.code} menunggu tanggapan atasan PPID", due=locked.settle_by)
    tell_trail(actor, "inbox.request.moved", locked, state=locked.get_state_display().lower())
    return locked


@transaction.atomic
def settle(*, actor: Actor, request: InformationRequest, words: str) -> InformationRequest:
    """Note what the superior answered; the time to go to the Komisi Informasi starts."""
    locked = locked_request(actor, request)
    said = said_words(words, "Tulis tanggapan atasan PPID.", longest=None)
    at = clock.now()
    move(locked, SETTLED)
    locked.settled_at, locked.settlement = at, said
    locked.dispute_by = after_days(actor.government_id, at, DISPUTE_DAYS)
    locked.save()
    close_tasks(actor=actor, subject_type=REQUEST, subject_id=locked.pk)
    tell_trail(actor, "inbox.request.moved", locked, state=locked.get_state_display().lower())
    return locked


ENDS = {"dispute": DISPUTED, "withdraw": WITHDRAWN, "close": CLOSED}


@transaction.atomic
def end(*, actor: Actor, request: InformationRequest, act: str) -> InformationRequest:
    """Note a dispute, a withdrawal, or that it is over."""
    locked = locked_request(actor, request)
    move(locked, ENDS[act])
    if ENDS[act] in MACHINE.final:
        locked.ended_at = clock.now()
        close_tasks(actor=actor, subject_type=REQUEST, subject_id=locked.pk)
    locked.save()
    tell_trail(actor, "inbox.request.moved", locked, state=locked.get_state_display().lower())
    return locked
