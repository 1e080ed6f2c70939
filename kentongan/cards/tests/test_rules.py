"""Numbers, words and descriptions of cards."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kentongan.cards.kinds import KINDS
from kentongan.cards.rules import (
    RATIOS,
    Look,
    alt_text,
    breakable,
    headline,
    indonesian,
    palette,
    tidy,
    too_long,
    unreadable,
)
from kentongan.documents import colours

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("12480", "12.480"),
        ("1234567", "1.234.567"),
        ("Rp1500000", "Rp1.500.000"),
        ("1,234,567.5", "1.234.567,5"),
        ("98.2%", "98,2%"),
        ("1.500", "1.500"),
        ("12.480", "12.480"),
        ("2026", "2026"),
        ("Rp2026", "Rp2.026"),
        ("0800", "0800"),
        ("23", "23"),
        ("3,5 juta", "3,5 juta"),
    ],
)
def test_numbers_are_written_as_in_indonesia(typed: str, written: str) -> None:
    assert indonesian(typed) == written


@given(st.text(max_size=60))
def test_a_number_written_once_stays_so(typed: str) -> None:
    assert indonesian(indonesian(typed)) == indonesian(typed)


@given(st.text(max_size=200))
def test_words_that_may_break_are_the_same_words(text: str) -> None:
    spared = str.maketrans("", "", "\u00ad\u200b\u2060")
    plain = text.translate(spared).replace("-", "–")
    assert breakable(text).translate(spared).replace("-", "–").replace(" ", "") == plain.replace(" ", "")


def test_what_is_not_seen_is_left_out() -> None:
    assert tidy("a\u202eb\u200bc\x00 \t d\r\n\r\n\r\ne", several_lines=True) == "abc d\ne"
    assert tidy("a\nb", several_lines=False) == "a b"


def test_the_description_says_every_word_in_the_order_it_is_read() -> None:
    fields: dict[str, Any] = {
        "title": "Layanan November",
        "figures": [{"value": "12.480", "label": "warga dilayani"}, {"value": "98,2%", "label": "diimunisasi"}],
        "source": "Dinas Kesehatan",
    }
    said = alt_text(KINDS["numbers"], fields, "Dinas Kesehatan")
    assert said == (
        "Kartu angka Dinas Kesehatan. Layanan November. 12.480 warga dilayani. 98,2% diimunisasi. Sumber: Dinas Kesehatan."
    )


def test_a_wrong_claim_is_never_described_without_saying_that_it_is_wrong() -> None:
    fields = {"verdict": "Salah", "claim": "Vaksin berbayar", "fact": "Vaksin gratis", "source": "Dinkes"}
    said = alt_text(KINDS["correction"], fields, "Dinkes")
    assert "Yang beredar, “Vaksin berbayar”, salah. Yang benar: Vaksin gratis." in said
    assert headline(KINDS["correction"], fields) == "Vaksin gratis"


def test_what_does_not_fit_is_told_with_how_much_and_where() -> None:
    fields = {"title": "Judul", "body": "x" * 300, "label": "", "when": "", "where": ""}
    said = too_long(RATIOS["16x9"], 0.2, KINDS["announcement"], fields)
    assert "bentuk 16:9" in said
    assert said.endswith("Kurangi kira-kira 70 huruf, misalnya di “Isi”.")


@given(COLOURS, COLOURS, COLOURS)
def test_colours_that_are_accepted_can_be_read_wherever_they_are_used(ground: str, ink: str, accent: str) -> None:
    look = Look(ground, ink, accent)
    refused = {found.field: found.instead for found in unreadable(look)}
    good = Look(ground, refused.get("ink", ink), refused.get("accent", accent))
    assert not list(unreadable(good))
    brand = palette(good)
    assert colours.contrast(brand["ink"], brand["ground"]) >= colours.TEXT
    for text, ground_of in (("quiet", "ground"), ("quiet", "panel"), ("ink", "panel"), ("accent_text", "ground")):
        assert colours.contrast(brand[text], brand[ground_of]) >= colours.TEXT, (text, ground_of)
    assert colours.contrast(brand["on_accent"], brand["accent"]) >= colours.LARGE
    assert colours.contrast(brand["accent"], brand["ground"]) >= colours.LARGE
