"""What an emergency announcement must tell (standards of serta-merta information). It reminds and never stops. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kentongan.compliance.checking.access import Miss

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kentongan.compliance.checking.reading import Given, Reading
    from kentongan.compliance.rules import Draft

PARTS = {
    "bahaya": "apa bahayanya",
    "terdampak": "siapa dan wilayah mana yang terdampak",
    "evakuasi": "ke mana mengungsi",
    "hindari": "cara menghindari bahayanya",
    "bantuan": "cara mendapat bantuan",
    "pemerintah": "apa yang dilakukan pemerintah",
    "pengumum": "siapa sumber resminya",
    "kabar": "kapan kabar berikutnya",
}
_NUMBER = re.compile(r"(?<![\d.,])(?:1\d{2}\b|0\d{2,3}[ -]?\d{5,8}|08\d{2}[ -]?\d{3,4}[ -]?\d{3,5}|\+62\d{8,12})")


def incomplete(draft: Draft, readings: Sequence[Reading], given: Given) -> Iterator[Miss]:
    """What of the eight is not told: by the template's fields where there are some, else by the words of the text."""
    if draft.is_emergency:
        lacks = [told for name, told in PARTS.items() if not draft.emergency.get(name, "").strip()]
    elif readings and _announces(readings[0], given):
        lacks = [told for name, told in PARTS.items() if not any(_tells(one, given, name) for one in readings)]
    else:
        lacks = []
    if lacks:
        yield Miss("", f"Belum disebut: {'; '.join(lacks)}.")


def _announces(reading: Reading, given: Given) -> bool:
    """It calls people to act now, rather than telling of an exercise or of what is over."""
    called = reading.has(given.words("pemicu")) or _cried(reading, given)
    return called and not reading.has(given.words("bukan"))


def _cried(reading: Reading, given: Given) -> bool:
    """The first sentence is the danger alone: "Banjir!"."""
    first, past = reading.sentence(0)
    return past - first == 1 and reading.has(given.words("bahaya"), first, past)


def _tells(reading: Reading, given: Given, name: str) -> bool:
    return reading.has(given.words(name)) or (name == "bantuan" and _NUMBER.search(reading.low) is not None)
