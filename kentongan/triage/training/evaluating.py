"""`kentongan triage evaluate`: the shipped weights on files they have not learned from, and on the gold set's held-out part."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from sklearn.metrics import f1_score

from kentongan.triage import heads
from kentongan.triage.features import tokens
from kentongan.triage.reading import LANGUAGES, SENTIMENTS, read_many
from kentongan.triage.training import gold
from kentongan.triage.training.matrices import Array
from kentongan.triage.training.sources import NUSAX, SENTIMENT, Sources

Say = Callable[[str], None]
FIELDS = ("kind", "urgency", "topic", "authority")
DRAWS = 1_000
BEST = 3


def nusax(folder: Path, split: str, say: Say) -> float:
    """Mean macro-F1 over twelve languages, the language told from the words. Reads `<language>/<split>.csv`."""
    weights = heads.load()
    if weights is None:
        raise FileNotFoundError(f"no weights lie in {heads.FOLDER}")
    figures, told = [], []
    for language, name in NUSAX.items():
        rows = _rows(folder / name / f"{split}.csv")
        said = tokens([row["text"] for row in rows])
        scores = weights.bank.scores(said)
        spoken = weights.heads["language"].chances(scores)
        guessed = [LANGUAGES[at] for at in _known(spoken, weights)]
        told.append(np.mean([one == language for one in guessed]))
        best = regional_answers(weights, [row["text"] for row in rows], guessed)
        figures.append(_macro([SENTIMENT[row["label"]] for row in rows], best))
        say(f"NusaX {split} {language}: macro-F1 {figures[-1]:.1f}, language told {100 * told[-1]:.1f} %")
    say(
        f"NusaX {split}, mean of {len(NUSAX)}: macro-F1 {np.mean(figures):.2f}, language told {100 * np.mean(told):.1f} %"
    )
    return float(np.mean(figures))


def regional_answers(weights: heads.Weights, texts: Sequence[str], languages: Sequence[str]) -> Array:
    """Return the regional heads' best value of each text, in the language named for it."""
    best = np.zeros(len(texts), dtype=int)
    for language in dict.fromkeys(languages):
        at = [place for place, one in enumerate(languages) if one == language]
        best[at] = weights.regional.scores(language, tokens([texts[place] for place in at])).argmax(axis=1)
    return best


def semarang(file: Path, say: Say) -> float:
    """Macro-F1 of sentiment as the product says it. Columns `text`, `label`."""
    rows = _rows(file)
    answers = [SENTIMENTS.index(one.sentiment.value) for one in read_many([row["text"] for row in rows])]
    figure = _macro([SENTIMENT[row["label"]] for row in rows], answers)
    say(f"Semarang, {len(rows)} rows: macro-F1 {figure:.2f}")
    return figure


def gambling(file: Path, say: Say) -> float:
    """F1 of gambling spam. Columns `comment_text`, `label`."""
    rows = _rows(file)
    labels = np.array([int(row["label"]) for row in rows])
    said = np.array([one.gambling.value == "yes" for one in read_many([row["comment_text"] for row in rows])])
    figure = 100 * float(f1_score(labels, said))
    say(f"Gambling, {len(rows)} rows: F1 {figure:.2f}, macro-F1 {_macro(labels, said.astype(int)):.2f}")
    return figure


def held_out(data: Path, say: Say) -> None:
    """Kind, urgency, topic and authority on the held-out part: both labellers agreed; then all, by the share that said so."""
    every = [one for one in gold.items(Sources(data).semarang_unlabelled()) if one.held_out]
    readings = read_many([one.text for one in every])
    for name in FIELDS:
        if name == "topic":
            ranked = [tuple(guess.value for guess in one.topics) for one in readings]
        else:
            ranked = [(getattr(one, name).value,) for one in readings]
        for source in ("real", "authored", "all"):
            kept = [at for at, one in enumerate(every) if source in {one.source, "all"}]
            _field(name, source, [every[at] for at in kept], [ranked[at] for at in kept], say)
    for name in ("abuse", "threat", "gambling", "hoax"):
        said = [getattr(one, name).value == "yes" for one in readings]
        truth = [one.agreed(name) == "yes" for one in every]
        both = sum(a and b for a, b in zip(said, truth, strict=True))
        say(f"held-out {name}: {sum(truth)} marked, {sum(said)} said, {both} of them rightly")


def _field(name: str, source: str, every: Sequence[gold.Item], ranked: Sequence[Sequence[str]], say: Say) -> None:
    labels = np.array([one.agreed(name) for one in every])
    agreed = labels != ""
    right = np.array([bool(label) and answers[0] == label for label, answers in zip(labels, ranked, strict=True)])
    near = np.array([label in answers[:BEST] for label, answers in zip(labels, ranked, strict=True)])
    shared = np.mean(
        [
            np.mean([answers[0] == said for said in one.answers[name]])
            for one, answers in zip(every, ranked, strict=True)
        ]
    )
    names, counts = np.unique(labels[agreed], return_counts=True)
    macro = _macro(labels[agreed], np.array([answers[0] for answers in ranked])[agreed], names)
    line = (
        f"held-out {name}, {source}, {agreed.sum()} agreed: right {_with_interval(right[agreed])}, each value alike "
        f"{_by_class(labels[agreed], right[agreed])}, macro-F1 {macro:.1f}; always the commonest ({names[counts.argmax()]}) "
        f"{100 * counts.max() / counts.sum():.1f}, each value alike {100 / len(names):.1f}; all items, by share {100 * shared:.1f}"
    )
    if name == "topic":
        line += f"; among best {BEST}: {_with_interval(near[agreed])}, each topic alike {_by_class(labels[agreed], near[agreed])}"
    say(line)


def _by_class(labels: Array, right: Array) -> str:
    """Mean over values of the share that is right, with a bootstrap interval over items."""
    rng = np.random.default_rng(0)
    draws = [
        _mean_of_classes(labels[at], right[at])
        for at in (rng.integers(0, len(labels), len(labels)) for _ in range(DRAWS))
    ]
    return f"{_mean_of_classes(labels, right):.1f} ({np.quantile(draws, 0.025):.1f}–{np.quantile(draws, 0.975):.1f})"


def _mean_of_classes(labels: Array, right: Array) -> float:
    _, at = np.unique(labels, return_inverse=True)
    return 100 * float(np.mean(np.bincount(at, right) / np.bincount(at)))


def _with_interval(right: Array) -> str:
    rng = np.random.default_rng(0)
    draws = right[rng.integers(0, len(right), (DRAWS, len(right)))].mean(axis=1)
    return f"{100 * right.mean():.1f} ({100 * np.quantile(draws, 0.025):.1f}–{100 * np.quantile(draws, 0.975):.1f})"


def _known(spoken: Array, weights: heads.Weights) -> list[int]:
    """Return the best language among those whose sentiment was learned."""
    hidden = [at for at, one in enumerate(LANGUAGES) if not weights.regional.knows(one)]
    spoken = spoken.copy()
    spoken[:, hidden] = 0
    return list(spoken.argmax(axis=1))


def _macro(labels: object, answers: object, names: object = None) -> float:
    return 100 * float(f1_score(labels, answers, average="macro", labels=names, zero_division=0))


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
