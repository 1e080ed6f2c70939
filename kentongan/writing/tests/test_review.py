"""What the aids say about posts: good ones stay quiet, bad ones are told with the passage."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kentongan.writing.affixes import active, heavy, passive, split
from kentongan.writing.hints import TITLE, Hint, Kind
from kentongan.writing.prose import read
from kentongan.writing.readability import readability
from kentongan.writing.review import review_answer, review_post
from kentongan.writing.tests.authored import BAD, GOOD, PLACES, Written
from kentongan.writing.tests.authored_answers import BAD_ANSWERS, GOOD_ANSWERS


def named(many: tuple[Written, ...]) -> list[object]:
    return [pytest.param(one, id=one.name.replace(" ", "-")) for one in many]


def hints(one: Written) -> list[Hint]:
    return list(review_post(one.title, one.story, PLACES).hints)


def passage(one: Written, hint: Hint) -> str:
    return (one.title if hint.where == TITLE else one.story)[hint.start : hint.end]


@pytest.mark.parametrize("one", named(GOOD))
def test_a_post_written_well_is_left_alone(one: Written) -> None:
    assert [(hint.label, passage(one, hint)) for hint in hints(one)] == []


@pytest.mark.parametrize("one", named(BAD))
def test_a_post_that_is_hard_on_readers_is_told_where_and_why(one: Written) -> None:
    caught = [hint for hint in hints(one) if hint.kind == one.caught]
    assert caught, [hint.kind for hint in hints(one)]
    assert any(passage(one, hint).startswith(one.passage) for hint in caught)
    assert all(hint.why.endswith((".", "?")) for hint in caught)


@pytest.mark.parametrize("one", named(GOOD_ANSWERS))
def test_a_kind_answer_is_left_alone(one: Written) -> None:
    assert review_answer(one.story) == ()


@pytest.mark.parametrize("one", named(BAD_ANSWERS))
def test_an_answer_that_would_hurt_is_told(one: Written) -> None:
    caught = [hint for hint in review_answer(one.story) if hint.kind == one.caught]
    assert caught
    assert any(one.story[hint.start : hint.end].startswith(one.passage) for hint in caught)


def test_who_complained_is_told_sorry_even_if_the_answer_names_no_trouble() -> None:
    text = "Halo Kak, petugas kami datang ke lokasi besok pagi dan kami kabari di sini."
    assert review_answer(text) == ()
    assert [hint.kind for hint in review_answer(text, complaint=True)] == [Kind.APOLOGY]


def test_the_six_questions_are_answered_with_the_words_of_the_text() -> None:
    post = GOOD[0]
    found = {one.question: one.words for one in review_post(post.title, post.story, PLACES).coverage.answers}
    assert found == {
        "apa": "Imunisasi campak gratis Sabtu ini",
        "siapa": "Dinas",
        "kapan": "pukul 08.00–12.00",
        "di mana": "puskesmas",
        "mengapa": "untuk",
        "bagaimana": "gratis",
    }


def test_the_name_of_an_office_tells_who_and_not_where() -> None:
    assert "di mana" in review_post("", "Dinas Perpustakaan Wajo mengadakan lomba", PLACES).coverage.missing
    assert "di mana" not in review_post("", "Lomba diadakan di perpustakaan", PLACES).coverage.missing
    assert "di mana" not in review_post("", "Lomba di belawa", PLACES).coverage.missing


def test_better_words_are_made_from_the_passage() -> None:
    better = {one.name: [hint.better for hint in hints(one) if hint.kind == one.caught] for one in BAD}
    assert better["bahasa surat"] == ["memperbaiki", "karena"]
    assert better["pasif"] == ["Bupati Wajo meresmikan …"]
    assert better["huruf besar"] == ["Segera lunasi pajak bumi dan bangunan anda"]
    assert better["singkatan"][0] == "organisasi perangkat daerah (OPD)"
    assert better["teras surat"] == ["Dinas Kesehatan mengadakan senam bersama …"]
    assert better["kalimat panjang"] == ["… selama dua minggu. Karena itu, …"]


@pytest.mark.parametrize(
    ("given_", "wanted"),
    [
        ("dilaksanakan", "melaksanakan"), ("disiapkan", "menyiapkan"), ("dipakai", "memakai"), ("ditutup", "menutup"),
        ("dikirim", "mengirim"), ("dibuka", "membuka"), ("diuji", "menguji"), ("diperbaiki", "memperbaiki"),
        ("diperiksa", "memeriksa"), ("diproses", "memproses"), ("dicat", "mengecat"), ("dikaji", "mengkaji"),
        ("dihitung", "menghitung"), ("disyukuri", "mensyukuri"), ("dirawat", "merawat"), ("dijaga", "menjaga"),
    ],
)  # fmt: skip
def test_a_passive_verb_finds_its_active_form(given_: str, wanted: str) -> None:
    assert active(given_) == wanted


def test_what_only_begins_like_a_passive_is_none() -> None:
    assert not [
        word for word in ("dinas", "diskusi", "digital", "disabilitas", "direktur", "dini", "di") if passive(word)
    ]
    assert passive("disampaikan")
    assert passive("diuji")


def test_affixes_are_counted_from_outside() -> None:
    assert split("memberlakukannya").affixes == 4
    assert split("pemberdayaan").affixes == 3
    assert split("rumah").affixes == 0
    assert [word for word in ("kesehatan", "puskesmas", "penyelenggaraan", "Januari") if heavy(word)] == [
        "kesehatan",
        "penyelenggaraan",
    ]


def test_figures_of_a_text_follow_the_published_formula() -> None:
    text = "Dinas Kesehatan membuka imunisasi campak gratis. Datang ke puskesmas terdekat Sabtu pagi. " * 3
    found = readability(read(text))
    assert (found.words, found.sentences, found.long_words) == (36, 6, 15)
    assert found.lix == pytest.approx(36 / 6 + 100 * 15 / 36)
    assert readability(read("Buka pagi.")).lix is None


def test_links_tags_and_addresses_are_not_language() -> None:
    text = "Lihat https://contoh.go.id/OPD/SKPD #OPDHebat @SKPDWajo surat.OPD@wajo.go.id wajokab.go.id/LKJIP ya yang di dan untuk"
    assert review_post("", text).hints == ()


def test_an_abbreviation_explained_on_either_side_is_left_alone() -> None:
    for text in ("rencana kerja daerah (RKPD) dan RKPD lagi", "RKPD (rencana kerja daerah) dan RKPD lagi"):
        assert [hint.kind for hint in review_post("", text).hints] == []
    assert [hint.kind for hint in review_post("", "Bahas RKPD dan RKPD lagi").hints] == [Kind.ABBREVIATION]


def test_short_forms_and_initials_end_no_sentence() -> None:
    assert len(read("Jl. Veteran No. 5 dekat kantor H. Made. Pukul 08.00 buka.").sentences) == 2


@pytest.mark.parametrize(
    "text",
    ["", " ", "👍", "اليوم", "今天开放", "\u200b\u202e", "ᨕᨙᨊ", "\ud83d", "#wajo", "https://contoh.go.id", "?" * 3],
)
def test_what_is_no_indonesian_prose_gets_no_advice_on_its_language(text: str) -> None:
    told = {hint.kind for hint in review_post(text, text).hints}
    assert told <= {Kind.CLICKBAIT}


def test_unseen_signs_inside_a_word_hide_it_from_no_aid() -> None:
    text = "Ini vi\u200bral dan he\u2060boh untuk yang di"
    found = next(hint for hint in review_post("", text).hints if hint.kind is Kind.CLICKBAIT)
    assert text[found.start : found.end] == "he\u2060boh"


@given(st.text(max_size=300), st.text(max_size=600))
def test_every_passage_lies_in_the_text_whatever_it_holds(title: str, story: str) -> None:
    for hint in (*review_post(title, story, PLACES).hints, *review_answer(story)):
        text = title if hint.where == TITLE else story
        assert 0 <= hint.start <= hint.end <= len(text.replace("\r\n", "\n"))
