"""A unit's part of an answer on its way: asked for, passed down, handed up again. Parts of the transaction of the act they belong to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kentongan.core import clock
from kentongan.core.days import written
from kentongan.inbox.access import people_of
from kentongan.inbox.clocks import keeping
from kentongan.inbox.clocks.rules import PART, TOUCH
from kentongan.inbox.models import Disposition, Share
from kentongan.inbox.services.asking import PART_LATE_TASK, PART_TASK, ask_for_part, tell, tell_handlers
from kentongan.inbox.services.way import DispositionRefusedError, end, sheet, wait_again
from kentongan.inbox.states import OPEN, PASSED_ON
from kentongan.work.services import close_agencys_tasks, reopen_tasks

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from kentongan.inbox.models import Case
    from kentongan.organizations.actor import Actor
    from kentongan.organizations.models import Agency


@dataclass(frozen=True, slots=True)
class Beside:
    """Whom else something is asked of: units that owe their part, until when, and units that only read."""

    partners: tuple[Agency, ...] = ()
    due_at: datetime | None = None
    copies: tuple[Agency, ...] = ()

    @property
    def everybody(self) -> list[Agency]:
        """All of them."""
        return [*self.partners, *self.copies]


NOBODY = Beside()


def ask_parts(
    actor: Actor,
    case: Case,
    parent: Disposition | None,
    agencies: Iterable[Agency],
    *,
    instruction: str,
    due_at: datetime | None,
) -> list[Disposition]:
    """Ask units for their part, each with a deadline and a first touch of its own. DispositionRefusedError for a day too late."""
    above = parent if parent is not None and parent.share == Share.CO else None
    asked = []
    for agency in agencies:
        until, by_hand = _until(case, above, due_at)
        part = sheet(actor, case, parent, agency, instruction=instruction, due_at=until, share=Share.CO)
        part.touch_by = keeping.due_after(case, TOUCH, part.given_at)
        part.save(update_fields=["touch_by"])
        keeping.start_part(case, part, by_hand=by_hand)
        verb = "meneruskan bagian ke" if above else "meminta bagian"
        ask_for_part(actor, case, part, f"{actor.name} {verb} {agency.short_name} untuk kasus {case.code}")
        asked.append(part)
    return asked


def _until(case: Case, above: Disposition | None, due_at: datetime | None) -> tuple[datetime, bool]:
    """When a part is due, and whether that day was chosen rather than counted."""
    latest, usual = keeping.latest_for_part(case, above), keeping.due_after(case, PART, clock.now())
    if due_at is None:
        return (usual, False) if latest is None or usual <= latest else (latest, True)
    if latest is not None and due_at > latest:
        last = latest.astimezone(case.government.zone)
        raise DispositionRefusedError(
            f"Tenggat bagian itu lewat dari tenggat kasusnya ({written(last)} pukul {last:%H.%M}), jadi jawaban untuk"
            " warga akan terlambat. Pilih hari yang lebih awal."
        )
    return due_at, True


def pass_down(actor: Actor, case: Case, part: Disposition) -> None:
    """A part goes on to a unit below: nothing is asked of this unit until it comes back, but its own deadline runs on."""
    end(actor, part, PASSED_ON)
    _settle(actor, case, part)


def hand_up(actor: Actor, case: Case, part: Disposition, sentence: str, why: str = "") -> None:
    """A part that was given, or (`why`) given back, returns to whoever asked for it: the unit above, else who answers."""
    keeping.end_part(case, part, why)
    _settle(actor, case, part)
    above = part.above
    if above is None:
        tell_handlers(actor, case, sentence, also=[part.from_person_id] if why else [])
    elif above.state == PASSED_ON:
        wait_again(above)
        ask_for_part(actor, case, above, sentence)
    else:
        tell(actor, case, [one.pk for one in people_of(above.to_agency, watched=case.watched)], sentence)


def touch(actor: Actor, case: Case) -> None:
    """What somebody of a unit does in a case is the first touch of the part the unit owes."""
    rows = Disposition.objects.filter(government_id=case.government_id, case=case, share=Share.CO, touched_at=None)
    rows.filter(to_agency_id=actor.agency_id).update(touched_at=clock.now())


def ask_again(actor: Actor, case: Case, since: datetime, sentence: str) -> None:
    """What was asked of units for their parts, and closed with the case at `since`, is asked again; those that owe one are told."""
    kinds = (PART_TASK, PART_LATE_TASK)
    reopen_tasks(actor=actor, subject_type="case", subject_id=case.pk, kinds=kinds, since=since)
    running = keeping.running_of(case).exclude(disposition=None).values("disposition")
    rows = Disposition.objects.filter(government_id=case.government_id, pk__in=running, state=OPEN)
    units = [part.to_agency for part in rows.select_related("to_agency")]
    tell(actor, case, {one.pk for unit in units for one in people_of(unit, watched=case.watched)}, sentence)


def _settle(actor: Actor, case: Case, part: Disposition) -> None:
    """What was asked of the unit is settled, unless it owes another part of the same case."""
    rows = Disposition.objects.filter(government_id=case.government_id, case=case, share=Share.CO, state=OPEN)
    if not rows.filter(to_agency_id=part.to_agency_id).exists():
        kinds = (PART_TASK, PART_LATE_TASK)
        close_agencys_tasks(
            actor=actor, subject_type="case", subject_id=case.pk, agency_id=part.to_agency_id, kinds=kinds
        )
