"""State machines check themselves and refuse what was not declared."""

from __future__ import annotations

import pytest

from kentongan.core.states import Machine, MoveRefusedError

LETTER = Machine(
    name="letter",
    initial="draft",
    labels={"draft": "Draf", "sent": "Terkirim", "torn": "Batal"},
    moves={"draft": frozenset({"sent", "torn"}), "sent": frozenset(), "torn": frozenset()},
)


def test_a_letter_may_be_sent_but_never_called_back() -> None:
    LETTER.check("draft", "sent")
    with pytest.raises(MoveRefusedError, match="sent → draft"):
        LETTER.check("sent", "draft")


def test_states_that_nothing_leaves_are_final() -> None:
    assert LETTER.final == {"sent", "torn"}
    assert LETTER.choices[0] == ("draft", "Draf")


def test_a_state_without_words_for_people_is_refused_when_declared() -> None:
    with pytest.raises(ValueError, match="lost"):
        Machine(name="x", initial="a", labels={"a": "A"}, moves={"a": frozenset({"lost"})})


def test_a_state_nobody_can_reach_is_refused_when_declared() -> None:
    with pytest.raises(ValueError, match="cannot be reached"):
        Machine(name="x", initial="a", labels={"a": "A", "b": "B"}, moves={"a": frozenset(), "b": frozenset()})


def test_an_unknown_state_allows_nothing() -> None:
    assert not LETTER.allows("lost", "sent")
