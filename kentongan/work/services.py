"""Opening and closing tasks, and telling people. Parts of the transaction of the act they belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q

from kentongan.core import clock
from kentongan.core.text import shorten
from kentongan.work.models import Notice, Task
from kentongan.work.registry import kind as task_kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from kentongan.organizations.actor import Actor

LINE = 240


def open_task(  # noqa: PLR0913 - one argument a column
    *,
    actor: Actor,
    kind: str,
    subject_type: str,
    subject_id: object,
    title: str,
    path: str,
    detail: str = "",
    person_id: int | None = None,
    role: str = "",
    agency_id: int | None = None,
    due_at: datetime | None = None,
) -> Task:
    """Ask for something; asking again while it is open only brings its words and date up to date."""
    task_kind(kind)
    words = {"title": shorten(title, LINE), "detail": shorten(detail, LINE), "path": path, "due_at": due_at}
    whose: dict[str, Any] = {"person_id": person_id, "role": role, "agency_id": agency_id}
    return Task.objects.update_or_create(
        government_id=actor.government_id,
        kind=kind,
        subject_type=subject_type,
        subject_id=str(subject_id),
        done_at=None,
        **whose,
        defaults=words,
        create_defaults=words | {"opened_at": clock.now()},
    )[0]


def open_tasks(
    *, actor: Actor, kind: str, subject_type: str, role: str, asked: Mapping[str, Mapping[str, Any]]
) -> None:
    """`open_task` of whoever holds a role, for many things at once: `asked` has each thing's words. Two statements for new ones."""
    task_kind(kind)
    whose: dict[str, Any] = {"kind": kind, "subject_type": subject_type, "role": role}
    there = Task.objects.filter(
        government_id=actor.government_id, subject_id__in=list(asked), done_at=None, person=None, agency=None, **whose
    )
    again = set(there.values_list("subject_id", flat=True))
    for subject_id in sorted(again):
        open_task(actor=actor, subject_id=subject_id, **whose, **asked[subject_id])
    new = [
        Task(
            government_id=actor.government_id,
            subject_id=subject_id,
            opened_at=clock.now(),
            **whose,
            **{**words, "title": shorten(words["title"], LINE), "detail": shorten(words.get("detail", ""), LINE)},
        )
        for subject_id, words in asked.items()
        if subject_id not in again
    ]
    Task.objects.bulk_create(new, ignore_conflicts=True)


def close_tasks(*, actor: Actor, subject_type: str, subject_id: object, kinds: Iterable[str] = ()) -> int:
    """Mark what was asked about a thing as done (all of it, or only `kinds`); return how many."""
    open_ones = Task.objects.filter(
        government_id=actor.government_id, subject_type=subject_type, subject_id=str(subject_id), done_at=None
    )
    if kinds:
        open_ones = open_ones.filter(kind__in=list(kinds))
    return open_ones.update(done_at=clock.now(), done_by_id=actor.person_id or None)


def close_agencys_tasks(
    *, actor: Actor, subject_type: str, subject_id: object, agency_id: int, kinds: Iterable[str]
) -> int:
    """Mark what was asked of one agency, or of its people by name, about a thing as done; return how many."""
    theirs = Q(agency_id=agency_id) | Q(person__agency_id=agency_id)
    open_ones = Task.objects.filter(
        theirs, government_id=actor.government_id, subject_type=subject_type, subject_id=str(subject_id), done_at=None,
        kind__in=list(kinds),
    )  # fmt: skip
    return open_ones.update(done_at=clock.now(), done_by_id=actor.person_id or None)


def reopen_tasks(*, actor: Actor, subject_type: str, subject_id: object, kinds: Iterable[str], since: datetime) -> int:
    """Ask again, in the same words, what was closed about a thing from a moment on; return how many.

    What is asked of the same people anew already stays as it is, and of what was closed twice the latest opens.
    """
    rows = Task.objects.filter(
        government_id=actor.government_id, subject_type=subject_type, subject_id=str(subject_id), kind__in=list(kinds)
    )
    asked: set[tuple[object, ...]] = set(
        rows.filter(done_at=None).values_list("kind", "person_id", "role", "agency_id")
    )
    again: list[int] = []
    for task in rows.filter(done_at__gte=since).order_by("-pk"):
        whose = (task.kind, task.person_id, task.role, task.agency_id)
        if whose not in asked:
            asked.add(whose)
            again.append(task.pk)
    return rows.filter(pk__in=again).update(done_at=None, done_by=None)


def withdraw_notices(*, government_id: int, path: str, keep: Iterable[int]) -> int:
    """Take back what was told of a thing, but for these people: it is not theirs to see any more; return how many lines."""
    rows = Notice.objects.filter(government_id=government_id, path=path).exclude(person_id__in=list(keep))
    return rows.delete()[0]


def keep_tasks_of(*, actor: Actor, kind: str, subject_type: str, subject_id: object, person_ids: Iterable[int]) -> int:
    """Close what was asked about a thing of anybody but these people; return how many."""
    open_ones = Task.objects.filter(
        government_id=actor.government_id,
        kind=kind,
        subject_type=subject_type,
        subject_id=str(subject_id),
        done_at=None,
    )
    others = ~Q(person_id__in=list(person_ids)) | Q(person=None)
    return open_ones.filter(others).update(done_at=clock.now(), done_by_id=actor.person_id or None)


def notify(*, actor: Actor, person_ids: Iterable[int], kind: str, sentence: str, path: str = "") -> None:
    """Put a line behind the bell of each person, except of whoever acted."""
    notify_of_each(actor=actor, person_ids=person_ids, kind=kind, sentence=sentence, paths=(path,))


def notify_of_each(*, actor: Actor, person_ids: Iterable[int], kind: str, sentence: str, paths: Sequence[str]) -> None:
    """A line for each of several things that say the same, in one statement."""
    people = set(person_ids) - {actor.person_id}
    Notice.objects.bulk_create(
        Notice(
            government_id=actor.government_id,
            person_id=person_id,
            kind=kind,
            sentence=shorten(sentence, LINE),
            path=path,
            at=clock.now(),
        )
        for path in paths
        for person_id in sorted(people)
    )


def mark_read(*, actor: Actor) -> int:
    """Mark all of the actor's notices as read."""
    return Notice.objects.filter(government_id=actor.government_id, person_id=actor.person_id, read_at=None).update(
        read_at=clock.now()
    )


def mark_one_read(*, actor: Actor, notice_id: int) -> Notice | None:
    """Mark one of the actor's notices as read and return it; None when it is not theirs."""
    notice = Notice.objects.filter(government_id=actor.government_id, person_id=actor.person_id, pk=notice_id).first()
    if notice is not None and notice.read_at is None:
        notice.read_at = clock.now()
        notice.save(update_fields=["read_at"])
    return notice
