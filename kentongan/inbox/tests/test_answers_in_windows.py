"""One answer in several windows: nobody overwrites a colleague, and nothing that was typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from kentongan.inbox.models import Answer, Case
from kentongan.inbox.tests.test_cases import hand_in, sent_by, url
from kentongan.organizations.models import Person

ScreenOf = Callable[[Person], Client]
TextOf = Callable[[Any], str]
pytestmark = pytest.mark.usefixtures("monday")


def test_two_people_who_edit_one_answer_lose_nothing(
    assigned: Case, fitri: Person, citra: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    hand_in(screen_of(fitri), assigned, "Versi Fitri.", submit="")
    answer = hand_in(screen_of(citra), assigned, "Versi Citra.", submit="")
    seen = text_of(answer)
    assert answer.status_code == 409
    assert "Versi Fitri." in seen
    assert "Versi Citra." in seen
    assert Answer.objects.get().text == "Versi Fitri."


def test_who_writes_after_a_colleague_handed_in_finds_their_words_again(
    assigned: Case, fitri: Person, citra: Person, sender: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    hand_in(screen_of(fitri), assigned, "Versi Fitri.")
    answer = hand_in(screen_of(citra), assigned, "Versi Citra.")
    seen = text_of(answer)
    assert answer.status_code == 409
    for words in ("Siap dikirim", "sudah mengajukan jawaban lain", "belum tersimpan", "Versi Citra."):
        assert words in seen
    sent_by(sender, Answer.objects.get())
    late = hand_in(screen_of(citra), assigned, "Versi Citra.")
    assert (late.status_code, "Versi Citra." in text_of(late)) in {(409, True), (422, True)}


def test_an_answer_without_end_is_refused_with_how_long_it_may_be_and_stays(
    assigned: Case, fitri: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    answer = hand_in(screen_of(fitri), assigned, "jalan " * 2000)
    assert answer.status_code == 422
    assert "lebih dari 10.000 huruf" in text_of(answer)
    assert "jalan jalan" in text_of(answer)
    told = screen_of(fitri).post(url(assigned, "jawaban/simpan/"), {"text": "jalan " * 2000, "revision": 0})
    assert "lebih dari 10.000 huruf" in told.json()["problem"]


def test_what_is_saved_while_typing_does_not_overwrite_a_colleague(
    assigned: Case, fitri: Person, citra: Person, screen_of: ScreenOf
) -> None:
    first = screen_of(fitri).post(url(assigned, "jawaban/simpan/"), {"text": "Versi Fitri.", "revision": 0})
    second = screen_of(citra).post(url(assigned, "jawaban/simpan/"), {"text": "Versi Citra.", "revision": 0})
    assert (first.status_code, first.json()) == (200, {"revision": 1})
    assert (second.status_code, second.json()["theirs"]) == (409, "Versi Fitri.")


def test_an_answer_goes_on_from_its_own_save_whose_end_the_page_never_heard(
    assigned: Case, fitri: Person, citra: Person, screen_of: ScreenOf
) -> None:
    save, screen = url(assigned, "jawaban/simpan/"), screen_of(fitri)
    assert screen.post(save, {"text": "Satu.", "revision": 0, "save": "a"}).json() == {"revision": 1}
    lost = {"text": "Satu dua.", "revision": 0, "save": "b", "unheard": "x a"}
    assert screen.post(save, lost).json() == {"revision": 2}
    late = screen.post(save, {"text": "Satu.", "revision": 0, "save": "a"})  # it comes after the one that followed it
    assert (late.status_code, late.json()["theirs"]) == (409, "Satu dua.")
    guessed = screen_of(citra).post(save, {"text": "Punya Citra.", "revision": 1, "save": "c", "unheard": "b"})
    assert (guessed.status_code, guessed.json()["theirs"]) == (409, "Satu dua.")


def test_a_save_without_a_name_is_nobodys(assigned: Case, fitri: Person, screen_of: ScreenOf) -> None:
    save, screen = url(assigned, "jawaban/simpan/"), screen_of(fitri)
    screen.post(save, {"text": "Satu.", "revision": 0})
    again = screen.post(save, {"text": "Dua.", "revision": 0, "unheard": " "})
    assert (again.status_code, again.json()["theirs"]) == (409, "Satu.")
