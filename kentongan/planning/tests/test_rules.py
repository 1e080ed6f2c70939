"""Months, periods, slots and marked days, without a database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kentongan.planning.observances import LOCAL, between, national
from kentongan.planning.rules import (
    Cell,
    Duty,
    Period,
    Taken,
    Tally,
    due_on,
    duty_of,
    ghosts,
    grid,
    next_month,
    period_of,
    plus_months,
    span_of,
    span_said,
)

WITA = ZoneInfo("Asia/Makassar")
MONDAY = date(2026, 11, 30)


@dataclass(frozen=True)
class Hour:
    agency_id: int = 1
    channel_id: int | None = None
    weekday: int = 0
    at: time = time(9)


def moment(hour: int, minute: int = 0, day: date = MONDAY) -> datetime:
    return datetime.combine(day, time(hour, minute), WITA)


def taken(at: datetime, agency: int = 1, *channels: int) -> Taken:
    return Taken(at, agency, frozenset(channels))


@pytest.mark.parametrize(
    ("period", "day", "begins"),
    [
        (Period.MONTH, date(2026, 11, 29), date(2026, 11, 1)),
        (Period.QUARTER, date(2026, 11, 29), date(2026, 10, 1)),
        (Period.SEMESTER, date(2026, 6, 30), date(2026, 1, 1)),
        (Period.SEMESTER, date(2026, 7, 1), date(2026, 7, 1)),
        (Period.YEAR, date(2026, 11, 29), date(2026, 1, 1)),
    ],
)
def test_periods_begin_with_the_year(period: Period, day: date, begins: date) -> None:
    assert period_of(period, day) == begins


def test_a_period_is_due_on_its_day_of_the_last_month_or_that_months_last_day() -> None:
    assert due_on(Period.QUARTER, date(2026, 10, 1), 25) == date(2026, 12, 25)
    assert due_on(Period.MONTH, date(2027, 2, 1), 31) == date(2027, 2, 28)


@given(st.sampled_from(Period), st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 31))
def test_every_day_lies_in_its_period_and_so_does_the_due_day(period: Period, day: date, due_day: int) -> None:
    starts = period_of(period, day)
    ends = plus_months(starts, period.months)
    assert starts <= day < ends
    assert starts <= due_on(period, starts, due_day) < ends


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(-40, 40))
def test_months_can_be_walked_back(day: date, months: int) -> None:
    first = day.replace(day=1)
    assert plus_months(plus_months(first, months), -months) == first


def test_a_month_begins_and_ends_in_the_governments_own_zone() -> None:
    start, end = span_of(date(2026, 12, 1), WITA)
    assert (start.isoformat(), end.isoformat()) == ("2026-12-01T00:00:00+08:00", "2027-01-01T00:00:00+08:00")
    assert next_month(date(2026, 12, 5)) == date(2027, 1, 1)


@pytest.mark.parametrize(
    ("days", "linked", "public", "state"),
    [
        (30, False, False, Duty.OPEN),
        (7, False, False, Duty.SOON),
        (7, True, False, Duty.PREPARED),
        (-1, True, False, Duty.LATE),
        (-1, True, True, Duty.TOLD),
    ],
)
def test_only_what_the_public_can_read_has_been_told(days: int, *, linked: bool, public: bool, state: Duty) -> None:
    assert duty_of(MONDAY + timedelta(days), MONDAY, linked=linked, public=public) == state


def test_a_period_is_said_in_words() -> None:
    assert [period.label for period in Period] == ["Tiap bulan", "Tiap tiga bulan", "Tiap enam bulan", "Tiap tahun"]


@pytest.mark.parametrize(
    ("state", "words", "shape"),
    [
        (Duty.TOLD, "Sudah disampaikan", "done"),
        (Duty.PREPARED, "Sudah disiapkan, paling lambat 30 November 2026", "waiting"),
        (Duty.LATE, "Terlambat, seharusnya 30 November 2026", "failed"),
        (Duty.SOON, "Paling lambat 30 November 2026", "ask"),
        (Duty.OPEN, "Paling lambat 30 November 2026", "draft"),
    ],
)
def test_a_duty_is_said_in_words_and_in_shape(state: Duty, words: str, shape: str) -> None:
    assert (state.words(MONDAY), state.shape) == (words, shape)


def test_a_period_has_a_name() -> None:
    assert span_said(Period.MONTH, date(2026, 11, 1)) == "November 2026"
    assert span_said(Period.SEMESTER, date(2026, 7, 1)) == "Juli sampai Desember 2026"


def test_a_cell_draws_a_sign_for_each_post_as_long_as_they_can_be_counted_at_a_glance() -> None:
    assert Cell(4, Tally(3, 2)).pips == "●●◐○"
    assert Cell(40, Tally(3, 2)).pips == ""


def test_a_slot_nobody_filled_stays_open() -> None:
    found = list(ghosts([Hour()], [], MONDAY, MONDAY + timedelta(7), WITA))
    assert [ghost.at for ghost in found] == [moment(9)]


@pytest.mark.parametrize(
    ("slot", "post", "open_still"),
    [
        (Hour(), taken(moment(10, 59)), False),
        (Hour(), taken(moment(11, 1)), True),
        (Hour(), taken(moment(9), 2), True),
        (Hour(channel_id=7), taken(moment(9), 1, 8), True),
        (Hour(channel_id=7), taken(moment(9), 1, 7, 8), False),
    ],
)
def test_a_slot_is_filled_by_a_post_of_its_agency_on_its_account_within_two_hours(
    slot: Hour, post: Taken, *, open_still: bool
) -> None:
    assert bool(list(ghosts([slot], [post], MONDAY, MONDAY + timedelta(1), WITA))) is open_still


def test_one_post_fills_one_slot() -> None:
    slots = [Hour(at=time(9)), Hour(at=time(10))]
    found = list(ghosts(slots, [taken(moment(9, 30))], MONDAY, MONDAY + timedelta(1), WITA))
    assert [ghost.at for ghost in found] == [moment(10)]


def test_a_month_shows_what_is_wanted_beside_what_there_is() -> None:
    cells = grid(
        {(1, "layanan"): 4}, {(1, "layanan"): Tally(3, 2), (2, "edukasi"): Tally(1, 1)}, ["layanan", "edukasi"]
    )
    assert cells[1] == [Cell(4, Tally(3, 2)), Cell(0, Tally())]
    assert (cells[1][0].missing, cells[1][0].reached, cells[1][1].idle) == (1, False, True)
    assert Cell(2, Tally(3, 2)).reached
    assert Tally(1, 0) + Tally(2, 1) == Tally(3, 1)
    assert set(cells) == {1, 2}


@dataclass(frozen=True)
class Birthday:
    name: str = "Hari jadi"
    month: int = 2
    day: int = 29
    year: int | None = None
    pillar: str = "kegiatan"


def test_national_days_come_from_the_calendar_of_holidays_and_from_the_file() -> None:
    named = {(one.day, one.name): one for one in national(2026)}
    assert named[date(2026, 11, 10), "Hari Pahlawan"].holiday is False
    assert any(one.holiday and one.day == date(2026, 8, 17) for one in national(2026))
    assert not any("cuti bersama" in one.name.lower() for one in national(2026))


def test_a_governments_own_day_stands_before_the_nations_and_only_in_years_that_have_it() -> None:
    found = between(date(2028, 2, 1), date(2028, 3, 1), [Birthday()])
    assert [one.day for one in found if one.whose == LOCAL] == [date(2028, 2, 29)]
    assert LOCAL not in {one.whose for one in between(date(2027, 2, 1), date(2027, 3, 1), [Birthday()])}
    assert LOCAL not in {one.whose for one in between(date(2028, 2, 1), date(2028, 3, 1), [Birthday(year=2024)])}
    both = between(date(2026, 11, 10), date(2026, 11, 10), [Birthday(month=11, day=10)])
    assert [one.name for one in both] == ["Hari jadi", "Hari Pahlawan"]
