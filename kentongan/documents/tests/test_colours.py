"""Colours that can be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kentongan.documents import colours

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_contrast_is_what_the_standard_says() -> None:
    assert colours.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert colours.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert colours.contrast("#123456", "#123456") == 1


@given(COLOURS, COLOURS, st.sampled_from([colours.TEXT, colours.LARGE]))
def test_a_colour_that_cannot_be_read_gives_way_to_one_that_can(wanted: str, ground: str, least: float) -> None:
    found = colours.readable(wanted, ground, least)
    assert colours.contrast(found, ground) >= least
    if colours.contrast(wanted, ground) >= least:
        assert found == wanted


@given(COLOURS)
def test_there_is_always_ink_for_a_ground(ground: str) -> None:
    assert colours.contrast(colours.on(ground), ground) >= 4.2


@pytest.mark.parametrize("wrong", ["rgb", "red", "#fff", "#GGGGGG", "#1234567", "123456"])
def test_what_is_no_colour_is_refused(wrong: str) -> None:
    assert not colours.is_colour(wrong)
    with pytest.raises(ValueError, match=wrong):
        colours.contrast(wrong, "#ffffff")
