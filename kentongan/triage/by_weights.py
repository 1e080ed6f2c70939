"""A reading by the shipped weights, many comments at once; what no head has learned, the word lists say."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import partial
from itertools import starmap

import numpy as np

from kentongan.triage.bank import Floats
from kentongan.triage.by_rules import usual_authority
from kentongan.triage.danger import Danger, danger_in, looks_dangerous
from kentongan.triage.explaining import words_behind
from kentongan.triage.features import tokens
from kentongan.triage.folding import SEPARATOR
from kentongan.triage.heads import Calibration, Weights
from kentongan.triage.reading import MOST_READ, URGENCIES, Guess, Reading

AT_ONCE, SIGNS_AT_ONCE = 500, 60_000
"""So many comments, or so many signs, are read in one go: memory stays small whatever is sent."""
BEST_TOPICS = 3
SURELY = 0.8
CALM = frozenset({"praise", "spam"})
"""Where the words are these, a word of danger asks for a person and changes nothing else."""
DANGER_WORD = 0.65
"""About so often words of danger were right on the open part of the gold set they were written beside."""
OWN_SPEECH = frozenset({"ind", "jav", "eng", "other"})
"""What the in-domain sentiment head has itself heard; other languages are weighed together with the regional heads."""


class ByWeights:
    """Reads by the weights."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        topics, authorities = weights.heads["topic"].values, weights.heads["authority"].values
        usual = [usual_authority(topic) for topic in topics]
        self._usual = np.array([[one == other for other in authorities] for one in usual], np.float32)

    def read_many(self, texts: Sequence[str]) -> list[Reading]:
        """Read each text, a portion at a time; what several people wrote word for word is read once."""
        unique = list(dict.fromkeys(texts))
        readings = [reading for portion in _portions(unique) for reading in self._read(portion)]
        if len(unique) == len(texts):
            return readings
        known = dict(zip(unique, readings, strict=True))
        return [known[text] for text in texts]

    def _read(self, texts: Sequence[str]) -> list[Reading]:
        said = tokens(texts)
        scores = self._weights.bank.scores(said)
        chances = {name: head.chances(scores) for name, head in self._weights.heads.items()}
        chances["sentiment"] = self._with_regional(said, chances)
        usual: Floats = (chances["topic"] @ self._usual).astype(np.float32)
        chances["authority"] = np.asarray((chances["authority"] + usual) / 2, np.float32)
        columns = [self._guesses(texts, name, chances[name]) for name in ("language", "kind", "sentiment", "urgency")]
        _on_the_safe_side(texts, said, columns[1], columns[3])
        columns.append(self._topics(texts, chances["topic"]))  # type: ignore[arg-type]
        columns += [
            self._guesses(texts, name, chances[name]) for name in ("authority", "abuse", "threat", "gambling", "hoax")
        ]
        return list(starmap(Reading, zip(*columns, strict=True)))

    def _guesses(self, texts: Sequence[str], name: str, chances: Floats) -> list[Guess]:
        head = self._weights.heads[name]
        best = head.best(chances)
        sure = chances[np.arange(len(chances)), best]
        return list(self._made(texts, head, best.tolist(), sure.tolist()))

    def _made(
        self, texts: Sequence[str], head: Calibration, best: Iterable[int], sure: Iterable[float]
    ) -> Iterable[Guess]:
        values, alone = head.values, head.alone_from
        find, single = partial(words_behind, self._weights.bank, head), head.columns == 1
        for text, at, chance in zip(texts, best, sure, strict=True):
            yield Guess(values[at], chance, () if single and not at else find, chance < alone, text, at)

    def _topics(self, texts: Sequence[str], chances: Floats) -> list[tuple[Guess, ...]]:
        head = self._weights.heads["topic"]
        order = np.argpartition(-chances, BEST_TOPICS, axis=1)[:, :BEST_TOPICS]
        sure = np.take_along_axis(chances, order, axis=1)
        inner = np.argsort(-sure, axis=1, kind="stable")
        order, sure = np.take_along_axis(order, inner, axis=1), np.take_along_axis(sure, inner, axis=1)
        ranks = [
            list(self._made(texts, head, order[:, at].tolist(), sure[:, at].tolist())) for at in range(BEST_TOPICS)
        ]
        return list(zip(*ranks, strict=True))

    def _with_regional(self, said: Sequence[str], chances: dict[str, Floats]) -> Floats:
        language = chances["language"]
        values = self._weights.heads["language"].values
        best, sure = language.argmax(axis=1), language.max(axis=1)
        sentiment = chances["sentiment"].copy()
        cuts: list[int] = []
        for at in np.unique(best[sure >= SURELY]).tolist():
            name = values[at]
            if name in OWN_SPEECH or not self._weights.regional.knows(name):
                continue
            cuts = cuts or [0, *(end + 1 for end, token in enumerate(said) if token == SEPARATOR)]
            rows = np.flatnonzero((best == at) & (sure >= SURELY))
            theirs = [token for row in rows.tolist() for token in said[cuts[row] : cuts[row + 1]]]
            sentiment[rows] = (sentiment[rows] + np.exp(self._weights.regional.scores(name, theirs))) / 2
        return sentiment


def _on_the_safe_side(texts: Sequence[str], said: Sequence[str], kinds: Sequence[Guess], urgency: list[Guess]) -> None:
    """Where a word of danger stands, ask for a person, and name at least what it says."""
    hot = looks_dangerous(said)
    if not hot:
        return
    ends = [at for at, token in enumerate(said) if token == SEPARATOR]
    for row in dict.fromkeys(bisect_left(ends, at) for at in hot):
        if found := danger_in(texts[row]):
            urgency[row] = _graver(urgency[row], found, calm=not found.plain or kinds[row].value in CALM)


def _graver(guess: Guess, found: Danger, *, calm: bool) -> Guess:
    if calm or URGENCIES.index(guess.value) <= URGENCIES.index(found.value):
        return Guess(guess.value, guess.sure, found.words)
    return Guess(found.value, DANGER_WORD, found.words)


def _portions(texts: Sequence[str]) -> Iterable[Sequence[str]]:
    start, signs = 0, 0
    for at, text in enumerate(texts):
        size = min(len(text), MOST_READ)
        if at > start and (at - start >= AT_ONCE or signs + size > SIGNS_AT_ONCE):
            yield texts[start:at]
            start, signs = at, 0
        signs += size
    if start < len(texts):
        yield texts[start:]
