"""Whom a request goes to, and who may decide it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from kentongan.approvals import registry
from kentongan.approvals.models import Approval
from kentongan.approvals.registry import Subject, register_subject
from kentongan.approvals.selectors import approval_for, approvals_for, approved_hash, approvers_of, waiting_for
from kentongan.approvals.services import (
    AlreadyDecidedError,
    ContentChangedError,
    NobodyCanApproveError,
    approve,
    ask_for_change,
    request_approval,
    void,
)
from kentongan.audit.models import Entry
from kentongan.organizations.access import NotAllowedError
from kentongan.organizations.actor import Actor
from kentongan.organizations.models import Agency, Person
from kentongan.organizations.roles import Role
from kentongan.work.selectors import notices_for, tasks_for
from tests import builders

CONTENT: dict[str, str] = {}
WRITERS: set[int] = set()


@pytest.fixture(autouse=True)
def letters() -> Iterator[None]:
    """Something to approve: letters, each with its fingerprint in `CONTENT`."""
    CONTENT.clear()
    WRITERS.clear()
    nothing: Any = lambda *_: ""  # noqa: E731 - a stand-in for both decisions
    register_subject(
        "letter",
        Subject(
            authors=lambda _government, _letter: frozenset(WRITERS),
            content_hash=lambda _government, letter: CONTENT[letter],
            approved=nothing,
            changes_asked=nothing,
            preview=lambda _actor, _approval: ("", {}),
        ),
    )
    yield
    registry._subjects.pop("letter")


def asked(actor: Actor, agency_id: int | None = None) -> Approval:
    CONTENT["1"] = "a" * 64
    return request_approval(
        actor=actor,
        subject_type="letter",
        subject_id=1,
        content_hash="a" * 64,
        agency_id=agency_id or actor.agency_id,
        title="Surat",
        path="/surat/1/",
    )


def test_the_agencys_own_approver_is_asked(ayu: Person, bima: Person) -> None:
    approval = asked(builders.actor_of(ayu))
    assert list(approvers_of(approval)) == [bima]
    assert tasks_for(builders.actor_of(bima)).get().path == f"/setujui/{approval.pk}/"
    assert notices_for(builders.actor_of(bima)).get().sentence == "Ayu Larasati meminta persetujuan untuk “Surat”"


def test_where_an_agency_has_no_approver_the_one_above_is_asked(dinas_kesehatan: Agency, bima: Person) -> None:
    clinic = builders.agency("Puskesmas Tempe", parent=dinas_kesehatan)
    nurse = builders.person("Sari Dewanti", (Role.ADMIN,), clinic)
    approval = asked(builders.actor_of(nurse))
    assert list(approvers_of(approval)) == [bima]
    assert approve(actor=builders.actor_of(bima), approval=approval, content_hash="a" * 64).state == "approved"


def test_an_only_approver_who_wrote_it_is_passed_over(dinas_kesehatan: Agency, bima: Person) -> None:
    clinic = builders.agency("Puskesmas Tempe", parent=dinas_kesehatan)
    chief = builders.person("Sari Dewanti", (Role.ADMIN, Role.APPROVER), clinic)
    WRITERS.add(chief.pk)
    assert list(approvers_of(asked(builders.actor_of(chief)))) == [bima]


def test_without_any_approver_nothing_is_asked(ayu: Person) -> None:
    with pytest.raises(NobodyCanApproveError):
        asked(builders.actor_of(ayu))


def test_an_approver_of_another_agency_neither_sees_nor_decides(ayu: Person, bima: Person, dinas_pu: Agency) -> None:
    stranger = builders.actor_of(builders.person("Hendra Wira", (Role.APPROVER,), dinas_pu))
    approval = asked(builders.actor_of(ayu))
    assert approval_for(stranger, approval.pk) is None
    assert not waiting_for(stranger).exists()
    with pytest.raises(NotAllowedError, match="atasannya"):
        approve(actor=stranger, approval=approval, content_hash="a" * 64)


def test_a_coordinator_sees_every_request_and_decides_none(ayu: Person, bima: Person, eko: Person) -> None:
    approval = asked(builders.actor_of(ayu))
    coordinator = builders.actor_of(eko)
    assert list(approvals_for(coordinator)) == [approval]
    with pytest.raises(NotAllowedError) as refusal:
        approve(actor=coordinator, approval=approval, content_hash="a" * 64)
    assert refusal.value.who_can == "Bu Bima (Dinas Kesehatan)"


def test_what_was_shown_submitted_and_stands_must_be_the_same(ayu: Person, bima: Person) -> None:
    approval = asked(builders.actor_of(ayu))
    with pytest.raises(ContentChangedError):
        approve(actor=builders.actor_of(bima), approval=approval, content_hash="b" * 64)
    CONTENT["1"] = "b" * 64
    with pytest.raises(ContentChangedError):
        approve(actor=builders.actor_of(bima), approval=approval, content_hash="a" * 64)
    assert approved_hash(approval.government_id, "letter", 1) is None


def test_nothing_is_decided_twice(ayu: Person, bima: Person) -> None:
    approval = asked(builders.actor_of(ayu))
    ask_for_change(actor=builders.actor_of(bima), approval=approval, reason="Lengkapi.")
    with pytest.raises(AlreadyDecidedError):
        approve(actor=builders.actor_of(bima), approval=approval, content_hash="a" * 64)


def test_asking_again_replaces_the_earlier_request(ayu: Person, bima: Person) -> None:
    first, second = asked(builders.actor_of(ayu)), asked(builders.actor_of(ayu))
    first.refresh_from_db()
    assert (first.state, second.state) == ("void", "waiting")
    assert tasks_for(builders.actor_of(bima)).count() == 1


def test_an_approval_taken_back_is_no_approval(ayu: Person, bima: Person) -> None:
    approval = asked(builders.actor_of(ayu))
    approve(actor=builders.actor_of(bima), approval=approval, content_hash="a" * 64)
    assert approved_hash(approval.government_id, "letter", 1) == "a" * 64
    assert void(actor=builders.actor_of(ayu), subject_type="letter", subject_id=1, reason="diubah")
    assert approved_hash(approval.government_id, "letter", 1) is None
    assert not void(actor=builders.actor_of(ayu), subject_type="letter", subject_id=1, reason="diubah")


def test_request_and_decision_stand_in_the_trail_with_the_fingerprint(ayu: Person, bima: Person) -> None:
    approval = asked(builders.actor_of(ayu))
    approve(actor=builders.actor_of(bima), approval=approval, content_hash="a" * 64)
    entries = Entry.objects.filter(subject_type="letter").order_by("pk")
    assert [(entry.action, entry.actor_name) for entry in entries] == [
        ("approvals.requested", "Ayu Larasati"),
        ("approvals.approved", "Bima Anugerah"),
    ]
    assert all(entry.data["hash"] == "a" * 64 for entry in entries)
