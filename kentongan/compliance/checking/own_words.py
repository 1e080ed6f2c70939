"""Rules a government writes itself: a list of words, or one pattern. Pure; a pattern was judged before it came here."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kentongan.compliance.checking.reading import Given, Hit, Reading


def listed_words(reading: Reading, given: Given) -> Iterator[Hit]:
    """Any of the words, except near one of the words that excuse it."""
    for first, past in reading.found(given.words("kata")):
        if not reading.has(given.words("kecuali_dekat"), *reading.near(first)):
            yield reading.words_hit(first, past)


def pattern(reading: Reading, given: Given) -> Iterator[Hit]:
    """Every place the pattern fits; capitals make no difference."""
    for found in compiled(given.parameters["pola"]).finditer(reading.plain):
        if found.end() > found.start():
            yield reading.hit(*found.span())


@lru_cache(maxsize=256)
def compiled(written: str) -> re.Pattern[str]:
    """The pattern, ready to use."""
    return re.compile(written, re.IGNORECASE)
