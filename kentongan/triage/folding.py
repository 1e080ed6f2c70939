"""Letters as meant: styled, stretched and look-alike signs brought to plain ones, and the way back to where they stood."""

from __future__ import annotations

import re
import unicodedata

LOOK_ALIKE = dict(
    zip(
        "авекмнорстухіјѕԁԛԝһьлпгдзбичαβεικνορτυχηωγσλμɑɡɩ",
        "abekmhopctyxijsdqwhblnrd36n4abeikvoptuxnwyslmagi",
        strict=True,
    )
)
"""Cyrillic and Greek letters that spam writes in place of Latin ones."""
SEPARATOR = "\x00"
STYLED = re.compile(
    "[\U0001d400-\U0001d7ff\uff21-\uff5a\u24b6-\u24e9\U0001f130-\U0001f189\u0370-\u04ff\u0336\u0353\u033d\u20e3]"
)
STYLED_WORD = "\x01styled"
ENOUGH_STYLED = 3


class _Folding(dict[int, str]):
    """Sign to plain sign, found once for each sign: compatibility form, no accents, lower case, no invisible signs."""

    def __missing__(self, sign: int) -> str:
        plain = unicodedata.normalize("NFKD", chr(sign)).lower()
        kept = "".join(
            LOOK_ALIKE.get(one, one) for one in plain if unicodedata.category(one) not in {"Mn", "Me", "Cf", "Cc", "Cs"}
        )
        value = kept if kept or not chr(sign).isspace() else " "
        if len(self) < MOST_SIGNS:
            self[sign] = value
        return value


MOST_SIGNS = 20_000
_FOLDING = _Folding()
_FOLDING[0x2019] = _FOLDING[0x2018] = _FOLDING[0x02BC] = "'"


def fold(text: str) -> str:
    """Return the text as meant. Says so by a word of its own when much of it was written in styled signs."""
    if text.isascii():
        return text.lower().replace(SEPARATOR, " ")
    folded = text.translate(_FOLDING)
    if len(STYLED.findall(text)) >= ENOUGH_STYLED:
        return f"{folded} {STYLED_WORD}"
    return folded


def places(text: str) -> list[int]:
    """Return, for each sign of `fold(text)`, the place in the original it comes from."""
    if text.isascii():
        return list(range(len(text)))
    return [at for at, sign in enumerate(text) for _ in _FOLDING[ord(sign)]]
