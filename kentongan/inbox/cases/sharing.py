"""What units give to an answer: the part of one beside the lead, the result of one below it; the lead puts them together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.audit.registry import register_action
from kentongan.audit.services import record
from kentongan.inbox.models import Case, Disposition, Share
from kentongan.inbox.services.asking import PART_TASK, ask, tell_handlers
from kentongan.inbox.services.way import DispositionRefusedError, check_part, end, place
from kentongan.inbox.states import CASE, DISPOSITION, IN_PROGRESS, OPEN, REPORTED
from kentongan.work.services import close_agencys_tasks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kentongan.organizations.actor import Actor

register_action("inbox.case.part_given", "{actor} memberi bagian {agency} untuk jawaban kasus {code}")
register_action("inbox.case.reported_up", "{actor} melaporkan hasil {agency} untuk kasus {code} ke {above}")


@transaction.atomic
def give_part(*, actor: Actor, disposition: Disposition, text: str) -> Disposition:
    """Hand a unit's part, or its result, to whoever answers. From below, the case goes back up to the unit above."""
    case = Case.objects.select_for_update().get(government_id=actor.government_id, pk=disposition.case_id)
    rows = Disposition.objects.select_related("to_agency", "parent__to_agency")
    disposition = rows.get(government_id=actor.government_id, pk=disposition.pk)
    check_part(actor, case, disposition)
    if not text.strip():
        raise DispositionRefusedError("Tulis dahulu apa yang sudah dikerjakan atau ditemukan unit Anda.")
    if disposition.state != OPEN:
        raise DispositionRefusedError("Bagian ini sudah tidak ditunggu; muat ulang halaman untuk melihat keadaannya.")
    above = disposition.parent if disposition.share == Share.LEAD else None
    if disposition.share == Share.LEAD and above is None:
        raise DispositionRefusedError("Unit Anda yang menjawab warga. Tulis jawabannya, lalu ajukan.")
    disposition.part = text.strip()
    disposition.save(update_fields=["part"])
    end(actor, disposition, REPORTED)
    if above is not None:
        _back_up(actor, case, disposition, above)
    else:
        tell_handlers(actor, case, f"{disposition.to_agency.short_name} memberi bagiannya untuk kasus {case.code}")
    close_agencys_tasks(
        actor=actor, subject_type="case", subject_id=case.pk, agency_id=disposition.to_agency_id, kinds=[PART_TASK]
    )
    data = {"code": case.code, "agency": disposition.to_agency.short_name}
    action = "inbox.case.part_given"
    if above is not None:
        action, data["above"] = "inbox.case.reported_up", above.to_agency.short_name
    record(actor=actor, action=action, subject_type="case", subject_id=case.pk, data=data)
    return disposition


def _back_up(actor: Actor, case: Case, disposition: Disposition, above: Disposition) -> None:
    DISPOSITION.check(above.state, OPEN)
    above.state, above.ended_at, above.ended_by = OPEN, None, None
    above.save(update_fields=["state", "ended_at", "ended_by"])
    place(case, above.to_agency, IN_PROGRESS if CASE.allows(case.state, IN_PROGRESS) else case.state)
    ask(actor, case, above, f"{disposition.to_agency.short_name} melaporkan hasilnya untuk kasus {case.code}")


def parts_of(thread: Iterable[Disposition]) -> list[Disposition]:
    """The parts and results that were given, in the order they came."""
    given = [row for row in thread if row.state == REPORTED and row.part and row.ended_at]
    return sorted(given, key=lambda row: (row.ended_at, -row.pk))


def parts_together(thread: Iterable[Disposition]) -> str:
    """The same, one after another: what a joint answer starts from."""
    return "\n\n".join(f"{row.to_agency.short_name}: {row.part}" for row in parts_of(thread))
