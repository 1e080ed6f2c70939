"""Something to approve: letters, each with its fingerprint in `CONTENT` and its writers in `WRITERS`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from kentongan.approvals import registry
from kentongan.approvals.models import Approval
from kentongan.approvals.registry import Subject, register_subject
from kentongan.approvals.rules import Facts
from kentongan.approvals.services import request_approval
from kentongan.organizations.actor import Actor

HASH = "a" * 64
CONTENT: dict[str, str] = {}
WRITERS: set[int] = set()
LAPSED: list[int] = []


def _shown(_government: int, letter: str) -> dict[str, object]:
    return {"texts": {"surat": f"Surat {letter} {CONTENT[letter]}"}}


@contextmanager
def kept() -> Iterator[None]:
    """Letters exist while a test runs."""
    for one in (CONTENT, WRITERS, LAPSED):
        one.clear()
    register_subject(
        "letter",
        Subject(
            authors=lambda _government, _letter: frozenset(WRITERS),
            content_hash=lambda _government, letter: CONTENT[letter],
            approved=lambda _actor, _approval: "",
            changes_asked=lambda _actor, _approval: None,
            preview=lambda _actor, _approval: ("approvals/_chain.html", {}),
            shown=_shown,
            lapsed=lambda _actor, approval: LAPSED.append(approval.pk),
        ),
    )
    yield
    registry._subjects.pop("letter")


def asked(actor: Actor, letter: int = 1, agency_id: int | None = None, **facts: object) -> Approval:
    """A letter is handed in."""
    CONTENT[str(letter)] = HASH
    told: dict[str, Any] = {"content_class": "umum"} | facts
    about = Facts(agency_id=agency_id or actor.agency_id, **told)
    return request_approval(
        actor=actor,
        subject_type="letter",
        subject_id=letter,
        content_hash=HASH,
        agency_id=about.agency_id,
        title=f"Surat {letter}",
        path=f"/surat/{letter}/",
        facts=about,
    )
