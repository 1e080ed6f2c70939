"""The words a text is found by: families of words, short forms, styled letters, regional spellings; nothing breaks on anything."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kentongan.inbox.search import asking
from kentongan.inbox.search.marking import marked
from kentongan.inbox.search.stems import roots
from kentongan.inbox.search.words import forms_of, words_of

FAMILIES = (
    "rusak merusak dirusak kerusakan rusaknya perusak rusakmi",
    "kirim mengirim dikirim kiriman mengirimkan pengiriman",
    "pukul memukul dipukul pukulan pemukulan",
    "makan memakan dimakan makanan",
    "sapu menyapu disapu sapuan",
    "layan pelayanan melayani dilayani layanan",
    "ajar mengajar belajar pelajaran pengajar",
    "bayar membayar dibayar pembayaran",
    "lama lamo lamanya",
    "rumah rumahnyo perumahan rumahnya",
    "tanya bertanya pertanyaan menanyakan ditanya",
    "jawab menjawab dijawab jawaban",
    "hilang kehilangan menghilang",
)
STRANGERS = [
    "pasar",
    "pagar",
    "pakar",
    "beras",
    "besar",
    "dinas",
    "karet",
    "kartu",
    "seru",
    "senang",
    "perut",
    "percaya",
    "berita",
    "merah",
    "meja",
    "pemuda",
    "dokter",
    "kantor",
]


@pytest.mark.parametrize("family", FAMILIES)
def test_the_words_of_a_family_share_a_root(family: str) -> None:
    first, *others = family.split()
    assert [word for word in others if not set(roots(word)) & set(roots(first))] == []


def test_words_of_different_families_do_not() -> None:
    heads = [family.split()[0] for family in FAMILIES] + STRANGERS
    pairs = [(one, two) for one in heads for two in heads if one < two]
    assert [pair for pair in pairs if set(roots(pair[0])) & set(roots(pair[1]))] == []


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("jln", "jalan"),
        ("sdh", "sudah"),
        ("tlg", "tolong"),
        ("toloooong", "tolong"),
        ("anak2", "anak"),
        ("anak-anak", "anak"),
        ("\U0001d425\U0001d42e\U0001d41b\U0001d41a\U0001d427\U0001d420", "lubang"),
        ("\uff4a\uff41\uff4c\uff41\uff4e", "jalan"),
        ("lu\u200bbang", "lubang"),
        ("apo", "apa"),
        ("rani_tempe", "tempe"),
    ],
)
def test_however_it_is_written_it_is_found_by_what_it_means(written: str, meant: str) -> None:
    forms = {form for word in words_of(written.upper()) for form in word.forms}
    assert meant in forms


def test_what_is_asked_is_words_phrases_an_author_and_a_case() -> None:
    asked = asking.read('"lampu jalan" mati dari:rani_tempe 12/2026')
    assert asked.case == (12, 2026)
    assert [len(phrase) for phrase in asked.phrases] == [2, 1]
    assert asked.author == (("rani_tempe",),)
    assert asked.tsquery("g1.").count("<->") == 1


@pytest.mark.parametrize("typed", ["", "   ", '""', "!!!", "@", "dari:", '"', "( & | <-> '"])
def test_nothing_sensible_asks_for_nothing(typed: str) -> None:
    assert not asking.read(typed).tsquery("g1.")


def test_the_commonest_words_are_left_out_beside_others_only() -> None:
    assert len(asking.read("lampu yang mati").phrases) == 2
    assert len(asking.read("yang").phrases) == 1


def test_the_words_found_are_marked_around_the_first_of_them_and_markup_stays_text() -> None:
    text = "panjang " * 40 + "<b>jalannya</b> rusak parah"
    shown = marked(text, frozenset(forms_of("jalan")))
    assert shown.startswith("… ")
    assert "&lt;b&gt;<mark>jalannya</mark>&lt;/b&gt; rusak" in shown


@given(st.text(max_size=400))
def test_every_text_has_words_that_lie_in_it_and_hold_letters_and_digits_alone(text: str) -> None:
    for word in words_of(text):
        assert 0 <= word.start < word.end <= len(text)
        assert word.forms
        assert all(form.replace("_", "").replace("-", "").isalnum() or form.strip("_-") == "" for form in word.forms)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz-_2", min_size=1, max_size=40))
def test_a_word_is_always_found_by_itself(word: str) -> None:
    assert word in forms_of(word)


@given(st.text(max_size=300), st.text(max_size=20))
def test_marking_changes_no_letter(text: str, word: str) -> None:
    import html
    import re

    forms = frozenset(form for one in words_of(word) for form in one.forms)
    plain = html.unescape(re.sub(r"</?mark>", "", marked(text, forms)))
    assert plain.removeprefix("… ") in text or plain in text
