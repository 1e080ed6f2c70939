"""Scores of words, worked out once a word: a small table of hashed weights, and how a text's score is summed from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from kentongan.triage.features import PAIRS, PIECES, pairs_of, pieces_of, shape, word_hash
from kentongan.triage.folding import SEPARATOR

Floats = NDArray[np.float32]
RARITY_STEP = 16
"""Rarity (inverse document frequency) is kept in sixteenths."""
MOST_WORDS = 30_000
_GROWTH = 4_096


class Bank:
    """Some heads that share one table.

    A text's score is what its words and neighbours add up to over the root of what they weigh, plus the same for the pieces of
    its words. Both sums are of words, so each word's share is worked out once and kept; the store is emptied when it is full.
    """

    def __init__(self, arrays: Mapping[str, NDArray[np.generic]], name: str) -> None:
        self._table = arrays[f"{name}.table"].astype(np.int8, copy=False)
        self._scale = arrays[f"{name}.scale"].astype(np.float32)
        self._bias = arrays[f"{name}.bias"].astype(np.float32)
        self._rarity = arrays[f"{name}.rarity"].astype(np.uint8, copy=False)
        self.width = len(self._bias)
        self._one_at_a_time = Lock()
        self._forget()

    def _forget(self) -> None:
        self._known: dict[str, int] = {SEPARATOR: 0}
        self._rows = np.zeros((_GROWTH, 2 * self.width + 2), np.float32)
        self._hashes = np.zeros(_GROWTH, np.uint32)

    def scores(self, tokens: Sequence[str]) -> Floats:
        """Return one row a text; each text's tokens end with the separator. Threads of a web server may ask at once."""
        with self._one_at_a_time:
            return self._scores(tokens)

    def _scores(self, tokens: Sequence[str]) -> Floats:
        ids = self._ids(tokens)
        ends = np.flatnonzero(ids == 0)
        starts = np.concatenate(([0], ends[:-1] + 1))
        sums = np.add.reduceat(self._rows.take(ids, axis=0), starts, axis=0)
        pairs, weight = self._pairs(ids, starts)
        width = self.width
        words = (sums[:, :width] + pairs) / np.sqrt(sums[:, -2:-1] + weight + np.float32(1e-9))
        pieces = sums[:, width:-2] / np.sqrt(sums[:, -1:] + np.float32(1e-9))
        result: Floats = words + pieces + self._bias
        return result

    def shares(self, tokens: Sequence[str]) -> Floats:
        """Return what each token of one text gives to each score, neighbours left out."""
        with self._one_at_a_time:
            rows = self._rows[self._ids([*tokens, SEPARATOR])]
        weight = np.sqrt(rows[:, -2:].sum(axis=0) + np.float32(1e-9))
        width = self.width
        result: Floats = rows[:-1, :width] / weight[0] + rows[:-1, width:-2] / weight[1]
        return result

    def _pairs(self, ids: NDArray[np.int64], starts: NDArray[np.int64]) -> tuple[Floats, Floats]:
        hashes = self._hashes[ids]
        inside = (ids[:-1] != 0) & (ids[1:] != 0)
        at = np.flatnonzero(inside)
        buckets = pairs_of(hashes[at], hashes[at + 1]) + PIECES
        text = np.searchsorted(starts, at, side="right") - 1
        first = np.flatnonzero(np.concatenate(([True], text[1:] != text[:-1]))) if len(at) else at
        total = np.zeros((len(starts), self.width), np.float32)
        weight = np.zeros((len(starts), 1), np.float32)
        if len(at):
            rows = self._weights(buckets)
            total[text[first]] = np.add.reduceat(rows, first, axis=0) * self._scale
            weight[text[first], 0] = np.add.reduceat(self._weigh(buckets), first)
        return total, weight

    def _weights(self, buckets: NDArray[np.integer]) -> Floats:
        roots: Floats = self._table.take(buckets, axis=0).astype(np.float32)
        return np.multiply(roots, np.abs(roots), out=roots)

    def _weigh(self, buckets: NDArray[np.integer]) -> Floats:
        result: Floats = (self._rarity[buckets].astype(np.float32) / np.float32(RARITY_STEP)) ** 2
        return result

    def _ids(self, tokens: Sequence[str]) -> NDArray[np.int64]:
        find: Callable[[str], int] = self._known.__getitem__
        try:
            return np.array(list(map(find, tokens)), dtype=np.int64)
        except KeyError:
            self._learn(tokens)
        return np.array([self._known[token] for token in tokens], dtype=np.int64)

    def _learn(self, tokens: Sequence[str]) -> None:
        new = [token for token in dict.fromkeys(tokens) if token not in self._known]
        if len(self._known) + len(new) > MOST_WORDS:
            self._forget()
            new = [token for token in dict.fromkeys(tokens) if token != SEPARATOR]
        words = [shape(token) for token in new]
        first = len(self._known)
        self._grow(first + len(new))
        for start in range(0, len(new), _GROWTH):
            part = words[start : start + _GROWTH]
            self._rows[first + start : first + start + len(part)] = self._word_rows(part)
        self._hashes[first : first + len(new)] = [word_hash(word) for word in words]
        self._known.update(zip(new, range(first, first + len(new)), strict=True))

    def _grow(self, needed: int) -> None:
        if needed <= len(self._rows):
            return
        more = needed + _GROWTH - len(self._rows)
        self._rows = np.concatenate((self._rows, np.zeros((more, self._rows.shape[1]), np.float32)))
        self._hashes = np.concatenate((self._hashes, np.zeros(more, np.uint32)))

    def _word_rows(self, words: Sequence[str]) -> Floats:
        buckets, starts = pieces_of(words)
        first = starts[:-1]
        whole = (buckets[first] & np.uint32(PAIRS - 1)).astype(np.int64) + PIECES
        rows = np.zeros((len(words), 2 * self.width + 2), np.float32)
        rows[:, : self.width] = self._weights(whole) * self._scale
        rows[:, -2] = self._weigh(whole)
        values = self._weights(buckets)
        values[first] = 0
        rows[:, self.width : -2] = np.add.reduceat(values, first, axis=0) * self._scale
        weight = self._weigh(buckets)
        weight[first] = 0
        rows[:, -1] = np.add.reduceat(weight, first)
        return rows
