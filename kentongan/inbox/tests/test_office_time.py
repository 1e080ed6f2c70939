"""Office time as arithmetic: whatever the holidays, Ramadan hours and pauses, it only goes forward and adds exactly."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kentongan.inbox.clocks.calendar import Hours, OfficeCalendar
from kentongan.inbox.clocks.models import Unit
from kentongan.inbox.clocks.rules import LADDER, PROMISES, Rung, counted, moment_of, prolonged
from kentongan.organizations.rules import deadline

WITA = ZoneInfo("Asia/Makassar")
RAMADAN = Hours(date(2026, 2, 18), date(2026, 3, 19), time(8), time(15), time(15, 30))
PLAIN = OfficeCalendar(WITA)

ZONES = st.sampled_from([ZoneInfo(name) for name in ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")])
DAYS = st.dates(date(2025, 11, 1), date(2027, 2, 28))
HOURS = st.builds(
    lambda starts, span, opens, closes: Hours(starts, starts + timedelta(days=span), time(opens), time(closes, 30)),
    DAYS,
    st.integers(0, 40),
    st.integers(6, 10),
    st.integers(12, 17),
)
CALENDARS = st.builds(
    OfficeCalendar,
    ZONES,
    st.dictionaries(DAYS, st.booleans(), max_size=8),
    st.lists(HOURS, max_size=3).map(tuple),
)
EDGES = (datetime(2025, 11, 15), datetime(2027, 1, 31))  # noqa: DTZ001 - hypothesis adds the zone
MOMENTS = st.datetimes(*EDGES, timezones=st.just(UTC))
SPANS = st.integers(0, 60 * 24 * 20).map(lambda minutes: timedelta(minutes=minutes))


@given(CALENDARS, MOMENTS, SPANS, st.integers(1, 30))
def test_who_is_received_later_is_never_due_earlier(
    calendar: OfficeCalendar, received: datetime, later: timedelta, days: int
) -> None:
    assert calendar.after_days(received, days) <= calendar.after_days(received + later, days)


@given(CALENDARS, MOMENTS, st.integers(1, 30))
def test_one_day_more_is_always_later(calendar: OfficeCalendar, received: datetime, days: int) -> None:
    first, second = calendar.after_days(received, days), calendar.after_days(received, days + 1)
    assert received < first < second
    assert calendar.works(first.date())


@given(CALENDARS, MOMENTS, SPANS)
def test_office_time_that_is_added_is_exactly_the_office_time_that_passes(
    calendar: OfficeCalendar, start: datetime, span: timedelta
) -> None:
    assert calendar.office_time(start, calendar.after_office_time(start, span)) == span


@given(CALENDARS, MOMENTS, SPANS, SPANS)
def test_office_time_of_two_parts_is_that_of_the_whole(
    calendar: OfficeCalendar, start: datetime, first: timedelta, second: timedelta
) -> None:
    middle, end = start + first, start + first + second
    assert calendar.office_time(start, end) == calendar.office_time(start, middle) + calendar.office_time(middle, end)


@given(CALENDARS, MOMENTS, st.integers(1, 20), SPANS, SPANS)
def test_a_pause_moves_a_deadline_by_exactly_the_office_time_it_stood(
    calendar: OfficeCalendar, received: datetime, days: int, after: timedelta, stood: timedelta
) -> None:
    due = calendar.after_days(received, days)
    start, end = received + after, received + after + stood
    moved = prolonged(calendar, due, Unit.DAY, (start, end))
    expected = calendar.office_time(start, end) if start < due else timedelta()
    assert calendar.office_time(due, moved) == expected
    assert moved >= due


@given(CALENDARS, MOMENTS, SPANS, SPANS)
def test_two_pauses_after_each_other_add_up(
    calendar: OfficeCalendar, received: datetime, first: timedelta, second: timedelta
) -> None:
    due = calendar.after_days(received, 20)
    middle, end = received + first, received + first + second
    once = prolonged(calendar, due, Unit.DAY, (received, end))
    twice = prolonged(calendar, prolonged(calendar, due, Unit.DAY, (received, middle)), Unit.DAY, (middle, end))
    assert twice == once or middle >= due


@given(CALENDARS, MOMENTS, st.integers(1, 72), SPANS)
def test_hours_of_the_law_run_by_the_wall_clock_through_nights_and_holidays(
    calendar: OfficeCalendar, start: datetime, hours: int, stood: timedelta
) -> None:
    due = counted(calendar, start, Unit.HOUR, hours)
    assert due - start == timedelta(hours=hours)
    moved = prolonged(calendar, due, Unit.HOUR, (start, start + stood))
    assert moved - due == stood


@given(CALENDARS, MOMENTS)
def test_the_ladder_is_climbed_in_order(calendar: OfficeCalendar, received: datetime) -> None:
    due = calendar.after_days(received, 5)
    moments = [moment_of(calendar, due, rung) for rung in LADDER]
    assert moments == sorted(moments)
    assert moments[1] == due


@given(ZONES, MOMENTS, st.integers(1, 30), st.dictionaries(DAYS, st.booleans(), max_size=8))
def test_where_hours_are_the_usual_ones_it_agrees_with_the_countrys_calendar(
    zone: ZoneInfo, received: datetime, days: int, overrides: dict[date, bool]
) -> None:
    assert OfficeCalendar(zone, overrides).after_days(received, days) == deadline(received, days, zone, overrides)


@pytest.mark.parametrize(
    ("received", "days", "due"),
    [
        (
            datetime(2026, 12, 30, 10, tzinfo=WITA),
            3,
            "2027-01-06T16:00",
        ),  # the 1st and the 5th of January are holidays, between them a weekend
        (datetime(2026, 3, 16, 16, 30, tzinfo=WITA), 1, "2026-03-25T16:00"),  # Nyepi, joint leave and Idulfitri between
        (datetime(2026, 11, 27, 15, 59, tzinfo=WITA), 1, "2026-11-30T16:00"),
        (datetime(2026, 11, 27, 16, 0, tzinfo=WITA), 1, "2026-12-01T16:00"),  # at closing it is tomorrow's
    ],
)
def test_days_across_new_year_and_lebaran(received: datetime, days: int, due: str) -> None:
    assert f"{PLAIN.after_days(received, days):%Y-%m-%dT%H:%M}" == due


def test_in_ramadan_a_day_ends_when_the_office_does() -> None:
    calendar = OfficeCalendar(WITA, {}, (RAMADAN,))
    assert calendar.after_days(datetime(2026, 3, 2, 9, tzinfo=WITA), 1).time() == time(15)
    assert calendar.after_days(datetime(2026, 3, 5, 9, tzinfo=WITA), 1).time() == time(15, 30)  # Friday
    assert calendar.after_days(datetime(2026, 3, 2, 15, 10, tzinfo=WITA), 1).date() == date(2026, 3, 4)


def test_the_first_answer_is_due_in_minutes_of_open_office() -> None:
    late = datetime(2026, 11, 27, 15, 0, tzinfo=WITA)
    due = counted(PLAIN, late, Unit.MINUTE, 120)
    assert f"{due:%a %H.%M}" == "Mon 09.00"


def test_a_step_before_the_deadline_comes_when_offices_open_that_day() -> None:
    due = PLAIN.after_days(datetime(2026, 11, 23, 9, tzinfo=WITA), 5)
    assert f"{moment_of(PLAIN, due, Rung(-1, 'liaison')):%d %H.%M}" == "27 08.00"
    assert f"{moment_of(PLAIN, due, Rung(2, 'head')):%d %H.%M}" == "02 16.00"


def test_law_deadlines_cannot_be_paused() -> None:
    assert {code for code, promise in PROMISES.items() if not promise.pausable} == {"D07", "D09", "D11"}
