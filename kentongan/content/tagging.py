"""How hashtags and mentions are written. Pure."""

from __future__ import annotations

import re

LONGEST_TAG = 80
LONG = 12
"""Letters from which a hashtag is surely more than one word."""
TAG = re.compile(r"#\w+")
KINDS = {"#": re.compile(r"#(?=\w*[^\W\d_])\w+"), "@": re.compile(r"@[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?")}


def said_as(text: str) -> str:
    """The form in which two spellings are one."""
    return text.casefold()


def tag_trouble(text: str) -> str:
    """Why this is no hashtag or mention that can be kept; empty when it is one."""
    shape = KINDS.get(text[:1])
    if shape is None:
        return "Mulailah dengan # untuk tagar, atau @ untuk sebutan."
    if len(text) > LONGEST_TAG or not shape.fullmatch(text):
        return "Tanpa spasi dan tanda baca, paling panjang 80 huruf, dan bukan angka saja."
    if text[0] == "#" and len(text) > LONG and text == text.lower():
        return "Tulis tiap kata dengan huruf besar, misalnya #WajoSehatBersama: pembaca layar lalu membacanya kata demi kata."
    return ""


def unread_tags(text: str, known: dict[str, str]) -> list[tuple[str, str]]:
    """Hashtags of a text that the list spells otherwise: (as written, as kept)."""
    found = dict.fromkeys(TAG.findall(text))
    pairs = ((one, known.get(said_as(one), one)) for one in found)
    return [(one, kept) for one, kept in pairs if one != kept]
