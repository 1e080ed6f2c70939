"""Neutrality: taking sides, in words, tags and numbers. What an election office says, and what forbids taking sides, is none. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kentongan.compliance.checking.names import name_from
from kentongan.compliance.checking.reading import phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kentongan.compliance.checking.reading import Given, Hit, Reading

BETWEEN = 7
_TAG = re.compile(r"(?<![\w&])#(\w{3,80})")


def partisan(reading: Reading, given: Given) -> Iterator[Hit]:
    """Support beside who is supported; slogans; tags. While an election is near also a mere candidate or party, as a reminder."""
    told: list[tuple[int, int]] = []
    for hit in _sides(reading, given):
        if not _forbidding(reading, given, hit[0]) and not _other_vote(reading, given, hit[0]):
            told.append(hit)
            yield reading.words_hit(*hit)
    yield from _tags(reading, given)
    if given.facts.elections:
        yield from _named(reading, given, told)


def _sides(reading: Reading, given: Given) -> Iterator[tuple[int, int]]:
    slogans = reading.found(given.words("semboyan"))
    yield from slogans
    yield from _named_with_number(reading, given)
    for first, past in reading.found(given.words("angka")):
        if reading.has(given.words("suasana"), *reading.near(first, around=1)):
            yield first, past
    for first, past in reading.found(given.words("janji")):
        if reading.has(given.words("dukung"), *reading.near(first, around=1)):
            yield first, past
    taken = {first for first, _ in slogans}
    parties = reading.once("parties", _all_parties)
    for first, past in reading.found(given.words("dukung")):
        sentence, end = reading.near(first)
        if taken.intersection(range(first, past)):
            continue
        ahead = reading.found(given.words("pihak"), past, min(end, past + BETWEEN))
        behind = reading.found(given.words("pihak"), max(sentence, first - BETWEEN), first)
        party = [pair for pair in parties if sentence <= pair[0] < end and abs(pair[0] - first) <= BETWEEN]
        other = ahead[0] if ahead else behind[-1] if behind else party[0] if party else None
        if other:
            yield min(first, other[0]), max(past, other[1])


def _other_vote(reading: Reading, given: Given, word: int) -> bool:
    """A mascot, a contest, a queue: numbers and votes of everyday."""
    return reading.has(given.words("bukan_pemilu"), *reading.near(word, around=1))


def _named_with_number(reading: Reading, given: Given) -> Iterator[tuple[int, int]]:
    """A name and a number to vote for: "Pilih Pak Rahman nomor 1"."""
    for first, past in reading.found(given.words("dukung")):
        named = name_from(reading, past) if past < len(reading.prose.words) else None
        after = reading.prose.words[named[1] : named[1] + 3] if named else ()
        if named and {"nomor", "no"} & set(after[:2]) and any(word.isdecimal() for word in after):
            yield first, named[1] + 1


def _all_parties(reading: Reading) -> list[tuple[int, int]]:
    """Parties by a name with a capital, whichever they are."""
    words = reading.prose.words
    return [
        (place, place + 2)
        for place in reading.standing.get("partai", ())
        if place + 1 < len(words) and reading.written(place + 1)[0].isupper() and reading.written(place)[0].isupper()
    ]


def _forbidding(reading: Reading, given: Given, word: int) -> bool:
    """The passage says that this must not be done, explains the rules, or reports what others do by their function."""
    return reading.has(given.words("larangan"), *reading.near(word))


def _tags(reading: Reading, given: Given) -> Iterator[Hit]:
    wanted = [tag.lower().lstrip("#") for tag in given.parameters.get("tagar", ())]
    for found in _TAG.finditer(reading.low):
        if any(part in found.group(1) for part in wanted):
            yield reading.hit(*found.span())


def _named(reading: Reading, given: Given, told: list[tuple[int, int]]) -> Iterator[Hit]:
    taken = {place for first, past in told for place in range(first, past)}
    candidates = [pair for one in given.facts.elections for pair in reading.found(phrases(one.names))]
    for first, past in [*reading.found(given.words("pihak")), *candidates]:
        if first not in taken and not _forbidding(reading, given, first):
            yield reading.words_hit(first, past, sure=False)
