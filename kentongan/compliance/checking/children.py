"""Children: the identity of one in a case of law stays secret; a name in any other post needs the parents' word. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kentongan.compliance.checking import names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kentongan.compliance.checking.reading import Given, Hit, Reading


def case_identity(reading: Reading, given: Given) -> Iterator[Hit]:
    """A child, a case, a part in it, and who it is: all within three sentences."""
    told: set[tuple[int, int]] = set()
    for case, _ in reading.found(given.words("kasus")):
        first, past = reading.near(case, around=1)
        if not _child(reading, given, first, past):
            continue
        general = reading.has(given.words("umum"), first, reading.near(case)[1])
        part = reading.has(given.words("peran"), first, past)
        for place in _identity(reading, given, (first, past), general=general, part=part):
            if place not in told:
                told.add(place)
                yield reading.hit(*place)


def public_name(reading: Reading, given: Given) -> Iterator[Hit]:
    """A child's name beside its age or school, or after a word for a child."""
    if reading.has(given.words("izin")):
        return
    told = -1
    for first, past in _child_names(reading, given):
        if first >= told:
            told = past
            yield reading.words_hit(first, past)


def _child(reading: Reading, given: Given, first: int, past: int) -> bool:
    return reading.has(given.words("anak"), first, past) or bool(names.ages(reading, first, past))


def _identity(
    reading: Reading, given: Given, window: tuple[int, int], *, general: bool, part: bool
) -> Iterator[tuple[int, int]]:
    """Names bound to a child; then any name called, school and home, where the text tells of something that happened."""
    found = [*_aged(reading, *window), *_apposed(reading, "anak", given, *window)] if part or not general else []
    found += _called(reading, given, window) if part else []
    for named in found:
        if not reading.has(given.words("tokoh"), *reading.near(named[0])):
            yield reading.prose.span(*named)
    if part and not general:
        for finder in (names.schools, names.homes):
            yield from finder(reading, *window)[:1]


def _called(reading: Reading, given: Given, window: tuple[int, int]) -> Iterator[tuple[int, int]]:
    for cue, behind in reading.found(given.words("penyebut_nama"), *window):
        named = names.name_from(reading, behind) if behind < window[1] else None
        if named and cue != named[0]:
            yield named


def _apposed(reading: Reading, name: str, given: Given, first: int, past: int) -> Iterator[tuple[int, int]]:
    """Names with "anak", "siswa" or the like right behind their comma: "Keysha, murid kelas 2"."""
    for cue, _ in reading.found(given.words(name), first, past):
        follows = names.name_from(reading, cue + 1) if cue + 1 < len(reading.prose.words) else None
        of_somebody = follows is not None and follows[0] == cue + 1
        if (
            cue == first
            or of_somebody
            or reading.plain[reading.prose.ends[cue - 1] : reading.prose.starts[cue]] != ", "
        ):
            continue
        for begin in range(max(first, cue - names.LONGEST_NAME), cue):
            named = names.name_from(reading, begin)
            if named and named[1] == cue:
                yield named
                break


def _aged(reading: Reading, first: int, past: int) -> Iterator[tuple[int, int]]:
    """Names that stand right before a child's age."""
    for start, _ in names.ages(reading, first, past):
        last = reading.word_at(start - 1) if start else 0
        for begin in range(max(first, last - names.LONGEST_NAME + 1), last + 1):
            named = names.name_from(reading, begin, fewest=1)
            if named and named[1] == last + 1 and reading.prose.ends[last] >= start - 3:
                yield named
                break


def _child_names(reading: Reading, given: Given) -> Iterator[tuple[int, int]]:
    words = len(reading.prose.words)
    yield from _aged(reading, 0, words)
    for cue, behind in reading.found(given.words("sebutan")):
        called = reading.prose.words[behind - 1] in {"bernama", "nama"}
        named = names.name_from(reading, behind, fewest=1 if called else 2) if behind < words else None
        if named and cue != named[0]:
            yield named
    yield from _apposed(reading, "kelas", given, 0, words)
    for cue, behind in reading.found(given.words("murid")):
        first, past = reading.near(cue)
        at_school = names.schools(reading, cue, min(past, behind + 8)) or reading.has(given.words("kelas"), cue, past)
        if at_school and (
            named := _full_name(reading, max(first, cue - names.LONGEST_NAME), min(past, behind + 12), cue)
        ):
            yield named
    for born, _ in names.births(reading):
        word = reading.word_at(born)
        first, past = reading.near(word, around=1)
        if named := _full_name(reading, first, past, past):
            yield named


def _full_name(reading: Reading, first: int, past: int, before: int) -> tuple[int, int] | None:
    """The first name of two words or more; one word will do when it ends before `before` and opens no sentence."""
    for begin in range(first, past):
        named = names.name_from(reading, begin, fewest=2)
        if named and (named[1] <= before or not names.begins_sentence(reading, named[0])):
            return named
    return None
