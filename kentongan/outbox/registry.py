"""What the apps above want to hear about their own things. They register; nothing here knows them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kentongan.outbox.models import Delivery


@dataclass(frozen=True, slots=True)
class Subject:
    """Three calls about one kind of thing.

    `published(delivery, remote_id, permalink)` and `settled(delivery)` (it ended unsent, or waits for a person) run in the
    ledger's transaction, in a savepoint: what the platform did stays written even where they fail.
    `describe(delivery)` gives a title and a path for people.
    """

    published: Callable[[Delivery, str, str], None]
    settled: Callable[[Delivery], None]
    describe: Callable[[Delivery], tuple[str, str]]


_subjects: dict[str, Subject] = {}


def register_subject(subject_type: str, subject: Subject) -> None:
    """Teach the outbox a kind of thing that is sent."""
    _subjects[subject_type] = subject


def subject_of(subject_type: str) -> Subject | None:
    """Who to tell, None when nobody registered."""
    return _subjects.get(subject_type)
