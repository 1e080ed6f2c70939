"""Plh and Plt: who decides in whose place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from kentongan.approvals.models import Decision, Delegation
from kentongan.approvals.selectors import approval_for, approvers_of, waiting_for, who_can
from kentongan.approvals.services import (
    DelegationRefusedError,
    Term,
    approve,
    delegate,
    keep_due,
    revoke_delegation,
)
from kentongan.approvals.tests import letters
from kentongan.approvals.tests.letters import HASH, WRITERS, asked
from kentongan.core import clock
from kentongan.organizations.access import NotAllowedError
from kentongan.organizations.models import Person
from kentongan.organizations.roles import Role
from kentongan.work.selectors import tasks_for
from tests import builders

actor_of = builders.actor_of


@pytest.fixture(autouse=True)
def _letters() -> Iterator[None]:
    with letters.kept():
        yield


def stands_in(to: Person, of: Person, starts: int = 0, ends: int = 3, role: str = "") -> Delegation:
    today = builders.today()
    term = Term("800/12", today + timedelta(days=starts), today + timedelta(days=ends), role=role)
    return delegate(actor=actor_of(of), of=of, to=to, term=term)


def test_a_deputy_of_another_agency_is_asked_sees_and_decides_in_the_others_place(
    ayu: Person, bima: Person, fitri: Person
) -> None:
    made = stands_in(fitri, bima)
    approval = asked(actor_of(ayu))
    assert "Bu Fitri (Dinas PU, menggantikan Bu Bima)" in who_can(approval)
    assert tasks_for(actor_of(fitri)).get().detail.endswith("menggantikan Bu Bima")
    assert waiting_for(actor_of(fitri)).get() == approval
    approve(actor=actor_of(fitri), approval=approval, content_hash=HASH)
    row = Decision.objects.get()
    assert (row.person_id, row.in_place_of_id, row.delegation_id) == (fitri.pk, bima.pk, made.pk)
    assert approval_for(actor_of(fitri), approval.pk) == approval


def test_an_author_does_not_decide_in_anybodys_place(ayu: Person, bima: Person) -> None:
    stands_in(ayu, bima)
    approval = asked(actor_of(ayu))
    assert approvers_of(approval) == [bima]
    with pytest.raises(NotAllowedError, match="ikut menulis"):
        approve(actor=actor_of(ayu), approval=approval, content_hash=HASH)


def test_nobody_decides_in_an_authors_place(ayu: Person, bima: Person, fitri: Person, nur: Person) -> None:
    boss = builders.person("Dian Pratama", (Role.APPROVER,), bima.agency)
    stands_in(fitri, boss)
    WRITERS.add(boss.pk)
    approval = asked(actor_of(ayu))
    assert approvers_of(approval) == [bima]
    with pytest.raises(NotAllowedError, match="menggantikan orang yang ikut menulis"):
        approve(actor=actor_of(fitri), approval=approval, content_hash=HASH)


def test_a_person_and_the_deputy_count_as_one(ayu: Person, bima: Person, eko: Person, fitri: Person) -> None:
    stands_in(eko, bima)
    builders.person("Dian Pratama", (Role.COORDINATOR,), eko.agency)
    approval = asked(actor_of(ayu), risk="medium")
    approve(actor=actor_of(eko), approval=approval, content_hash=HASH)
    assert Decision.objects.get().in_place_of_id == bima.pk
    with pytest.raises(NotAllowedError, match="sudah memutus"):
        approve(actor=actor_of(eko), approval=approval, content_hash=HASH)


@pytest.mark.as_worker
def test_a_term_that_has_not_begun_or_was_ended_gives_no_right(ayu: Person, bima: Person, fitri: Person) -> None:
    later = stands_in(fitri, bima, starts=2)
    approval = asked(actor_of(ayu))
    assert not waiting_for(actor_of(fitri)).exists()
    with clock.stopped_at(clock.now() + timedelta(days=2, hours=1)):
        keep_due()
        assert tasks_for(actor_of(fitri)).get().path == f"/setujui/{approval.pk}/"
        revoke_delegation(actor=actor_of(bima), found=later)
        keep_due()
        assert not tasks_for(actor_of(fitri)).exists()
        with pytest.raises(NotAllowedError):
            approve(actor=actor_of(fitri), approval=approval, content_hash=HASH)


def test_a_right_that_is_lent_is_not_lent_on(ayu: Person, bima: Person, fitri: Person, citra: Person) -> None:
    stands_in(fitri, bima)
    stands_in(citra, fitri)
    asked(actor_of(ayu))
    assert not waiting_for(actor_of(citra)).exists()


def test_a_term_for_one_role_lends_that_role_alone(ayu: Person, eko: Person, bima: Person, fitri: Person) -> None:
    stands_in(fitri, bima, role=Role.COORDINATOR)
    asked(actor_of(ayu))
    assert not waiting_for(actor_of(fitri)).exists()


def test_only_the_person_or_whoever_keeps_records_may_record_it(
    bima: Person, fitri: Person, ayu: Person, eko: Person
) -> None:
    today = builders.today()
    term = Term("800/13", today, today)
    with pytest.raises(NotAllowedError):
        delegate(actor=actor_of(ayu), of=bima, to=fitri, term=term)
    delegate(actor=actor_of(eko), of=bima, to=fitri, term=term)
    with pytest.raises(DelegationRefusedError, match="sudah menggantikan"):
        delegate(actor=actor_of(eko), of=bima, to=ayu, term=term)


@pytest.mark.parametrize(
    ("starts", "ends", "number", "says"),
    [(3, 1, "1", "lebih awal"), (-9, -3, "1", "sudah lewat"), (0, 1, " ", "nomor surat")],
)
def test_a_letter_that_makes_no_sense_is_refused(
    bima: Person, fitri: Person, starts: int, ends: int, number: str, says: str
) -> None:
    today = builders.today()
    term = Term(number, today + timedelta(days=starts), today + timedelta(days=ends))
    with pytest.raises(DelegationRefusedError, match=says):
        delegate(actor=actor_of(bima), of=bima, to=fitri, term=term)


def test_nobody_stands_in_for_themselves(bima: Person) -> None:
    with pytest.raises(DelegationRefusedError, match="orang lain"):
        stands_in(bima, bima)
