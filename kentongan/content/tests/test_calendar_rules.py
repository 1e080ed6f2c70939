"""Days, filters and clashes, as pure arithmetic."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kentongan.content.calendar.filters import Filters
from kentongan.content.calendar.rules import Clash, Kind, Limits, Load, Matter, Neighbour, clashes, few, same_matter
from kentongan.content.calendar.spans import View, asked_for, span_of

WITA = ZoneInfo("Asia/Makassar")
TODAY = date(2026, 11, 26)
TEN = datetime(2026, 12, 3, 10, tzinfo=WITA)
VACCINE = Matter("Imunisasi campak di puskesmas", "Bawa buku KIA ke puskesmas terdekat mulai Senin.")


def test_a_month_of_six_weeks_is_shown_whole() -> None:
    span = asked_for({"bulan": "2026-08"}, TODAY, WITA)
    assert (span.first, span.last, len(span.days)) == (date(2026, 7, 27), date(2026, 9, 6), 42)


def test_a_leap_day_has_its_place() -> None:
    assert date(2028, 2, 29) in asked_for({"bulan": "2028-02"}, TODAY, WITA).days
    assert asked_for({"tampilan": "agenda", "hari": "2028-02-29"}, TODAY, WITA).first == date(2028, 2, 29)
    assert asked_for({"tampilan": "agenda", "hari": "2027-02-29"}, TODAY, WITA).first == TODAY


def test_a_february_of_four_weeks_needs_no_fifth() -> None:
    assert len(asked_for({"bulan": "2027-02"}, TODAY, WITA).days) == 28


@pytest.mark.parametrize("odd", ["", "2026", "2026-13", "0001-01", "9999-12", "x" * 500, "2026-11-31"])
def test_a_month_that_cannot_be_read_is_this_month(odd: str) -> None:
    assert asked_for({"bulan": odd, "hari": odd}, TODAY, WITA).anchor == date(2026, 11, 1)


def test_a_day_begins_at_midnight_of_the_government() -> None:
    span = span_of(View.WEEK, TODAY, WITA)
    assert span.start.isoformat() == "2026-11-23T00:00:00+08:00"
    assert span.end.isoformat() == "2026-11-30T00:00:00+08:00"


@given(some.dates(date(2000, 1, 1), date(2098, 12, 31)), some.sampled_from(View))
def test_the_page_after_begins_where_this_one_is_over_and_leads_back(day: date, view: View) -> None:
    here = span_of(view, day, WITA)
    after = asked_for(dict(part.split("=") for part in here.after.split("&")), TODAY, WITA)
    back = asked_for(dict(part.split("=") for part in after.before.split("&")), TODAY, WITA)
    assert back == here
    assert here.first <= day <= here.last
    assert view is View.AGENDA or here.days[0].weekday() == 0


def test_filters_survive_the_address_and_ignore_what_is_no_filter() -> None:
    chosen = Filters(agency=3, channel=12, pillar="edukasi", state="terjadwal")
    assert Filters.from_query(dict(part.split("=") for part in chosen.query.strip("&").split("&"))) == chosen
    odd = {"dinas": "1 OR 1", "kanal": "9" * 40, "pilar": "lain", "keadaan": "semua"}
    assert Filters.from_query(odd) == Filters()


def test_quiet_hours_reach_past_midnight() -> None:
    night = Limits(quiet_from=time(21), quiet_until=time(6))
    assert [hour for hour in range(24) if night.is_quiet(time(hour))] == [0, 1, 2, 3, 4, 5, 21, 22, 23]
    assert not any(Limits(quiet_from=time(0), quiet_until=time(0)).is_quiet(time(hour)) for hour in range(24))


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (Matter("Jadwal imunisasi campak puskesmas", "Datang saja."), True),
        (Matter("Perbaikan jalan Sengkang", "Aspal diganti mulai Senin."), False),
        (Matter("", "Bawa buku KIA ke puskesmas terdekat mulai Senin untuk imunisasi campak."), True),
        (Matter("Jadwal dinas untuk warga kabupaten", "Informasi pada hari ini."), False),
        (Matter("", ""), False),
    ],
)
def test_nearly_the_same_words_are_the_same_matter(other: Matter, *, same: bool) -> None:
    assert same_matter(VACCINE, other) is same
    assert same_matter(other, VACCINE) is same


def test_one_campaign_is_one_matter_whatever_the_words() -> None:
    assert same_matter(Matter("Satu", campaign=4), Matter("Dua", campaign=4))
    assert not same_matter(Matter("Satu", campaign=0), Matter("Dua", campaign=0))


def told(at: datetime, neighbours: tuple[Neighbour, ...] = (), loads: tuple[Load, ...] = ()) -> list[Kind]:
    return [clash.kind for clash in clashes(at, VACCINE, neighbours, loads, Limits())]


def test_two_agencies_collide_only_in_one_slot() -> None:
    near = Neighbour(TEN + timedelta(minutes=59), "Dinas PU", VACCINE)
    assert told(TEN, (near,)) == [Kind.MATTER]
    assert told(TEN - timedelta(minutes=1), (near,)) == []
    assert told(TEN, (Neighbour(TEN, "Dinas PU", Matter("Jalan ditutup")),)) == []


def test_too_many_on_one_day_and_the_hour_of_sleep_are_told() -> None:
    full = (Load(Kind.CHANNEL, "Instagram", 4), Load(Kind.AGENCY, "Dinkes", 7))
    assert told(TEN.replace(hour=23), (), full) == [Kind.QUIET, Kind.CHANNEL]


def test_of_many_clashes_the_first_are_told_and_how_many_are_left() -> None:
    many = few([Clash(Kind.MATTER, str(number)) for number in range(10)])
    assert [clash.sentence for clash in many] == ["0", "1", "2", "Dan 7 bentrok lagi."]
