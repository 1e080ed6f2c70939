"""Text as people and platforms see it."""

from __future__ import annotations

import re
import unicodedata

_SPACES = re.compile(r"\s+")
_INVISIBLE = {"\u200b", "\u200c", "\u200e", "\u200f", "\u2060", "\ufeff"}


def comparable(text: str) -> str:
    """Reduce a text to what two copies of it share after a platform handled it: NFC, one space for any run of space."""
    visible = "".join(c for c in unicodedata.normalize("NFC", text) if c not in _INVISIBLE)
    return _SPACES.sub(" ", visible).strip()


def shorten(text: str, limit: int) -> str:
    """Cut at a word so that the answer, with its ellipsis, has at most `limit` characters."""
    flat = _SPACES.sub(" ", text).strip()
    if len(flat) <= limit:
        return flat
    cut = flat[: limit - 1]
    return (cut.rsplit(" ", 1)[0] or cut).rstrip(" ,.;:") + "…"
