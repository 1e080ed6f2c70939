"""Sentiment in twelve languages: three views of a text, weighed together.

A head of the language itself, one head for all languages' own words, and Indonesian heads that read the text with its words put
into Indonesian one by one. Weights and word lists learned from NusaX are share-alike and lie in a file of their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from kentongan.triage.bank import Bank, Floats
from kentongan.triage.features import shape
from kentongan.triage.folding import SEPARATOR

VALUES = 3
PROJECTED_VIEWS = 2


class Regional:
    """The heads learned from NusaX, and how to ask them."""

    def __init__(self, arrays: Mapping[str, NDArray[np.generic]], meta: Mapping[str, object]) -> None:
        self._own = {str(name): Bank(arrays, f"own.{name}") for name in _listed(meta["languages"])}
        self._joint = Bank(arrays, "joint")
        self._projected = Bank(arrays, "projected")
        self._weights = np.array(_listed(meta["weights"]), np.float32)
        self._kept = {name: arrays[f"lexicon.{name}"] for name in _listed(meta["lexicons"])}
        self._opened: dict[str, dict[str, str]] = {}

    def knows(self, language: str) -> bool:
        """Whether this language has a head of its own."""
        return language in self._own

    def scores(self, language: str, tokens: Sequence[str]) -> Floats:
        """Return log-probabilities of negative, neutral, positive: one row a text."""
        said = into_indonesian(tokens, self._lexicon(language))
        projected = self._projected.scores(said)
        views = [self._own[language].scores(tokens)] if language in self._own else []
        views += [projected[:, at * VALUES : (at + 1) * VALUES] for at in range(PROJECTED_VIEWS)]
        views.append(self._joint.scores(tokens))
        weights = self._weights[-len(views) :]
        total = sum(weight * log_chances(view) for weight, view in zip(weights, views, strict=True))
        return log_chances(np.asarray(total, np.float32) / weights.sum())

    def _lexicon(self, language: str) -> dict[str, str]:
        """Open a word list when its language is first met."""
        if language not in self._opened and language in self._kept:
            self._opened[language] = _lexicon(self._kept[language])
        return self._opened.get(language, {})


def into_indonesian(tokens: Sequence[str], lexicon: Mapping[str, str]) -> list[str]:
    """Put words into Indonesian one by one; what the list does not know stays."""
    if not lexicon:
        return list(tokens)
    said: list[str] = []
    for token in tokens:
        if token == SEPARATOR:
            said.append(token)
        else:
            said.extend(lexicon.get(shape(token), token).split(" "))
    return said


def log_chances(scores: Floats) -> Floats:
    """Return the logarithm of each value's probability."""
    shifted = scores - scores.max(axis=1, keepdims=True)
    result: Floats = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return result


def written(lexicon: Mapping[str, str]) -> NDArray[np.uint8]:
    """Return a word list as it is kept in the file of weights."""
    text = "\n".join(f"{local}\t{indonesian}" for local, indonesian in lexicon.items())
    return np.frombuffer(text.encode(), np.uint8)


def _lexicon(array: NDArray[np.generic]) -> dict[str, str]:
    lines = array.tobytes().decode().splitlines()
    return {local: indonesian for local, _, indonesian in (line.partition("\t") for line in lines)}


def _listed(value: object) -> list[str]:
    if not isinstance(value, list):
        raise TypeError("the weights' description is not as expected")
    return value
