"""What units give to an answer: the part of one beside the lead, the result of one below it; the lead puts them together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.audit.registry import register_action
from kentongan.audit.services import record
from kentongan.inbox.models import Case, Disposition, Share
from kentongan.inbox.services.asking import ask
from kentongan.inbox.services.parts import hand_up
from kentongan.inbox.services.way import DispositionRefusedError, check_part, check_waits, end, place, wait_again
from kentongan.inbox.states import CASE, IN_PROGRESS, REPORTED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kentongan.organizations.actor import Actor

register_action("inbox.case.part_given", "{actor} memberi bagian {agency} untuk jawaban kasus {code}")
register_action("inbox.case.reported_up", "{actor} melaporkan hasil {agency} untuk kasus {code} ke {above}")


@transaction.atomic
def give_part(*, actor: Actor, disposition: Disposition, text: str) -> Disposition:
    """Hand a unit's part, or its result, to whoever asked for it. From below, the case, or the part, goes back up a unit."""
    case = Case.objects.select_for_update().get(government_id=actor.government_id, pk=disposition.case_id)
    rows = Disposition.objects.select_related("to_agency", "parent__to_agency")
    disposition = rows.get(government_id=actor.government_id, pk=disposition.pk)
    check_part(actor, case, disposition)
    if not text.strip():
        raise DispositionRefusedError("Tulis dahulu apa yang sudah dikerjakan atau ditemukan unit Anda.")
    check_waits(case, disposition)
    above = disposition.above
    if disposition.share == Share.LEAD and above is None:
        raise DispositionRefusedError("Unit Anda yang menjawab warga. Tulis jawabannya, lalu ajukan.")
    disposition.part = text.strip()
    disposition.save(update_fields=["part"])
    end(actor, disposition, REPORTED)
    if disposition.share == Share.CO:
        hand_up(
            actor, case, disposition, f"{disposition.to_agency.short_name} memberi bagiannya untuk kasus {case.code}"
        )
    elif above is not None:
        _back_up(actor, case, disposition, above)
    data = {"code": case.code, "agency": disposition.to_agency.short_name}
    action = "inbox.case.part_given"
    if above is not None:
        action, data["above"] = "inbox.case.reported_up", above.to_agency.short_name
    record(actor=actor, action=action, subject_type="case", subject_id=case.pk, data=data)
    return disposition


def _back_up(actor: Actor, case: Case, disposition: Disposition, above: Disposition) -> None:
    wait_again(above)
    place(case, above.to_agency, IN_PROGRESS if CASE.allows(case.state, IN_PROGRESS) else case.state)
    ask(actor, case, above, f"{disposition.to_agency.short_name} melaporkan hasilnya untuk kasus {case.code}")


def parts_of(thread: Iterable[Disposition]) -> list[Disposition]:
    """The parts and results that were given, in the order they came."""
    given = [row for row in thread if row.state == REPORTED and row.part and row.ended_at]
    return sorted(given, key=lambda row: (row.ended_at, -row.pk))


def parts_together(thread: Iterable[Disposition]) -> str:
    """The same, one after another: what a joint answer starts from."""
    return "\n\n".join(f"{row.to_agency.short_name}: {row.part}" for row in parts_of(thread))
