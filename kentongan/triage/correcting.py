"""Learning from corrections: small weights on top of what is shipped, and a gate that lets nothing worse through. No Django.

A correction says what was advised and what a person chose. The learned part only leans the shipped advice: its features are
words, pairs of words and the advice itself; where the words are new the advice stays as it is.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from kentongan.triage.words import words_of

HELD_OUT = 0.2
LEAST_HELD_OUT, LEAST_CORRECTIONS = 30, 120
"""Fewer corrections than this teach nothing: what is measured on a handful is chance."""
ROUNDS, STEP, DECAY = 10, 0.5, 1e-4
BUCKETS = 1 << 16
MOST_WORDS = 60
KEPT = 4_000
"""Weights kept a part, the heaviest: the row stays small."""
TOO_LIGHT = 0.02

Weights = dict[str, dict[str, float]]
"""Value → feature → weight."""


@dataclass(frozen=True, slots=True)
class Example:
    """One thing a person confirmed or corrected. `sure`: of the advice, 0 to 1."""

    text: str
    advised: str
    chosen: str
    sure: float = 0.6


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate says: errors of the shipped advice, of what is in use and of the candidate, on the same held-out ones."""

    weights: Weights
    learned_from: int
    held_out: int
    shipped_wrong: int
    in_use_wrong: int
    candidate_wrong: int

    @property
    def passes(self) -> bool:
        """Only a candidate that is wrong less often than both may replace anything."""
        return self.candidate_wrong < min(self.shipped_wrong, self.in_use_wrong)


def lean(text: str, value: str, sure: float, weights: Mapping[str, Mapping[str, float]]) -> tuple[str, float]:
    """The advice after what people corrected here: the value, and how sure. Unchanged where nothing learned speaks."""
    if not weights:
        return value, sure
    scores = _scores(_features(text, value), value, sure, weights)
    best = max(scores, key=lambda one: (scores[one], one == value))
    return best, 1 / sum(math.exp(score - scores[best]) for score in scores.values())


def learn(examples: Sequence[Example], seed: Weights | None = None) -> Weights:
    """Weights fitted to these, in their order; the same from the same."""
    values = sorted({one.chosen for one in examples} | {one.advised for one in examples})
    weights: Weights = {value: dict((seed or {}).get(value, {})) for value in values}
    moved: Weights = {value: {} for value in values}
    rows = [(_features(one.text, one.advised), one) for one in examples]
    for _ in range(ROUNDS):
        for features, one in rows:
            _step(weights, moved, features, one)
    return _light(weights)


def judge(examples: Sequence[Example], in_use: Weights | None = None) -> Verdict | None:
    """Fit on the earlier ones, measure on the latest that were never learned from. None: too few to say anything."""
    held_out = max(LEAST_HELD_OUT, int(len(examples) * HELD_OUT))
    if len(examples) < LEAST_CORRECTIONS:
        return None
    earlier, latest = examples[:-held_out], examples[-held_out:]
    candidate = learn(earlier)
    return Verdict(
        weights=candidate,
        learned_from=len(earlier),
        held_out=len(latest),
        shipped_wrong=wrong(latest, {}),
        in_use_wrong=wrong(latest, in_use or {}),
        candidate_wrong=wrong(latest, candidate),
    )


def wrong(examples: Iterable[Example], weights: Mapping[str, Mapping[str, float]]) -> int:
    """How many of these the advice gets wrong with these weights on top."""
    return sum(lean(one.text, one.advised, one.sure, weights)[0] != one.chosen for one in examples)


def _step(weights: Weights, moved: Weights, features: Sequence[str], one: Example) -> None:
    """One step downhill, shorter for what moved often (AdaGrad)."""
    scores = _scores(features, one.advised, one.sure, weights)
    highest = max(scores.values())
    total = sum(math.exp(score - highest) for score in scores.values())
    for value, row in weights.items():
        slope = math.exp(scores[value] - highest) / total - (value == one.chosen)
        if abs(slope) < TOO_LIGHT / 2:
            continue
        past = moved[value]
        for feature in features:
            pull = slope + DECAY * row.get(feature, 0.0)
            past[feature] = past.get(feature, 0.0) + pull * pull
            row[feature] = row.get(feature, 0.0) - STEP * pull / (1.0 + math.sqrt(past[feature])) / math.sqrt(
                len(features)
            )


def _scores(
    features: Sequence[str], advised: str, sure: float, weights: Mapping[str, Mapping[str, float]]
) -> dict[str, float]:
    values = set(weights) | {advised}
    sure = min(max(sure, 0.05), 0.95)
    rest = math.log((1 - sure) / max(1, len(values) - 1))
    return {
        value: (math.log(sure) if value == advised else rest) + _lift(weights.get(value, {}), features)
        for value in values
    }


def _lift(row: Mapping[str, float], features: Sequence[str]) -> float:
    return sum(row[feature] for feature in features if feature in row)


@lru_cache(maxsize=4096)
def _features(text: str, advised: str) -> tuple[str, ...]:
    """Words, pairs of neighbours and the advice, by number: no citizen's words stand in the weights."""
    words = [word.said for word in words_of(text[: MOST_WORDS * 16])[:MOST_WORDS]]
    pairs = [f"{one} {other}" for one, other in pairwise(words)]
    ends = [f"…{word[-3:]}" for word in words if len(word) > 4]  # noqa: PLR2004 - shorter words are their own end
    said = dict.fromkeys((*words, *pairs, *ends))
    return (f"={advised}", *(f"{zlib.crc32(one.encode()) % BUCKETS:x}" for one in said))


def _light(weights: Weights) -> Weights:
    """The heaviest weights only, rounded."""
    heavy = sorted(
        (
            (abs(weight), value, feature)
            for value, row in weights.items()
            for feature, weight in row.items()
            if abs(weight) > TOO_LIGHT
        ),
        reverse=True,
    )[:KEPT]
    kept: Weights = {value: {} for value in weights}
    for _, value, feature in heavy:
        kept[value][feature] = round(weights[value][feature], 3)
    return kept
