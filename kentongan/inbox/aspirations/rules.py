"""What keeps words from the public. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

FEWEST_SIGNS = 4
_WORD = re.compile(r"[\w.@]+")


def names_in(text: str, names: Iterable[str]) -> str:
    """The first of these names that stands in the text as words of its own, whatever its case; empty without one."""
    spaced = f" {_plain(text)} "
    for name in names:
        plain = _plain(name)
        if len(plain) >= FEWEST_SIGNS and f" {plain} " in spaced:
            return name
    return ""


def _plain(text: str) -> str:
    return " ".join(word.strip(".").lstrip("@").casefold() for word in _WORD.findall(text))
