"""The ways a place's name is written: numbers as words, digits or Roman, initials, written together, one or two letters wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import lru_cache

from kentongan.triage.words import words_of

ONES = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
NUMBERS = {"satu": ("1", "i"), "dua": ("2", "ii"), "tiga": ("3", "iii"), "empat": ("4", "iv"), "lima": ("5", "v")}
FORGIVES_ONE, FORGIVES_TWO = 6, 10
"""From how many letters a name may be written with one, with two letters wrong; shorter names must be right."""
TOO_LONG = 30


@lru_cache(maxsize=8192)
def spellings(name: str) -> tuple[tuple[str, ...], ...]:
    """Every way this name is looked for, as words; the name itself first, no way twice."""
    words = tuple(word.said for word in words_of(name))
    apart = tuple(part for word in words for part in word.split("-"))
    return tuple(dict.fromkeys(way for way in (words, *_ways(apart)) if way))


def _ways(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    yield words
    if len(words) > 1 and words[0] == words[1]:
        yield (words[0] + "2", *words[2:])
    if len(words) > 1 and len("".join(words)) >= FORGIVES_ONE:
        yield ("".join(words),)
        yield ("".join(words[:-1]), words[-1])
    if words and words[-1] in NUMBERS and len(words) > 1:
        yield from _numbered(words)
    figure, rest = _figure(words)
    if figure:
        yield (str(figure), *rest)


def _numbered(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    letters = "".join(word[0] for word in words[:-1])
    for number in (words[-1], *NUMBERS[words[-1]]):
        yield (*words[:-1], number)
        yield ("".join(words[:-1]), number)
        if len(letters) > 1:
            yield (letters, number)
        if len(letters) > 1 and number not in NUMBERS:
            yield (letters + number,)


def _figure(words: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    """A number written out at the beginning (tiga puluh lima Ilir), and what follows it."""
    tens, ones, at = 0, 0, 0
    for word in words[:-1]:
        if word in ONES:
            ones = ONES.index(word)
        elif word == "puluh":
            tens, ones = ones * 10, 0
        elif word in {"belas", "sebelas", "sepuluh"}:
            tens, ones = 10, 1 if word == "sebelas" else ones
        else:
            break
        at += 1
    return tens + ones, words[at:]


def variants(word: str) -> Iterator[str]:
    """What is left of a word when up to the forgiven number of its letters is taken away, itself included."""
    seen, last = {word}, {word}
    for _ in range(forgiven(word)):
        last = {one[:at] + one[at + 1 :] for one in last for at in range(len(one))}
        seen |= last
    yield from seen


def forgiven(word: str) -> int:
    """How many letters of a word may be wrong."""
    return (len(word) >= FORGIVES_ONE) + (len(word) >= FORGIVES_TWO)


def near(word: str, by_variant: Mapping[str, AbstractSet[str]], known: AbstractSet[str]) -> str:
    """The one known word that this is a misspelling of; empty where there is none, or more than one as near."""
    if not FORGIVES_ONE - 1 <= len(word) <= TOO_LONG or not word.isalpha():
        return ""
    if word in known:
        return word
    close = {other for variant in _shortened(word) for other in by_variant.get(variant, ())}
    ranked = sorted((distance(word, other), other) for other in close)
    ranked = [(far, other) for far, other in ranked if far <= forgiven(other)]
    if not ranked or (len(ranked) > 1 and ranked[1][0] == ranked[0][0]):
        return ""
    return ranked[0][1]


@lru_cache(maxsize=16_384)
def _shortened(word: str) -> frozenset[str]:
    return frozenset(variants(word)) | {word[:at] + word[at + 1 :] for at in range(len(word))}


def distance(one: str, other: str) -> int:
    """How many letters must be changed, put in or taken out (two that changed places count one)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        older, before, row = before, row, [at]
        for to, wanted in enumerate(other, start=1):
            best = min(before[to] + 1, row[to - 1] + 1, before[to - 1] + (letter != wanted))
            swapped = at > 1 and to > 1 and letter == other[to - 2] and one[at - 2] == wanted
            row.append(min(best, older[to - 2] + 1) if swapped else best)
    return row[-1]
