"""Clocks of cases: what stops them, what moves them without rewriting what was, and who is told when they run out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client

from kentongan.audit.models import Entry
from kentongan.core import clock
from kentongan.inbox.cases import ending, verifying
from kentongan.inbox.clocks import escalating, law, pausing, settling
from kentongan.inbox.clocks import hours as office
from kentongan.inbox.clocks.calendar import Hours
from kentongan.inbox.clocks.models import DeadlineChange, Escalation
from kentongan.inbox.clocks.rules import Rung
from kentongan.inbox.models import Case, Conversation, Deadline
from kentongan.inbox.services import answers, disposisi, sorting
from kentongan.organizations.models import Agency, Person
from kentongan.organizations.roles import Role
from kentongan.organizations.services import set_calendar_day
from kentongan.work.models import Notice, Task
from tests import builders

ScreenOf = Callable[[Person], Client]
TextOf = Callable[[Any], str]
Says = Callable[..., Conversation]
pytestmark = [pytest.mark.usefixtures("monday"), pytest.mark.as_worker]
DAY = timedelta(days=1)


def due_of(case: Case, code: str) -> datetime:
    return Deadline.objects.filter(case=case, code=code).latest("pk").due_at


def url(case: Case, act: str = "") -> str:
    return f"/g/wajo/kasus/{case.pk}/{act}"


@pytest.fixture
def secretary(dinas_pu: Agency) -> Person:
    one = builders.person("Sri Wahyuni", (), dinas_pu)
    Person.objects.filter(pk=one.pk).update(position="Sekretaris Dinas PU")
    return one


@pytest.fixture
def head(dinas_pu: Agency) -> Person:
    one = builders.person("Karim Husain", (), dinas_pu)
    Person.objects.filter(pk=one.pk).update(position="Kepala Dinas PU")
    return one


def at(moment: datetime) -> int:
    with clock.stopped_at(moment):
        done = 0
        while step := escalating.take_due_steps():
            done += step
        return done


def test_a_postponed_case_stops_and_comes_back_on_its_day_with_the_time_added(
    assigned: Case, fitri: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    before = due_of(assigned, "D05")
    browser = screen_of(fitri)
    told = {"reason": "Menunggu alat berat", "until": "2026-11-26", "postpone": "1"}
    browser.post(url(assigned, "tunda/"), told)
    assert "Ditunda sampai" in text_of(browser.get(url(assigned)))
    assert not Deadline.objects.filter(case=assigned, met_at=None).exclude(next_step_at=None).exists()
    assert at(datetime(2026, 11, 26, 0, 0, tzinfo=UTC)) == 1  # eight in the morning in Wajo
    assigned.refresh_from_db()
    assert (assigned.state, assigned.pause_kind) == ("assigned", "")
    # Monday from nine to four and two whole days are 23 hours: from the closing of Friday the 11th to Wednesday, three o'clock.
    assert due_of(assigned, "D05") - before == timedelta(days=4, hours=23)
    assert DeadlineChange.objects.filter(deadline__code="D05").get().old_due_at == before
    assert Notice.objects.filter(person=fitri, sentence__contains="kembali kepada Anda").exists()


def test_a_case_is_not_put_off_to_a_day_that_is_gone(
    assigned: Case, fitri: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    told = {"reason": "Menunggu alat berat", "until": "2026-11-20", "postpone": "1"}
    answer = screen_of(fitri).post(url(assigned, "tunda/"), told)
    assert answer.status_code == 409
    page = text_of(answer)
    assert "Pilih tanggal sesudah hari ini" in page
    assert "Menunggu alat berat" in page


def test_the_clock_waits_for_the_citizen_and_goes_on_with_the_citizens_word(
    assigned: Case, fitri: Person, says: Says
) -> None:
    actor, before = builders.actor_of(fitri), due_of(assigned, "D05")
    pausing.pause(actor=actor, case=assigned, kind="citizen", reason="Minta alamat")
    with clock.stopped_at(clock.now() + DAY):
        says("di Jalan Andi Paggaru", remote_id="c-2", to="c-1")
    assigned.refresh_from_db()
    assert assigned.pause_kind == ""
    # From nine to nine offices were open for eight hours: from Friday's closing to Monday's.
    assert due_of(assigned, "D05") - before == DAY * 3


def test_deadlines_of_the_law_do_not_stand_still(assigned: Case, fitri: Person) -> None:
    actor = builders.actor_of(fitri)
    row = law.start_law_clock(actor=actor, case=assigned, code="D09")
    assert row.due_at - assigned.conversation.opened_at == timedelta(hours=72)
    standing = pausing.pause(actor=actor, case=assigned, kind="citizen", reason="Minta alamat")
    with clock.stopped_at(standing.started_at + DAY):
        pausing.resume(actor=actor, case=assigned)
    assert due_of(assigned, "D09") == row.due_at


def test_a_new_holiday_moves_what_runs_across_it_and_keeps_what_stood(
    assigned: Case, eko: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    before = due_of(assigned, "D02")
    set_calendar_day(actor=builders.actor_of(eko), day=date(2026, 11, 25), is_working=False, name="Hari jadi Wajo")
    assert due_of(assigned, "D02") == before + DAY
    assert DeadlineChange.objects.get(deadline__code="D02").old_due_at == before
    assert "Bergeser: Kalender kerja berubah: Hari jadi Wajo" in text_of(screen_of(eko).get(url(assigned)))
    assigned.refresh_from_db()
    assert assigned.due_at == before + DAY


def test_a_holiday_after_the_deadline_moves_nothing(assigned: Case, eko: Person) -> None:
    set_calendar_day(actor=builders.actor_of(eko), day=date(2027, 5, 3), is_working=False, name="Libur")
    assert not DeadlineChange.objects.exists()


def test_ramadan_hours_bring_the_end_of_the_day_forward(assigned: Case, eko: Person) -> None:
    before = due_of(assigned, "D02")
    hours = Hours(date(2026, 11, 23), date(2026, 12, 31), time(8), time(15))
    office.keep_hours(actor=builders.actor_of(eko), name="Ramadan", hours=hours)
    assert due_of(assigned, "D02") == before - timedelta(hours=1)


def test_a_government_says_how_long_its_own_promises_last(assigned: Case, eko: Person) -> None:
    before = due_of(assigned, "D05")
    settling.keep_length(actor=builders.actor_of(eko), code="D05", amount=7, report_class="complaint")
    assert due_of(assigned, "D05") < before
    assert DeadlineChange.objects.get(deadline__code="D05").why == "Lamanya menjadi 7 hari kerja"


def test_another_class_has_another_clock_and_the_old_one_says_why_it_ended(
    assigned: Case, eko: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    verifying.classify(actor=builders.actor_of(eko), case=assigned, report_class="information")
    old, new = (Deadline.objects.get(case=assigned, code=code) for code in ("D05", "D04"))
    assert old.dropped_why == "Golongan diubah menjadi permintaan informasi"
    assert new.met_at is None
    assert "tidak berlaku lagi" in text_of(screen_of(eko).get(url(assigned)))


def test_a_deadline_climbs_from_the_liaison_to_the_secretary_the_head_the_coordinator_each_once(
    assigned: Case, fitri: Person, secretary: Person, head: Person, eko: Person
) -> None:
    Deadline.objects.exclude(code="D02").update(next_step_at=None)
    due = due_of(assigned, "D02")
    told = []
    for moment in (due - DAY * 3, due, due, due + DAY * 2, due + DAY * 10):
        at(moment)
        told.append([one.person.name for one in Notice.objects.filter(sentence__startswith="Kasus").order_by("pk")])
    assert told[0] == ["Fitri Maharani"]
    assert told[1] == told[2] == ["Fitri Maharani", "Sri Wahyuni"]
    assert told[3] == ["Fitri Maharani", "Sri Wahyuni", "Karim Husain"]
    assert told[4][3:] == ["Eko Samudra"]
    words = list(Escalation.objects.order_by("step").values_list("told", flat=True))
    assert words[0] == "Kasus 0001/2026 (Dinas PU): tindak lanjut pertama paling lambat Senin 16.00"
    assert words[2] == "Kasus 0001/2026 (Dinas PU): tindak lanjut pertama lewat 2 hari kerja"
    assert Task.objects.filter(kind="inbox.overdue", done_at=None).count() == 4
    assert Entry.objects.filter(action="inbox.case.escalated").count() == 4


def test_a_step_whose_unit_names_nobody_goes_to_the_coordinator_and_is_not_lost(
    assigned: Case, eko: Person, fitri: Person
) -> None:
    Person.objects.filter(agency=fitri.agency).update(active=False)
    Deadline.objects.exclude(code="D02").update(next_step_at=None)
    at(due_of(assigned, "D02"))
    assert Escalation.objects.count() == 2
    assert Notice.objects.filter(person=eko, sentence__contains="tindak lanjut pertama").count() == 2


def test_a_clock_that_was_set_back_takes_no_step_twice(assigned: Case, secretary: Person) -> None:
    due = due_of(assigned, "D02")
    at(due)
    before = Escalation.objects.count()
    Deadline.objects.filter(code="D02").update(step=0, next_step_at=due - DAY)  # as if the row had been restored
    at(due)
    assert Escalation.objects.count() == before


def test_who_was_told_already_is_not_told_again_when_the_ladder_changes_and_the_next_step_is_still_taken(
    assigned: Case, eko: Person, fitri: Person, secretary: Person, head: Person
) -> None:
    Deadline.objects.exclude(code="D02").update(next_step_at=None)
    due = due_of(assigned, "D02")
    at(due)
    with clock.stopped_at(due + timedelta(hours=1)):
        rungs = [Rung(-3, "coordinator"), Rung(0, "secretary"), Rung(1, "head")]
        settling.keep_ladder(actor=builders.actor_of(eko), rungs=rungs)
    at(due + DAY)
    told = list(
        Notice.objects.filter(sentence__startswith="Kasus").order_by("pk").values_list("person__name", flat=True)
    )
    assert told == ["Fitri Maharani", "Sri Wahyuni", "Karim Husain"]
    assert list(Escalation.objects.order_by("pk").values_list("days", "target")) == [
        (-1, "liaison"),
        (0, "secretary"),
        (1, "head"),
    ]


def test_a_worker_killed_in_the_middle_of_a_step_leaves_it_to_be_taken_whole(
    assigned: Case, secretary: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    Deadline.objects.exclude(code="D02").update(next_step_at=None)
    due = due_of(assigned, "D02")
    with monkeypatch.context() as broken:
        broken.setattr(escalating, "tell", lambda *_, **__: 1 / 0)
        at(due)
    assert not Escalation.objects.exists()
    assert not Task.objects.filter(kind="inbox.overdue").exists()
    at(due + timedelta(hours=2))
    assert Notice.objects.filter(person=secretary).count() == 1


def test_a_governments_own_ladder_is_climbed_instead(assigned: Case, eko: Person, fitri: Person) -> None:
    settling.keep_ladder(actor=builders.actor_of(eko), rungs=[Rung(0, "coordinator")])
    Deadline.objects.exclude(code="D02").update(next_step_at=None)
    at(due_of(assigned, "D02"))
    assert Notice.objects.filter(person=eko, sentence__contains="tindak lanjut").count() == 1
    assert not Notice.objects.filter(person=fitri, sentence__contains="tindak lanjut").exists()


@pytest.fixture
def followed_up(assigned: Case, fitri: Person, sender: Person) -> Case:
    """An answer was sent that does not end the matter."""
    answer = answers.submit_answer(
        actor=builders.actor_of(fitri), case=assigned, text="Besok ditambal.", closes=False, revision=0
    )
    answers.note_posted_by_hand(actor=builders.actor_of(sender), answer=answer)
    assigned.refresh_from_db()
    return assigned


def test_ten_working_days_without_a_word_close_the_case_by_itself(
    followed_up: Case, eko: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    due = due_of(followed_up, "D03")
    at(due - timedelta(minutes=1))
    followed_up.refresh_from_db()
    assert followed_up.state == "in_progress"
    at(due)
    followed_up.refresh_from_db()
    assert followed_up.state == "auto_closed"
    assert not Deadline.objects.filter(case=followed_up, met_at=None).exists()
    assert "Ditutup otomatis" in text_of(screen_of(eko).get(url(followed_up)))


def test_a_word_of_the_citizen_in_those_days_keeps_it_open(followed_up: Case, says: Says, fitri: Person) -> None:
    due = due_of(followed_up, "D03")
    with clock.stopped_at(clock.now() + DAY):
        says("belum ditambal pak", remote_id="c-2", to="c-1")
    at(due)
    followed_up.refresh_from_db()
    assert followed_up.state == "in_progress"
    assert Deadline.objects.get(case=followed_up, code="D03").dropped_why == "Warga menulis lagi"
    assert Task.objects.filter(kind="inbox.answer", agency=fitri.agency, done_at=None).exists()


def test_a_word_after_it_closed_by_itself_opens_it_with_new_clocks(followed_up: Case, says: Says) -> None:
    at(due_of(followed_up, "D03"))
    with clock.stopped_at(clock.now() + DAY * 30):
        says("rusak lagi", remote_id="c-2", to="c-1")
        followed_up.refresh_from_db()
        assert followed_up.state == "reopened"
        running = set(Deadline.objects.filter(case=followed_up, met_at=None).values_list("code", flat=True))
        assert running == {"D02", "D05"}
        assert due_of(followed_up, "D05") > clock.now()


def test_a_person_opens_a_finished_case_again_with_a_reason(
    assigned: Case, eko: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    ending.close(actor=builders.actor_of(eko), case=assigned, note="Sudah ditambal")
    browser = screen_of(eko)
    assert browser.post(url(assigned, "buka-kembali/"), {"reason": " "}).status_code == 409
    browser.post(url(assigned, "buka-kembali/"), {"reason": "Foto menunjukkan lubangnya masih ada"})
    assigned.refresh_from_db()
    assert assigned.state == "reopened"
    assert "Menunggu" in text_of(browser.get(url(assigned)))


def test_a_case_that_is_only_written_down_waits_to_be_verified_and_its_clock_is_three_days(
    says: Says, eko: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    actor = builders.actor_of(eko)
    case = sorting.open_case(actor=actor, conversation=says(), kind="complaint", verified=False)
    browser = screen_of(eko)
    assert "Menunggu diverifikasi" in text_of(browser.get(url(case)))
    assert list(Deadline.objects.filter(case=case, met_at=None).values_list("code", flat=True)) == ["D01"]
    browser.post(url(case, "verifikasi/"))
    case.refresh_from_db()
    assert case.state == "verified"
    assert list(Deadline.objects.filter(case=case, met_at=None).values_list("code", flat=True)) == ["D05"]


def test_a_case_is_archived_for_one_of_the_reasons_and_no_other(
    assigned: Case, eko: Person, screen_of: ScreenOf
) -> None:
    browser = screen_of(eko)
    assert browser.post(url(assigned, "arsipkan/"), {"archive_reason": "malas"}).status_code == 422
    browser.post(url(assigned, "arsipkan/"), {"archive_reason": "general"})
    assigned.refresh_from_db()
    assert (assigned.state, assigned.archive_reason) == ("archived", "general")
    assert not Task.objects.filter(subject_type="case", done_at=None).exists()


def test_only_coordinators_and_the_administrator_change_clocks(wajo: object, fitri: Person) -> None:
    from kentongan.organizations.access import NotAllowedError

    with pytest.raises(NotAllowedError):
        settling.keep_length(actor=builders.actor_of(fitri), code="D05", amount=90)


def test_inspectors_alone_are_told_of_an_overdue_report_for_the_inspectorate(
    says: Says, eko: Person, fitri: Person, secretary: Person, head: Person
) -> None:
    inspectorate = builders.agency("Inspektorat")
    inspector = builders.person("Indra Watas", (Role.INSPECTOR,), inspectorate)
    builders.person("Jamal Watas", (Role.ADMIN,), inspectorate)
    case = sorting.forward(
        actor=builders.actor_of(eko), conversation=says("ada pungli di Dinas PU, petugas minta uang"),
        to_agency=inspectorate, instruction="", kind="complaint",
    )  # fmt: skip
    at(due_of(case, "D02") + DAY * 20)
    told = set(Notice.objects.values_list("person__name", flat=True))
    assert told == {inspector.name, eko.name}


def test_the_first_answer_is_promised_in_minutes_of_open_office_and_kept_when_it_stands_there(
    assigned: Case, followed_up: Case, eko: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    talk = Conversation.objects.get(case=assigned)
    assert talk.touch_by == clock.now() + timedelta(minutes=120)
    assert talk.touched_at == clock.now()
    assert "Tanggapan pertama" in text_of(screen_of(eko).get(url(assigned)))


def test_a_government_promises_its_first_answer_sooner(eko: Person, says: Says) -> None:
    settling.keep_length(actor=builders.actor_of(eko), code="T01", amount=30)
    assert says().touch_by == clock.now() + timedelta(minutes=30)


def test_a_case_that_ends_while_it_waits_does_not_come_back_on_its_day(assigned: Case, eko: Person) -> None:
    actor = builders.actor_of(eko)
    until = clock.now() + DAY * 2
    pausing.pause(actor=actor, case=assigned, kind="postponed", reason="Menunggu alat", until=until)
    verifying.archive(actor=actor, case=assigned, reason="general")
    assert at(until + DAY) == 0
    assigned.refresh_from_db()
    assert (assigned.state, assigned.pause_kind) == ("archived", "")


def test_a_postponed_case_that_is_passed_on_goes_on(assigned: Case, eko: Person, dinas_kesehatan: Agency) -> None:
    actor = builders.actor_of(eko)
    pausing.pause(actor=actor, case=assigned, kind="postponed", reason="Menunggu", until=clock.now() + DAY)
    disposisi.give(actor=actor, case=assigned, to_agency=dinas_kesehatan, instruction="")
    assigned.refresh_from_db()
    assert (assigned.state, assigned.pause_kind) == ("assigned", "")
