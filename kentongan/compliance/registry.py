"""What an exception can be asked for. Apps above register their things; nothing here knows them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kentongan.compliance.rules import Draft
    from kentongan.organizations.actor import Actor


@dataclass(frozen=True, slots=True)
class Case:
    """A thing as it stands: what is checked, what it is called, where it is, whose it is, and who wrote it."""

    draft: Draft
    title: str
    path: str
    agency_id: int
    writers: frozenset[int]


Find = Callable[[int, str], Case | None]
Sees = Callable[["Actor", str], bool]
_subjects: dict[str, tuple[Find, Sees]] = {}


def register_subject(subject_type: str, find: Find, sees: Sees) -> None:
    """Teach the app a kind of thing: `find(government_id, id)`, and whether an actor may see it."""
    _subjects[subject_type] = (find, sees)


def case_of(government_id: int, subject_type: str, subject_id: str) -> Case | None:
    """One thing as it stands, None when it is gone. For whoever was asked about it, whatever their agency."""
    known = _subjects.get(subject_type)
    return known[0](government_id, subject_id) if known else None


def case_for(actor: Actor, subject_type: str, subject_id: str) -> Case | None:
    """The same, None also when it is not this actor's to see."""
    known = _subjects.get(subject_type)
    return known[0](actor.government_id, subject_id) if known and known[1](actor, subject_id) else None
