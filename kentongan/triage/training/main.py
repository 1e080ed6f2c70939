"""`kentongan triage train`: the three files of weights from the shared data. The same data give the same bytes."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import numpy as np

from kentongan.triage.heads import GENERAL, LANGUAGE, REGIONAL, Calibration, keep
from kentongan.triage.training.calibrating import calibrated, calibration_error
from kentongan.triage.training.fitting import fitted, unseen_scores
from kentongan.triage.training.matrices import Array, Head, Measure, packed
from kentongan.triage.training.regional import learn_regional
from kentongan.triage.training.sources import NUSAX, Sources
from kentongan.triage.training.tasks import Task, tasks

Say = Callable[[str], None]


def train(data: Path, out: Path, say: Say = print, *, part: str = "both") -> None:
    """Learn everything, or a part ("general", with the language file, or "regional"); say the figures of rows not seen."""
    out.mkdir(parents=True, exist_ok=True)
    sources, began = Sources(data), time.monotonic()
    if part != "regional":
        _general(sources, out, say)
    if part != "general":
        _regional(sources, out)
    size = sum(file.stat().st_size for file in out.glob("*.npz"))
    say(f"written to {out}: {size / 1e6:.1f} MB, {time.monotonic() - began:.0f} s")


def _regional(sources: Sources, out: Path) -> None:
    arrays, meta = learn_regional(sources, {one: sources.nusax(one) for one in NUSAX}, sources.smsa())
    keep(out / REGIONAL, arrays, meta)


def _general(sources: Sources, out: Path, say: Say) -> None:
    every = tasks(sources)
    measure = Measure([text for task in every for text in dict.fromkeys(task.texts)])
    heads: list[Head] = []
    calibrations: dict[str, Calibration] = {}
    first = 0
    for task in every:
        rows = measure.rows([*task.texts, *task.unlabelled])
        scores = unseen_scores(task, rows)
        calibrations[task.name] = calibrated(task, first, scores)
        say(_line(task, calibrations[task.name], scores))
        head = fitted(task, rows, np.arange(len(task.labels)))
        heads.append(_spread(head, task))
        first += calibrations[task.name].columns
    told = {name: asdict(one) for name, one in calibrations.items()}
    spoken = {"language": told.pop("language")}
    keep(out / LANGUAGE, packed("general", heads[:1], measure.rarity), {"heads": spoken})
    arrays = packed("general", heads[1:], measure.rarity)
    del arrays["general.rarity"]  # counted over share-alike texts too: it lies with the language head
    keep(out / GENERAL, arrays, {"heads": told})


def _spread(head: Head, task: Task) -> Head:
    """Give every value a column, also one that no row had."""
    seen = np.unique(task.labels)
    width = 1 if len(task.values) == 2 else len(task.values)  # noqa: PLR2004 - yes and no share a column
    if width in {1, head.weights.shape[1]}:
        return head
    weights, bias = np.zeros((len(head.weights), width), np.float32), np.full(width, -9.0)
    weights[:, seen], bias[seen] = head.weights, head.bias
    return Head(weights, bias)


def _line(task: Task, head: Calibration, scores: Array) -> str:
    counted = np.array(task.measured) & ~np.isnan(scores[:, 0])
    chances = Calibration(0, head.values, head.temperature).chances(scores[counted])
    labels = np.array(task.labels)[counted]
    right = (chances.argmax(axis=1) == labels).mean() if len(labels) else 0.0
    common = np.bincount(labels).max() / len(labels)
    error = calibration_error(chances, labels)
    return (
        f"{task.name}: {len(labels)} rows that count, right {right:.3f} (always the commonest {common:.3f}), "
        f"calibration error {error:.3f}, temperature {head.temperature:.2f}, alone from {head.alone_from:.2f}, yes from {head.yes_from:.2f}"
    )
