"""Telling people that a case waits for them. Parts of the transaction of the act they belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kentongan.inbox.access import WRITERS, people_of, sorters_of
from kentongan.organizations.roles import Role
from kentongan.work.models import Notice
from kentongan.work.registry import register_task_kind
from kentongan.work.services import close_tasks, notify, open_task

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kentongan.inbox.models import Case, Disposition
    from kentongan.organizations.actor import Actor

ANSWER_TASK = "inbox.answer"
SORT_AGAIN_TASK = "inbox.returned"
PART_TASK = "inbox.part"
PART_LATE_TASK = "inbox.part_late"
register_task_kind(ANSWER_TASK, group="Jawab", verb="Tulis jawaban", order=20, office=True)
register_task_kind(SORT_AGAIN_TASK, group="Jawab", verb="Teruskan lagi", order=20, office=True)
register_task_kind(PART_TASK, group="Jawab", verb="Tulis bagian Anda", order=20, office=True)
register_task_kind(PART_LATE_TASK, group="Jawab", verb="Lihat bagiannya", order=19, office=True)


def path_of(case: Case) -> str:
    """Where the case is read."""
    return f"/kasus/{case.pk}/"


def ask(actor: Actor, case: Case, disposition: Disposition, sentence: str) -> None:
    """Ask the agency that has the case now; whatever else was asked about it, but for parts, is settled by that."""
    settled = (ANSWER_TASK, SORT_AGAIN_TASK, "inbox.release", "inbox.overdue")
    close_tasks(actor=actor, subject_type="case", subject_id=case.pk, kinds=settled)
    _ask_unit(actor, case, disposition, ANSWER_TASK)
    tell(actor, case, [one.pk for one in people_of(disposition.to_agency, watched=case.watched)], sentence)


def ask_for_part(actor: Actor, case: Case, disposition: Disposition, sentence: str) -> None:
    """Ask an agency beside the one that answers for its part."""
    _ask_unit(actor, case, disposition, PART_TASK)
    tell(actor, case, [one.pk for one in people_of(disposition.to_agency, watched=case.watched)], sentence)


def ask_sender(actor: Actor, case: Case, disposition: Disposition) -> None:
    """Ask whoever passed a case on to pass it on anew: it came back."""
    close_tasks(actor=actor, subject_type="case", subject_id=case.pk, kinds=(ANSWER_TASK, SORT_AGAIN_TASK))
    open_task(
        actor=actor,
        kind=SORT_AGAIN_TASK,
        subject_type="case",
        subject_id=case.pk,
        title=f"Bukan wewenang {disposition.to_agency.short_name}: “{case.title}”",
        detail=disposition.reason,
        path=path_of(case),
        person_id=disposition.from_person_id,
        due_at=disposition.due_at,
    )
    sentence = f"{disposition.to_agency.short_name} mengembalikan kasus {case.code}: {disposition.reason}"
    tell(actor, case, [disposition.from_person_id], sentence)


def ask_sorters(actor: Actor, case: Case, sentence: str) -> None:
    """Ask whoever sorts to pass on a case that nobody has; of a watched matter, whoever may see it."""
    close_tasks(actor=actor, subject_type="case", subject_id=case.pk, kinds=(ANSWER_TASK, SORT_AGAIN_TASK))
    people = [one.pk for one in sorters_of(case)]
    for person_id in people:
        open_task(
            actor=actor, kind=SORT_AGAIN_TASK, subject_type="case", subject_id=case.pk, title=f"“{case.title}”",
            detail=sentence, path=path_of(case), person_id=person_id, due_at=case.due_at,
        )  # fmt: skip
    tell(actor, case, people, sentence)


def tell_handlers(actor: Actor, case: Case, sentence: str, *, also: Iterable[int] = ()) -> None:
    """Tell whoever has the case, and `also` these people."""
    people = people_of(case.agency, watched=case.watched) if case.agency else sorters_of(case)
    tell(actor, case, [*also, *(one.pk for one in people)], sentence)


def tell(actor: Actor, case: Case, person_ids: Iterable[int], sentence: str, *, asks: bool = True) -> None:
    """Put a line about a case behind the bell of people who see it."""
    kind = Notice.Kind.ACTION if asks else Notice.Kind.NEWS
    notify(actor=actor, person_ids=person_ids, kind=kind, sentence=sentence, path=path_of(case))


def _ask_unit(actor: Actor, case: Case, disposition: Disposition, kind: str) -> None:
    for role in (Role.INSPECTOR,) if case.watched else WRITERS:
        open_task(
            actor=actor,
            kind=kind,
            subject_type="case",
            subject_id=case.pk,
            title=f"“{case.title}”",
            detail=f"{case.conversation.channel} · dari {actor.name}",
            path=path_of(case),
            role=role,
            agency_id=disposition.to_agency_id,
            due_at=disposition.due_at,
        )
