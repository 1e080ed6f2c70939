"""What the page of a case shows beside the conversation and the answer. Reads only, each scoped by the case that was found."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from kentongan.core import clock
from kentongan.inbox.access import may_handle, may_take_part, may_work
from kentongan.inbox.cases.beside import Beside, beside, beside_rows
from kentongan.inbox.cases.chain import Happened, steps_of, tree_of
from kentongan.inbox.cases.forms import ClassForm, FileForm
from kentongan.inbox.cases.models import CaseFile, Merge
from kentongan.inbox.cases.sharing import parts_of, parts_together
from kentongan.inbox.classes import ArchiveReason
from kentongan.inbox.clocks.reading import calendar_of
from kentongan.inbox.clocks.rules import LAW
from kentongan.inbox.forms import PassOnForm
from kentongan.inbox.models import Answer, Case, Disposition, Share
from kentongan.inbox.states import ENDED, INCOMING, MERGED, OPEN, RETURNED, UNVERIFIED

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from django.db.models import QuerySet
    from django.http import HttpRequest

    from kentongan.organizations.actor import Actor
    from kentongan.organizations.models import Agency

    Tell = Callable[[datetime | None], str]
    Units = Sequence[tuple[int, str]]


def facts_of(
    actor: Actor,
    case: Case,
    thread: list[Disposition],
    answers: list[Answer],
    tell: Tell,
    units: Units = (),
    rows: QuerySet[Case, Any] | None = None,
) -> dict[str, Any]:
    """The way with its tree, what waits for this reader, and what stands beside the case (`rows`: read already)."""
    told = beside(beside_rows(actor, case) if rows is None else rows)
    happened = Happened(told.talks, thread, answers, told.pauses, told.escalations, told.merges)
    return {
        "steps": steps_of(case, happened),
        "tree": [(branch, tell(branch.due_at), tell(branch.touch_by)) for branch in tree_of(thread, _moments(told))],
        "my_part": next((one for one in thread if _waits_for_part(actor, case, one)), None),
        "parts": parts_of(thread),
        "waiting_people": told.people,
        "deadlines": [
            one | {"said": tell(one["due_at"])} for one in (*_first_touch(case), *_touches(thread), *told.deadlines)
        ],
        **_rows(case, told),
        **_acts(actor, case, units),
    }


def _first_touch(case: Case) -> list[dict[str, Any]]:
    """The first answer under the citizen's words is promised in minutes, not days."""
    talk = case.conversation
    if talk.touch_by is None:
        return []
    return [{"name": "Tanggapan pertama", "due_at": talk.touch_by, "met_at": talk.touched_at, "pausable": False}]


def _touches(thread: list[Disposition]) -> list[dict[str, Any]]:
    """The same of the units that owe a part."""
    return [
        {
            "name": f"Tanggapan pertama {one.to_agency.short_name}",
            "due_at": one.touch_by,
            "met_at": one.touched_at,
            "pausable": False,
        }
        for one in thread
        if one.touch_by and (one.touched_at or one.state == OPEN)
    ]


def _moments(told: Beside) -> dict[int, datetime]:
    """Until when each part is due: its deadline moves with the case's clocks."""
    return {one["disposition_id"]: one["due_at"] for one in told.deadlines if one["disposition_id"]}


def _rows(case: Case, told: Beside) -> dict[str, Any]:
    return {
        "further": [one for one in told.talks if one["id"] != case.conversation_id],
        "notes": told.notes,
        "items": told.items,
        "files": [one | {"taken_on": date.fromisoformat(one["taken_on"])} for one in told.files],
        "documents": [one | {"dated_on": date.fromisoformat(one["dated_on"])} for one in told.documents],
        "pause": told.pause,
        "undoable": [one for one in told.merges if one["target_id"] == case.pk and one["undone_at"] is None],
        "follows": told.follows,
    }


def _acts(actor: Actor, case: Case, units: Units) -> dict[str, Any]:
    handles, works = may_handle(actor, case), may_work(actor, case)
    return {
        "may_handle": handles,
        "may_work": works,
        "ended": case.state in ENDED,
        "may_reopen": handles and case.state in ENDED and case.state != MERGED,
        "unverified": case.state in {INCOMING, UNVERIFIED},
        "archive_reasons": ArchiveReason.choices,
        "laws": LAW.items(),
        "class_form": ClassForm(actor, units, initial={"report_class": case.report_class}) if handles else None,
        "file_form": FileForm(initial={"taken_on": clock.now().astimezone(actor.zone).date()}) if works else None,
    }


def _waits_for_part(actor: Actor, case: Case, row: Disposition) -> bool:
    """A unit beside the lead owes its part; one below another its result."""
    owes = row.share == Share.CO or (row.share == Share.LEAD and row.parent_id is not None)
    return owes and row.state == OPEN and may_take_part(actor, case, row)


def file_of_case(case: Case, file_id: int) -> CaseFile | None:
    """One file that is kept with the case, or None."""
    rows = CaseFile.objects.filter(government_id=case.government_id, case=case, pk=file_id, removed_at=None)
    return rows.select_related("asset").first()


def merge_into(case: Case, merge_id: int) -> Merge | None:
    """One merge of another case into this one, or None."""
    return Merge.objects.filter(government_id=case.government_id, target=case, pk=merge_id).first()


def day_ends(actor: Actor, day: date | None) -> datetime | None:
    """When offices close on a day that was chosen; None when none was."""
    return calendar_of(actor.government_id).day_ends(day) if day else None


def parts_asked_for(request: HttpRequest, thread: list[Disposition]) -> str:
    """The joint answer's first words, where the writer asked for them."""
    return parts_together(thread) if "susun" in request.GET else ""


def give_form(
    actor: Actor, thread: list[Disposition], units: QuerySet[Agency], part: Disposition | None = None
) -> PassOnForm:
    """What the case, or the part a unit owes, is passed on with: begun with the units that were proposed when it came back."""
    if part is None:
        begun: dict[str, object] = {
            "agency": next(iter(_proposed(thread, lambda one: one.share == Share.LEAD)), None),
            "partners": _proposed(thread, lambda one: one.share == Share.CO and one.above is None),
        }
    else:
        begun = {"agency": next(iter(_proposed(thread, lambda one: one.parent_id == part.pk)), None)}
    return PassOnForm(actor, initial=begun, units=units, part=part)


def _proposed(thread: list[Disposition], fits: Callable[[Disposition], bool]) -> list[int]:
    """The unit that was proposed last, unless it was asked since."""
    back = [one for one in thread if one.state == RETURNED and one.proposed_agency_id and fits(one)]
    last = max(back, key=lambda one: one.pk, default=None)
    if last is None or any(one.pk > last.pk and one.to_agency_id == last.proposed_agency_id for one in thread):
        return []
    return [last.proposed_agency_id] if last.proposed_agency_id else []
