"""Two texts compared by words, two changes of one text merged, a passage found again. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WORD = re.compile(r"\s+|\w+|[^\w\s]")
MOST_WORK = 4_000_000
"""Words of one text times words of the other, above which a changed passage is shown as a whole."""

Kind = Literal["same", "gone", "new"]
Edit = tuple[int, int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that both texts have, or one of them."""

    kind: Kind
    text: str


def compared(before: str, after: str) -> list[Piece]:
    """What became of `before`: by paragraphs first, by words inside those that changed."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    found = [piece for chunk in _chunks(old, new) for piece in _piece(*chunk)]
    return _joined(found)


def _chunks(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    for _, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield "".join(old[first:last]), "".join(new[start:end])


def _piece(old: str, new: str) -> Iterator[Piece]:
    if old == new:
        yield Piece("same", old)
        return
    left, right = WORD.findall(old), WORD.findall(new)
    if len(left) * len(right) > MOST_WORK:
        yield from (Piece("gone", old), Piece("new", new))
        return
    for gone, came in _chunks(left, right):
        if gone == came:
            yield Piece("same", gone)
        else:
            yield from (Piece("gone", gone), Piece("new", came))


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Without empty ones; neighbours of one kind as one."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and joined[-1].kind == piece.kind:
            joined[-1] = Piece(piece.kind, joined[-1].text + piece.text)
        elif piece.text:
            joined.append(piece)
    return joined


def merged(base: str, mine: str, theirs: str) -> str | None:
    """Both changes of `base` in one text; None where they touch the same words."""
    if theirs in {mine, base}:
        return mine
    if mine == base:
        return theirs
    words = WORD.findall(base)
    edits = sorted({*_edits(words, mine), *_edits(words, theirs)})
    if any(later[0] <= sooner[1] for sooner, later in pairwise(edits)):
        return None
    for start, end, put in reversed(edits):
        words[start:end] = put
    return "".join(words)


def _edits(base: Sequence[str], text: str) -> Iterator[Edit]:
    words = WORD.findall(text)
    for tag, first, last, start, end in SequenceMatcher(None, base, words, autojunk=False).get_opcodes():
        if tag != "equal":
            yield first, last, tuple(words[start:end])


def place_of(text: str, quote: str, before: str = "", after: str = "") -> int | None:
    """Where a passage stands now: of several alike, the one with the same words around it. None: it changed or is gone."""
    places = [found.start() for found in re.finditer(re.escape(quote), text)] if quote else []
    if not places:
        return None
    return max(places, key=lambda place: _kin(text, place, place + len(quote), before, after))


def _kin(text: str, start: int, end: int, before: str, after: str) -> int:
    """How many letters around a place are those that stood around the passage."""
    left = zip(reversed(text[:start]), reversed(before), strict=False)
    right = zip(text[end:], after, strict=False)
    return sum(_alike(list(pairs)) for pairs in (left, right))


def _alike(pairs: Sequence[tuple[str, str]]) -> int:
    return next((place for place, (one, other) in enumerate(pairs) if one != other), len(pairs))
