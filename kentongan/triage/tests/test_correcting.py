"""Corrections teach, within what is measured: what is not better on comments never learned from replaces nothing."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kentongan.triage.correcting import KEPT, LEAST_CORRECTIONS, Example, judge, lean, learn, wrong

KINDS = {"complaint": "rusak parah berlubang", "question": "syarat berapa dibuka", "praise": "mantap makasih keren"}


def office(count: int, *, taught: bool = True, seed: int = 7) -> list[Example]:
    """An office whose people write "antrean" of what it calls a question, which the shipped reader takes for a complaint."""
    chance = random.Random(seed)
    made = []
    for number in range(count):
        kind = chance.choice(sorted(KINDS))
        words = f"{KINDS[kind]} nomor {number}"
        if number % 3 == 0:
            made.append(Example(f"antrean loket {words}", "complaint", "question" if taught else "complaint"))
        else:
            made.append(Example(words, kind, kind))
    return made


def test_what_people_always_correct_is_advised_rightly_afterwards() -> None:
    examples = office(300)
    verdict = judge(examples)
    assert verdict is not None
    assert verdict.passes
    assert verdict.candidate_wrong < verdict.shipped_wrong
    value, sure = lean("antrean loket panjang", "complaint", 0.6, verdict.weights)
    assert value == "question"
    assert 0.0 < sure <= 1.0


def test_chance_teaches_nothing_that_is_used() -> None:
    chance = random.Random(3)
    noise = [Example(f"kata {number} acak", "complaint", "complaint") for number in range(200)]
    mixed = [
        one if chance.random() < 0.9 else Example(one.text, "complaint", chance.choice(["praise", "question"]))
        for one in noise
    ]
    verdict = judge(mixed)
    assert verdict is not None
    assert not verdict.passes


def test_a_worse_one_never_replaces_a_better_one() -> None:
    examples = office(300)
    good = judge(examples)
    assert good is not None
    turned = [Example(one.text, one.advised, "praise") for one in office(180, seed=9)]
    again = judge([*turned, *office(60, seed=11)], good.weights)
    assert again is not None
    assert again.in_use_wrong <= again.candidate_wrong
    assert not again.passes


def test_a_handful_teaches_nothing() -> None:
    assert judge(office(LEAST_CORRECTIONS - 1)) is None


def test_where_nothing_is_learned_the_advice_stays_as_it_is() -> None:
    assert lean("apa saja", "complaint", 0.37, {}) == ("complaint", 0.37)


def test_the_same_corrections_teach_the_same_and_no_words_stand_in_the_weights() -> None:
    weights = learn(office(150))
    assert weights == learn(office(150))
    features = {feature for row in weights.values() for feature in row}
    assert sum(len(row) for row in weights.values()) <= KEPT
    assert not any("antrean" in feature for feature in features)
    assert wrong(office(60, seed=5), weights) < wrong(office(60, seed=5), {})


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=80), st.sampled_from(["complaint", "praise", "unheard"]), st.floats(0, 1))
def test_any_text_and_any_advice_is_leaned_on(text: str, value: str, sure: float) -> None:
    chosen, after = lean(text, value, sure, {"complaint": {"=praise": 1.5}, "praise": {}})
    assert chosen in {"complaint", "praise", "unheard"}
    assert 0.0 <= after <= 1.0


@pytest.mark.parametrize("count", [0, 1])
def test_nothing_to_learn_from_is_no_fault(count: int) -> None:
    assert isinstance(learn(office(count)), dict)
