"""Deadlines set by law run by the wall clock: 72 or 48 hours from the citizen's word, nights and holidays counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.audit.registry import register_action
from kentongan.audit.services import record
from kentongan.inbox.access import check_handler
from kentongan.inbox.clocks import keeping
from kentongan.inbox.clocks.rules import LAW
from kentongan.inbox.models import Case
from kentongan.inbox.services.way import DispositionRefusedError
from kentongan.inbox.states import ENDED

if TYPE_CHECKING:
    from kentongan.inbox.models import Deadline
    from kentongan.organizations.actor import Actor

register_action("inbox.case.law_clock", "{actor} menjalankan tenggat hukum untuk kasus {code}: {name}")


@transaction.atomic
def start_law_clock(*, actor: Actor, case: Case, code: str) -> Deadline:
    """Let a deadline set by law run from when the citizen wrote. One that runs already stays as it is."""
    case = Case.objects.select_for_update().get(government_id=actor.government_id, pk=case.pk)
    check_handler(actor, case)
    if code not in LAW:
        raise DispositionRefusedError("Pilih tenggat hukum yang berlaku untuk permintaan ini.")
    if case.state in ENDED:
        raise DispositionRefusedError("Kasus ini sudah berakhir. Buka kembali dahulu.")
    running = keeping.running_of(case).filter(code=code).first()
    if running is not None:
        return running
    row = keeping.start(case, code, case.conversation.opened_at)
    data = {"code": case.code, "name": LAW[code]}
    record(actor=actor, action="inbox.case.law_clock", subject_type="case", subject_id=case.pk, data=data)
    return row
