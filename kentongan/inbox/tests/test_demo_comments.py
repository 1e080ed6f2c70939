"""Triage held against comments written in four places: how often there is little left to do for the person who confirms."""

from __future__ import annotations

from kentongan.inbox.demo_comments import comments
from kentongan.triage.suggest import SURE, suggest


def topic_of(text: str) -> str:
    topic = suggest(text).topic
    return topic.code if topic else ""


def test_four_places_are_understood_nine_times_in_ten() -> None:
    told = comments()
    right = [one for one in told if topic_of(one.text) == one.topic]
    assert len(told) >= 60
    assert len(right) / len(told) >= 0.9


def test_each_place_is_understood_in_its_own_speech() -> None:
    for government in ("wajo", "palembang", "bandung", "samarinda"):
        told = comments(government)
        assert len(told) >= 15
        assert sum(topic_of(one.text) == one.topic for one in told) / len(told) >= 0.8, government


def test_what_the_citizen_wants_is_understood_four_times_in_five() -> None:
    told = comments()
    assert sum(suggest(one.text).kind == one.kind for one in told) / len(told) >= 0.8


def test_nobody_is_told_a_topic_for_mere_thanks_with_certainty() -> None:
    for one in comments():
        if not one.topic:
            assert suggest(one.text).topic_sure != SURE, one.text
