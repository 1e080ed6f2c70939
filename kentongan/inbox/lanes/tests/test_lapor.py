"""A case goes to SP4N-LAPOR! by hand, keeps its number, and its answer comes back to the citizen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from kentongan.core import clock
from kentongan.inbox.lanes.models import LaporHandover
from kentongan.inbox.lanes.selectors import both_clocks
from kentongan.inbox.lanes.services import lapor
from kentongan.inbox.lanes.services.guard import LaneRefusedError, StaleLaneError
from kentongan.inbox.lanes.services.lapor import Sheet
from kentongan.inbox.models import Answer, Case, Conversation
from kentongan.inbox.services import answers, sorting
from kentongan.organizations.access import NotAllowedError
from kentongan.organizations.models import Agency, Person
from kentongan.work.models import Notice
from tests import builders
from tests.pdf_text import pages_of

pytestmark = pytest.mark.usefixtures("monday")
Screen = Callable[[Person], Client]
Text = Callable[[Any], str]
SHEET = Sheet("Jalan berlubang di depan pasar", "Jalan berlubang sudah 3 bulan.", "Kabupaten Wajo")


@pytest.fixture
def handover(assigned: Case, eko: Person) -> LaporHandover:
    return lapor.write_sheet(actor=builders.actor_of(eko), case=assigned, sheet=SHEET, revision=0)


@pytest.fixture
def filed(handover: LaporHandover, eko: Person) -> LaporHandover:
    return lapor.note_number(actor=builders.actor_of(eko), handover=handover, told="#8123456")


def test_the_sheet_is_begun_from_the_case_without_the_citizens_name(
    assigned: Case, fitri: Person, screen_of: Screen, text_of: Text
) -> None:
    page = text_of(screen_of(fitri).get(f"/g/wajo/kasus/{assigned.pk}/lapor/"))
    assert "jalan di depan pasar berlubang" in page
    assert "Dinas PU" in page
    assert "rani_tempe" not in page


def test_a_phone_number_in_the_sheet_is_refused_until_somebody_means_it(
    assigned: Case, fitri: Person, screen_of: Screen, text_of: Text
) -> None:
    browser = screen_of(fitri)
    told = {
        "title": "Jalan", "report_class": "complaint", "text": "Hubungi 0812-7345-6789 di rumah.",
        "agency_name": "Kabupaten Wajo", "revision": "0",
    }  # fmt: skip
    refused = browser.post(f"/g/wajo/kasus/{assigned.pk}/lapor/", told)
    assert refused.status_code == 422
    assert "Hubungi 0812-7345-6789 di rumah." in text_of(refused), "what was typed stays"
    assert not LaporHandover.objects.exists()
    kept = browser.post(f"/g/wajo/kasus/{assigned.pk}/lapor/", told | {"keeps_personal": "on"})
    assert kept.status_code == 302
    assert LaporHandover.objects.get().keeps_personal


def test_what_two_people_wrote_at_once_is_not_overwritten(handover: LaporHandover, fitri: Person) -> None:
    with pytest.raises(StaleLaneError):
        lapor.write_sheet(actor=builders.actor_of(fitri), case=handover.case, sheet=SHEET, revision=0)


@pytest.mark.parametrize("told", ["", "belum ada", "123", "8123456 atau 8123457"])
def test_what_is_no_number_of_lapor_is_refused_and_nothing_changes(
    handover: LaporHandover, eko: Person, told: str
) -> None:
    with pytest.raises(LaneRefusedError, match="belum terbaca"):
        lapor.note_number(actor=builders.actor_of(eko), handover=handover, told=told)
    handover.refresh_from_db()
    assert (handover.state, handover.tracking_id) == ("draft", "")


def test_one_number_belongs_to_one_case(
    filed: LaporHandover, says: Callable[..., Conversation], eko: Person, dinas_pu: Agency
) -> None:
    actor = builders.actor_of(eko)
    other = sorting.forward(
        actor=actor,
        conversation=says("lampu mati", remote_id="c-9"),
        to_agency=dinas_pu,
        instruction="",
        kind="complaint",
    )
    second = lapor.write_sheet(actor=actor, case=other, sheet=SHEET, revision=0)
    with pytest.raises(LaneRefusedError, match="sudah tercatat pada kasus lain"):
        lapor.note_number(actor=actor, handover=second, told="8123456")


def test_both_clocks_stand_side_by_side(filed: LaporHandover, eko: Person) -> None:
    lines = {line.name: line for line in both_clocks(builders.actor_of(eko), filed)}
    verify, follow, done = lines["Dipilah dan diteruskan"], lines["Tindak lanjut pertama"], lines["Selesai"]
    assert verify.theirs
    assert verify.theirs.due_at == datetime(2026, 11, 26, 8, tzinfo=UTC), (
        "three working days after the number, 16.00 WITA"
    )
    assert verify.ours
    assert verify.ours.met_at, "here it was sorted already"
    assert follow.theirs
    assert follow.theirs.due_at is None, "LAPOR's next clock starts when somebody reads that it was passed on"
    assert follow.ours
    assert follow.ours.due_at == datetime(2026, 11, 30, 8, tzinfo=UTC)
    assert done.theirs
    assert done.theirs.days == 14


def test_a_status_read_there_starts_the_next_clock(filed: LaporHandover, eko: Person) -> None:
    actor = builders.actor_of(eko)
    lapor.note_status(actor=actor, handover=filed, status="terdisposisi", read_on=date(2026, 11, 23))
    lines = {line.name: line for line in both_clocks(actor, filed)}
    assert lines["Dipilah dan diteruskan"].theirs
    assert lines["Dipilah dan diteruskan"].theirs.met_at == clock.now()
    assert lines["Tindak lanjut pertama"].theirs
    assert lines["Tindak lanjut pertama"].theirs.due_at == datetime(2026, 11, 30, 8, tzinfo=UTC)


def test_the_answer_of_lapor_comes_into_the_draft_behind_what_stands_there(
    filed: LaporHandover, fitri: Person, eko: Person
) -> None:
    writer = builders.actor_of(fitri)
    answers.save_answer(actor=writer, case=filed.case, text="Tim kami sudah ke lokasi.", closes=True, revision=0)
    lapor.bring_answer(
        actor=builders.actor_of(eko), handover=filed, text="Ditambal 25 November.", came_on=date(2026, 11, 24)
    )
    draft = Answer.objects.get(case=filed.case)
    assert draft.text.startswith("Tim kami sudah ke lokasi.")
    assert "Ditambal 25 November." in draft.text
    assert "nomor 8123456" in draft.text
    assert draft.state == "draft", "a person reads it before the citizen does"
    assert Notice.objects.filter(person=fitri, sentence__contains="LAPOR").exists()


def test_an_answer_that_waits_for_release_is_not_changed_behind_its_writers_back(
    filed: LaporHandover, fitri: Person, eko: Person, screen_of: Screen, text_of: Text
) -> None:
    answers.submit_answer(actor=builders.actor_of(fitri), case=filed.case, text="Sudah.", closes=True, revision=0)
    told = {"text": "Ditambal.", "came_on": "2026-11-24"}
    answer = screen_of(eko).post(f"/g/wajo/kasus/{filed.case_id}/lapor/jawaban/", told)
    assert answer.status_code == 422
    assert "Ambil kembali dahulu" in text_of(answer)
    assert "Ditambal." in text_of(answer), "the pasted words are still there"
    filed.refresh_from_db()
    assert filed.answer == ""


def test_a_matter_for_the_inspectorate_is_not_handed_on(
    says: Callable[..., Conversation], eko: Person, dinas_pu: Agency, assigned: Case
) -> None:
    Case.objects.filter(pk=assigned.pk).update(watched=True)
    assigned.refresh_from_db()
    with pytest.raises(LaneRefusedError, match="inspektorat"):
        lapor.write_sheet(actor=builders.actor_of(eko), case=assigned, sheet=SHEET, revision=0)


def test_only_whoever_has_the_case_hands_it_on(assigned: Case, ayu: Person, gilang: Person) -> None:
    with pytest.raises(NotAllowedError, match="sedang ditangani"):
        lapor.write_sheet(actor=builders.actor_of(gilang), case=assigned, sheet=SHEET, revision=0)


def test_the_sheet_prints(filed: LaporHandover, eko: Person, screen_of: Screen) -> None:
    answer = screen_of(eko).get(f"/g/wajo/kasus/{filed.case_id}/lapor/lembar.pdf")
    words = " ".join("".join(pages_of(answer.content)).split())
    assert "8123456" in words
    assert "Jalan berlubang sudah 3 bulan." in words
    assert "rani_tempe" not in words


def test_the_case_says_where_it_went(filed: LaporHandover, fitri: Person, screen_of: Screen, text_of: Text) -> None:
    page = text_of(screen_of(fitri).get(f"/g/wajo/kasus/{filed.case_id}/"))
    assert "LAPOR 8123456" in page
    assert "110" in page


def test_the_trail_tells_each_step(
    filed: LaporHandover, eko: Person, kartika: Person, screen_of: Screen, text_of: Text
) -> None:
    page = text_of(screen_of(kartika).get("/g/wajo/jejak/"))
    assert "di SP4N-LAPOR! dengan nomor 8123456" in page


def test_a_week_later_the_clock_there_is_late(
    filed: LaporHandover, eko: Person, screen_of: Screen, text_of: Text
) -> None:
    with clock.stopped_at(clock.now() + timedelta(days=7)):
        page = text_of(screen_of(eko).get(f"/g/wajo/kasus/{filed.case_id}/lapor/"))
    assert "lewat 2 hari kerja" in page


def test_the_sheet_of_many_comments_draws_on_all_of_them_and_says_the_same_words_once(
    assigned: Case, fitri: Person, says: Callable[..., Conversation], screen_of: Screen, text_of: Text
) -> None:
    for number, words in (("c-8", "motor saya jatuh di lubang itu"), ("c-9", "motor saya jatuh di lubang itu")):
        further = says(words, remote_id=number)
        Conversation.objects.filter(pk=further.pk).update(case=assigned)
    page = text_of(screen_of(fitri).get(f"/g/wajo/kasus/{assigned.pk}/lapor/"))
    assert "jalan di depan pasar berlubang" in page
    assert page.count("motor saya jatuh di lubang itu") == 1
