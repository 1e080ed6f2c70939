"""Texts as rows of numbers, exactly as `bank.Bank` will sum them while serving; and a head learned on such rows."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.svm import LinearSVC

from kentongan.triage.bank import RARITY_STEP
from kentongan.triage.features import BUCKETS, PAIRS, PIECES, pairs_of, pieces_of, shape, tokens, word_hash
from kentongan.triage.folding import SEPARATOR

Matrix = Any
"""A scipy sparse matrix; scipy carries no types."""
Array = NDArray[Any]
MOST_RARITY = 255
MANY, SEEN_OFTEN = 5_000, 3
"""Where there are many rows, what fewer than so many of them have is left out: quicker, and no worse."""


@dataclass(frozen=True, slots=True)
class Head:
    """Weights and biases of one head before they are made small: one column a value (one column alone for yes or no)."""

    weights: NDArray[np.float32]
    bias: Array

    def scores(self, rows: Matrix) -> Array:
        """Return a text's score for each value."""
        return np.asarray(rows @ self.weights + self.bias)


class Measure:
    """How rare each feature is, learned once from a body of texts; then texts become rows."""

    def __init__(self, texts: Sequence[str] | None = None, *, heard: Sequence[str] | None = None) -> None:
        total, words, pieces, pairs = _counts(heard if heard is not None else shaped(texts or ()))
        seen = np.asarray(((total @ (words + pieces) + pairs) > 0).sum(axis=0)).ravel()
        rarity = np.log((1 + total.shape[0]) / (1 + seen)) + 1
        self.rarity = np.minimum(np.round(rarity * RARITY_STEP), MOST_RARITY).astype(np.uint8)

    def rows(self, texts: Sequence[str]) -> Matrix:
        """Return one row a text."""
        return self.heard(shaped(texts))

    def heard(self, said: Sequence[str]) -> Matrix:
        """Return one row a text, for texts given as words with separators."""
        total, words, pieces, pairs = _counts(said)
        scale = sp.diags(self.rarity.astype(np.float64) / RARITY_STEP)
        words, pieces, pairs = words @ scale, pieces @ scale, pairs @ scale
        of_words = total @ _squares(words) + _squares(pairs)
        of_pieces = total @ _squares(pieces)
        return (_shrink(of_words) @ (total @ words + pairs) + _shrink(of_pieces) @ (total @ pieces)).tocsr()


def shaped(texts: Sequence[str]) -> list[str]:
    """Return the words of all texts as they count, separators between."""
    return [token if token == SEPARATOR else shape(token) for token in tokens(texts)]


def learn(rows: Matrix, labels: Array, *, strictness: float = 5.0, weights: Array | None = None) -> Head:
    """Fit logistic regression on the features that occur; the same rows give the same head."""
    columns = _columns(rows)
    fitted = LogisticRegression(C=strictness, class_weight="balanced", max_iter=100, tol=2e-3)
    fitted.fit(rows[:, columns].astype(np.float32), labels, sample_weight=weights)
    return _spread(rows, columns, fitted)


def learn_margin(rows: Matrix, labels: Array, *, strictness: float = 0.5, weights: Array | None = None) -> Head:
    """Fit a linear support vector machine, one value against the rest: much quicker than `learn` and as good; to be calibrated."""
    columns = _columns(rows)
    fitted = LinearSVC(C=strictness, class_weight="balanced", dual=True, max_iter=500, tol=1e-2, random_state=0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        fitted.fit(rows[:, columns], labels, sample_weight=weights)
    return _spread(rows, columns, fitted)


def learn_chances(rows: Matrix, chances: Array, *, strictness: float) -> Head:
    """Fit each value's chance by least squares: for labels that are not sure. All values together weigh alike."""
    columns = _columns(rows)
    heavy = chances @ (len(chances) / chances.shape[1] / chances.sum(axis=0))
    fitted = Ridge(alpha=1 / strictness, solver="sparse_cg", tol=1e-3)
    fitted.fit(rows[:, columns], 2 * chances - 1, sample_weight=heavy)
    return _spread(rows, columns, fitted)


def _columns(rows: Matrix) -> Array:
    return np.flatnonzero(np.diff(rows.tocsc().indptr) >= (SEEN_OFTEN if rows.shape[0] > MANY else 1))


def _spread(rows: Matrix, columns: Array, fitted: Any) -> Head:  # noqa: ANN401 - scikit-learn carries no types
    table = np.zeros((rows.shape[1], len(fitted.intercept_)), np.float32)
    table[columns] = fitted.coef_.T
    return Head(table, fitted.intercept_)


def packed(name: str, heads: Sequence[Head], rarity: Array, *, least: float = 2) -> dict[str, Array]:
    """Return the arrays of a bank: weights times rarity as roots in 8 bits, what rounds to nothing left out."""
    weights = (
        np.concatenate([head.weights for head in heads], axis=1) * (rarity.astype(np.float32) / RARITY_STEP)[:, None]
    )
    scale = np.maximum(np.abs(weights).max(axis=0), 1e-9) / 127**2
    small = np.sign(weights) * np.round(np.sqrt(np.abs(weights) / scale))
    small[np.abs(small) < least] = 0
    bias = np.concatenate([np.atleast_1d(head.bias) for head in heads])
    return {
        f"{name}.table": small.astype(np.int8),
        f"{name}.scale": scale.astype(np.float32),
        f"{name}.bias": bias.astype(np.float32),
        f"{name}.rarity": rarity,
    }


def _counts(said: Sequence[str]) -> tuple[Matrix, Matrix, Matrix, Matrix]:
    vocabulary: dict[str, int] = {}
    ids = np.array([vocabulary.setdefault(word, len(vocabulary)) for word in said], dtype=np.int64)
    names = list(vocabulary)
    buckets, starts = pieces_of(names)
    count, first = len(names), starts[:-1]
    whole = (buckets[first] & np.uint32(PAIRS - 1)).astype(np.int64) + PIECES
    words = sp.csr_matrix((np.ones(count), whole, np.arange(count + 1)), shape=(count, BUCKETS))
    inner = np.ones(len(buckets), dtype=bool)
    inner[first] = False
    pieces = sp.csr_matrix(
        (np.ones(inner.sum()), buckets[inner].astype(np.int64), starts - np.arange(count + 1)), shape=(count, BUCKETS)
    )
    between = ids == vocabulary[SEPARATOR]
    text = np.cumsum(between) - between
    texts = int(between.sum())
    total = sp.csr_matrix((np.ones((~between).sum()), (text[~between], ids[~between])), shape=(texts, count))
    hashes = np.array([word_hash(name) for name in names], dtype=np.uint32)[ids]
    both = ~between[:-1] & ~between[1:]
    at = pairs_of(hashes[:-1], hashes[1:]) + PIECES
    pairs = sp.csr_matrix((np.ones(both.sum()), (text[:-1][both], at[both])), shape=(texts, BUCKETS))
    return total, words, pieces, pairs


def _squares(rows: Matrix) -> Array:
    return np.asarray(rows.multiply(rows).sum(axis=1)).ravel()


def _shrink(weight: Array) -> Matrix:
    return sp.diags(1 / np.sqrt(np.maximum(weight, 1e-9)))
