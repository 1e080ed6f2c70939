"""A merge that is undone: the parts units owed are owed again, with their deadlines and tasks, and nothing else comes back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from kentongan.core import clock
from kentongan.inbox.cases import merging, sharing, splitting, unmerging
from kentongan.inbox.cases.models import Merge
from kentongan.inbox.clocks import escalating
from kentongan.inbox.models import Case, Conversation, Deadline, Disposition
from kentongan.inbox.services import disposisi, sorting
from kentongan.inbox.services.disposisi import Beside
from kentongan.organizations.models import Agency, Person
from kentongan.organizations.roles import Role
from kentongan.work.models import Notice, Task
from tests import builders

pytestmark = [pytest.mark.usefixtures("monday"), pytest.mark.as_worker]
HOUR = timedelta(hours=1)


@pytest.fixture
def vina(dinas_pu: Agency) -> Person:
    return builders.person("Vina Hijau", (Role.LIAISON,), builders.agency("DLH"))


@pytest.fixture
def hasnah(dinas_pu: Agency) -> Person:
    return builders.person(
        "Hasnah Tempe", (Role.LIAISON,), builders.agency("Kecamatan Tempe", kind=Agency.Kind.DISTRICT)
    )


@pytest.fixture
def later(
    assigned: Case, says: Callable[..., Conversation], eko: Person, fitri: Person, dinas_pu: Agency, vina: Person,
    hasnah: Person,
) -> Case:  # fmt: skip
    """A second case about the same holes; DLH and the kecamatan owe Dinas PU their parts."""
    case = sorting.forward(
        actor=builders.actor_of(eko), conversation=says("lubangnya makin dalam", remote_id="c-2"), to_agency=dinas_pu,
        instruction="", kind="complaint",
    )  # fmt: skip
    disposisi.ask_beside(
        actor=builders.actor_of(fitri), case=case, instruction="Cek.", beside=Beside((vina.agency, hasnah.agency))
    )
    return case


def part_of(person: Person) -> Disposition:
    return Disposition.objects.get(to_agency=person.agency, share="co")


def open_tasks(case: Case) -> set[tuple[str, str]]:
    rows = Task.objects.filter(subject_type="case", subject_id=str(case.pk), done_at=None).order_by("pk")
    return {(one.kind, (one.agency or one.person.agency).short_name) for one in rows if one.agency or one.person}


def merge(eko: Person, later: Case, assigned: Case, after: timedelta = HOUR) -> Merge:
    with clock.stopped_at(clock.now() + after):
        return merging.merge(actor=builders.actor_of(eko), source=later, target=assigned)


def undo(eko: Person, row: Merge, after: timedelta = 2 * HOUR) -> Any:
    with clock.stopped_at(clock.now() + after):
        return unmerging.undo(actor=builders.actor_of(eko), merge=row)


def test_parts_that_were_owed_are_owed_again_with_the_same_deadlines_and_tasks(
    later: Case, assigned: Case, eko: Person, vina: Person, hasnah: Person
) -> None:
    before = dict(Deadline.objects.filter(case=later, met_at=None).values_list("pk", "due_at"))
    steps = dict(Deadline.objects.filter(case=later).values_list("pk", "next_step_at"))
    asked = set(Task.objects.filter(kind="inbox.part", done_at=None).values_list("pk", "due_at", "detail"))
    row = merge(eko, later, assigned)
    assert open_tasks(later) == set()
    assert not Deadline.objects.filter(case=later, met_at=None).exists()
    undo(eko, row)
    assert dict(Deadline.objects.filter(case=later, met_at=None).values_list("pk", "due_at")) == before
    assert dict(Deadline.objects.filter(case=later).values_list("pk", "next_step_at")) == steps
    assert set(Task.objects.filter(kind="inbox.part", done_at=None).values_list("pk", "due_at", "detail")) == asked
    assert open_tasks(later) == {("inbox.answer", "Dinas PU"), ("inbox.part", "DLH"), ("inbox.part", "Kecamatan Tempe")}
    told = Notice.objects.filter(sentence__contains="bagian unit Anda masih ditunggu")
    assert set(told.values_list("person__name", flat=True)) == {"Vina Hijau", "Hasnah Tempe"}


def test_a_part_that_was_given_or_given_back_before_the_merge_is_asked_for_no_more(
    later: Case, assigned: Case, eko: Person, vina: Person, hasnah: Person
) -> None:
    sharing.give_part(actor=builders.actor_of(vina), disposition=part_of(vina), text="Sudah kami angkut.")
    disposisi.send_back(actor=builders.actor_of(hasnah), disposition=part_of(hasnah), reason="Jalan kabupaten.")
    kept = set(Deadline.objects.filter(case=later, code="S01").values_list("pk", "met_at", "dropped_why"))
    undo(eko, merge(eko, later, assigned))
    assert open_tasks(later) == {("inbox.answer", "Dinas PU")}
    assert set(Deadline.objects.filter(case=later, code="S01").values_list("pk", "met_at", "dropped_why")) == kept
    assert {part_of(vina).state, part_of(hasnah).state} == {"reported", "returned"}
    assert not Notice.objects.filter(sentence__contains="bagian unit Anda").exists()


def test_a_part_given_after_the_merge_was_undone_settles_what_was_asked_again(
    later: Case, assigned: Case, eko: Person, vina: Person
) -> None:
    undo(eko, merge(eko, later, assigned))
    sharing.give_part(actor=builders.actor_of(vina), disposition=part_of(vina), text="Sudah kami angkut.")
    assert ("inbox.part", "DLH") not in open_tasks(later)
    assert Deadline.objects.get(disposition=part_of(vina)).met_at is not None


def test_a_part_passed_down_is_waited_for_below_and_its_deadline_runs_on_above(
    later: Case, assigned: Case, eko: Person, vina: Person
) -> None:
    lurah = builders.person("Iwan Siengkang", (Role.LIAISON,), builders.agency("Kelurahan Siengkang", kind="kelurahan"))
    disposisi.give(
        actor=builders.actor_of(vina), case=later, to_agency=lurah.agency, instruction="Angkut.", part=part_of(vina)
    )
    undo(eko, merge(eko, later, assigned))
    assert {whose for kind, whose in open_tasks(later) if kind == "inbox.part"} == {
        "Kelurahan Siengkang", "Kecamatan Tempe",
    }  # fmt: skip
    assert Deadline.objects.filter(disposition=part_of(vina), met_at=None).exists()


def test_what_was_asked_of_a_late_units_head_is_asked_again_and_nobody_is_told_twice(
    later: Case, assigned: Case, eko: Person, vina: Person
) -> None:
    head = builders.person("Nasir Hijau", (), vina.agency)
    Person.objects.filter(pk=head.pk).update(position="Kepala Dinas Lingkungan Hidup")
    late = Deadline.objects.get(disposition=part_of(vina)).due_at + timedelta(days=4) - clock.now()
    with clock.stopped_at(clock.now() + late):
        while escalating.take_due_steps():
            pass
    theirs = Task.objects.filter(kind="inbox.part_late", subject_id=str(later.pk))
    asked = set(theirs.filter(done_at=None).values_list("pk", flat=True))
    assert asked
    row = merge(eko, later, assigned, late + HOUR)
    assert not theirs.filter(done_at=None).exists()
    undo(eko, row, late + 2 * HOUR)
    assert set(theirs.filter(done_at=None).values_list("pk", flat=True)) == asked
    with clock.stopped_at(clock.now() + late + 3 * HOUR):
        escalating.take_due_steps()
    assert theirs.count() == len(asked)


def test_a_second_merge_that_is_undone_brings_back_nothing_of_the_first(
    later: Case, assigned: Case, eko: Person
) -> None:
    merge(eko, later, assigned)
    with clock.stopped_at(clock.now() + 2 * HOUR):
        assert splitting.split(actor=builders.actor_of(eko), case=assigned, conversation=later.conversation) == later
    running = set(Deadline.objects.filter(case=later, met_at=None).values_list("pk", flat=True))
    later.refresh_from_db()
    undo(eko, merge(eko, later, assigned, 3 * HOUR), 4 * HOUR)
    assert set(Deadline.objects.filter(case=later, met_at=None).values_list("pk", flat=True)) == running
    assert not {kind for kind, _ in open_tasks(later)} & {"inbox.part", "inbox.part_late"}
    assert not Notice.objects.filter(sentence__contains="bagian unit Anda").exists()
