"""Two texts by words, two changes in one text, a passage found again."""

from __future__ import annotations

import time

import pytest

from kentongan.core.wording import compared, merged, place_of


def said(before: str, after: str) -> str:
    marks = {"same": "{}", "gone": "[-{}-]", "new": "[+{}+]"}
    return "".join(marks[piece.kind].format(piece.text) for piece in compared(before, after))


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("Buka pukul 8.", "Buka pukul 9.", "Buka pukul [-8-][+9+]."),
        ("Satu.\nDua.\n", "Satu.\nDua.\nTiga.\n", "Satu.\nDua.\n[+Tiga.\n+]"),
        ("", "Baru.", "[+Baru.+]"),
        ("Sama.", "Sama.", "Sama."),
    ],
)
def test_what_changed_is_shown_by_words(before: str, after: str, shown: str) -> None:
    assert said(before, after) == shown


def test_two_long_texts_are_compared_while_nobody_waits() -> None:
    before = " ".join(f"kata{number}" for number in range(3000))
    after = " ".join(f"kata{number * 7 % 3001}" for number in range(3000))
    began = time.perf_counter()
    pieces = compared(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind != "gone") == after
    assert "".join(piece.text for piece in pieces if piece.kind != "new") == before
    assert time.perf_counter() - began < 3


def test_changes_of_different_words_come_together() -> None:
    base = "Imunisasi gratis pukul 8 di puskesmas."
    assert (
        merged(base, "Imunisasi campak gratis pukul 8 di puskesmas.", "Imunisasi gratis pukul 8 di semua puskesmas.")
        == "Imunisasi campak gratis pukul 8 di semua puskesmas."
    )


def test_changes_of_the_same_word_are_left_to_people() -> None:
    assert merged("Pukul 8.", "Pukul 9.", "Pukul 10.") is None
    assert merged("Buka.", "Buka. Gratis.", "Buka. Bayar.") is None


def test_a_change_on_one_side_only_is_that_change() -> None:
    assert merged("a b", "a b c", "a b") == "a b c"
    assert merged("a b", "a b", "x b") == "x b"


def test_a_passage_is_found_after_words_around_it_moved() -> None:
    text = "Pukul 8 di Sengkang. Tambahan. Pukul 8 di Tempe."
    assert place_of(text, "Pukul 8", "", " di Tempe") == 31
    assert place_of(text, "Pukul 8", "", " di Sengkang") == 0
    assert place_of(text, "Pukul 9") is None
    assert place_of(text, "") is None
