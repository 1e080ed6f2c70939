"""Which words a guess rests on: those that give most to its value beyond what they give to the others."""

from __future__ import annotations

import re
from functools import lru_cache

from kentongan.triage.bank import Bank, Floats
from kentongan.triage.features import TOKEN
from kentongan.triage.folding import STYLED_WORD, fold, places
from kentongan.triage.heads import Calibration
from kentongan.triage.reading import MOST_READ, Evidence

MOST_WORDS = 5
WORTH = 0.3
"""A word is shown when it gives at least this part of what the strongest one gives."""


def words_behind(bank: Bank, head: Calibration, text: str, value: int) -> tuple[Evidence, ...]:
    """Return the words of the original text, in its order."""
    read = text[:MOST_READ]
    found, shares = _shares(bank, read)
    if not found:
        return ()
    gives = _gives(shares, head, value)
    strongest = max(gives)
    if strongest <= 0:
        return ()
    order = sorted(range(len(found)), key=lambda at: -gives[at])[:MOST_WORDS]
    kept = sorted(at for at in order if gives[at] >= WORTH * strongest)
    where = places(read)
    return tuple(_evidence(text, found[at], where) for at in kept)


@lru_cache(maxsize=4)
def _shares(bank: Bank, read: str) -> tuple[tuple[re.Match[str], ...], Floats]:
    """The words of a text and what each gives to every score: the same for all heads, which are asked one after the other."""
    found = tuple(match for match in TOKEN.finditer(fold(read)) if match.group() != STYLED_WORD)
    return found, bank.shares([match.group() for match in found])


def _gives(shares: Floats, head: Calibration, value: int) -> list[float]:
    own = shares[:, head.first : head.first + head.columns]
    if head.columns == 1:
        return [float(one) for one in own[:, 0]]
    others = (own.sum(axis=1) - own[:, value]) / (head.columns - 1)
    return [float(one) for one in own[:, value] - others]


def _evidence(text: str, match: re.Match[str], where: list[int]) -> Evidence:
    start, end = where[match.start()], where[match.end() - 1] + 1
    return Evidence(start, end, text[start:end])
