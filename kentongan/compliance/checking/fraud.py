"""Gambling, promises that cost citizens money, and selling things: words that weigh, and words that warn against them. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kentongan.compliance.checking.names import name_from

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kentongan.compliance.checking.reading import Given, Hit, Reading

_LEET = str.maketrans("4013578@$", "aoiestbas")
_LOOKS_WRITTEN_WITH_DIGITS = re.compile(r"(?<!\w)(?=\w{0,24}[a-z@$])(?=\w{0,24}[013457@$])[a-z0-9@$]{3,24}(?!\w)")
_SPACED = re.compile(r"(?<!\w)(?:[a-z][ .\-_*]{1,2}){3,11}[a-z](?!\w)")
_BRAND = re.compile(
    r"(?<!\w)(?=[a-z0-9]{5,20}(?!\w))[a-z]{3,14}(?:88|77|138|303|777|69|99|168|4d|5d|toto|slot|bet|hoki|jp)\d{0,3}(?!\w)"
)


def gambling(reading: Reading, given: Given) -> Iterator[Hit]:
    """Words only gambling uses, or two of the weaker ones, unless the passage warns against it."""
    warned = _warns(reading, given)
    strong = reading.found(given.words("kuat"))
    for first, past in strong:
        if not (
            warned or _warned_near(reading, given, first) or reading.has(given.words("wajar"), *reading.near(first))
        ):
            yield reading.words_hit(first, past)
    if not strong and not warned:
        yield from _weak(reading, given)
    if not warned:
        yield from _disguised(reading, given)
        yield from _in_tags(reading, given)


def _weak(reading: Reading, given: Given) -> Iterator[Hit]:
    """Two different words of a gambler, or one with two that invite."""
    weak = [
        pair
        for pair in reading.found(given.words("lemah"))
        if not reading.has(given.words("wajar"), *reading.near(pair[0]))
    ]
    several = len({reading.prose.words[first] for first, _ in weak}) >= given.number("paling_sedikit", 2)
    inviting = {reading.prose.words[first] for first, _ in reading.found(given.words("ajak"))}
    if weak and (several or len(inviting) > 1):
        yield reading.words_hit(*weak[0])


def promises(reading: Reading, given: Given) -> Iterator[Hit]:
    """A gain that cannot be, beside what one must do or pay for it."""
    if _warns(reading, given):
        return
    for first, past in reading.found(given.words("pasti")):
        if not _warned_near(reading, given, first):
            yield reading.words_hit(first, past)
    for first, past in reading.found(given.words("iming")):
        window = reading.near(first, around=1)
        paid = reading.found(given.words("bayar"), *window)
        asked = paid or reading.found(given.words("syarat"), *window)
        if (
            asked
            and not _warned_near(reading, given, first)
            and (paid or not reading.has(given.words("wajar"), *window))
        ):
            other = asked[0]
            yield reading.words_hit(min(first, other[0]), max(past, other[1]))


def selling(reading: Reading, given: Given) -> Iterator[Hit]:
    """A call to buy, or praise of a brand; what the government itself offers or a fair of many traders is none."""
    for first, past in reading.found(given.words("ajakan")):
        if not reading.has(given.words("wajar"), *reading.near(first, around=1)):
            yield reading.words_hit(first, past)
    for first, past in reading.found(given.words("usaha")):
        window = reading.near(first, around=1)
        praise = reading.found(given.words("promosi"), *window)
        named = past < len(reading.prose.words) and name_from(reading, past)
        if praise and named and not reading.has(given.words("wajar"), *window):
            yield reading.words_hit(min(first, praise[0][0]), max(named[1], praise[0][1]))


def _warns(reading: Reading, given: Given) -> bool:
    """The text as a whole warns: twice at least, or in its first sentence."""
    warnings = reading.found(given.words("waspada"))
    return len(warnings) > 1 or bool(warnings and warnings[0][0] < reading.sentence(0)[1])


def _warned_near(reading: Reading, given: Given, word: int) -> bool:
    return reading.has(given.words("waspada"), *reading.near(word, around=1))


def _disguised(reading: Reading, given: Given) -> Iterator[Hit]:
    """The same words with digits for letters (g4c0r), with spaces between letters, and brands with their lucky numbers."""
    strong = given.words("kuat")
    for found in _LOOKS_WRITTEN_WITH_DIGITS.finditer(reading.low):
        plain = found.group().translate(_LEET)
        if (plain,) in strong.get(plain, ()):
            yield reading.hit(*found.span())
    for found in _SPACED.finditer(reading.low):
        joined = re.sub(r"[ .\-_*]", "", found.group())
        if (joined,) in strong.get(joined, ()):
            yield reading.hit(*found.span())
    if (
        reading.has(given.words("lemah"))
        or reading.has(given.words("kuat"))
        or len(reading.found(given.words("ajak"))) > 1
    ):
        for found in _BRAND.finditer(reading.low):
            yield reading.hit(*found.span())


def _in_tags(reading: Reading, given: Given) -> Iterator[Hit]:
    for found in re.finditer(r"#(\w{3,60})", reading.low):
        if any(part in found.group(1) for part in given.parameters.get("tagar", ())):
            yield reading.hit(*found.span())
