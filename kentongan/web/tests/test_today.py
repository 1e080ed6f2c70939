"""Hari ini: what is most urgent first, and what there is much of does not stand in the way of the rest."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

from kentongan.inbox.clocks.unsorted import LATE_TASK
from kentongan.inbox.services.asking import ANSWER_TASK
from kentongan.organizations.actor import system
from kentongan.organizations.models import Person
from kentongan.web.today import SHOWN
from kentongan.work.registry import register_task_kind
from kentongan.work.services import open_task

Screen = Callable[[Person], Client]
Text = Callable[[Any], str]
FRIDAY = datetime(2026, 11, 27, 10, 0, tzinfo=ZoneInfo("Asia/Makassar"))
register_task_kind("test.look", group="Setujui", verb="Lihat", order=1)


@pytest.fixture(autouse=True)
def _monday_afternoon() -> Any:
    with time_machine.travel(FRIDAY + timedelta(days=3, hours=4), tick=False):
        yield


def asks(person: Person, kind: str, number: int, title: str, due: datetime = FRIDAY) -> None:
    actor = system(person.government_id)
    path = f"/{kind}/{number}/"
    open_task(
        actor=actor, kind=kind, subject_type=kind, subject_id=number, title=title, path=path, person_id=person.pk,
        due_at=due,
    )  # fmt: skip


def test_late_conversations_of_many_accounts_stand_under_one_line(
    eko: Person, screen_of: Screen, text_of: Text
) -> None:
    for number in range(12):
        asks(eko, LATE_TASK, number, f"{number} percakapan", FRIDAY + timedelta(minutes=number))
    page = text_of(screen_of(eko).get("/g/wajo/"))
    before, under = page.split("9 akun lain dengan percakapan belum dipilah")
    assert [f"{number} percakapan<" in before for number in range(4)] == [True, True, True, False]
    assert all(f">{number} percakapan<" in under for number in range(3, 12))


def test_three_late_accounts_stand_by_themselves(eko: Person, screen_of: Screen, text_of: Text) -> None:
    for number in range(3):
        asks(eko, LATE_TASK, number, f"{number} percakapan")
    assert "akun lain" not in text_of(screen_of(eko).get("/g/wajo/"))


def test_hundreds_of_late_accounts_do_not_hide_what_has_to_be_approved(
    eko: Person, screen_of: Screen, text_of: Text
) -> None:
    for number in range(SHOWN + 5):
        asks(eko, LATE_TASK, number, f"{number} percakapan")
    asks(eko, "test.look", 1, "Setujui kiriman pasar", FRIDAY + timedelta(days=9))
    page = text_of(screen_of(eko).get("/g/wajo/"))
    assert "Setujui kiriman pasar" in page
    assert "5 hal lagi, yang kurang mendesak" in page


def test_the_deadline_of_a_case_is_counted_in_working_days_as_on_the_case(
    fitri: Person, screen_of: Screen, text_of: Text
) -> None:
    asks(fitri, ANSWER_TASK, 1, "Jalan rusak", FRIDAY)
    asks(fitri, ANSWER_TASK, 2, "Lampu mati", FRIDAY + timedelta(days=5))
    asks(fitri, "test.look", 1, "Kiriman pasar", FRIDAY)
    page = text_of(screen_of(fitri).get("/g/wajo/"))
    assert "lewat 1 hari kerja" in page
    assert "2 hari kerja lagi, Rabu 10.00" in page
    assert "lewat 3 hari<" in page, "what is no promise of office time is counted by the calendar"
