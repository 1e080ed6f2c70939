"""Learn the NusaX part: three views of sentiment in twelve languages, and the word lists into Indonesian."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import scipy.sparse as sp

from kentongan.triage.regional import into_indonesian, written
from kentongan.triage.training.lexicons import lexicon
from kentongan.triage.training.matrices import Array, Head, Measure, learn, packed, shaped
from kentongan.triage.training.sources import NUSAX, Row, Sources

OWN, JOINT_SMSA, PROJECTED_SMSA, INDONESIAN = 10.0, 0.3, 0.3, 3.0
WEIGHTS = [0.28, 0.28, 0.28, 0.16]
"""Of the language's own head, Indonesian on projected text, the same with all languages' projected text, the joint head."""
MORE_LANGUAGES = ("mui", "mak", "bew")

Rows = Mapping[str, Sequence[Row]]


def learn_regional(sources: Sources, rows: Rows, smsa: Sequence[Row]) -> tuple[dict[str, Array], dict[str, object]]:
    """Return arrays and what is to be known of them. `rows`: NusaX, by language, only what one may learn from."""
    indonesian = {row.group: row.text for row in rows["ind"]}
    lexicons = {}
    for language in (*NUSAX, *MORE_LANGUAGES):
        if language != "ind":
            parallel = [(indonesian[row.group], row.text) for row in rows.get(language, ())]
            lexicons[language] = lexicon(sources, language, parallel)
    arrays: dict[str, Array] = {}
    for language in NUSAX:
        texts = [row.text for row in rows[language]]
        measure = Measure(texts)
        head = learn(measure.rows(texts), _labels(rows[language]), strictness=OWN)
        arrays |= packed(f"own.{language}", [head], measure.rarity)
    arrays |= _joint(rows, smsa) | _projected(rows, smsa, lexicons)
    arrays |= {f"lexicon.{language}": written(words) for language, words in lexicons.items()}
    return arrays, {"languages": list(NUSAX), "lexicons": list(lexicons), "weights": WEIGHTS}


def _joint(rows: Rows, smsa: Sequence[Row]) -> dict[str, Array]:
    every = [*smsa, *(row for language in NUSAX for row in rows[language])]
    texts = [row.text for row in every]
    measure = Measure(texts)
    weights = np.concatenate([np.full(len(smsa), JOINT_SMSA), np.ones(len(every) - len(smsa))])
    return packed("joint", [learn(measure.rows(texts), _labels(every), weights=weights)], measure.rarity)


def _projected(rows: Rows, smsa: Sequence[Row], lexicons: Mapping[str, Mapping[str, str]]) -> dict[str, Array]:
    base = [*smsa, *rows["ind"]]
    texts = [row.text for row in base]
    measure = Measure(texts)
    ours = measure.rows(texts)
    weights = np.concatenate([np.full(len(smsa), PROJECTED_SMSA), np.full(len(rows["ind"]), INDONESIAN)])
    alone = learn(ours, _labels(base), weights=weights)
    others = [language for language in NUSAX if language != "ind"]
    said = [into_indonesian(shaped([row.text for row in rows[one]]), lexicons[one]) for one in others]
    theirs = [row for one in others for row in rows[one]]
    together: Head = learn(
        sp.vstack([ours, *(measure.heard(words) for words in said)]).tocsr(),
        np.concatenate([_labels(base), _labels(theirs)]),
        weights=np.concatenate([weights, np.ones(len(theirs))]),
    )
    return packed("projected", [alone, together], measure.rarity)


def _labels(rows: Sequence[Row]) -> Array:
    return np.array([row.label for row in rows])
