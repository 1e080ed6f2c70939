"""Readings: every part names a value, how sure it is, and words that stand in the text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kentongan.triage.reading import (
    AUTHORITIES,
    KINDS,
    LANGUAGES,
    NO,
    NORMAL,
    NOW,
    SENTIMENTS,
    URGENCIES,
    YES,
    Guess,
    Reading,
    read,
    read_many,
)


def every_part(reading: Reading) -> list[Guess]:
    return [
        reading.language, reading.kind, reading.sentiment, reading.urgency, *reading.topics, reading.authority, reading.abuse,
        reading.threat, reading.gambling, reading.hoax,
    ]  # fmt: skip


def assert_sound(text: str, reading: Reading) -> None:
    assert reading.language.value in LANGUAGES
    assert reading.kind.value in KINDS
    assert reading.sentiment.value in SENTIMENTS
    assert reading.urgency.value in URGENCIES
    assert reading.authority.value in AUTHORITIES
    assert {flag.value for flag in (reading.abuse, reading.threat, reading.gambling, reading.hoax)} <= {YES, NO}
    assert 1 <= len(reading.topics) <= 3
    for guess in every_part(reading):
        assert 0 <= guess.sure <= 1
        assert all(text[one.start : one.end] == one.text and one.text for one in guess.words)


@given(st.text(max_size=300))
def test_any_text_is_read_and_the_words_it_rests_on_stand_in_it(text: str) -> None:
    assert_sound(text, read(text))


def test_a_fire_is_urgent_and_a_greeting_is_not() -> None:
    assert read("Tolong pak ada kebakaran di Pasar Tempe!!").urgency.value == NOW
    assert read("Selamat pagi min").urgency.value == NORMAL


def test_many_are_read_as_one_is() -> None:
    texts = ["Jalan rusak parah", "", "👏👏", "kapan vaksin min?", "lampu jalan mati di RT 3"]
    assert read_many(texts) == [read(text) for text in texts]
