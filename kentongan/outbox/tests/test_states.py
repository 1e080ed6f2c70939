from __future__ import annotations

from pathlib import Path

import pytest

from kentongan.core.states import MoveRefusedError
from kentongan.outbox import sentences, states
from kentongan.outbox.states import DELIVERY

README = Path(__file__).parents[1] / "README.md"


def drawing() -> list[str]:
    lines = ["stateDiagram-v2", f"    [*] --> {DELIVERY.initial}"]
    for state, targets in DELIVERY.moves.items():
        lines += [f"    {state} --> {target}" for target in sorted(targets)] or [f"    {state} --> [*]"]
    return lines


def test_the_readme_draws_the_machine_as_it_is() -> None:
    text = README.read_text("utf-8")
    assert text.split("```mermaid\n")[1].split("\n```")[0].splitlines() == drawing()


def test_what_is_public_stays_public() -> None:
    assert DELIVERY.final == {states.PUBLISHED}


def test_nothing_becomes_public_without_having_been_sent_or_looked_up() -> None:
    sources = {source for source in DELIVERY.labels if DELIVERY.allows(source, states.PUBLISHED)}
    by_a_person = {states.NEEDS_PERSON, states.BY_HAND} | states.AFTER_HAND
    assert sources == {states.SENDING, states.UNKNOWN} | by_a_person


def test_a_doubt_is_never_cancelled_or_held_away() -> None:
    for target in (states.CANCELLED, states.HELD, states.EXPIRED, states.WAITING):
        with pytest.raises(MoveRefusedError):
            DELIVERY.check(states.UNKNOWN, target)


def test_every_state_has_words_and_a_shape_for_people() -> None:
    assert set(states.SHAPES) == set(DELIVERY.labels)
    for state in DELIVERY.labels:
        sentence = sentences.summary(state, "cannot_tell")
        assert sentence[0].isupper()
        assert "_" not in sentence


def test_an_unknown_code_is_told_vaguely_and_never_shown() -> None:
    assert sentences.why("E42_weird") == "Ada hal yang perlu dilihat"
    assert sentences.what_to_do("E42_weird") == sentences.LOOK_FIRST
