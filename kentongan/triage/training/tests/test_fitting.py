"""A head learns from comments nobody has labelled, by way of a slower head; one that knows a row never says what it makes of it."""

from __future__ import annotations

import numpy as np
import pytest

from kentongan.triage.reading import SENTIMENTS
from kentongan.triage.training.fitting import across_words, fitted, unseen_scores
from kentongan.triage.training.matrices import Measure
from kentongan.triage.training.tasks import Task

SAID = {"negative": "jelek sekali", "neutral": "kapan buka", "positive": "bagus sekali"}


@pytest.fixture
def task() -> Task:
    made = Task("sentiment", SENTIMENTS, strictness=0.2)
    for number in range(20):
        for value, words in zip(SENTIMENTS, SAID.values(), strict=True):
            made.add(f"{words} nomor {number}", value)
    return made


def test_a_word_that_no_labelled_comment_has_is_learned_from_those_it_stands_beside(task: Task) -> None:
    task.unlabelled = [f"{said} {number}" for number in range(30) for said in ("bagus mantul", "jelek ambyar")]
    measure = Measure(task.texts)
    head = fitted(task, measure.rows([*task.texts, *task.unlabelled]), np.arange(len(task.labels)))
    assert head.scores(measure.rows(["mantul", "ambyar", "kapan"])).argmax(axis=1).tolist() == [2, 0, 1]


def test_every_row_is_scored_by_a_head_that_has_not_seen_its_group(task: Task) -> None:
    """Labels that hang on nothing but the group cannot be told, however often the group's text stands there."""
    for number in range(30):
        for _ in range(4):
            task.add(f"rahasia{number} rahasia{number}", SENTIMENTS[number % 3], group=f"g{number}")
    task.unlabelled = [f"lain {number}" for number in range(20)]
    scores = unseen_scores(task, Measure(task.texts).rows([*task.texts, *task.unlabelled]))
    right = (scores.argmax(axis=1) == np.array(task.labels))[60:]
    assert not np.isnan(scores).any()
    assert right.mean() < 2 / 3


def test_the_teacher_reads_across_the_ends_of_words() -> None:
    texts = ["ayo maju", "ayo mundur", "maju ayo"] * 3
    first, _, other = across_words(texts).toarray()[:3]
    assert not np.array_equal(first, other)
