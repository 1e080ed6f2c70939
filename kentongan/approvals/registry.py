"""What can be approved. Apps above register their things; nothing here knows them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kentongan.approvals.models import Approval
    from kentongan.organizations.actor import Actor

Shown = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence that can be remarked on. `place`: a key of the subject's own for the text; `start`: where it begins there."""

    place: str
    label: str
    start: int
    words: str


@dataclass(frozen=True, slots=True)
class Said:
    """What an approver says of a passage."""

    passage: Passage
    words: str


def _nothing_shown(_government_id: int, _subject_id: str) -> Shown:
    return {}


def _no_passages(_approval: Approval) -> Sequence[Passage]:
    return ()


def _nothing_follows(*_: object) -> None:
    """A thing that needs nothing then."""


@dataclass(frozen=True, slots=True)
class Subject:
    """How approvals speak with the app a thing belongs to.

    `authors(government_id, subject_id)`: person ids that may not approve it. `content_hash(government_id, subject_id)`: its
    fingerprint at this moment. `approved` and `changes_asked` run in the transaction of the decision; `approved` says in a
    sentence what follows from it. `preview(actor, approval)` gives a template's name and its context: exactly what the public
    will see, and the checks. `shown(government_id, subject_id)`: what is asked about as `{"texts": {label: words},
    "media": [[name, fingerprint, description]], "when": words}`, kept to compare the next request with. `passages(approval)`:
    its sentences; `remarked` keeps what is said of them. `hold(government_id, subject_id)` locks the thing before its request is
    locked: whoever edits it takes the same locks in the same order. `lapsed(actor, approval)`: nobody decided in time, or the approval ran
    out before it was used.
    """

    authors: Callable[[int, str], frozenset[int]]
    content_hash: Callable[[int, str], str]
    approved: Callable[[Actor, Approval], str]
    changes_asked: Callable[[Actor, Approval], None]
    preview: Callable[[Actor, Approval], tuple[str, dict[str, Any]]]
    shown: Callable[[int, str], Shown] = _nothing_shown
    passages: Callable[[Approval], Sequence[Passage]] = _no_passages
    remarked: Callable[[Actor, Approval, Sequence[Said]], None] = _nothing_follows
    lapsed: Callable[[Actor, Approval], None] = _nothing_follows
    hold: Callable[[int, str], object] = _nothing_follows


_subjects: dict[str, Subject] = {}


def register_subject(subject_type: str, subject: Subject) -> None:
    """Teach the app a kind of thing."""
    _subjects[subject_type] = subject


def subject_of(subject_type: str) -> Subject:
    """Look a kind up. KeyError when nobody registered it."""
    return _subjects[subject_type]
