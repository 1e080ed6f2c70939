"""Names stay inside."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kentongan.inbox.aspirations.rules import names_in

words = st.text(alphabet="abcdefgh ", max_size=30)


def test_a_name_in_the_words_is_found_as_a_word_of_its_own() -> None:
    assert names_in("Usul @rani_tempe bagus", ["rani_tempe"]) == "rani_tempe"
    assert names_in("Warga Pakuan usul", ["Paku"]) == ""
    assert names_in("Ana usul", ["Ana"]) == "", "three signs are no name one could rely on"


@given(before=words, after=words, name=st.text(alphabet="klmnop", min_size=4, max_size=12))
def test_a_name_is_found_whatever_stands_around_it_and_however_it_is_written(
    before: str, after: str, name: str
) -> None:
    assert names_in(f"{before} {name.upper()}, {after}", [name]) == name
    assert names_in(f"{before} {after}", [name]) == ""
