"""Opening and closing tasks, and telling people. Parts of the transaction of the act they belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kentongan.core import clock
from kentongan.core.text import shorten
from kentongan.work.models import Notice, Task
from kentongan.work.registry import kind as task_kind

if TYPE_CHECKING:
    from collections.abc import Iterable
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


def close_tasks(*, actor: Actor, subject_type: str, subject_id: object, kinds: Iterable[str] = ()) -> int:
    """Mark what was asked about a thing as done (all of it, or only `kinds`); return how many."""
    open_ones = Task.objects.filter(
        government_id=actor.government_id, subject_type=subject_type, subject_id=str(subject_id), done_at=None
    )
    if kinds:
        open_ones = open_ones.filter(kind__in=list(kinds))
    return open_ones.update(done_at=clock.now(), done_by_id=actor.person_id or None)


def notify(*, actor: Actor, person_ids: Iterable[int], kind: str, sentence: str, path: str = "") -> None:
    """Put a line behind the bell of each person, except of whoever acted."""
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
