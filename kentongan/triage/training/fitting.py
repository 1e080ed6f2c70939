"""Learn a task's head, and what it says of rows it has not seen.

Where a task has comments without a label, a slower head teaches: it reads runs of signs across the ends of words, which cannot be
worked out once a word, and says of each such comment how likely each value is. What is served is the mean of two heads: one that
learned the labels alone (its sureness is the better one), and one that learned from the teacher too (it is more often right).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import FeatureUnion

from kentongan.triage.folding import SEPARATOR
from kentongan.triage.training.calibrating import warmed
from kentongan.triage.training.matrices import Array, Head, Matrix, learn, learn_chances, learn_margin, shaped
from kentongan.triage.training.tasks import Task

FOLDS, TEACHER_FOLDS = 3, 4
MANY = 10_000
"""With so many rows, one third stands for all when a head is calibrated."""
NEVER = -9.0
TEACHER_STRICTNESS, TAUGHT_STRICTNESS = 0.1, 0.25
BELIEVED = 0.5
"""How much of a labelled comment's label is the teacher's word (from rows it had not seen): labels are noisy."""


def fitted(task: Task, rows: Matrix, known: Array) -> Head:
    """Learn a task's head from some of its rows. `rows`: of its texts, then of those without a label."""
    labels = np.array(task.labels)[known]
    kind_of = learn if task.rare_first else learn_margin
    head = kind_of(rows[known], labels, strictness=task.strictness, weights=np.array(task.weights)[known])
    return _mean(head, _taught(task, rows, known, labels)) if task.unlabelled else head


def unseen_scores(task: Task, rows: Matrix, folds: int = FOLDS) -> Array:
    """Return each row's scores from a head that has not seen it nor its group; not a number where none was asked."""
    labels = np.array(task.labels)
    width = 1 if len(task.values) == 2 else len(task.values)  # noqa: PLR2004 - yes and no share a column
    scores = np.full((len(labels), width), np.nan, np.float32)
    splits = list(GroupKFold(folds).split(labels, labels, task.groups))
    for known, unseen in splits[:1] if len(labels) > MANY else splits:
        scores[unseen] = NEVER
        columns = [0] if width == 1 else np.unique(labels[known])
        scores[np.ix_(unseen, columns)] = fitted(task, rows, known).scores(rows[unseen])
    return scores


def _taught(task: Task, rows: Matrix, known: Array, labels: Array) -> Head:
    own, theirs = _teachings(task, known, labels)
    believed = (1 - BELIEVED) * np.eye(len(task.values))[labels] + BELIEVED * own
    which = np.concatenate((known, np.arange(len(task.labels), rows.shape[0])))
    return learn_chances(rows[which], np.concatenate((believed, theirs)), strictness=TAUGHT_STRICTNESS)


def _mean(one: Head, other: Head) -> Head:
    return Head(((one.weights + other.weights) / 2).astype(np.float32), (one.bias + other.bias) / 2)


def _teachings(task: Task, known: Array, labels: Array) -> tuple[Array, Array]:
    """Return how likely each value is, for the known texts (each from teachers that had not seen it) and for those without a label."""
    read = across_words([*(task.texts[at] for at in known), *task.unlabelled])
    ours, theirs = read[: len(known)], read[len(known) :]
    scores = np.zeros((len(known), len(task.values)), np.float32)
    groups = [task.groups[at] for at in known]
    for some, others in GroupKFold(TEACHER_FOLDS).split(labels, labels, groups):
        teacher = learn_margin(ours[some], labels[some], strictness=TEACHER_STRICTNESS)
        scores[others] = teacher.scores(ours[others])
    head = warmed(task.values, scores, labels)
    teacher = learn_margin(ours, labels, strictness=TEACHER_STRICTNESS)
    return head.chances(scores), head.chances(teacher.scores(theirs).astype(np.float32))


def across_words(texts: Sequence[str]) -> Matrix:
    """Return texts as rows of runs of one to six signs, ends of words or not, and of words and their neighbours."""
    said = (" " + " ".join(shaped(texts))).split(SEPARATOR)[:-1]
    signs = TfidfVectorizer(analyzer="char", ngram_range=(1, 6), min_df=3, sublinear_tf=True, dtype=np.float32)
    words = TfidfVectorizer(
        tokenizer=str.split, token_pattern=None, ngram_range=(1, 2), min_df=2, sublinear_tf=True, dtype=np.float32
    )
    return FeatureUnion([("signs", signs), ("words", words)]).fit_transform(said).tocsr()
