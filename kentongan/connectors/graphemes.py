"""Counting signs as a person sees them (Unicode's extended grapheme clusters, UAX #29).

The standard library cannot segment, so this joins what people really write: marks on letters, emoji built of several, flags,
Hangul, line ends. Rare scripts (prepended signs, Indic conjuncts) may count one more than they should.
"""

from __future__ import annotations

import unicodedata

_JOINER = "\u200d"
_NON_JOINER = "\u200c"
_LEADS, _VOWELS, _TAILS = range(0x1100, 0x1160), range(0x1160, 0x11A8), range(0x11A8, 0x1200)
_SYLLABLES = range(0xAC00, 0xD7A4)
_WITH_TAIL = 28
_OLD_PICTURES = "\u00a9\u00ae\u203c\u2049\u2122\u2139\u3030\u303d\u3297\u3299"


def graphemes(text: str) -> int:
    """How many signs a person sees."""
    seen, before, flag_open, emoji_open = 0, "", False, False
    for sign in text:
        flag = _is_flag(sign)
        joined = bool(before) and (
            _joins(before, sign) or (flag and flag_open) or (before == _JOINER and emoji_open and _is_picture(sign))
        )
        seen += not joined
        flag_open = flag and not joined
        emoji_open = _is_picture(sign) or (emoji_open and _extends(sign))
        before = sign
    return seen


def _joins(before: str, sign: str) -> bool:
    if before == "\r" and sign == "\n":
        return True
    if before in "\r\n" or unicodedata.category(before) == "Cc" or unicodedata.category(sign) == "Cc":
        return False
    return _extends(sign) or _is_spacing(sign) or _is_hangul_pair(ord(before), ord(sign))


def _extends(sign: str) -> bool:
    tag = "\U000e0020" <= sign <= "\U000e007f"
    return sign in {_JOINER, _NON_JOINER} or _is_tone(sign) or tag or unicodedata.category(sign) in {"Mn", "Me"}


def _is_tone(sign: str) -> bool:
    return "\U0001f3fb" <= sign <= "\U0001f3ff"


def _is_spacing(sign: str) -> bool:
    return unicodedata.category(sign) == "Mc"


def _is_flag(sign: str) -> bool:
    return "\U0001f1e6" <= sign <= "\U0001f1ff"


def _is_picture(sign: str) -> bool:
    return (
        not _is_flag(sign)
        and not _is_tone(sign)
        and (sign in _OLD_PICTURES or "\u2190" <= sign <= "\u2bff" or "\U0001f000" <= sign <= "\U0001faff")
    )


def _is_hangul_pair(before: int, sign: int) -> bool:
    if before in _LEADS:
        return sign in _LEADS or sign in _VOWELS or sign in _SYLLABLES
    open_syllable = before in _SYLLABLES and (before - _SYLLABLES.start) % _WITH_TAIL == 0
    if before in _VOWELS or open_syllable:
        return sign in _VOWELS or sign in _TAILS
    return (before in _TAILS or before in _SYLLABLES) and sign in _TAILS
