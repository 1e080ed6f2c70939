from __future__ import annotations

import time as watch
from datetime import timedelta

import pytest

from kentongan.events import ical
from kentongan.events.reading import MOST, FileRefusedError, Reading
from kentongan.events.tests.test_files import NOW, WITA, agenda


def read(*entries: str) -> Reading:
    return ical.read(agenda(*entries), NOW, WITA)


def test_a_weekly_entry_is_taken_for_a_year_and_told() -> None:
    found = read(
        "UID:1\nSUMMARY:Posyandu\nDTSTART;TZID=Asia/Makassar:20261201T090000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY"
    )
    assert len(found.rows) == 52
    assert found.rows[-1].starts_at < NOW + timedelta(days=366)
    assert any("berlangsung terus" in remark for remark in found.remarks)


def test_endless_seconds_and_days_that_never_come_cost_nothing() -> None:
    rules = ["FREQ=SECONDLY", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31", "FREQ=DAILY"]
    entries = [f"UID:{n}\nSUMMARY:K{n}\nDTSTART:00010101T000000Z\nRRULE:{rules[n % 4]}" for n in range(300)]
    began = watch.perf_counter()
    found = read(*entries)
    assert watch.perf_counter() - began < 8
    assert len(found.rows) == MOST
    assert any("500 yang terdekat" in remark for remark in found.remarks)


def test_a_broken_time_zone_is_read_on_the_governments_clock_and_told() -> None:
    found = read(
        "UID:1\nSUMMARY:Satu\nDTSTART;TZID=Bulan/Purnama:20261201T090000\nDTEND;TZID=Bulan/Purnama:20261201T100000",
        "UID:2\nSUMMARY:Dua\nDTSTART;TZID=Singapore Standard Time:20261201T090000",
        "UID:3\nSUMMARY:Tiga\nDTSTART;TZID=/mozilla.org/20070129_1/Asia/Jakarta:20261201T090000",
        "UID:4\nSUMMARY:Empat\nDTSTART:20261201T010000Z",
    )
    assert [f"{row.title} {row.starts_at.astimezone(WITA):%H.%M}" for row in found.rows] == [
        "Satu 09.00",
        "Dua 09.00",
        "Empat 09.00",
        "Tiga 10.00",
    ]
    assert any(remark.startswith("1 entri menyebut zona waktu") for remark in found.remarks)


def test_a_moved_and_a_left_out_time_of_a_series_are_respected() -> None:
    found = read(
        "UID:1\nSUMMARY:Rapat\nDTSTART;TZID=Asia/Makassar:20261201T090000\nRRULE:FREQ=DAILY;COUNT=4\n"
        "EXDATE;TZID=Asia/Makassar:20261202T090000",
        "UID:1\nSUMMARY:Rapat\nRECURRENCE-ID;TZID=Asia/Makassar:20261203T090000\nDTSTART;TZID=Asia/Makassar:20261203T140000",
        "UID:2\nSUMMARY:Batal\nSTATUS:CANCELLED\nDTSTART:20261201T010000Z",
    )
    assert [f"{row.starts_at:%d %H}" for row in found.rows] == ["01 09", "03 14", "04 09"]


def test_one_broken_entry_breaks_no_other() -> None:
    found = read(
        "UID:1\nSUMMARY:Baik\nDTSTART:20261201T010000Z",
        "UID:2\nSUMMARY:Rusak\nDTSTART:hari ini",
        "UID:3\nDTSTART:20261201T010000Z",
        "\x00\x01;;;:::\nBEGIN:VALARM",
    )
    assert [row.title for row in found.rows] == ["Baik"]
    assert len(found.problems) == 3


def test_whole_days_are_given_working_hours() -> None:
    row = read("UID:1\nSUMMARY:Pameran\nDTSTART;VALUE=DATE:20261205\nDTEND;VALUE=DATE:20261208").rows[0]
    assert (f"{row.starts_at:%d %H}", f"{row.ends_at:%d %H}") == ("05 08", "07 16")


@pytest.mark.parametrize(
    "content", [b"halo", b"", b"a" * (ical.BYTES + 1), b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\n" * 3001]
)
def test_what_is_no_calendar_or_beyond_all_bounds_is_refused(content: bytes) -> None:
    with pytest.raises(FileRefusedError):
        ical.read(content, NOW, WITA)
