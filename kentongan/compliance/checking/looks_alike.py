"""Letters that only look like Latin ones, and signs nobody sees: folded away once, with the way back to the text as typed."""

from __future__ import annotations

import tomllib
import unicodedata
from functools import lru_cache
from pathlib import Path

_TABLE = Path(__file__).parents[1] / "pack" / "kata" / "mirip-latin.toml"
_CYRILLIC_AND_GREEK: dict[str, str] = {pair[0]: pair[1] for pair in tomllib.loads(_TABLE.read_text("utf-8"))["kata"]}
_UNSEEN = frozenset(
    chr(code)
    for first, last in ((0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2069), (0xFE00, 0xFE0F))
    for code in range(first, last + 1)
) | frozenset("\u00ad\u034f\u061c\u180e\ufeff")
_BOXED = range(0x1F130, 0x1F18A)
_ALPHABETS_APART, _LETTERS = 32, 26


@lru_cache(maxsize=4096)
def folded(sign: str) -> str:
    """What a reader takes one sign for: a bold G is G, a Cyrillic a is a, "é" is e; an empty text where nothing is seen."""
    if sign in _UNSEEN or unicodedata.combining(sign):
        return ""
    if sign in _CYRILLIC_AND_GREEK:
        return _CYRILLIC_AND_GREEK[sign]
    digit = unicodedata.digit(sign, -1)
    if digit >= 0:
        return str(digit)
    plain = unicodedata.normalize("NFKD", sign)
    if len(plain) > 1:
        plain = "".join(part for part in plain if not unicodedata.combining(part))
    if len(plain) != 1 or unicodedata.digit(plain, -1) >= 0:
        return _enclosed(sign)
    return _CYRILLIC_AND_GREEK.get(plain, plain)


def fold(text: str) -> tuple[str, tuple[int, ...] | None]:
    """The text as it is read, and for each of its signs the place in the text as typed (None: the same places)."""
    if text.isascii():
        return text, None
    out, places = [], []
    for place, sign in enumerate(text):
        plain = sign if sign < "\x80" else folded(sign)
        if plain:
            out.append(plain)
            places.append(place)
    return "".join(out), tuple(places)


def _enclosed(sign: str) -> str:
    """The letter in a circle or a box; anything else stays as it is."""
    code = ord(sign)
    place = (code - _BOXED.start) % _ALPHABETS_APART
    return chr(ord("A") + place) if code in _BOXED and place < _LETTERS else sign
