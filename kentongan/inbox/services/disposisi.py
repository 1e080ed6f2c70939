"""Who has a case: passing it on down the tree and across, and giving it back as *bukan wewenang*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.audit.registry import register_action
from kentongan.audit.services import record
from kentongan.inbox.access import check_handler, people_of
from kentongan.inbox.cases.ending import ask_again, close
from kentongan.inbox.clocks import keeping
from kentongan.inbox.clocks.pausing import resume
from kentongan.inbox.clocks.rules import SILENCE
from kentongan.inbox.models import Case, Disposition, Share
from kentongan.inbox.services.asking import ANSWER_TASK, PART_TASK, ask, ask_for_part, ask_sender, tell
from kentongan.inbox.services.way import DispositionRefusedError, check_part, check_way, current, end, place, sheet
from kentongan.inbox.states import ASSIGNED, CASE, DISPOSITION, OPEN, PASSED_ON, RETURNED, VERIFIED
from kentongan.inbox.wording import in_trail
from kentongan.work.services import close_agencys_tasks

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from kentongan.organizations.actor import Actor
    from kentongan.organizations.models import Agency

__all__ = ["ANSWER_TASK", "DispositionRefusedError", "ask_again", "close", "current", "give", "send_back"]

register_action("inbox.case.assigned", "{actor} meneruskan kasus {code} ke {agency}: {instruction}")
register_action("inbox.case.returned", "{actor} mengembalikan kasus {code} sebagai bukan wewenang {agency}: {reason}")


@transaction.atomic
def give(
    *,
    actor: Actor,
    case: Case,
    to_agency: Agency,
    instruction: str,
    due_at: datetime | None = None,
    partners: Iterable[Agency] = (),
    copies: Iterable[Agency] = (),
) -> Disposition:
    """Send a case to the agency that answers, with others beside it and copies; due in working days unless `due_at` is set.

    NotAllowedError without the right.
    """
    case = Case.objects.select_for_update().get(government_id=actor.government_id, pk=case.pk)
    check_handler(actor, case)
    case = resume(actor=actor, case=case) if case.pause_kind else case
    parent, beside, told = current(case), [*partners], [*copies]
    check_way(case, parent, to_agency, [*beside, *told], due_at)
    CASE.check(case.state, ASSIGNED)
    if parent:
        end(actor, parent, PASSED_ON)
    disposition = sheet(actor, case, parent, to_agency, instruction=instruction, due_at=due_at)
    keeping.drop(case, {SILENCE}, f"Diteruskan lagi ke {to_agency.short_name}")
    keeping.follow(case, disposition, by_hand=due_at is not None)
    place(case, to_agency, ASSIGNED)
    ask(actor, case, disposition, f"{actor.name} meneruskan kasus {case.code} ke {to_agency.short_name}")
    for agency in beside:
        one = sheet(actor, case, parent, agency, instruction=instruction, due_at=due_at, share=Share.CO)
        ask_for_part(actor, case, one)
    for agency in told:
        sheet(actor, case, parent, agency, instruction=instruction, due_at=due_at, share=Share.COPY)
        people = [one.pk for one in people_of(agency, watched=case.watched)]
        tell(actor, case, people, f"Tembusan kasus {case.code} dari {actor.name}", asks=False)
    data = {
        "code": case.code,
        "agency": ", ".join(one.short_name for one in (to_agency, *beside)),
        "instruction": in_trail(case, instruction.strip() or "tanpa catatan"),
    }
    record(actor=actor, action="inbox.case.assigned", subject_type="case", subject_id=case.pk, data=data)
    return disposition


@transaction.atomic
def send_back(
    *, actor: Actor, disposition: Disposition, reason: str, proposed: Agency | None = None, outside: str = ""
) -> Case:
    """Return a case to whoever sent it, saying why and, where known, whose it is. A unit beside the lead returns its share."""
    case = Case.objects.select_for_update().get(government_id=actor.government_id, pk=disposition.case_id)
    disposition.refresh_from_db()
    check_part(actor, case, disposition)
    if disposition.state != OPEN:
        raise DispositionRefusedError(
            "Disposisi ini sudah tidak menunggu lagi; muat ulang halaman untuk melihat keadaannya."
        )
    if not reason.strip():
        raise DispositionRefusedError(
            "Tulis alasan mengapa ini bukan wewenang dinas Anda, supaya pengirim tahu ke mana meneruskannya."
        )
    disposition.proposed_agency, disposition.proposed_outside = proposed, outside.strip()[:120]
    disposition.save(update_fields=["proposed_agency", "proposed_outside"])
    end(actor, disposition, RETURNED, reason.strip())
    if disposition.share == Share.LEAD:
        _back_to_sender(actor, case, disposition)
    else:
        sentence = f"{disposition.to_agency.short_name} tidak ikut menangani kasus {case.code}: {disposition.reason}"
        tell(actor, case, [disposition.from_person_id], sentence)
    close_agencys_tasks(
        actor=actor, subject_type="case", subject_id=case.pk, agency_id=disposition.to_agency_id, kinds=[PART_TASK]
    )
    data = {"code": case.code, "agency": disposition.to_agency.short_name, "reason": in_trail(case, reason.strip())}
    record(actor=actor, action="inbox.case.returned", subject_type="case", subject_id=case.pk, data=data)
    return case


def _back_to_sender(actor: Actor, case: Case, disposition: Disposition) -> None:
    above = disposition.parent
    if above:
        DISPOSITION.check(above.state, OPEN)
        above.state, above.ended_at = OPEN, None
        above.save(update_fields=["state", "ended_at"])
        place(case, above.to_agency, ASSIGNED)
    else:
        place(case, None, VERIFIED)
    ask_sender(actor, case, disposition)
