"""No wrong door: what another body answers for is passed on by us, asked after, and told to the citizen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from kentongan.inbox.lanes.models import Authority, HelpNumber, Letter
from kentongan.inbox.lanes.selectors import help_numbers, suggested_authority
from kentongan.inbox.lanes.services import directory, letters
from kentongan.inbox.lanes.services.directory import Body
from kentongan.inbox.lanes.services.guard import LaneRefusedError, StaleLaneError
from kentongan.inbox.lanes.services.letters import Words
from kentongan.inbox.models import Answer, Case, Conversation
from kentongan.organizations.access import NotAllowedError
from kentongan.organizations.models import Agency, Person
from kentongan.work.selectors import tasks_for
from tests import builders
from tests.pdf_text import pages_of

pytestmark = pytest.mark.usefixtures("monday")
Screen = Callable[[Person], Client]
Text = Callable[[Any], str]
TODAY = date(2026, 11, 23)
PROVINCE = Body("Dinas Bina Marga Provinsi", "province", "Kepala Dinas Bina Marga", "Makassar", "", "jalan provinsi")


@pytest.fixture
def province(eko: Person) -> Authority:
    return directory.keep_authority(actor=builders.actor_of(eko), body=PROVINCE)


@pytest.fixture
def letter(assigned: Case, fitri: Person, province: Authority, screen_of: Screen) -> Letter:
    screen_of(fitri).post(f"/g/wajo/kasus/{assigned.pk}/surat/", {"authority": province.pk})
    return Letter.objects.get()


@pytest.fixture
def sent(letter: Letter, fitri: Person) -> Letter:
    return letters.note_sent(
        actor=builders.actor_of(fitri), letter=letter, sent_on=TODAY, way="surel", follow_up_on=date(2026, 12, 7)
    )


def test_a_letter_is_begun_from_the_case_and_names_no_citizen(letter: Letter) -> None:
    assert "jalan di depan pasar berlubang" in letter.body
    assert letter.case.code in letter.body
    assert "rani" not in letter.body.lower()


def test_it_prints_with_its_head_and_its_address(letter: Letter, fitri: Person, screen_of: Screen) -> None:
    answer = screen_of(fitri).get(f"/g/wajo/surat/{letter.pk}/surat.pdf")
    words = " ".join("".join(pages_of(answer.content)).split())
    assert "Kepala Dinas Bina Marga" in words
    assert "Makassar" in words


def test_a_letter_is_not_chosen_for_nobody(assigned: Case, fitri: Person, screen_of: Screen, text_of: Text) -> None:
    answer = screen_of(fitri).post(f"/g/wajo/kasus/{assigned.pk}/surat/", {"authority": "999999"})
    assert answer.status_code == 422
    assert "Pilih dahulu instansi" in text_of(answer)


def test_on_the_chosen_day_somebody_asks_again(sent: Letter, fitri: Person) -> None:
    task = tasks_for(builders.actor_of(fitri)).get(kind=letters.TASK)
    assert task.due_at
    assert task.due_at.date() == date(2026, 12, 7)
    letters.note_reply(actor=builders.actor_of(fitri), letter=sent, reply="Dijadwalkan Januari.", replied_on=TODAY)
    assert not tasks_for(builders.actor_of(fitri)).filter(kind=letters.TASK).exists()


@pytest.mark.parametrize(
    ("sent_on", "again"),
    [
        (TODAY + timedelta(days=1), TODAY + timedelta(days=9)),
        (TODAY, TODAY),
        (TODAY, TODAY + timedelta(days=800)),
    ],
)
def test_days_that_cannot_be_are_refused(letter: Letter, fitri: Person, sent_on: date, again: date) -> None:
    with pytest.raises(LaneRefusedError):
        letters.note_sent(
            actor=builders.actor_of(fitri), letter=letter, sent_on=sent_on, way="surel", follow_up_on=again
        )
    letter.refresh_from_db()
    assert letter.state == "draft"


def test_a_letter_with_somebodys_number_does_not_go(letter: Letter, fitri: Person) -> None:
    actor = builders.actor_of(fitri)
    changed = letters.change(
        actor=actor, letter=letter, words=Words("Hal", "Hubungi warga di 0812-7345-6789."), revision=1
    )
    with pytest.raises(LaneRefusedError, match="Hapus dahulu"):
        letters.note_sent(actor=actor, letter=changed, sent_on=TODAY, way="surel", follow_up_on=date(2026, 12, 7))


def test_two_writers_do_not_overwrite_each_other(letter: Letter, fitri: Person) -> None:
    actor = builders.actor_of(fitri)
    letters.change(actor=actor, letter=letter, words=Words("Hal", "Isi"), revision=1)
    with pytest.raises(StaleLaneError):
        letters.change(actor=actor, letter=letter, words=Words("Hal", "Isi lain"), revision=1)


def test_the_citizen_reads_whose_matter_it_is_and_need_not_report_again(
    sent: Letter, fitri: Person, screen_of: Screen
) -> None:
    screen_of(fitri).post(f"/g/wajo/surat/{sent.pk}/ubah/", {"act": "tell"})
    draft = Answer.objects.get(case=sent.case)
    assert "Dinas Bina Marga Provinsi" in draft.text
    assert "tidak perlu melapor ulang" in draft.text
    assert "Senin, 7 Desember 2026" in draft.text


def test_nobody_is_told_of_a_letter_that_did_not_go(letter: Letter, fitri: Person) -> None:
    with pytest.raises(LaneRefusedError, match="belum tercatat terkirim"):
        letters.tell_citizen(actor=builders.actor_of(fitri), letter=letter, words="Sudah kami teruskan.")


def test_triage_finds_the_authority_by_its_words(
    says: Callable[..., Conversation], eko: Person, dinas_pu: Agency
) -> None:
    actor = builders.actor_of(eko)
    pln = directory.keep_authority(
        actor=actor, body=Body("PLN ULP Sengkang", "state_company", "Manajer", answers_for="PLN, listrik")
    )
    assert suggested_authority(actor, says("mati lampu di Tempe sejak magrib", remote_id="c-7")) == pln


def test_another_agency_does_not_find_the_letter(letter: Letter, ayu: Person, screen_of: Screen) -> None:
    assert screen_of(ayu).get(f"/g/wajo/surat/{letter.pk}/").status_code == 404


def test_only_numbers_answered_everywhere_are_there_from_the_start(eko: Person) -> None:
    assert [one.number for one in help_numbers(builders.actor_of(eko))] == ["110", "119", "115", "123"]


def test_the_first_change_keeps_the_others(eko: Person, fitri: Person) -> None:
    actor = builders.actor_of(eko)
    directory.keep_number(actor=actor, number="112", name="Call center Wajo")
    assert {one.number for one in help_numbers(actor)} == {"110", "112", "115", "119", "123"}
    with pytest.raises(NotAllowedError):
        directory.keep_number(actor=builders.actor_of(fitri), number="113", name="Damkar")


def test_the_last_number_stays(eko: Person) -> None:
    actor = builders.actor_of(eko)
    for number in ("110", "119", "115"):
        directory.remove_number(actor=actor, number=number)
    with pytest.raises(LaneRefusedError, match="nomor terakhir"):
        directory.remove_number(actor=actor, number="123")
    assert HelpNumber.objects.count() == 1


def test_a_number_nobody_looked_at_for_half_a_year_is_marked(eko: Person) -> None:
    actor = builders.actor_of(eko)
    directory.keep_number(actor=actor, number="112", name="Call center", review_on=date(2026, 11, 1))
    assert [one.number for one in help_numbers(actor) if one.stale] == ["112"]


def test_danger_shows_the_numbers_before_anybody_sorted_it(
    says: Callable[..., Conversation], eko: Person, screen_of: Screen, text_of: Text
) -> None:
    talk = says("tolong kebakaran di pasar Tempe", remote_id="c-8")
    page = text_of(screen_of(eko).get(f"/g/wajo/kotak-masuk/{talk.pk}/"))
    assert "Telepon dahulu" in page
    assert "tel:110" in page


def test_an_authority_is_named_once(eko: Person, province: Authority) -> None:
    with pytest.raises(LaneRefusedError, match="sudah ada"):
        directory.keep_authority(actor=builders.actor_of(eko), body=PROVINCE)


def test_a_letter_about_many_comments_draws_on_all_of_them_and_covers_every_number(
    assigned: Case, fitri: Person, province: Authority, says: Callable[..., Conversation], screen_of: Screen
) -> None:
    for number, words in (("c-8", "lubangnya makin dalam, hubungi saya 081234567890"), ("c-9", "motor saya jatuh")):
        further = says(words, remote_id=number)
        Conversation.objects.filter(pk=further.pk).update(case=assigned)
    screen_of(fitri).post(f"/g/wajo/kasus/{assigned.pk}/surat/", {"authority": province.pk})
    body = Letter.objects.get().body
    assert "menerima 3 laporan warga" in body
    assert "jalan di depan pasar berlubang" in body
    assert "lubangnya makin dalam" in body
    assert "motor saya jatuh" in body
    assert "081234567890" not in body
