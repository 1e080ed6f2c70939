"""A request for public information is no ordinary question: its own register, ten working days, seven more once, objections."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from kentongan.core import clock
from kentongan.core.states import MoveRefusedError
from kentongan.inbox.lanes.ppid_models import InformationRequest, LaneChoice
from kentongan.inbox.lanes.services import objections, ppid
from kentongan.inbox.lanes.services.guard import LaneRefusedError
from kentongan.inbox.models import Answer, Case, Conversation, Deadline
from kentongan.inbox.services import sorting
from kentongan.organizations.access import NotAllowedError
from kentongan.organizations.models import Agency, Person
from kentongan.organizations.roles import Role
from kentongan.work.selectors import tasks_for
from tests import builders

pytestmark = pytest.mark.usefixtures("monday")
Screen = Callable[[Person], Client]
Text = Callable[[Any], str]
ASKED = "Mohon salinan kontrak perbaikan jalan pasar, telepon saya 0812-7345-6789"


@pytest.fixture
def indra(diskominfo: Agency) -> Person:
    return builders.person("Indra Pelangi", (Role.PPID,), diskominfo)


@pytest.fixture
def question(says: Callable[..., Conversation], eko: Person, dinas_pu: Agency) -> Case:
    return sorting.forward(
        actor=builders.actor_of(eko), conversation=says(ASKED), to_agency=dinas_pu, instruction="", kind="question"
    )


@pytest.fixture
def registered(question: Case, eko: Person, indra: Person) -> InformationRequest:
    made = ppid.choose_lane(actor=builders.actor_of(eko), case=question, lane="ppid")
    assert made
    return made


def test_the_page_proposes_the_lane_and_says_by_which_words(
    question: Case, fitri: Person, screen_of: Screen, text_of: Text
) -> None:
    page = text_of(screen_of(fitri).get(f"/g/wajo/kasus/{question.pk}/informasi/"))
    assert 'value="ppid" checked' in page
    assert "<mark>kontrak</mark>" in page


def test_an_ordinary_question_keeps_its_five_days(question: Case, fitri: Person, screen_of: Screen) -> None:
    screen_of(fitri).post(f"/g/wajo/kasus/{question.pk}/informasi/", {"lane": "ordinary"})
    assert LaneChoice.objects.get().lane == "ordinary"
    assert not InformationRequest.objects.exists()
    assert Deadline.objects.get(case=question, code="D04", met_at=None).due_at == datetime(2026, 11, 30, 8, tzinfo=UTC)


def test_a_request_gets_a_number_and_ten_working_days(registered: InformationRequest, indra: Person) -> None:
    assert registered.code == "PPID-0001/2026"
    assert registered.due_at == datetime(2026, 12, 7, 8, tzinfo=UTC)
    running = Deadline.objects.get(case=registered.case, code="D07", met_at=None)
    assert running.due_at == registered.due_at
    replaced = Deadline.objects.get(case=registered.case, code="D04")
    assert replaced.dropped_why, "the five days neither kept nor broken: another promise stands there"
    assert tasks_for(builders.actor_of(indra)).filter(kind=ppid.TASK).exists()


def test_the_register_shows_no_number_of_the_citizen(registered: InformationRequest) -> None:
    assert "0812-7345-6789" not in registered.asked
    assert "salinan kontrak" in registered.asked


def test_one_case_enters_the_register_once(registered: InformationRequest, eko: Person) -> None:
    with pytest.raises(LaneRefusedError, match="sudah tercatat"):
        ppid.choose_lane(actor=builders.actor_of(eko), case=registered.case, lane="ppid")


def test_it_takes_longer_once_and_only_with_a_reason(registered: InformationRequest, indra: Person) -> None:
    actor = builders.actor_of(indra)
    with pytest.raises(LaneRefusedError, match="alasan tertulis"):
        ppid.extend(actor=actor, request=registered, reason=" ")
    longer = ppid.extend(actor=actor, request=registered, reason="Kontrak masih di bagian arsip")
    assert longer.due_at == datetime(2026, 12, 16, 8, tzinfo=UTC), "seven working days after the seventh of December"
    assert longer.first_due_at == datetime(2026, 12, 7, 8, tzinfo=UTC)
    assert Deadline.objects.get(case=registered.case, code="D07", met_at=None).due_at == longer.due_at
    with pytest.raises(LaneRefusedError, match="satu kali"):
        ppid.extend(actor=actor, request=longer, reason="Sekali lagi")


def test_it_cannot_be_made_longer_after_its_day(registered: InformationRequest, indra: Person) -> None:
    with (
        clock.stopped_at(registered.due_at + timedelta(minutes=1)),
        pytest.raises(LaneRefusedError, match="sudah lewat"),
    ):
        ppid.extend(actor=builders.actor_of(indra), request=registered, reason="Terlambat")


def test_a_refusal_says_why_and_the_time_to_object_runs(registered: InformationRequest, indra: Person) -> None:
    actor = builders.actor_of(indra)
    with pytest.raises(LaneRefusedError, match="Tulis alasannya"):
        ppid.tell(actor=actor, request=registered, outcome="refused", words="")
    told = ppid.tell(actor=actor, request=registered, outcome="refused", words="Masih proses pemeriksaan.")
    assert told.object_by
    assert told.object_by > clock.now() + timedelta(days=40)
    assert not tasks_for(actor).filter(kind=ppid.TASK).exists()
    objected = objections.note_objection(actor=actor, request=told, reason="Alasannya tidak jelas")
    settled = objections.settle(actor=actor, request=objected, words="Dokumen diberikan sebagian.")
    assert settled.dispute_by
    assert objections.end(actor=actor, request=settled, act="close").ended_at


def test_whoever_got_no_answer_may_object_after_the_day_and_not_before(
    registered: InformationRequest, indra: Person
) -> None:
    actor = builders.actor_of(indra)
    with pytest.raises(LaneRefusedError, match="belum lewat"):
        objections.note_objection(actor=actor, request=registered, reason="Lama")
    with clock.stopped_at(registered.due_at + timedelta(hours=1)):
        assert objections.note_objection(actor=actor, request=registered, reason="Tidak dijawab").state == "objected"


def test_an_objection_comes_too_late_after_thirty_working_days(registered: InformationRequest, indra: Person) -> None:
    actor = builders.actor_of(indra)
    told = ppid.tell(actor=actor, request=registered, outcome="given", words="")
    assert told.object_by
    with clock.stopped_at(told.object_by + timedelta(minutes=1)), pytest.raises(LaneRefusedError, match="sudah lewat"):
        objections.note_objection(actor=actor, request=told, reason="Terlambat")


def test_a_request_that_is_over_moves_no_more(registered: InformationRequest, indra: Person) -> None:
    actor = builders.actor_of(indra)
    objections.end(actor=actor, request=registered, act="withdraw")
    with pytest.raises(MoveRefusedError):
        ppid.tell(actor=actor, request=registered, outcome="given", words="")


def test_the_writer_of_posts_does_not_answer_for_the_ppid(
    registered: InformationRequest, citra: Person, screen_of: Screen, text_of: Text
) -> None:
    with pytest.raises(NotAllowedError, match="dijawab PPID"):
        ppid.tell(actor=builders.actor_of(citra), request=registered, outcome="given", words="")
    page = screen_of(citra).get(f"/g/wajo/ppid/{registered.pk}/")
    assert "Permintaan ini dijawab PPID." in text_of(page)


def test_the_ppid_reads_the_request_without_seeing_the_case(
    registered: InformationRequest, indra: Person, screen_of: Screen, text_of: Text
) -> None:
    browser = screen_of(indra)
    assert "salinan kontrak" in text_of(browser.get(f"/g/wajo/ppid/{registered.pk}/"))
    assert browser.get(f"/g/wajo/kasus/{registered.case_id}/").status_code == 404


def test_another_agency_does_not_find_it(registered: InformationRequest, ayu: Person, screen_of: Screen) -> None:
    assert screen_of(ayu).get(f"/g/wajo/ppid/{registered.pk}/").status_code == 404


def test_number_and_day_go_into_the_draft_for_the_citizen(
    registered: InformationRequest, fitri: Person, screen_of: Screen
) -> None:
    screen_of(fitri).post(f"/g/wajo/ppid/{registered.pk}/pemberitahuan/")
    draft = Answer.objects.get(case=registered.case)
    assert "PPID-0001/2026" in draft.text
    assert "Senin, 7 Desember 2026" in draft.text
    assert not draft.closes


def test_what_was_typed_stays_when_a_reason_is_missing(
    registered: InformationRequest, indra: Person, screen_of: Screen, text_of: Text
) -> None:
    answer = screen_of(indra).post(
        f"/g/wajo/ppid/{registered.pk}/ubah/", {"act": "tell", "words": "Dokumen ada di arsip."}
    )
    assert answer.status_code == 422
    assert "Dokumen ada di arsip." in text_of(answer)
