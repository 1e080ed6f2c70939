"""What a text says of people: guilt before a verdict, an official put before the office, the writer's own opinion. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kentongan.compliance.checking import names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kentongan.compliance.checking.reading import Given, Hit, Reading

NEAR = 4


def guilt_before_verdict(reading: Reading, given: Given) -> Iterator[Hit]:
    """A word for a culprit beside a person's name, without "diduga" and without a verdict in the same or the next sentence."""
    for first, past in reading.found(given.words("sebutan")):
        here = reading.near(first)
        if reading.has(given.words("ragu"), *here) or reading.has(
            given.words("putusan"), *reading.near(first, around=1)
        ):
            continue
        named = _name_beside(reading, first, past, here) or _name_pointed_at(reading, given, here)
        if named:
            yield reading.words_hit(min(first, named[0]), max(past, named[1]))
    for first, past in reading.found(given.words("perbuatan")):
        here = reading.near(first)
        if reading.has(given.words("ragu"), *here) or reading.has(
            given.words("putusan"), *reading.near(first, around=1)
        ):
            continue
        named = _name_before(reading, first, here[0])
        if named:
            yield reading.words_hit(named[0], past)


def _name_pointed_at(reading: Reading, given: Given, here: tuple[int, int]) -> tuple[int, int] | None:
    """In this sentence or the next: "Dia adalah …", "Inilah orangnya, …"."""
    end = reading.near(min(here[1], len(reading.prose.words) - 1))[1]
    for _, past in reading.found(given.words("penunjuk"), here[0], end):
        named = names.name_from(reading, past) if past < end else None
        if named:
            return named
    return None


def own_opinion(reading: Reading, given: Given) -> Iterator[Hit]:
    """The writer speaks for themself; what somebody is quoted with is theirs."""
    for first, past in reading.found(given.words("kata")):
        sentence = reading.near(first)
        if not reading.in_quotes(first) and not reading.has(given.words("kutipan"), *sentence):
            yield reading.words_hit(first, past)
    for first, past in reading.found(given.words("aku")):
        felt = reading.found(given.words("rasa"), past, past + 3)
        sentence = reading.near(first)
        if felt and not reading.in_quotes(first) and not reading.has(given.words("kutipan"), *sentence):
            yield reading.words_hit(first, felt[0][1])


def official_before_office(reading: Reading, given: Given) -> Iterator[Hit]:
    """A programme told as somebody's gift. While an election is near, a named official in a programme's post is enough."""
    election = given.facts.elections
    for first, past in reading.found(given.words("jabatan")):
        here = reading.near(first)
        if not reading.has(given.words("program"), *reading.near(first, around=1)):
            continue
        praised = next(iter(reading.found(given.words("jasa"), *here)), None)
        if praised:
            start, end = min(first, praised[0]), max(past, praised[1])
            yield reading.words_hit(start, end, sure=bool(election))
        elif election and past < len(reading.prose.words) and (named := names.name_from(reading, past)):
            yield reading.words_hit(first, named[1])
    for first, past in reading.found(given.words("terima")):
        named = names.name_from(reading, past) if past < len(reading.prose.words) else None
        if named and reading.has(given.words("program"), *reading.near(first, around=1)):
            yield reading.words_hit(first, named[1], sure=bool(election))
    yield from _candidates(reading, given)


def _candidates(reading: Reading, given: Given) -> Iterator[Hit]:
    from kentongan.compliance.checking.reading import phrases

    for election in given.facts.elections:
        for first, past in reading.found(phrases(election.names)):
            if reading.has(given.words("program"), *reading.near(first, around=1)):
                yield reading.words_hit(first, past)


def _name_beside(reading: Reading, first: int, past: int, here: tuple[int, int]) -> tuple[int, int] | None:
    for begin in range(past, min(here[1], past + NEAR)):
        named = names.name_from(reading, begin, fewest=1)
        if named:
            return named
    return _name_before(reading, first, here[0], linked=True)


def _name_before(reading: Reading, word: int, begin: int, *, linked: bool = False) -> tuple[int, int] | None:
    """A name that ends right before `word` ("linked": only "adalah", "sebagai" or "si" between them)."""
    last = word - 1
    while (
        linked
        and last > begin
        and reading.prose.words[last] in {"adalah", "ialah", "merupakan", "sebagai", "si", "sang", "jadi", "menjadi"}
    ):
        last -= 1
    if linked and last == word - 1:
        return None
    while last > begin and reading.prose.words[last] in {"telah", "sudah", "yang", "kerap", "nekat", "terbukti"}:
        last -= 1
    for start in range(max(begin, last - names.LONGEST_NAME + 1), last + 1):
        named = names.name_from(reading, start)
        if named and named[1] == last + 1 and (named[1] - named[0] > 1 or not names.begins_sentence(reading, named[0])):
            return named
    return None
