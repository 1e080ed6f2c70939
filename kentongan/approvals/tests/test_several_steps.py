"""A path of several steps: each asks its own people, in order, and every decision is a row that stays."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import Error, transaction

from kentongan.approvals.models import AfterAudit, ApprovalPath, Decision
from kentongan.approvals.rules import Conditions, Party, Path, PathError, Step
from kentongan.approvals.selectors import approved_hash, approvers_of, waiting_for
from kentongan.approvals.services import (
    AlreadyDecidedError,
    LapsedError,
    NobodyCanApproveError,
    ReasonNeededError,
    approve,
    approve_many,
    ask_for_change,
    audit_afterwards,
    keep_due,
    keep_path,
    retire_path,
)
from kentongan.approvals.tests import letters
from kentongan.approvals.tests.letters import HASH, LAPSED, WRITERS, asked
from kentongan.core import clock
from kentongan.organizations.access import NotAllowedError
from kentongan.organizations.models import Agency, Person
from kentongan.organizations.roles import Role
from kentongan.organizations.services import give_role, take_role
from kentongan.work.selectors import notices_for, tasks_for
from tests import builders

actor_of = builders.actor_of


@pytest.fixture(autouse=True)
def _letters() -> Iterator[None]:
    with letters.kept():
        yield


def test_of_medium_risk_the_agencys_approver_then_the_coordinator_decide(
    ayu: Person, bima: Person, eko: Person
) -> None:
    approval = asked(actor_of(ayu), risk="medium")
    assert approvers_of(approval) == [bima]
    with pytest.raises(NotAllowedError):
        approve(actor=actor_of(eko), approval=approval, content_hash=HASH)
    half = approve(actor=actor_of(bima), approval=approval, content_hash=HASH)
    assert (half.state, half.follows) == ("waiting", "Langkah 2 dari 2 kini menunggu Bu Eko (Diskominfo).")
    assert approved_hash(approval.government_id, "letter", 1) is None
    assert not waiting_for(actor_of(bima)).exists()
    assert not tasks_for(actor_of(bima)).exists()
    assert waiting_for(actor_of(eko)).get() == approval
    assert approve(actor=actor_of(eko), approval=approval, content_hash=HASH).state == "approved"
    assert [(row.step, row.person_id) for row in Decision.objects.order_by("pk")] == [(0, bima.pk), (1, eko.pk)]


def test_high_risk_asks_the_head_too_and_asks_why(ayu: Person, bima: Person, eko: Person, nur: Person) -> None:
    approval = asked(actor_of(ayu), risk="high")
    for one in (bima, eko):
        approve(actor=actor_of(one), approval=approval, content_hash=HASH)
    with pytest.raises(ReasonNeededError):
        approve(actor=actor_of(nur), approval=approval, content_hash=HASH)
    done = approve(actor=actor_of(nur), approval=approval, content_hash=HASH, reason="Sudah dikaji bagian hukum.")
    assert done.state == "approved"
    assert done.reason == "Sudah dikaji bagian hukum."


def test_nobody_decides_two_steps(ayu: Person, bima: Person) -> None:
    give_role(actor=actor_of(ayu), person=bima, role=Role.COORDINATOR)
    with pytest.raises(NobodyCanApproveError) as refusal:
        asked(actor_of(ayu), risk="medium")
    assert "Admin koordinator" in refusal.value.sentence


def test_pressed_twice_it_counts_once(ayu: Person, bima: Person, eko: Person) -> None:
    approval = asked(actor_of(ayu), risk="medium")
    approve(actor=actor_of(bima), approval=approval, content_hash=HASH)
    with pytest.raises(NotAllowedError, match="sudah memutus"):
        approve(actor=actor_of(bima), approval=approval, content_hash=HASH)
    assert Decision.objects.count() == 1


def test_a_decision_is_never_changed(ayu: Person, bima: Person) -> None:
    ask_for_change(actor=actor_of(bima), approval=asked(actor_of(ayu)), reason="Lengkapi.")
    with pytest.raises(Error), transaction.atomic():
        Decision.objects.update(reason="")


def test_all_who_are_asked_decide_in_whatever_order(
    ayu: Person, bima: Person, eko: Person, dinas_kesehatan: Agency
) -> None:
    dian = builders.person("Dian Pratama", (Role.APPROVER,), dinas_kesehatan)
    parties = tuple(Party("person", person_id=one.pk) for one in (bima, dian))
    path = Path("Berdua", (Step("Berdua", parties, needs_all=True),))
    keep_path(actor=actor_of(eko), path=path, position=1)
    approval = asked(actor_of(ayu))
    assert {one.pk for one in approvers_of(approval)} == {bima.pk, dian.pk}
    assert approve(actor=actor_of(dian), approval=approval, content_hash=HASH).state == "waiting"
    with pytest.raises(AlreadyDecidedError):
        approve(actor=actor_of(dian), approval=approval, content_hash=HASH)
    assert not tasks_for(actor_of(dian)).exists()
    assert approve(actor=actor_of(bima), approval=approval, content_hash=HASH).state == "approved"


def test_a_change_of_paths_leaves_what_is_on_its_way_alone(ayu: Person, bima: Person, eko: Person) -> None:
    before = asked(actor_of(ayu), 1)
    head = Path("Koordinator", (Step("Satu", (Party("anywhere", role="coordinator"),)),))
    kept = keep_path(actor=actor_of(eko), path=head, position=1)
    after = asked(actor_of(ayu), 2)
    assert (approvers_of(before), approvers_of(after)) == ([bima], [eko])
    retire_path(actor=actor_of(eko), found=kept)
    assert approvers_of(after) == [eko]
    assert approvers_of(asked(actor_of(ayu), 3)) == [bima]


def test_a_path_that_cannot_be_leaves_the_old_one_in_force(
    ayu: Person, bima: Person, eko: Person, palembang: object
) -> None:
    wrong = Path("Salah", (Step("Satu", (Party("person", person_id=999_999),)),))
    with pytest.raises(PathError):
        keep_path(actor=actor_of(eko), path=wrong, position=1)
    with pytest.raises(PathError, match="nama"):
        keep_path(actor=actor_of(eko), path=Path(" ", (Step("Satu", (Party("line", role="approver"),)),)), position=1)
    with pytest.raises(NotAllowedError):
        keep_path(actor=actor_of(ayu), path=wrong, position=1)
    assert not ApprovalPath.objects.exists()


def test_a_path_for_an_agency_holds_for_those_below_it(
    ayu: Person, bima: Person, eko: Person, dinas_kesehatan: Agency
) -> None:
    clinic = builders.agency("Puskesmas Tempe", parent=dinas_kesehatan)
    conditions = Conditions(agencies=frozenset({dinas_kesehatan.pk}))
    path = Path("Kesehatan", (Step("Satu", (Party("anywhere", role="coordinator"),)),), conditions)
    keep_path(actor=actor_of(eko), path=path, position=1)
    assert asked(actor_of(ayu), 1, clinic.pk).way.name == "Kesehatan"


@pytest.mark.as_worker
def test_whoever_is_asked_is_reminded_at_half_time_and_it_is_passed_on_at_the_deadline(
    ayu: Person, bima: Person, nur: Person
) -> None:
    approval = asked(actor_of(ayu))
    start, due = approval.step_at, approval.due_at
    assert start
    assert due
    assert keep_due(at=start + timedelta(minutes=1)) == 0
    assert keep_due(at=start + (due - start) / 2) == 1
    assert notices_for(actor_of(bima))[0].sentence == "Masih menunggu Anda: “Surat 1”"
    assert not waiting_for(actor_of(nur)).exists()
    assert keep_due(at=due) == 1
    assert waiting_for(actor_of(nur)).get() == approval
    assert keep_due(at=due + timedelta(minutes=1)) == 0
    assert approve(actor=actor_of(nur), approval=approval, content_hash=HASH).state == "approved"


@pytest.mark.as_worker
def test_a_request_nobody_decided_lapses_and_says_so(ayu: Person, bima: Person) -> None:
    approval = asked(actor_of(ayu))
    assert approval.expires_at
    with clock.stopped_at(approval.expires_at):
        assert not waiting_for(actor_of(bima)).exists()
        with pytest.raises(LapsedError):
            approve(actor=actor_of(bima), approval=approval, content_hash=HASH)
    keep_due(at=approval.expires_at)
    approval.refresh_from_db()
    assert (approval.state, LAPSED) == ("expired", [approval.pk])
    with pytest.raises(AlreadyDecidedError):
        approve(actor=actor_of(bima), approval=approval, content_hash=HASH)


@pytest.mark.as_worker
def test_an_approval_runs_out_where_its_path_says_so(ayu: Person, bima: Person, eko: Person) -> None:
    path = Path("Dua hari", (Step("Satu", (Party("line", role="approver"),)),), valid_days=2)
    keep_path(actor=actor_of(eko), path=path, position=1)
    approval = asked(actor_of(ayu))
    approve(actor=actor_of(bima), approval=approval, content_hash=HASH)
    with clock.stopped_at(clock.now() + timedelta(days=3)):
        assert approved_hash(approval.government_id, "letter", 1) is None
    keep_due(at=clock.now() + timedelta(days=3))
    assert [approval.pk] == LAPSED


@pytest.mark.as_worker
def test_when_an_approver_loses_the_role_the_one_above_is_asked_and_what_was_decided_stands(
    ayu: Person, bima: Person, eko: Person, nur: Person, dinas_kesehatan: Agency
) -> None:
    dian = builders.person("Dian Pratama", (Role.COORDINATOR,), dinas_kesehatan)
    approval = asked(actor_of(ayu), risk="medium")
    approve(actor=actor_of(bima), approval=approval, content_hash=HASH)
    take_role(actor=actor_of(ayu), person=bima, role=Role.APPROVER)
    take_role(actor=actor_of(ayu), person=dian, role=Role.COORDINATOR)
    keep_due()
    approval.refresh_from_db()
    assert approvers_of(approval) == [eko]
    assert not tasks_for(actor_of(dian)).exists()
    with pytest.raises(NotAllowedError):
        approve(actor=actor_of(dian), approval=approval, content_hash=HASH)
    assert approve(actor=actor_of(eko), approval=approval, content_hash=HASH).state == "approved"


@pytest.mark.as_worker
def test_where_everybody_asked_has_gone_it_is_passed_on_at_once(ayu: Person, bima: Person, nur: Person) -> None:
    approval = asked(actor_of(ayu))
    take_role(actor=actor_of(ayu), person=bima, role=Role.APPROVER)
    keep_due()
    approval.refresh_from_db()
    assert approvers_of(approval) == [nur]
    assert tasks_for(actor_of(nur)).get().title == "Surat 1"


@pytest.mark.as_worker
def test_whoever_gets_the_role_meanwhile_is_asked_too(ayu: Person, bima: Person, dinas_kesehatan: Agency) -> None:
    approval = asked(actor_of(ayu))
    dian = builders.person("Dian Pratama", (Role.APPROVER,), dinas_kesehatan)
    keep_due()
    assert tasks_for(actor_of(dian)).get().path == f"/setujui/{approval.pk}/"


@pytest.mark.as_worker
def test_an_emergency_needs_one_approval_and_is_looked_at_afterwards(
    ayu: Person, bima: Person, eko: Person, kartika: Person
) -> None:
    approval = asked(actor_of(ayu), emergency=True, risk="high")
    assert {one.pk for one in approvers_of(approval)} == {bima.pk, eko.pk}
    assert approve(actor=actor_of(eko), approval=approval, content_hash=HASH).state == "approved"
    audit = AfterAudit.objects.get()
    assert tasks_for(actor_of(kartika)).get().path == f"/setujui/darurat/{audit.pk}/"
    with pytest.raises(NotAllowedError, match="orang lain yang memeriksa"):
        audit_afterwards(actor=actor_of(eko), audit=audit, finding="right", note="Benar")
    keep_due(at=audit.due_at)
    assert "lewat tenggat" in notices_for(actor_of(kartika))[0].sentence
    audit = audit_afterwards(actor=actor_of(kartika), audit=audit, finding="wrong", note="Bisa menunggu.")
    assert not tasks_for(actor_of(kartika)).exists()
    assert "seharusnya lewat jalur biasa" in notices_for(actor_of(ayu))[0].sentence
    assert audit_afterwards(actor=actor_of(kartika), audit=audit, finding="right", note="").finding == "wrong"


def test_several_at_once_are_told_one_by_one(ayu: Person, bima: Person, eko: Person) -> None:
    low, changed, medium = asked(actor_of(ayu), 1), asked(actor_of(ayu), 2), asked(actor_of(ayu), 3, risk="medium")
    letters.CONTENT["2"] = "b" * 64
    picked = {one.pk: HASH for one in (low, changed, medium)} | {999_999: HASH}
    outcomes = approve_many(actor=actor_of(bima), picked=picked)
    assert [one.done for one in outcomes] == [True, False, False, False]
    assert "isinya berubah" in outcomes[1].sentence
    assert "bukan risiko rendah" in outcomes[2].sentence
    again = approve_many(actor=actor_of(bima), picked={low.pk: HASH})
    assert again[0].sentence == "sudah diputus orang lain"


def test_a_writer_with_the_role_is_refused_in_bulk_too(ayu: Person, bima: Person) -> None:
    approval = asked(actor_of(ayu))
    WRITERS.add(bima.pk)
    assert "ikut menulis" in approve_many(actor=actor_of(bima), picked={approval.pk: HASH})[0].sentence
