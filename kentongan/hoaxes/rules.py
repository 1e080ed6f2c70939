"""What keeps a verdict from the public. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

FEWEST_SIGNS = 4
_WORD = re.compile(r"[\w.@]+")


def names_someone(text: str, names: Iterable[str]) -> str:
    """The first of these names that stands in the text as a word of its own, whatever its case; empty without one."""
    words = [word.strip(".").lstrip("@").casefold() for word in _WORD.findall(text)]
    spaced = f" {' '.join(words)} "
    for name in names:
        plain = name.strip().lstrip("@").casefold()
        if len(plain) >= FEWEST_SIGNS and f" {plain} " in spaced:
            return name
    return ""


def lacking(title: str, said: str, verdict: str, explanation: str, evidence: int) -> list[str]:
    """What a verdict still needs before somebody else can decide on it, in the order of the form."""
    told = {
        "judul": title.strip(),
        "kabar yang beredar": said.strip(),
        "putusan": verdict,
        "penjelasan": explanation.strip(),
        "paling sedikit satu bukti": str(evidence or ""),
    }
    return [name for name, words in told.items() if not words]
