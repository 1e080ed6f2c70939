"""Requests from before there were paths, and two people who press at the same moment."""

from __future__ import annotations

import importlib
import threading
from collections.abc import Iterator

import pytest
from django.db import connection, connections

from kentongan.approvals.models import Approval, Decision
from kentongan.approvals.selectors import waiting_for
from kentongan.approvals.services import AlreadyDecidedError, approve
from kentongan.approvals.tests import letters
from kentongan.approvals.tests.letters import HASH, asked
from kentongan.core import clock
from kentongan.organizations.models import Agency, Person
from kentongan.organizations.roles import Role
from kentongan.tenancy.scope import within
from tests import builders

migration = importlib.import_module("kentongan.approvals.migrations.0004_decisions_made_before")


@pytest.fixture(autouse=True)
def _letters() -> Iterator[None]:
    with letters.kept():
        yield


def old(ayu: Person, letter: int, **more: object) -> Approval:
    letters.CONTENT[str(letter)] = HASH
    return Approval.objects.create(
        government_id=ayu.government_id,
        subject_type="letter",
        subject_id=str(letter),
        agency=ayu.agency,
        deciding_agency=ayu.agency,
        title=f"Surat {letter}",
        path="/surat/",
        content_hash=HASH,
        requested_by=ayu,
        requested_at=clock.now(),
        **more,
    )


@pytest.mark.as_owner
def test_what_was_decided_before_there_were_paths_stays_true(ayu: Person, bima: Person) -> None:
    waiting = old(ayu, 1)
    done = old(ayu, 2, state="approved", decided_by=bima, decided_at=clock.now())
    with connection.cursor() as cursor:
        cursor.execute(migration.FILL)
        cursor.execute("SELECT set_config('kentongan.government', %s, true)", [str(ayu.government_id)])
    row = Decision.objects.get()
    assert (row.approval_id, row.person_id, row.answer, row.content_hash) == (done.pk, bima.pk, "approve", HASH)
    acting = builders.actor_of(bima)
    found = waiting_for(acting).get()
    assert found == waiting
    assert approve(actor=acting, approval=found, content_hash=HASH).state == "approved"


@pytest.mark.django_db(transaction=True)
def test_of_two_who_press_at_the_same_moment_one_decides() -> None:
    agency: Agency = builders.agency()
    with within(agency.government_id):
        ayu = builders.person("Ayu Larasati", (Role.ADMIN,), agency)
        both = [builders.person(name, (Role.APPROVER,), agency) for name in ("Bima Anugerah", "Dian Pratama")]
        approval = asked(builders.actor_of(ayu))
    heard: list[str] = []
    ready = threading.Barrier(2)

    def press(person: Person) -> None:
        actor = builders.actor_of(person)
        ready.wait(10)
        try:
            with within(agency.government_id):
                approve(actor=actor, approval=approval, content_hash=HASH)
            heard.append("approved")
        except AlreadyDecidedError:
            heard.append("too late")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=press, args=(one,)) for one in both]
    for one in threads:
        one.start()
    for one in threads:
        one.join(30)
    assert sorted(heard) == ["approved", "too late"]
    with within(agency.government_id):
        assert Decision.objects.count() == 1
