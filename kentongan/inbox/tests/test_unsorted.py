"""What nobody sorted is not forgotten: when the promised first answer is late, whoever may sort hears of it, once a step."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from kentongan.audit.models import Entry
from kentongan.core import clock
from kentongan.inbox.cases.merging import join
from kentongan.inbox.clocks import escalating, settling, unsorted
from kentongan.inbox.clocks.rules import Rung
from kentongan.inbox.models import Case, Conversation
from kentongan.inbox.services import sorting
from kentongan.organizations.models import Person
from kentongan.work.models import Notice, Task
from tests import builders

ScreenOf = Callable[[Person], Client]
TextOf = Callable[[Any], str]
Says = Callable[..., Conversation]
pytestmark = [pytest.mark.usefixtures("monday"), pytest.mark.as_worker]
DAY = timedelta(days=1)
LATE = "inbox.unsorted"


def at(moment: datetime) -> int:
    """The worker looks until nothing is due."""
    with clock.stopped_at(moment):
        done = 0
        while step := escalating.take_due_steps():
            done += step
        return done


def told(person: Person) -> list[str]:
    return list(
        Notice.objects.filter(person=person, sentence__contains="belum dipilah")
        .order_by("pk")
        .values_list("sentence", flat=True)
    )


def promised(talk: Conversation) -> datetime:
    assert talk.touch_by
    return talk.touch_by


def test_whoever_may_sort_is_told_when_the_first_answer_is_late_and_again_at_each_later_step(
    says: Says, eko: Person, gilang: Person, fitri: Person
) -> None:
    due = promised(says())
    at(due - timedelta(minutes=1))
    assert told(eko) == []
    for moment in (due, due, due + DAY * 2, due + DAY * 2 + timedelta(hours=8), due + DAY * 30, due + DAY * 60):
        at(moment)
    assert [line.partition("pertamanya ")[2] for line in told(eko)] == [
        "lewat sejak 11.00",
        "lewat 2 hari kerja",
        "lewat 22 hari kerja",
    ]
    assert len(told(gilang)) == 3
    assert told(fitri) == []
    assert Entry.objects.filter(action="inbox.conversation.unsorted").count() == 3


def test_it_stands_on_hari_ini_until_it_is_sorted(
    says: Says, eko: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    talk = says()
    due = promised(talk)
    at(due)
    with clock.stopped_at(due):
        page = text_of(screen_of(eko).get("/g/wajo/"))
        assert "1 percakapan belum dipilah, tanggapan pertamanya lewat" in page
        sorting.archive(actor=builders.actor_of(eko), conversation=talk, reason="Sapaan")
    assert not Task.objects.filter(kind=LATE, done_at=None).exists()


def test_what_many_wrote_is_one_line_that_grows_shorter(says: Says, eko: Person, dinas_pu: Any, fitri: Person) -> None:
    talks = [says(f"jalan rusak {number}", remote_id=f"c-{number}") for number in range(3)]
    at(promised(talks[0]))
    assert len(told(eko)) == 1
    assert told(eko)[0].endswith("3 percakapan belum dipilah, tanggapan pertamanya lewat sejak 11.00")
    actor = builders.actor_of(eko)
    for talk in talks:
        talk.refresh_from_db()
    case = sorting.forward(actor=actor, conversation=talks[0], to_agency=dinas_pu, instruction="", kind="complaint")
    assert Task.objects.get(kind=LATE, person=eko, done_at=None).title.startswith("2 percakapan")
    join(actor=actor, conversation=talks[1], case=case)
    assert Task.objects.get(kind=LATE, person=eko, done_at=None).title.startswith("1 percakapan")


def test_a_case_climbs_its_own_ladder_and_not_this_one(assigned: Case, eko: Person) -> None:
    at(promised(assigned.conversation) + DAY)
    assert told(eko) == []


def test_what_asks_for_nothing_waits_for_nobody(says: Says, eko: Person) -> None:
    says("terima kasih pak, pelayanan bagus")
    at(clock.now() + DAY * 30)
    assert told(eko) == []


def test_a_report_for_the_inspectorate_is_told_to_coordinators_alone(says: Says, eko: Person, gilang: Person) -> None:
    talk = says("ada pungli di Dinas PU, petugas minta uang")
    assert talk.watched
    at(promised(talk))
    assert len(told(eko)) == 1
    assert told(gilang) == []
    assert not Task.objects.filter(kind=LATE, person=gilang).exists()


@pytest.mark.parametrize("dies_at", ["notify", "open_task", "record"])
def test_a_worker_killed_between_telling_and_noting_tells_once(
    says: Says, eko: Person, monkeypatch: pytest.MonkeyPatch, dies_at: str
) -> None:
    due = promised(says())
    with monkeypatch.context() as broken:
        broken.setattr(unsorted, dies_at, lambda *_, **__: 1 / 0)
        at(due)
    assert told(eko) == []
    assert not Task.objects.filter(kind=LATE).exists()
    at(due + timedelta(minutes=30))
    assert told(eko) == []  # it is tried again after an hour, and holds up nothing until then
    at(due + timedelta(hours=2))
    assert len(told(eko)) == 1


def test_a_clock_that_was_set_back_tells_nobody_twice(says: Says, eko: Person) -> None:
    due = promised(says())
    at(due)
    Conversation.objects.update(touch_step_at=due)  # as if the row had been restored
    at(due)
    assert len(told(eko)) == 1


def test_the_governments_own_ladder_is_climbed(says: Says, eko: Person) -> None:
    settling.keep_ladder(actor=builders.actor_of(eko), rungs=[Rung(-1, "liaison"), Rung(3, "head")])
    due = promised(says())
    at(due)
    assert told(eko) == []
    at(due + DAY * 3 + timedelta(hours=8))
    assert len(told(eko)) == 1


def test_a_step_that_is_set_sooner_is_taken_sooner(says: Says, eko: Person) -> None:
    due = promised(says())
    at(due)
    with clock.stopped_at(due + timedelta(hours=1)):
        settling.keep_ladder(actor=builders.actor_of(eko), rungs=[Rung(0, "head"), Rung(1, "head")])
    at(due + DAY + timedelta(hours=8))
    assert len(told(eko)) == 2


def test_the_look_for_what_is_due_and_the_count_of_what_is_late_go_by_their_indexes(says: Says) -> None:
    talk = says()
    late = unsorted.late_on(talk.channel)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {unsorted.DUE}", [clock.now(), 200])
        plan = " ".join(row[0] for row in cursor.fetchall())
    assert "conversation_unsorted " in plan
    assert "Index Scan using conversation_unsorted" in late.explain(), "which of the two is a matter of how much waits"
