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
from kentongan.inbox.services.asking import ANSWER_TASK, ask, ask_sender, tell
from kentongan.inbox.services.parts import NOBODY, Beside, ask_parts, hand_up, pass_down
from kentongan.inbox.services.way import (
    DispositionRefusedError,
    check_part,
    check_waits,
    check_way,
    current,
    end,
    place,
    sheet,
    wait_again,
)
from kentongan.inbox.states import ASSIGNED, CASE, PASSED_ON, RETURNED, VERIFIED
from kentongan.inbox.wording import in_trail

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from kentongan.organizations.actor import Actor
    from kentongan.organizations.models import Agency

__all__ = [
    "ANSWER_TASK",
    "Beside",
    "DispositionRefusedError",
    "ask_again",
    "ask_beside",
    "close",
    "current",
    "give",
    "send_back",
]

register_action("inbox.case.assigned", "{actor} meneruskan kasus {code} ke {agency}: {instruction}")
register_action("inbox.case.part_passed_on", "{actor} meneruskan bagian kasus {code} ke {agency}: {instruction}")
register_action("inbox.case.part_asked", "{actor} meminta bagian {agency} untuk kasus {code}: {instruction}")
register_action("inbox.case.returned", "{actor} mengembalikan kasus {code} sebagai bukan wewenang {agency}: {reason}")


@transaction.atomic
def give(
    *,
    actor: Actor,
    case: Case,
    to_agency: Agency,
    instruction: str,
    due_at: datetime | None = None,
    beside: Beside = NOBODY,
    part: Disposition | None = None,
) -> Disposition:
    """Send a case, or only the `part` a unit owes, to the unit that works on it, with others `beside` it.

    Due in working days unless `due_at` is set. NotAllowedError without the right.
    """
    case, held = _held(actor, case, part)
    check_way(case, held, [to_agency, *beside.everybody], [due_at, beside.due_at])
    if held is not None and held.share == Share.CO:
        pass_down(actor, case, held)
        given = ask_parts(actor, case, held, [to_agency], instruction=instruction, due_at=due_at)[0]
        action = "inbox.case.part_passed_on"
    else:
        given = _pass_case(actor, case, held, to_agency, instruction=instruction, due_at=due_at)
        action = "inbox.case.assigned"
    _ask_beside(actor, case, held, beside, instruction)
    _tell(actor, action, case, [to_agency, *beside.partners], instruction=instruction.strip() or "tanpa catatan")
    return given


@transaction.atomic
def ask_beside(
    *, actor: Actor, case: Case, beside: Beside, instruction: str, part: Disposition | None = None
) -> list[Disposition]:
    """Ask other units for their part while the case, or the `part`, stays where it is. NotAllowedError without the right."""
    case, held = _held(actor, case, part)
    if held is None:
        raise DispositionRefusedError("Kasus ini belum ada di unit mana pun. Pilih dahulu unit yang menjawab warga.")
    check_way(case, held, beside.everybody, [beside.due_at])
    asked = _ask_beside(actor, case, held if held.share == Share.CO else held.parent, beside, instruction)
    _tell(actor, "inbox.case.part_asked", case, beside.partners, instruction=instruction.strip() or "tanpa catatan")
    return asked


@transaction.atomic
def send_back(
    *, actor: Actor, disposition: Disposition, reason: str, proposed: Agency | None = None, outside: str = ""
) -> Case:
    """Return a case to whoever sent it, saying why and, where known, whose it is. A unit beside the lead returns its share."""
    case = Case.objects.select_for_update().get(government_id=actor.government_id, pk=disposition.case_id)
    disposition.refresh_from_db()
    check_part(actor, case, disposition)
    check_waits(case, disposition)
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
        _part_back(actor, case, disposition)
    _tell(actor, "inbox.case.returned", case, [disposition.to_agency], reason=reason.strip())
    return case


def _held(actor: Actor, case: Case, part: Disposition | None) -> tuple[Case, Disposition | None]:
    """The case, locked, and what waits in it for this actor's decision: a part, or the case itself. NotAllowedError."""
    case = Case.objects.select_for_update().get(government_id=actor.government_id, pk=case.pk)
    if part is None:
        check_handler(actor, case)
        return case, current(case)
    rows = Disposition.objects.select_related("to_agency", "parent__to_agency")
    held = rows.get(government_id=actor.government_id, case=case, pk=part.pk)
    check_part(actor, case, held)
    check_waits(case, held)
    return case, held


def _pass_case(
    actor: Actor,
    case: Case,
    held: Disposition | None,
    to_agency: Agency,
    *,
    instruction: str,
    due_at: datetime | None,
) -> Disposition:
    if case.pause_kind:
        resumed = resume(actor=actor, case=case)
        case.state, case.pause_kind, case.due_at = resumed.state, resumed.pause_kind, resumed.due_at
    CASE.check(case.state, ASSIGNED)
    if held:
        end(actor, held, PASSED_ON)
    disposition = sheet(actor, case, held, to_agency, instruction=instruction, due_at=due_at)
    keeping.drop(case, {SILENCE}, f"Diteruskan lagi ke {to_agency.short_name}")
    keeping.follow(case, disposition, by_hand=due_at is not None)
    place(case, to_agency, ASSIGNED)
    ask(actor, case, disposition, f"{actor.name} meneruskan kasus {case.code} ke {to_agency.short_name}")
    return disposition


def _ask_beside(
    actor: Actor, case: Case, parent: Disposition | None, beside: Beside, instruction: str
) -> list[Disposition]:
    for agency in beside.copies:
        sheet(actor, case, parent, agency, instruction=instruction, due_at=None, share=Share.COPY)
        people = [one.pk for one in people_of(agency, watched=case.watched)]
        tell(actor, case, people, f"Tembusan kasus {case.code} dari {actor.name}", asks=False)
    return ask_parts(actor, case, parent, beside.partners, instruction=instruction, due_at=beside.due_at)


def _part_back(actor: Actor, case: Case, part: Disposition) -> None:
    target = part.proposed_agency.short_name if part.proposed_agency else part.proposed_outside
    whose = f" (usul: {target})" if target else ""
    sentence = f"{part.to_agency.short_name} tidak ikut menangani kasus {case.code}{whose}: {part.reason}"
    hand_up(actor, case, part, sentence, "Dikembalikan: bukan wewenang")


def _tell(actor: Actor, action: str, case: Case, agencies: Iterable[Agency], **words: str) -> None:
    data = {"code": case.code, "agency": ", ".join(one.short_name for one in agencies)}
    data |= {name: in_trail(case, text) for name, text in words.items()}
    record(actor=actor, action=action, subject_type="case", subject_id=case.pk, data=data)


def _back_to_sender(actor: Actor, case: Case, disposition: Disposition) -> None:
    above = disposition.above
    if above:
        wait_again(above)
        place(case, above.to_agency, ASSIGNED)
    else:
        place(case, None, VERIFIED)
    ask_sender(actor, case, disposition)
