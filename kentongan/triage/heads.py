"""What the shipped weights say: each head's values, probabilities as measured, and when a person has to look."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kentongan.triage.bank import Bank, Floats
from kentongan.triage.regional import Regional

FOLDER = Path(__file__).parent / "weights"
GENERAL, LANGUAGE, REGIONAL = "general.npz", "language.npz", "nusax.npz"
"""Files, not one: what has learned from share-alike sets lies apart. `LANGUAGE` also holds how rare words are, for both."""
SHARED = ("table", "scale", "bias")


@dataclass(frozen=True, slots=True)
class Calibration:
    """One head: where its columns lie, what they mean, how hot its scores are, from which sureness it may stand alone.

    A head of one column says yes from `yes_from` on; all other heads say their best value.
    """

    first: int
    values: tuple[str, ...]
    temperature: float = 1.0
    alone_from: float = 1.0
    yes_from: float = 0.5
    common: int = -1
    boost: float = 1.0

    def best(self, chances: Floats) -> NDArray[np.intp]:
        """Return the place of the value that is said; a rare value is said before it is the likeliest, where that was found best."""
        if self.columns == 1:
            return (chances[:, 1] >= self.yes_from).astype(np.intp)
        if self.common < 0 or self.boost == 1:
            return np.asarray(chances.argmax(axis=1))
        boosts = np.full(chances.shape[1], self.boost, np.float32)
        boosts[self.common] = 1
        return np.asarray((chances * boosts).argmax(axis=1))

    @property
    def columns(self) -> int:
        """How many columns of the table are this head's."""
        return 1 if self.values == ("no", "yes") else len(self.values)

    def chances(self, scores: Floats) -> Floats:
        """Return each value's probability; for yes or no, of both."""
        own = scores[:, self.first : self.first + self.columns] / np.float32(self.temperature)
        if self.columns == 1:
            own = np.concatenate((np.zeros_like(own), own), axis=1)
        own = np.exp(own - own.max(axis=1, keepdims=True))
        result: Floats = own / own.sum(axis=1, keepdims=True)
        return result


@dataclass(frozen=True, slots=True)
class Weights:
    """Everything that is loaded from the package's folder."""

    bank: Bank
    heads: Mapping[str, Calibration]
    regional: Regional


def load(folder: Path = FOLDER) -> Weights | None:
    """Return the weights; nothing when the folder holds none."""
    if not all((folder / name).exists() for name in (GENERAL, LANGUAGE, REGIONAL)):
        return None
    arrays, heads = _joined(_opened(folder / LANGUAGE), _opened(folder / GENERAL))
    return Weights(Bank(arrays, "general"), heads, Regional(*_opened(folder / REGIONAL)))


def keep(path: Path, arrays: Mapping[str, NDArray[Any]], meta: Mapping[str, object]) -> None:
    """Write a file of weights; the same weights give the same bytes."""
    text = json.dumps(meta, sort_keys=True, default=asdict)
    np.savez_compressed(path, allow_pickle=False, meta=np.frombuffer(text.encode(), np.uint8), **arrays)


def _joined(
    *parts: tuple[Mapping[str, NDArray[Any]], dict[str, Any]],
) -> tuple[dict[str, NDArray[Any]], dict[str, Calibration]]:
    """Put the columns of several files side by side: words are then worked out once for all heads."""
    arrays = {
        f"general.{one}": np.concatenate([held[f"general.{one}"] for held, _ in parts], axis=-1) for one in SHARED
    }
    arrays["general.rarity"] = parts[0][0]["general.rarity"]
    told = {name: one for _, meta in parts for name, one in meta["heads"].items()}
    return arrays, {name: Calibration(**{**one, "values": tuple(one["values"])}) for name, one in told.items()}


def _opened(path: Path) -> tuple[dict[str, NDArray[Any]], dict[str, Any]]:
    with np.load(path, allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    meta: dict[str, Any] = json.loads(arrays.pop("meta").tobytes())
    return arrays, meta
