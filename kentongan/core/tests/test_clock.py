"""One clock for all machines, whatever happens to a machine's own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from kentongan.core import clock

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def free() -> Iterator[None]:
    yield
    clock.weigh_anchor()


def test_a_machine_that_goes_by_a_shared_clock_does_not_care_about_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    clock.anchor(NOON)
    monkeypatch.setattr(clock, "_wall", lambda: NOON + timedelta(hours=7))
    assert NOON <= clock.now() < NOON + timedelta(seconds=5)
    clock.weigh_anchor()
    assert clock.now() == NOON + timedelta(hours=7)


def test_time_passes_for_a_machine_that_goes_by_a_shared_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = iter([100.0, 100.0, 130.0])
    monkeypatch.setattr(clock, "_passed", lambda: next(seconds))
    clock.anchor(NOON)
    assert (clock.now(), clock.now()) == (NOON, NOON + timedelta(seconds=30))


def test_a_stopped_clock_stands_whatever_the_others_say() -> None:
    clock.anchor(NOON)
    with clock.stopped_at(NOON - timedelta(days=1)):
        assert clock.now() == NOON - timedelta(days=1)
