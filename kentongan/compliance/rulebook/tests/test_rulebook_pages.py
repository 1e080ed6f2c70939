"""The rulebook: read, searched, acknowledged version by version; the quiz kept as a fact."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from kentongan.compliance.rulebook import quiz
from kentongan.compliance.rulebook.chapters import chapters, find
from kentongan.compliance.rulebook.models import ChapterRead, LocalChapter, QuizSitting
from kentongan.compliance.rulebook.services import begin_quiz
from kentongan.compliance.rules import Evidence
from kentongan.organizations.models import Person
from tests import builders

Screen = Callable[[Person], Client]
Read = Callable[[Any], str]
BOOK = "/g/wajo/aturan/buku/"
ARTICLE = re.compile(r"\b(?:[Pp]asal|Ps\.?)\s*(\d[\w(),.–-]*(?:[ ,]+\d[\w(),.–-]*)*)")
LOCAL = {
    "title": "Akun resmi di Wajo",
    "law": "Surat edaran Sekda 5/2026",
    "body": "Akun resmi memakai nama dinas.",
    "url": "",
    "starts": "2026-01-01",
    "ends": "",
    "read_on": "2026-01-02",
}


def test_the_bank_has_thirty_questions_that_each_point_to_a_chapter() -> None:
    slugs = {one.slug for one in chapters()}
    assert len(quiz.bank()) >= 30
    assert {one.chapter for one in quiz.bank().values()} <= slugs
    assert all(one.why and len({one.right, *one.wrong}) == 1 + len(one.wrong) >= 3 for one in quiz.bank().values())


def test_no_article_is_printed_that_nobody_read(ayu: Person, screen_of: Screen, text_of: Read) -> None:
    browser = screen_of(ayu)
    for chapter in chapters():
        page = re.sub(r"<[^>]+>", " ", text_of(browser.get(f"{BOOK}{chapter.slug}/")))
        allowed = {source.article for source in chapter.sources if source.verified is not Evidence.UNVERIFIED}
        forbidden = {source.article for source in chapter.sources if source.verified is Evidence.UNVERIFIED}
        printed = {found.strip(" .,") for found in ARTICLE.findall(page)}
        assert all(any(one in told for told in allowed) for one in printed), f"{chapter.slug}: {printed}"
        assert not forbidden & printed
    told = " ".join(one.text + one.why for one in quiz.bank().values())
    assert not ARTICLE.search(told)


def test_the_first_chapter_names_its_six_principles_and_its_status(
    ayu: Person, screen_of: Screen, text_of: Read
) -> None:
    page = text_of(screen_of(ayu).get(f"{BOOK}permenpanrb-83-2012/"))
    for principle in ("Kredibel", "Integritas", "Profesional", "Responsif", "Terintegrasi", "Keterwakilan"):
        assert f"<li>{principle}" in page
    assert "dilaporkan dicabut" in page


def test_a_search_finds_chapters_by_all_their_words(ayu: Person, screen_of: Screen, text_of: Read) -> None:
    assert [one.chapter.slug for one in find(chapters(), "DOMAIN subdomain")] == ["permenkominfo-4-2024"]
    assert find(chapters(), "") == []
    page = text_of(screen_of(ayu).get(BOOK, {"q": "teks alternatif"}))
    assert "memuat “teks alternatif”" in page
    assert "Tidak ada bab" in text_of(screen_of(ayu).get(BOOK, {"q": "kuda laut"}))


def test_ayu_acknowledges_a_chapter_once_and_is_led_to_the_next(ayu: Person, screen_of: Screen) -> None:
    browser = screen_of(ayu)
    for _ in range(2):
        answer = browser.post(f"{BOOK}netralitas/dibaca/")
    assert answer.status_code == 302
    assert ChapterRead.objects.filter(person=ayu, chapter="netralitas").count() == 1
    assert browser.post(f"{BOOK}tidak-ada/dibaca/").status_code == 404


def test_other_words_of_a_local_chapter_ask_everyone_to_read_again(
    ayu: Person, eko: Person, screen_of: Screen, text_of: Read
) -> None:
    assert screen_of(ayu).get(f"{BOOK}tulis/").status_code == 403
    chief = screen_of(eko)
    assert chief.post(f"{BOOK}tulis/", LOCAL | {"ends": "2025-01-01"}).status_code == 422
    chief.post(f"{BOOK}tulis/", LOCAL)
    kept = LocalChapter.objects.get()
    place = f"{BOOK}daerah-{kept.pk}/"
    assert "Surat edaran Sekda 5/2026" in text_of(screen_of(ayu).get(place))
    screen_of(ayu).post(f"{place}dibaca/")
    chief.post(f"{BOOK}tulis/{kept.pk}/", LOCAL | {"starts": "2026-01-03"})
    assert "Anda membacanya" in text_of(screen_of(ayu).get(place))
    chief.post(f"{BOOK}tulis/{kept.pk}/", LOCAL | {"body": "Nama dinas dan kabupatennya."})
    assert "Bab ini berubah sejak Anda membacanya" in text_of(screen_of(ayu).get(place))
    assert "Berubah, baca lagi" in text_of(screen_of(ayu).get(BOOK))


def test_the_coordinator_sees_who_has_read_and_ayu_does_not(
    ayu: Person, citra: Person, eko: Person, screen_of: Screen, text_of: Read
) -> None:
    for chapter in chapters():
        screen_of(ayu).post(f"{BOOK}{chapter.slug}/dibaca/")
    page = text_of(screen_of(eko).get(f"{BOOK}pembaca/"))
    assert "1 dari 3 orang sudah membaca semuanya" in page
    assert "Tinggal kuis" in page
    assert "Citra" not in text_of(screen_of(eko).get(f"{BOOK}pembaca/", {"q": "Ayu"}))
    assert screen_of(ayu).get(f"{BOOK}pembaca/").status_code == 403


def answers(sitting: QuizSitting, *, right: int) -> dict[str, str]:
    told = {}
    for number, code in enumerate(sitting.questions):
        shown = quiz.bank()[code].mixed(sitting.pk)
        places = [str(place) for place, (key, _) in enumerate(shown) if (key == "0") is (number < right)]
        told[f"q-{code}"] = places[0]
    return told


@pytest.mark.parametrize(("right", "says"), [(8, "Lulus: 8 dari 10 benar"), (7, "Belum lulus: 7 dari 10 benar")])
def test_eight_of_ten_pass_and_the_result_stays(
    ayu: Person, screen_of: Screen, text_of: Read, right: int, says: str
) -> None:
    browser = screen_of(ayu)
    browser.post("/g/wajo/aturan/kuis/", {"act": "begin"})
    sitting = QuizSitting.objects.get(person=ayu)
    half = dict(list(answers(sitting, right=right).items())[:5])
    unfinished = browser.post("/g/wajo/aturan/kuis/", half)
    assert unfinished.status_code == 422
    assert "5 pertanyaan belum dijawab" in text_of(unfinished)
    assert text_of(unfinished).count(" checked") == 5
    answer = browser.post("/g/wajo/aturan/kuis/", answers(sitting, right=right))
    assert says in text_of(browser.get(answer.headers["Location"]))
    assert "Mulai kuis" in text_of(browser.get("/g/wajo/aturan/kuis/"))
    person = text_of(browser.get(f"/g/wajo/orang/{ayu.pk}/"))
    assert ("Kuis aturan lulus" in person) is (right == 8)


def test_a_quiz_goes_on_where_it_was_left_and_the_next_one_asks_others(ayu: Person) -> None:
    actor = builders.actor_of(ayu)
    first = begin_quiz(actor=actor)
    assert begin_quiz(actor=actor) == first
    assert len(set(first.questions)) == 10
    assert not set(quiz.drawn(first.questions)) & set(first.questions)


def test_another_persons_quiz_is_not_there(ayu: Person, citra: Person, screen_of: Screen) -> None:
    browser = screen_of(ayu)
    browser.post("/g/wajo/aturan/kuis/", {"act": "begin"})
    sitting = QuizSitting.objects.get(person=ayu)
    browser.post("/g/wajo/aturan/kuis/", answers(sitting, right=10))
    assert screen_of(citra).get(f"/g/wajo/aturan/kuis/{sitting.pk}/").status_code == 404
