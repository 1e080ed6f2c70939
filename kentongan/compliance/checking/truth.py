"""What is not known yet, what corrects, and what divides: each with the words that put it right. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kentongan.compliance.checking.reading import Given, Hit, Reading

_LINK = re.compile(r"https?://\S|\.go\.id\b")
_WHEN = (
    re.compile(r"\b\d{1,2} ?(?:jan|feb|mar|apr|mei|jun|jul|agu|agt|sep|okt|nov|des)[a-z]{0,6}\b"),
    re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b"),
    re.compile(r"\b(?:pukul|jam) \d"),
)


def unverified(reading: Reading, given: Given) -> Iterator[Hit]:
    """Hearsay without the sentence that says so."""
    if reading.has(given.words("dinyatakan")):
        return
    for first, past in (*reading.found(given.words("kabar")), *_opening(reading, given)):
        if not reading.has(given.words("wajar"), *reading.near(first, around=1)):
            yield reading.words_hit(first, past)


def _opening(reading: Reading, given: Given) -> Iterator[tuple[int, int]]:
    """Hearsay ("Katanya …") where it opens a statement; as a question it is about to be answered."""
    for first, past in reading.found(given.words("awal")):
        _, end = reading.near(first)
        stop = reading.plain[reading.prose.ends[end - 1] :][:1]
        if reading.firsts[reading.sentence_at(first)] == first and stop != "?":
            yield first, past


def correction(reading: Reading, given: Given) -> Iterator[Hit]:
    """A correction that does not say what was wrong, what is right, or where the first text stands."""
    cue = next(iter(reading.found(given.words("tanda"))), None) or _heading(reading, given)
    if cue is None or reading.has(given.words("bukan_ralat")):
        return
    lacks = [
        told
        for name, told in (("salah", "apa yang keliru"), ("benar", "yang benar"))
        if not reading.has(given.words(name))
    ]
    if not (
        _LINK.search(reading.low)
        or any(pattern.search(reading.low) for pattern in _WHEN)
        or reading.has(given.words("asal"))
    ):
        lacks.append("unggahan mana yang diralat")
    if lacks:
        yield reading.words_hit(*cue, note=f"Ralat ini belum menyebut {', '.join(lacks)}.")


def _heading(reading: Reading, given: Given) -> tuple[int, int] | None:
    """A word like "koreksi" that stands alone at the beginning of a sentence, with a mark behind it."""
    for first, past in reading.found(given.words("tanda_awal")):
        behind = reading.plain[reading.prose.ends[past - 1] :][:2].lstrip(" ")
        if reading.firsts[reading.sentence_at(first)] == first and behind[:1] in {
            ":",
            ".",
            "!",
            "(",
            "-",
            "–",
            "\n",
            "—",
            "]",
        }:
            return first, past
    return None


def dividing(reading: Reading, given: Given) -> Iterator[Hit]:
    """Contempt of a group, a call to harm one, or a chain message; the passage that speaks against it is none."""
    for first, past in (*_contempt(reading, given), *_incitement(reading, given)):
        if not reading.has(given.words("melawan"), *reading.near(first, around=1)):
            yield reading.words_hit(first, past)


def _contempt(reading: Reading, given: Given) -> Iterator[tuple[int, int]]:
    yield from reading.found(given.words("hinaan"))
    yield from reading.found(given.words("rantai"))
    for first, past in reading.found(given.words("golongan")):
        worse = reading.found(given.words("cela"), past, min(reading.near(first)[1], past + 12))
        if worse:
            yield first, worse[0][1]


def _incitement(reading: Reading, given: Given) -> Iterator[tuple[int, int]]:
    for first, past in reading.found(given.words("hasut")):
        begin, end = reading.near(first)
        groups = reading.found(given.words("golongan"), max(begin, first - 8), min(end, past + 8))
        if groups:
            yield min(first, groups[0][0]), max(past, groups[0][1])
