"""How it is written: capitals, foreign language, an answer's tone, unlabelled advertising. Writing aids are called, not doubled. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kentongan.compliance.checking import shared
from kentongan.writing.claims import claim_hints
from kentongan.writing.shape import capitals_hints
from kentongan.writing.tone import BLAMING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kentongan.compliance.checking.reading import Given, Hit, Reading
    from kentongan.writing.hints import Hint

LEAST_WORDS = 8
HEADING_WORDS = 3
FOREIGN_SHARE, OWN_SHARE = 0.13, 0.09
_MOST_OF_ALL = re.compile(
    r"\b(?:paling [a-z]{4,16}|ter[a-z]{4,12}) (?:di indonesia|di dunia|se-?(?:indonesia|dunia|asia|nusantara)|di asia|di nusantara|nasional)\b"
)


def shouting(reading: Reading, _given: Given) -> Iterator[Hit]:
    """Three words or more in capitals."""
    for hit in _from_hints(reading, capitals_hints(reading.prose)):
        if not _heading(reading.text, hit):
            yield hit


def _heading(text: str, hit: Hit) -> bool:
    """Up to three words alone on their line."""
    before, after = text[: hit.start].rpartition("\n")[2], text[hit.end :].partition("\n")
    alone = not any(sign.isalpha() for sign in before + after[0])
    return alone and bool(after[1]) and len(text[hit.start : hit.end].split()) <= HEADING_WORDS


def unsourced(reading: Reading, given: Given) -> Iterator[Hit]:
    """A figure or a superlative without a source."""
    if reading.has(given.words("sumber")):
        return
    yield from _from_hints(reading, claim_hints(reading.prose))
    for first, past in reading.found(given.words("kata")):
        yield reading.words_hit(first, past)
    for found in _MOST_OF_ALL.finditer(reading.low):
        yield reading.hit(*found.span())


def foreign(reading: Reading, given: Given) -> Iterator[Hit]:
    """The text as a whole is in another language; a regional one may accompany Indonesian, not stand for it."""
    words = reading.prose.words
    if len(words) < given.number("paling_sedikit", LEAST_WORDS):
        return
    own, english, regional = (_share(words, name) for name in ("bahasa-indonesia", "bahasa-inggris", "bahasa-daerah"))
    other = max(english, regional)
    if other >= FOREIGN_SHARE and (own < OWN_SHARE or other > 2 * own):
        yield reading.words_hit(0, len(words))


def _share(words: Sequence[str], name: str) -> float:
    return sum(word in shared.words(name) for word in words) / len(words)


def rude(reading: Reading, given: Given) -> Iterator[Hit]:
    """Insult, sarcasm, threat, blame or capitals towards a citizen."""
    for name in ("hinaan", "sinis", "ancaman"):
        for first, past in reading.found(given.words(name)):
            if not reading.in_quotes(first) and not reading.has(given.words("wajar"), *reading.near(first)):
                yield reading.words_hit(first, past)
    for first, past in reading.found(BLAMING):
        yield reading.words_hit(first, past)
    yield from _from_hints(reading, capitals_hints(reading.prose))


def unlabelled_ad(reading: Reading, given: Given) -> Iterator[Hit]:
    """Somebody paid for it, and nothing says so."""
    if reading.has(given.words("label")) or any(tag in reading.low for tag in given.parameters.get("tagar", ())):
        return
    if given.paid:
        yield reading.whole(note="Kiriman ini disebut berbayar, tetapi warga belum membacanya.")
        return
    for first, past in reading.found(given.words("berbayar")):
        if not reading.has(given.words("wajar"), *reading.near(first)):
            yield reading.words_hit(first, past)
    for first, past in reading.found(given.words("mitra")):
        window = reading.near(first, around=1)
        if reading.has(given.words("dagang"), *window) and not reading.has(given.words("wajar"), *window):
            yield reading.words_hit(first, past)


def _from_hints(reading: Reading, hints: Iterable[Hint]) -> Iterator[Hit]:
    for hint in hints:
        yield reading.hit(hint.start, hint.end)
