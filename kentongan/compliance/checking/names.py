"""Telling a person's name from other words with capitals, an age from other numbers, a school and a home. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from kentongan.compliance.checking import shared

if TYPE_CHECKING:
    from kentongan.compliance.checking.reading import Reading

ADULT = 18
SHORTEST, LONGEST_NAME = 3, 5
BORN_WITHIN = 55
TITLES = frozenset(
    {
        "bapak",
        "pak",
        "ibu",
        "bu",
        "saudara",
        "sdr",
        "sdri",
        "tuan",
        "nyonya",
        "ananda",
        "adik",
        "kakak",
        "h",
        "hj",
        "haji",
    }
)
JOINS = frozenset({"bin", "binti", "van", "de"})
_YEARS_NOT_LIVED = r"penjara|kurungan|lalu|terakhir|silam|mengabdi|berturut|anggaran|ke depan|menjabat|berdiri"
_AGES = (
    re.compile(r"\b(?:usia|umur|berusia|berumur)(?:nya)? (?:baru |masih |sekitar )?(\d{1,2})\b"),
    re.compile(rf"\b(\d{{1,2}}) ?(?:tahun|thn|th)\b(?! (?:{_YEARS_NOT_LIVED}))"),
    re.compile(r"\((\d{1,2})(?: ?(?:tahun|thn|th))?\)"),
)
_AGE_OF_SOMETHING_BEFORE = re.compile(
    r"(?:selama|pidana|hukuman|vonis|divonis|ancaman|maksimal|minimal|lebih dari|setiap|ke|ulang) $"
)
_YEAR_OF_A_CHILD = re.compile(r"\b20(?:09|1\d|2\d)\b")
_BORN_BEFORE = re.compile(r"\b(?:lahir|kelahiran)\b[^\n]{0,45}$")
_SCHOOL = re.compile(
    r"\b(?:SDN?|SMPN?|SMAN?|SMKN?|MIN?|MTsN?|MTSN?|MAN?|TKN?|PAUD|SLBN?|[Ss]ekolah [Dd]asar|Ponpes|Pondok Pesantren|Pesantren)"
    r"(?: (?:Negeri|Swasta|Islam|IT|Islam Terpadu|Kristen|Katolik))?(?: (?:\d{1,3}|[A-Z][\w'-]{2,}))"
)
_STREETS = frozenset(
    {"jl", "jln", "jalan", "gang", "gg", "lorong", "perumahan", "perum", "komplek", "kompleks", "dusun", "rt"}
)


def name_from(reading: Reading, word: int, *, fewest: int = 1, far: int = LONGEST_NAME) -> tuple[int, int] | None:
    """The person's name that begins at this word, as (first, past), titles before it left out."""
    words, first = reading.prose.words, word
    while first < len(words) and words[first] in TITLES and first < word + 2:
        first += 1
    past = first
    while past < min(len(words), first + far) and (_named(reading, past) or (past > first and words[past] in JOINS)):
        if past > first and not _beside(reading, past):
            break
        past += 1
    while past > first and words[past - 1] in JOINS:
        past -= 1
    return (first, past) if past - first >= fewest else None


def _named(reading: Reading, word: int) -> bool:
    """A capital, small letters behind it, and no word of places and offices."""
    written = reading.written(word)
    shaped = len(written) >= SHORTEST and written[0].isupper() and written[1:].islower()
    return shaped and reading.prose.words[word] not in shared.words("bukan-nama")


def _beside(reading: Reading, word: int) -> bool:
    """Only a space, or the full stop of an initial, stands between this word and the one before."""
    return reading.plain[reading.prose.ends[word - 1] : reading.prose.starts[word]] in {" ", ". "}


def begins_sentence(reading: Reading, word: int) -> bool:
    """Its capital may come from standing first."""
    return bool(reading.firsts) and reading.firsts[reading.sentence_at(word)] == word


def ages(reading: Reading, first: int, past: int) -> list[tuple[int, int]]:
    """Ages of children in a run of words, as places of `plain`."""
    return _between(reading, reading.once("ages", _all_ages), first, past)


def schools(reading: Reading, first: int, past: int) -> list[tuple[int, int]]:
    """Schools with their number or name in a run of words, as places of `plain`."""
    return _between(
        reading, reading.once("schools", lambda one: [f.span() for f in _SCHOOL.finditer(one.plain)]), first, past
    )


def homes(reading: Reading, first: int, past: int) -> list[tuple[int, int]]:
    """Streets, housing estates and neighbourhoods in a run of words, as places of `plain`."""
    return _between(reading, reading.once("homes", _all_homes), first, past)


def _all_homes(reading: Reading) -> list[tuple[int, int]]:
    """A word for a street with a name or a number right behind it."""
    words, starts, ends = reading.prose.words, reading.prose.starts, reading.prose.ends
    places = sorted(place for word in _STREETS & reading.standing.keys() for place in reading.standing[word])
    return [
        (starts[place], ends[place + 1])
        for place in places
        if place + 1 < len(words) and (reading.written(place + 1)[0].isupper() or words[place + 1][0].isdecimal())
    ]


def births(reading: Reading) -> list[tuple[int, int]]:
    """Where the text says that a child was born in a year, as places of `plain`."""
    return [
        found.span()
        for found in _YEAR_OF_A_CHILD.finditer(reading.low)
        if _BORN_BEFORE.search(reading.low[max(0, found.start() - BORN_WITHIN) : found.start()])
    ]


def _all_ages(reading: Reading) -> list[tuple[int, int]]:
    return sorted(
        one.span()
        for pattern in _AGES
        for one in pattern.finditer(reading.low)
        if 0 < int(one.group(1)) < ADULT
        and not _AGE_OF_SOMETHING_BEFORE.search(reading.low[max(0, one.start() - 12) : one.start()])
    )


def _between(reading: Reading, everywhere: list[tuple[int, int]], first: int, past: int) -> list[tuple[int, int]]:
    if first >= past or not everywhere:
        return []
    start, end = reading.prose.starts[first], reading.prose.ends[past - 1]
    begin = bisect_left(everywhere, (start, 0))
    return everywhere[begin : bisect_left(everywhere, (end, 0), begin)]
