"""Times and figures are said as people say them, in the government's own zone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kentongan.web import words

WITA = ZoneInfo("Asia/Makassar")
MONDAY_MORNING = datetime(2026, 11, 23, 8, 12, tzinfo=WITA)
moments = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - bounds are bare


def at(day: int, hour: int, minute: int = 0, *, month: int = 11, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=WITA)


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (at(23, 14), "hari ini 14.00"),
        (at(22, 17, 20), "kemarin 17.20"),
        (at(24, 9), "besok 09.00"),
        (at(26, 14), "Kamis 26 Nov 14.00 WITA"),
        (at(5, 8, month=1, year=2027), "5 Jan 2027 08.00 WITA"),
    ],
)
def test_a_time_is_said_by_how_near_its_day_is(moment: datetime, said: str) -> None:
    assert words.when(moment, MONDAY_MORNING, WITA) == said


def test_the_same_moment_is_another_hour_in_jayapura() -> None:
    assert words.when(at(26, 14), MONDAY_MORNING, ZoneInfo("Asia/Jayapura")) == "Kamis 26 Nov 15.00 WIT"
    assert words.when(at(26, 14), MONDAY_MORNING, ZoneInfo("Asia/Jakarta")) == "Kamis 26 Nov 13.00 WIB"


def test_a_quarter_past_midnight_in_wajo_is_already_the_next_day() -> None:
    assert words.when(datetime(2026, 11, 23, 16, 15, tzinfo=UTC), MONDAY_MORNING, WITA) == "besok 00.15"


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (at(23, 8, 12), "baru saja"),
        (at(23, 8, 7), "5 menit lalu"),
        (at(23, 5), "3 jam lalu"),
        (at(22, 23), "kemarin"),
        (at(21, 8), "2 hari lalu"),
        (at(26, 8, month=10), "26 Okt"),
        (at(26, 8, month=10, year=2025), "26 Okt 2025"),
        (at(24, 9), "besok 09.00"),
    ],
)
def test_how_long_ago_is_said_in_the_largest_unit_that_fits(moment: datetime, said: str) -> None:
    assert words.ago(moment, MONDAY_MORNING, WITA) == said


@pytest.mark.parametrize(
    ("due", "said", "nearness"),
    [
        (at(23, 14), "hari ini, 14.00", "soon"),
        (at(24, 8), "besok, 08.00", "soon"),
        (at(26, 14), "3 hari lagi, Kamis 14.00", "far"),
        (at(23, 8), "lewat 12 menit", "late"),
        (at(20, 8), "lewat 3 hari", "late"),
    ],
)
def test_a_deadline_says_how_much_is_left_or_how_late_it_is(due: datetime, said: str, nearness: str) -> None:
    assert words.deadline(due, MONDAY_MORNING, WITA) == said
    assert words.nearness(due, MONDAY_MORNING) == nearness


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "0"), (12500, "12.500"), (1284000, "1.284.000"), (3.5, "3,5"), (2.0, "2"), (-1200, "-1.200")],
)
def test_figures_carry_indonesian_separators(number: float, said: str) -> None:
    assert words.figure(number) == said


@pytest.mark.parametrize(
    ("number", "said"), [(950, "950"), (9999, "9.999"), (12400, "12,4 rb"), (3_100_000, "3,1 jt"), (2e9, "2 M")]
)
def test_large_figures_are_said_short(number: float, said: str) -> None:
    assert words.brief_figure(number) == said


def test_how_long_an_answer_took_is_said_in_hours_and_minutes() -> None:
    assert words.duration(timedelta(hours=2, minutes=10)) == "2 j 10 m"
    assert words.duration(timedelta(minutes=45)) == "45 m"
    assert words.duration(timedelta(days=3, hours=4, minutes=50)) == "3 h 4 j"


@pytest.mark.parametrize(
    ("name", "face"), [("Eko Prasetya", "EP"), ("Rani", "R"), ("@tempe_lestari", "TL"), ("", ""), ("A. B. Cahya", "AC")]
)
def test_a_face_without_a_picture_shows_initials(name: str, face: str) -> None:
    assert words.initials(name) == face


@given(moments, moments)
def test_no_moment_leaves_us_without_words(moment: datetime, now: datetime) -> None:
    for said in (words.when(moment, now, WITA), words.ago(moment, now, WITA), words.deadline(moment, now, WITA)):
        assert said
        assert "-" not in said
