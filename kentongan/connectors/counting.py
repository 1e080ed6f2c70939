"""Counting a text as a platform counts it."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from kentongan.connectors.contract import Counting
from kentongan.connectors.graphemes import graphemes

if TYPE_CHECKING:
    from collections.abc import Callable

SHORT = 1_000
"""Texts up to this long are weighed for X once: it takes a millisecond, and screens ask again and again. At most 4 MB."""


def count(text: str, counting: Counting) -> int:
    """Length of `text` in the platform's own unit."""
    return _WAYS[counting](text)


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _utf8(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def _x_weighted(text: str) -> int:
    return _remembered(text) if len(text) <= SHORT else _weigh(text)


def _weigh(text: str) -> int:
    return int(_parser()(unicodedata.normalize("NFC", text)).weightedLength)


_remembered = lru_cache(maxsize=1024)(_weigh)


@cache
def _parser() -> Callable[[str], Any]:
    # Loading the parser takes 0.4 s and 7 MB; who never counts for X does not pay.
    return import_module("twitter_text").parse_tweet  # type: ignore[no-any-return]


_WAYS: dict[Counting, Callable[[str], int]] = {
    Counting.CODE_POINTS: len,
    Counting.UTF16: _utf16,
    Counting.UTF8_BYTES: _utf8,
    Counting.X_WEIGHTED: _x_weighted,
    Counting.GRAPHEMES: graphemes,
}
