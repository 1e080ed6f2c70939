"""Several comments about one thing are seen as one matter; two holes in two places are not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kentongan.triage.matters import Told, likeness, likest, same_matter

NOON = datetime(2026, 11, 23, 5, tzinfo=UTC)
HOLE = "jalan di depan pasar berlubang sudah 3 bulan, tolong pak"
AGAIN = "Pak jalan depan pasar berlubang lagi, kemarin ada yang jatuh"


def told(text: str, *, place: str = "Tempe", days: float = 0, topic: str = "Jalan rusak", exact: bool = False) -> Told:
    return Told(text, topic, place, NOON + timedelta(days=days), exact)


def test_two_people_who_write_of_one_hole_write_of_one_matter() -> None:
    assert same_matter(told(HOLE), told(AGAIN, days=2))


@pytest.mark.parametrize(
    "other",
    [
        told(AGAIN, place="Belawa"),
        told(AGAIN, days=40),
        told(AGAIN, topic="Lampu jalan"),
        told("trotoar kampus retak, tolong dicek", place="Tempe"),
    ],
    ids=["elsewhere", "long after", "of another topic", "in other words"],
)
def test_what_differs_in_place_time_topic_or_words_is_another_matter(other: Told) -> None:
    assert not same_matter(told(HOLE), other)


def test_without_a_place_the_words_must_be_closer() -> None:
    far = "aspal jalan berlubang di depan pasar lama"
    assert same_matter(told(HOLE), told(far))
    assert not same_matter(told(HOLE, place=""), told("jalan berlubang di gang kami", place=""))
    assert same_matter(told(HOLE, place=""), told(AGAIN, place=""))


def test_the_likest_is_chosen() -> None:
    others = [(1, told("lubang besar depan pasar, jalan rusak")), (2, told(AGAIN)), (3, told(HOLE))]
    assert likest(told(HOLE), others) == 3
    assert likest(told("lampu mati", topic=""), others) is None


@given(st.text(max_size=120), st.text(max_size=120))
def test_likeness_is_the_same_both_ways_and_between_nought_and_one(one: str, other: str) -> None:
    assert 0.0 <= likeness(one, other) <= 1.0
    assert likeness(one, other) == likeness(other, one)
    first, second = told(one), told(other, days=3)
    assert same_matter(first, second) == same_matter(second, first)
