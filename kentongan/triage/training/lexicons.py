"""Word for word into Indonesian: learned from parallel sentences by counting (IBM's first model), helped by NusaX's lexicons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from kentongan.triage.training.matrices import Array, shaped
from kentongan.triage.training.sources import Sources

ROUNDS = 6
LEAST_SURE = 0.3
LEXICON_WEIGHT = 3.0
Pair = tuple[list[str], list[str], float]
_NOTHING = "\x02"


def lexicon(sources: Sources, language: str, parallel: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return local word to Indonesian words. `parallel`: NusaX sentences, Indonesian first (only those one may learn from)."""
    listed = [(_said(indonesian), _said(local)) for indonesian, local in sources.nusax_lexicon(language)]
    pairs: list[Pair] = [(*_both(pair), 1.0) for pair in [*parallel, *sources.translated(language)]]
    pairs += [(indonesian, local, LEXICON_WEIGHT) for indonesian, local in listed]
    found = align([pair for pair in pairs if pair[0] and pair[1]])
    for indonesian, local in listed:
        if len(local) == 1 and indonesian:
            found.setdefault(local[0], " ".join(indonesian))
    return {local: indonesian for local, indonesian in sorted(found.items()) if local != indonesian}


def align(pairs: Sequence[Pair]) -> dict[str, str]:
    """Return for each local word the Indonesian word it most likely stands for, where that is likely enough."""
    into: dict[str, int] = {_NOTHING: 0}
    local: dict[str, int] = {}
    left, right, place, weight = _triples(pairs, into, local)
    pair, where = np.unique(right * len(into) + left, return_inverse=True)
    of_left, of_right = pair % len(into), pair // len(into)
    chance: Array = np.ones(len(pair))
    count: Array = chance
    for _ in range(ROUNDS):
        each = chance[where]
        count = np.bincount(where, weight * each / np.bincount(place, each)[place], minlength=len(pair))
        chance = count / np.bincount(of_left, count)[of_left]
    sure = count / np.bincount(of_right, count)[of_right]
    best = np.lexsort((-sure, of_right))
    best = best[np.concatenate(([True], np.diff(of_right[best]) > 0))]
    words, names = list(into), list(local)
    return {names[of_right[one]]: words[of_left[one]] for one in best if of_left[one] and sure[one] > LEAST_SURE}


def _triples(pairs: Sequence[Pair], into: dict[str, int], local: dict[str, int]) -> tuple[Array, ...]:
    left, right, place, weight = [], [], [], []
    begun = 0
    for indonesian, said, heavy in pairs:
        ours = [0, *(into.setdefault(word, len(into)) for word in indonesian)]
        theirs = [local.setdefault(word, len(local)) for word in said]
        left.append(np.tile(ours, len(theirs)))
        right.append(np.repeat(theirs, len(ours)))
        place.append(np.repeat(np.arange(begun, begun + len(theirs)), len(ours)))
        weight.append(np.full(len(ours) * len(theirs), heavy))
        begun += len(theirs)
    return np.concatenate(left), np.concatenate(right), np.concatenate(place), np.concatenate(weight)


def _said(text: str) -> list[str]:
    return shaped([text])[:-1]


def _both(pair: tuple[str, str]) -> tuple[list[str], list[str]]:
    return _said(pair[0]), _said(pair[1])
