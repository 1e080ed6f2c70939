"""The type that documents are set in, and which signs it has."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

import fontpkg_noto_sans_arabic
import fontpkg_plus_jakarta_sans
import typst
from fontTools.ttLib import TTCollection, TTFont

PACKAGED = (fontpkg_plus_jakarta_sans, fontpkg_noto_sans_arabic)
DRAWS_NOTHING = {"Cc", "Cf", "Zs", "Zl", "Zp"}
SELECTORS = range(0xFE00, 0xFE10)


def folders() -> list[str]:
    """Where the packages keep their fonts."""
    return [str(Path(place) / "files") for package in PACKAGED for place in package.__path__]


@cache
def installed() -> typst.Fonts:
    """Our fonts and this machine's. Those inside the typst wheel stay out: they tell nobody which signs they have."""
    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=False, font_paths=folders())


@cache
def drawn() -> frozenset[int]:
    """Every sign that at least one font has, as code points."""
    places = {(font.path, font.index) for font in installed().fonts() if font.path}
    return frozenset(sign for path, index in places for sign in _signs(path, index))


def cannot_show(text: str) -> tuple[str, ...]:
    """The signs of `text` that no font here has, each once, in their order. Empty: everything will be seen."""
    wanted = dict.fromkeys(sign for sign in text if not _draws_nothing(sign))
    return tuple(sign for sign in wanted if ord(sign) not in drawn())


def _draws_nothing(sign: str) -> bool:
    return unicodedata.category(sign) in DRAWS_NOTHING or ord(sign) in SELECTORS


def _signs(path: str, index: int) -> frozenset[int]:
    if path.endswith((".ttc", ".otc")):
        with TTCollection(path, lazy=True) as collection:
            return frozenset(collection.fonts[index].getBestCmap() or {})
    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap() or {})
