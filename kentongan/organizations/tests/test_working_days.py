"""Working days and deadlines as the law and the convention count them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from kentongan.organizations.rules import (
    OFFICE_CLOSES,
    add_working_days,
    deadline,
    is_working_day,
    national_holidays,
    working_days_between,
)

WITA = ZoneInfo("Asia/Makassar")
DAYS = st.dates(min_value=date(2026, 1, 1), max_value=date(2027, 12, 1))
COUNTS = st.integers(min_value=0, max_value=30)
OVERRIDES = st.dictionaries(DAYS, st.booleans(), max_size=6)
MOMENTS = st.builds(
    lambda day, minutes: datetime.combine(day, time(), WITA) + timedelta(minutes=minutes),
    DAYS,
    st.integers(min_value=0, max_value=24 * 60 - 1),
)


def test_saturday_sunday_and_independence_day_are_no_working_days() -> None:
    assert not is_working_day(date(2026, 11, 21), {})
    assert not is_working_day(date(2026, 11, 22), {})
    assert not is_working_day(date(2026, 8, 17), {})
    assert is_working_day(date(2026, 11, 23), {})


def test_joint_leave_is_no_working_day() -> None:
    assert any("cuti bersama" in name.lower() for name in national_holidays(2026).values())
    leave = next(day for day, name in national_holidays(2026).items() if "cuti bersama" in name.lower())

    assert not is_working_day(leave, {})


def test_the_governments_own_calendar_decides_before_the_national_one() -> None:
    assert not is_working_day(date(2026, 11, 23), {date(2026, 11, 23): False})
    assert is_working_day(date(2026, 8, 17), {date(2026, 8, 17): True})


def test_the_first_day_counted_is_the_next_working_day() -> None:
    friday = datetime(2026, 11, 20, 10, 0, tzinfo=WITA)

    assert deadline(friday, 1, WITA, {}) == datetime(2026, 11, 23, 16, 0, tzinfo=WITA)
    assert deadline(friday, 3, WITA, {}) == datetime(2026, 11, 25, 16, 0, tzinfo=WITA)


def test_what_arrives_after_office_hours_counts_as_the_next_day() -> None:
    evening = datetime(2026, 11, 20, 16, 0, tzinfo=WITA)

    assert deadline(evening, 1, WITA, {}) == datetime(2026, 11, 24, 16, 0, tzinfo=WITA)


def test_what_arrives_on_a_sunday_counts_as_monday() -> None:
    sunday = datetime(2026, 11, 22, 9, 0, tzinfo=WITA)

    assert deadline(sunday, 1, WITA, {}) == datetime(2026, 11, 24, 16, 0, tzinfo=WITA)


def test_the_day_is_the_governments_own_and_not_that_of_greenwich() -> None:
    late_in_london = datetime(2026, 11, 22, 23, 0, tzinfo=ZoneInfo("UTC"))  # Monday 07.00 in Wajo

    assert deadline(late_in_london, 1, WITA, {}) == datetime(2026, 11, 24, 16, 0, tzinfo=WITA)


@settings(max_examples=60)
@given(DAYS, COUNTS, OVERRIDES)
def test_a_deadline_always_falls_on_a_working_day(start: date, days: int, overrides: dict[date, bool]) -> None:
    assert is_working_day(add_working_days(start, days, overrides), overrides)


@settings(max_examples=60)
@given(DAYS, st.integers(min_value=1, max_value=30), OVERRIDES)
def test_counting_back_gives_the_days_that_were_counted(start: date, days: int, overrides: dict[date, bool]) -> None:
    end = add_working_days(start, days, overrides)

    assert working_days_between(start, end, overrides) == days
    assert working_days_between(end, start, overrides) == -days


@settings(max_examples=60)
@given(DAYS, st.integers(min_value=1, max_value=30), OVERRIDES)
def test_one_working_day_more_is_always_later(start: date, days: int, overrides: dict[date, bool]) -> None:
    assert add_working_days(start, days + 1, overrides) > add_working_days(start, days, overrides)


@settings(max_examples=60)
@given(MOMENTS, COUNTS, OVERRIDES)
def test_a_deadline_is_at_closing_time_and_never_before_the_day_of_receipt(
    received: datetime, days: int, overrides: dict[date, bool]
) -> None:
    due = deadline(received, days, WITA, overrides)

    assert due.timetz().replace(tzinfo=None) == OFFICE_CLOSES
    assert due.date() >= received.date()


@settings(max_examples=60)
@given(MOMENTS, COUNTS, st.integers(min_value=1, max_value=72))
def test_what_arrives_later_is_never_due_earlier(received: datetime, days: int, hours: int) -> None:
    assert deadline(received + timedelta(hours=hours), days, WITA, {}) >= deadline(received, days, WITA, {})
