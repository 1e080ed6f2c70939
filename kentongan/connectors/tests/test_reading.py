"""What a platform wrote is read without trust: odd is empty, never an exception."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from kentongan.connectors import reading
from kentongan.connectors.contract import Secret


@pytest.mark.parametrize("written", ["2026-11-23T02:00:00+0000", "2026-11-23T09:00:00+07:00", "1795399200", 1795399200])
def test_a_time_is_read_in_each_form_platforms_use(written: str | int) -> None:
    assert reading.moment({"at": written}, "at") == datetime.fromtimestamp(1795399200, UTC)


def test_a_time_without_a_zone_is_taken_as_utc() -> None:
    assert reading.moment({"at": "2026-11-23T02:00:00"}, "at") == datetime(2026, 11, 23, 2, tzinfo=UTC)


@pytest.mark.parametrize("written", ["kemarin", "", None, True, [], "9" * 30])
def test_what_is_not_a_time_is_none_and_visibly_wrong(written: object) -> None:
    assert reading.moment({"at": written}, "at") is None
    assert reading.moment_or_epoch({"at": written}, "at").year == 1970


def test_a_count_may_be_written_as_text_and_a_missing_one_is_none() -> None:
    assert reading.number({"n": "12"}, "n") == 12
    assert reading.number({"n": -1}, "n") == -1
    assert reading.number({"n": "banyak"}, "n") is None
    assert reading.number(None, "n") is None


def test_odd_shapes_are_empty() -> None:
    assert reading.sub({"a": [1]}, "a", "b") == {}
    assert reading.items({"a": "x"}, "a") == reading.items([], "a") == ()


def test_a_secret_never_prints_itself() -> None:
    assert "rahasia" not in f"{Secret('rahasia')!r} {Secret('rahasia')}"
