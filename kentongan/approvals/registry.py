"""What can be approved. Apps above register their things; nothing here knows them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kentongan.approvals.models import Approval
    from kentongan.organizations.actor import Actor


@dataclass(frozen=True, slots=True)
class Subject:
    """How approvals speak with the app a thing belongs to.

    `authors(government_id, subject_id)`: person ids that may not approve it. `content_hash(government_id, subject_id)`: its
    fingerprint at this moment. `approved` and `changes_asked` run in the transaction of the decision. `preview(actor, approval)`
    gives a template's name and its context: exactly what the public will see, and the checks.
    """

    authors: Callable[[int, str], frozenset[int]]
    content_hash: Callable[[int, str], str]
    approved: Callable[[Actor, Approval], None]
    changes_asked: Callable[[Actor, Approval], None]
    preview: Callable[[Actor, Approval], tuple[str, dict[str, Any]]]


_subjects: dict[str, Subject] = {}


def register_subject(subject_type: str, subject: Subject) -> None:
    """Teach the app a kind of thing."""
    _subjects[subject_type] = subject


def subject_of(subject_type: str) -> Subject:
    """Look a kind up. KeyError when nobody registered it."""
    return _subjects[subject_type]
