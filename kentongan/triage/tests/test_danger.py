"""Words of danger: a person looks wherever one stands, whatever the learned head makes of the rest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kentongan.triage.danger import danger_in, looks_dangerous
from kentongan.triage.features import tokens
from kentongan.triage.reading import NORMAL, NOW, SOON, read, read_many

NOW_TEXTS = (
    "Kebakaran di gudang sebelah pasar, api membesar",
    "Kebakaraaaan toloooong",
    "kabel listrik putus di depan gang, masih nyetrum",
    "bocah tenggelam di embung belum ketemu",
    "tetangga saya dipukuli suaminya lagi",
    "bau gas menyengat di lorong ruko",
    "saya capek, mau mati saja",
    "bapak saya pingsan di kamar mandi",
    "mertua sesak napas, ambulans tidak datang",
    "imah tatangga kaduruk, tulung",
    "rumah di subarang tabakar, tulungi",
    "ado wong bawa parang di pasar",
)
SOON_TEXTS = (
    "kabel PLN menjuntai di atas gerbang sekolah",
    "pohon besar di taman miring ke jalan",
    "tembok kolam mau roboh",
    "banyu masuk rumah sudah sebatis",
    "anak tetangga jatuh ke got yang terbuka",
    "mati lampu dari pagi",
)
CALM_TEXTS = (
    "kapan vaksin dosis dua dibuka",
    "data tidak ditemukan waktu daftar",
    "PPKM darurat sampai kapan min",
    "harga cabai naik lagi",
    "nomor darurat berapa ya",
    "mantap pak wali",
    "",
)


@pytest.mark.parametrize("text", NOW_TEXTS)
def test_danger_now_is_heard(text: str) -> None:
    found = danger_in(text)
    assert found is not None
    assert (found.value, found.plain) == (NOW, True)


@pytest.mark.parametrize("text", SOON_TEXTS)
def test_what_may_soon_harm_is_heard(text: str) -> None:
    found = danger_in(text)
    assert found is not None
    assert found.value == SOON


@pytest.mark.parametrize("text", CALM_TEXTS)
def test_everyday_words_raise_no_alarm(text: str) -> None:
    assert danger_in(text) is None


def test_a_comment_with_a_word_of_danger_always_waits_for_a_person() -> None:
    for reading in read_many([*NOW_TEXTS, *SOON_TEXTS]):
        assert reading.urgency.seen_by_person_needed
        assert reading.urgency.value != NORMAL


def test_the_words_of_danger_are_shown_as_they_stand_in_the_text() -> None:
    styled = "kebakaran".translate({ord("a") + at: 0x1D41A + at for at in range(26)})
    text = f"😱 Tolong {styled} di pasar"
    found = danger_in(text)
    assert found is not None
    assert [word.text for word in found.words] == [styled]
    assert text[found.words[0].start : found.words[0].end] == found.words[0].text


def test_what_is_over_or_only_practised_is_not_called_urgent_but_a_person_looks() -> None:
    guess = read("simulasi kebakaran di kantor wali kota berjalan lancar").urgency
    assert (guess.value, guess.seen_by_person_needed) == (NORMAL, True)


@given(st.lists(st.sampled_from([*NOW_TEXTS, *SOON_TEXTS, *CALM_TEXTS, "hmm 😂", "\x00"]), max_size=8).map(" ".join))
def test_the_quick_look_never_hides_a_danger(text: str) -> None:
    assert danger_in(text) is None or looks_dangerous(tokens([text]))


@given(st.text(max_size=120))
def test_any_text_is_searched(text: str) -> None:
    found = danger_in(text)
    assert found is None or all(text[word.start : word.end] == word.text for word in found.words)
