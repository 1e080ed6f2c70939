"""When a repeated post goes out, and what it says: the rules alone."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kentongan.content.recurrence import (
    LATENESS,
    LONGEST,
    Every,
    Recurrence,
    coming,
    days,
    filled,
    gaps,
    missed,
    moments,
    varies,
    widest,
)
from kentongan.content.rules import state_after_series
from kentongan.content.states import GOING_OUT, NOT_OUT, PARTLY, PUBLISHED
from kentongan.organizations.rules import is_holiday

ZONES = st.sampled_from([ZoneInfo(f"Asia/{city}") for city in ("Jakarta", "Makassar", "Jayapura")])
FIRST = st.dates(min_value=date(2026, 1, 1), max_value=date(2027, 12, 31))
HOLIDAYS = st.frozensets(FIRST, max_size=20)
NOW = st.datetimes(min_value=datetime(2025, 12, 1), max_value=datetime(2029, 1, 31), timezones=st.just(UTC))  # noqa: DTZ001 - st.just gives the zone


@st.composite
def rules(draw: st.DrawFn) -> Recurrence:
    first = draw(FIRST)
    return Recurrence(
        every=draw(st.sampled_from(list(Every))),
        at=draw(st.times()).replace(second=0, microsecond=0),
        first=first,
        last=first + timedelta(days=draw(st.integers(min_value=0, max_value=365))),
        weekdays=tuple(draw(st.frozensets(st.integers(min_value=0, max_value=6), min_size=1))),
        day=draw(st.integers(min_value=1, max_value=31)),
        skip_holidays=draw(st.booleans()),
    )


@given(rules(), ZONES, HOLIDAYS, NOW)
def test_times_only_go_forward_at_the_same_hour_and_never_before_now(
    rule: Recurrence, zone: ZoneInfo, holidays: frozenset[date], now: datetime
) -> None:
    found = list(moments(rule, zone, holidays.__contains__, now))
    assert all(earlier < later for earlier, later in itertools.pairwise(found))
    assert all(moment > now for moment in found)
    assert {moment.astimezone(zone).time() for moment in found} <= {rule.at}
    assert len({moment.astimezone(zone).date() for moment in found}) == len(found)
    assert all(later - earlier > 2 * LATENESS for earlier, later in itertools.pairwise(found))


@given(rules(), ZONES, HOLIDAYS, NOW, st.integers(min_value=0, max_value=400))
def test_a_stop_moves_nothing_what_was_missed_and_what_comes_are_the_schedule(
    rule: Recurrence, zone: ZoneInfo, holidays: frozenset[date], last: datetime, away: int
) -> None:
    free, back = holidays.__contains__, last + timedelta(days=away)
    everything = list(moments(rule, zone, free, last))
    assert missed(rule, zone, free, last, back) + list(moments(rule, zone, free, back)) == everything


@given(rules(), HOLIDAYS)
def test_no_day_is_outside_first_and_last_nor_a_holiday_to_be_left_out(
    rule: Recurrence, holidays: frozenset[date]
) -> None:
    found = list(days(rule, holidays.__contains__))
    assert rule.first is not None
    assert rule.last is not None
    assert all(rule.first <= day <= rule.last for day in found)
    assert not rule.skip_holidays or holidays.isdisjoint(found)


@given(rules())
def test_a_schedule_is_kept_and_read_again(rule: Recurrence) -> None:
    again = Recurrence.from_json(rule.as_json())
    assert again.as_json() == rule.as_json()
    assert list(days(again, lambda _day: False)) == list(days(rule, lambda _day: False))


def monthly(day: int, first: date, last: date) -> list[date]:
    return list(days(Recurrence(Every.MONTH, time(7), first, last, day=day), lambda _day: False))


def test_the_31st_is_the_last_day_of_a_shorter_month() -> None:
    found = monthly(31, date(2027, 1, 1), date(2027, 4, 30))
    assert found == [date(2027, 1, 31), date(2027, 2, 28), date(2027, 3, 31), date(2027, 4, 30)]
    assert monthly(30, date(2028, 2, 1), date(2028, 2, 29)) == [date(2028, 2, 29)]


def test_a_saturday_is_no_holiday_but_a_day_the_government_closes_is() -> None:
    assert not is_holiday(date(2027, 1, 2), {})
    assert is_holiday(date(2027, 1, 1), {})
    assert not is_holiday(date(2027, 1, 1), {date(2027, 1, 1): True})
    assert is_holiday(date(2027, 1, 5), {date(2027, 1, 5): False})


TODAY = date(2027, 1, 4)
WHOLE = Recurrence(Every.WEEK, time(7), TODAY, TODAY + timedelta(days=365), (0,))


@pytest.mark.parametrize(
    ("rule", "title"),
    [
        (Recurrence(Every.WEEK, time(7), TODAY, TODAY), "Hari pengulangannya belum dipilih"),
        (Recurrence(Every.MONTH, time(7), TODAY, TODAY), "Tanggal pengulangannya belum ada"),
        (Recurrence(Every.DAY, None, TODAY, TODAY), "Jam pengulangannya belum ada"),
        (Recurrence(Every.DAY, time(7), TODAY, None), "Pengulangan ini belum punya awal dan akhir"),
        (Recurrence(Every.DAY, time(7), TODAY, TODAY - timedelta(1)), "Hari terakhirnya sebelum hari pertama"),
        (Recurrence(Every.DAY, time(7), TODAY, TODAY + LONGEST), "Pengulangannya terlalu lama"),
        (
            Recurrence(Every.DAY, time(7), TODAY + timedelta(300), TODAY + timedelta(400)),
            "Pengulangannya terlalu jauh",
        ),
    ],
)
def test_what_is_missing_in_a_schedule_is_named(rule: Recurrence, title: str) -> None:
    assert [gap.title for gap in gaps(rule, TODAY)] == [title]


def test_a_whole_year_is_the_most_one_approval_covers() -> None:
    assert list(gaps(WHOLE, TODAY)) == []
    assert len(list(days(WHOLE, lambda _day: False))) == 53


def test_an_unfinished_schedule_has_no_times() -> None:
    unfinished = Recurrence(Every.DAY, time(7), TODAY)
    assert coming(unfinished, ZoneInfo("Asia/Jakarta"), lambda _day: False, datetime(2027, 1, 1, tzinfo=UTC), 3) == []
    assert list(moments(Recurrence(Every.DAY), ZoneInfo("Asia/Jakarta"), bool, datetime(2027, 1, 1, tzinfo=UTC))) == []


def test_words_take_the_day_they_go_out_on() -> None:
    text = "Posyandu {Hari}, {tanggal}. {lain} tetap."
    assert filled(text, TODAY) == "Posyandu Senin, 4 Januari 2027. {lain} tetap."
    assert varies(text)
    assert not varies("Posyandu Senin", "{lain}")


@given(st.lists(FIRST, min_size=1, max_size=30), st.text(alphabet="ab{}", max_size=10))
def test_the_length_counted_is_that_of_the_longest_day(chosen: list[date], rest: str) -> None:
    text = f"{rest}{{hari}} {{tanggal}}"
    assert len(widest(chosen)(text)) == max(len(filled(text, day)) for day in chosen)


def test_rhythms_are_said_as_people_say_them() -> None:
    assert WHOLE.sentence == "Tiap Senin pukul 07.00, sampai 4 Januari 2028"
    assert Recurrence(Every.WEEK, weekdays=(3, 0, 4)).sentence == "Tiap Senin, Kamis dan Jumat"
    assert Recurrence(Every.WEEK).sentence == "Tiap minggu"
    assert Recurrence(Every.MONTH, day=1, skip_holidays=True).sentence == "Tiap tanggal 1, kecuali hari libur"
    assert Recurrence(Every.MONTH, day=31).sentence == "Tiap akhir bulan"
    assert Recurrence(Every.DAY).sentence == "Tiap hari"


@pytest.mark.parametrize(
    ("deliveries", "skipped", "state"),
    [
        ([], False, NOT_OUT),
        (["scheduled"], False, GOING_OUT),
        (["published", "published"], False, PUBLISHED),
        (["published", "published"], True, PARTLY),
        (["published", "expired"], False, PARTLY),
        (["expired"], True, NOT_OUT),
    ],
)
def test_what_a_series_is_in_the_end(deliveries: list[str], *, skipped: bool, state: str) -> None:
    assert state_after_series(deliveries, skipped=skipped) == state
