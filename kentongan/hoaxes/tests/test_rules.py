"""What keeps a verdict from the public."""

from __future__ import annotations

import pytest

from kentongan.hoaxes.rules import lacking, names_someone


@pytest.mark.parametrize(
    ("text", "names", "found"),
    [
        ("Kata rani_wajo, bantuan dibagi.", ["rani_wajo"], "rani_wajo"),
        ("Menurut Rani Wulandari.", ["@x", "rani wulandari"], "rani wulandari"),
        ("Bantuan dibagi di Tempe.", ["Rani", "ani"], ""),
        ("Beraninya menulis begitu.", ["Rani"], ""),
        ("", ["Rani"], ""),
    ],
)
def test_a_name_is_found_as_a_word_of_its_own(text: str, names: list[str], found: str) -> None:
    assert names_someone(text, names) == found


def test_a_verdict_says_what_it_lacks() -> None:
    assert lacking("", " ", "", "", 0) == [
        *("judul", "kabar yang beredar", "putusan", "penjelasan"),
        "paling sedikit satu bukti",
    ]
    assert lacking("a", "b", "false", "c", 1) == []
