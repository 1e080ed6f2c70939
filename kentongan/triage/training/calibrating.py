"""How far a head may be believed: temperature, and the sureness from which no person needs to look, from rows it has not seen."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from sklearn.metrics import f1_score

from kentongan.triage.heads import Calibration
from kentongan.triage.training.matrices import Array
from kentongan.triage.training.tasks import Task

BINS = 10
GRID = np.exp(np.linspace(np.log(0.05), np.log(3.0), 60))
FEWEST = 30
BOOSTS = (1, 1.5, 2)
"""No more than twice: what is called urgent and is not tires those who look."""


def warmed(values: tuple[str, ...], scores: Array, labels: Array) -> Calibration:
    """Return a calibration at the temperature at which these scores' probabilities fit the labels best."""
    plain = Calibration(0, values)
    losses = [_loss(replace(plain, temperature=float(heat)).chances(scores), labels) for heat in GRID]
    return replace(plain, temperature=float(GRID[int(np.argmin(losses))]))


def calibrated(task: Task, first: int, scores: Array) -> Calibration:
    """Return the head's calibration, from the rows that count."""
    counted = np.array(task.measured) & ~np.isnan(scores[:, 0])
    scores, labels = scores[counted].astype(np.float32), np.array(task.labels)[counted]
    head = warmed(task.values, scores, labels)
    chances = head.chances(scores)
    if head.columns == 1 and task.false_alarms is not None:
        ordinary = np.sort(chances[labels == 0, 1])
        at = ordinary[int(len(ordinary) * (1 - task.false_alarms))]
        head = replace(head, yes_from=float(max(0.5, min(at, 0.99))))
    if task.rare_first:
        head = replace(head, common=int(np.bincount(labels).argmax()))
        boosted = [replace(head, boost=float(boost)) for boost in BOOSTS]
        head = max(boosted, key=lambda one: f1_score(labels, one.best(chances), average="macro"))
    alone = alone_from(head, chances, labels, task.target)
    if task.missed is not None:
        alone = max(alone, looked_at(head, chances, labels, task.missed))
    return replace(head, first=first, alone_from=alone)


def looked_at(head: Calibration, chances: Array, labels: Array, missed: float) -> float:
    """Return the sureness of the common value below which a person looks, so that at most this share of rare ones is missed."""
    rare = chances[labels != head.common, head.common]
    return float(round(np.quantile(rare, 1 - missed), 3))


def alone_from(head: Calibration, chances: Array, labels: Array, target: float) -> float:
    """Return the lowest sureness from which answers are right often enough; above one when none is."""
    best = head.best(chances)
    sure = chances[np.arange(len(best)), best]
    order = np.argsort(-sure, kind="stable")
    right = np.cumsum(best[order] == labels[order]) / np.arange(1, len(order) + 1)
    good = np.flatnonzero(right >= target)
    good = good[good >= FEWEST]
    return float(round(sure[order][good[-1]], 3)) if len(good) else 1.01


def calibration_error(chances: Array, labels: Array) -> float:
    """Return the expected calibration error over ten bins of sureness."""
    sure, right = chances.max(axis=1), chances.argmax(axis=1) == labels
    bins = np.minimum((sure * BINS).astype(int), BINS - 1)
    return float(
        sum(abs(sure[bins == one].mean() - right[bins == one].mean()) * (bins == one).mean() for one in np.unique(bins))
    )


def _loss(chances: Array, labels: Array) -> float:
    return float(-np.log(np.maximum(chances[np.arange(len(labels)), labels], 1e-9)).mean())
