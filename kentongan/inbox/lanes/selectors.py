"""Reading the lanes: what belongs to a case is seen by whoever sees the case; the PPID sees the whole register."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, Model, OuterRef

from kentongan.core import clock
from kentongan.inbox.lanes.clocks import Known, Line, Promise, side_by_side, theirs
from kentongan.inbox.lanes.models import Authority, HelpNumber, LaporHandover, LaporNote, Letter
from kentongan.inbox.lanes.numbers import NATIONAL
from kentongan.inbox.lanes.ppid_models import InformationRequest, LaneChoice
from kentongan.inbox.lanes.rules import knows
from kentongan.inbox.lanes.states import FOLLOWED, FORWARDED
from kentongan.inbox.models import Case
from kentongan.inbox.selectors import cases_for, deadlines_of
from kentongan.organizations.roles import Role
from kentongan.organizations.selectors import deadline_for

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from django.db.models import QuerySet

    from kentongan.inbox.models import Conversation
    from kentongan.organizations.actor import Actor


WAYS: dict[str, type[Model]] = {
    "handed": LaporHandover,
    "asked": InformationRequest,
    "chosen": LaneChoice,
    "written": Letter,
}
"""The ways a case can go beside its own, by their tables."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A number to call, as a page shows it. `review_on` None: nobody here has looked at it yet."""

    number: str
    name: str
    when: str
    review_on: date | None = None
    stale: bool = False


def handover_of(actor: Actor, case: Case) -> LaporHandover | None:
    """The hand-over of a case that the actor sees."""
    rows = LaporHandover.objects.filter(government_id=actor.government_id, case=case)
    return rows.select_related("case", "filed_by", "written_by").first()


def handovers_for(actor: Actor) -> QuerySet[LaporHandover]:
    """Hand-overs of the cases this actor sees, newest first."""
    rows = LaporHandover.objects.filter(government_id=actor.government_id, case__in=cases_for(actor).order_by())
    return rows.select_related("case__agency").order_by("-pk")


def notes_of(handover: LaporHandover) -> QuerySet[LaporNote]:
    """What was read of it on LAPOR, newest first."""
    rows = LaporNote.objects.filter(government_id=handover.government_id, handover=handover)
    return rows.select_related("by").order_by("-read_on", "-pk")


def both_clocks(actor: Actor, handover: LaporHandover) -> list[Line]:
    """LAPOR's promises beside ours."""
    notes = list(notes_of(handover).order_by("read_on", "pk"))
    known = Known(
        filed_at=handover.filed_at,
        forwarded_at=_first(notes, FORWARDED),
        followed_at=_first(notes, FOLLOWED),
        ended_at=_first(notes, frozenset({"selesai"})),
    )
    there = theirs(known, handover.report_class, lambda moment, days: deadline_for(actor, moment, days))
    here = {row.code: Promise(0, row.due_at, row.met_at) for row in deadlines_of(handover.case).filter(dropped_why="")}
    return side_by_side(there, here)


def _first(notes: Sequence[LaporNote], statuses: frozenset[str]) -> datetime | None:
    return next((note.at for note in notes if note.status in statuses), None)


def choice_of(actor: Actor, case: Case) -> LaneChoice | None:
    """Which of the two a question was found to be."""
    rows = LaneChoice.objects.filter(government_id=actor.government_id, case=case)
    return rows.select_related("chosen_by").first()


def requests_for(actor: Actor) -> QuerySet[InformationRequest]:
    """The register: all of it for the PPID and whoever sees every agency, else that of one's cases and agencies."""
    rows = InformationRequest.objects.filter(government_id=actor.government_id)
    rows = rows.select_related("case__agency", "case__conversation__channel", "agency", "registered_by").order_by(
        "due_at"
    )
    if actor.sees_every_agency or actor.has(Role.PPID):
        return rows
    seen = cases_for(actor).order_by().values("pk")
    return rows.filter(case__in=seen) | rows.filter(agency_id__in=actor.agencies)


def request_for(actor: Actor, request_id: int) -> InformationRequest | None:
    """One request, or None when it is not this actor's to see."""
    return requests_for(actor).filter(pk=request_id).first()


def request_of(actor: Actor, case: Case) -> InformationRequest | None:
    """The request a case became; the actor sees the case."""
    return InformationRequest.objects.filter(government_id=actor.government_id, case=case).first()


def letters_about(actor: Actor, case: Case) -> QuerySet[Letter]:
    """The letters about a case that the actor sees, newest first."""
    rows = Letter.objects.filter(government_id=actor.government_id, case=case)
    return rows.select_related("authority").order_by("-pk")


def ways_of(government_id: int, case_id: int) -> QuerySet[Case, tuple[bool, ...]]:
    """One row: which of `WAYS` a case went already."""
    about = {"government_id": government_id, "case": OuterRef("pk")}
    went = [Exists(model._default_manager.filter(**about)) for model in WAYS.values()]
    return Case.objects.filter(government_id=government_id, pk=case_id).values_list(*went)


def letters_for(actor: Actor) -> QuerySet[Letter]:
    """Letters about the cases this actor sees, newest first."""
    rows = Letter.objects.filter(government_id=actor.government_id, case__in=cases_for(actor).order_by())
    return rows.select_related("case__agency", "case__conversation", "authority", "written_by", "sent_by").order_by(
        "-pk"
    )


def letter_for(actor: Actor, letter_id: int) -> Letter | None:
    """One letter, or None when it is not this actor's to see."""
    return letters_for(actor).filter(pk=letter_id).first()


def authorities_for(actor: Actor) -> QuerySet[Authority]:
    """Who else answers for what, as this government knows it."""
    rows = Authority.objects.filter(government_id=actor.government_id, retired=False)
    return rows.select_related("changed_by").order_by("level", "name")


def authority_for(actor: Actor, authority_id: int) -> Authority | None:
    """One of them."""
    return authorities_for(actor).filter(pk=authority_id).first()


def suggested_authority(actor: Actor, conversation: Conversation, said: str = "") -> Authority | None:
    """Whoever the words of triage point at, or what a person wrote when the case was found to be none of ours."""
    words = [said, conversation.outside, conversation.topic]
    return next((one for one in authorities_for(actor) if knows(f"{one.name},{one.answers_for}", words)), None)


def help_rows(government_id: int) -> QuerySet[HelpNumber]:
    """The numbers a government keeps."""
    return HelpNumber.objects.filter(government_id=government_id).order_by("position", "number")


def help_numbers(actor: Actor, rows: QuerySet[HelpNumber] | None = None) -> list[Shown]:
    """Numbers to call, the government's own list or, while it keeps none, those that stand nation-wide."""
    today = clock.now().astimezone(actor.zone).date()
    rows = help_rows(actor.government_id) if rows is None else rows
    own = [Shown(one.number, one.name, one.when, one.review_on, one.review_on < today) for one in rows]
    return own or [Shown(one.number, one.name, one.when) for one in NATIONAL]
