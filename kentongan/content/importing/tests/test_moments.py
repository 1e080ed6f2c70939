from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from kentongan.content.importing.moments import DAY_FIRST, MONTH_FIRST, read_day, read_hour
from kentongan.workbooks.refusals import CellRefusedError
from kentongan.workbooks.tables import Cell
from kentongan.workbooks.workbook import cell_of

SEVENTEENTH = date(2026, 8, 17)


@pytest.mark.parametrize(
    "written",
    [
        "17/8/2026",
        "17-08-2026",
        "17.8.2026",
        "8/17/2026",
        "2026-08-17",
        "2026/8/17",
        "2026-08-17T00:00:00",
        "17 Agustus 2026",
        "17 agustus 2026 ",
        "17-Agu-2026",
        "17 Agt 2026",
        "17 August 2026",
        "Senin, 17 Agustus 2026",
        "\u200b17\u00a0Agustus 2026",
        "46251",
    ],
)
def test_a_day_is_read_in_every_style_people_write(written: str) -> None:
    assert read_day(Cell("text", written))[0] == SEVENTEENTH


def test_real_dates_and_excels_numbers_are_the_same_day() -> None:
    assert read_day(cell_of(datetime(2026, 8, 17, tzinfo=UTC)))[0] == SEVENTEENTH
    assert read_day(cell_of(SEVENTEENTH))[0] == SEVENTEENTH
    assert read_day(cell_of(46251)) == (SEVENTEENTH, None, "")
    assert read_day(cell_of(46251.354166666664)) == (SEVENTEENTH, time(8, 30), "")


def test_a_day_that_can_be_two_days_is_not_guessed() -> None:
    with pytest.raises(CellRefusedError, match="3/4/2026 dapat berarti 3 April atau 4 Maret"):
        read_day(Cell("text", "3/4/2026"))
    assert read_day(Cell("text", "3/4/2026"), DAY_FIRST)[0] == date(2026, 4, 3)
    assert read_day(Cell("text", "3/4/2026"), MONTH_FIRST)[0] == date(2026, 3, 4)
    assert read_day(Cell("text", "5/5/2026"))[0] == date(2026, 5, 5)
    assert read_day(Cell("text", "17/8/2026"), MONTH_FIRST)[0] == SEVENTEENTH


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("31/2/2026", "Tidak ada tanggal 31 Februari 2026"),
        ("17/13/2026", "Tidak ada tanggal"),
        ("0/0/2026", "Tidak ada tanggal"),
        ("0/5/2026", "Tidak ada tanggal|dapat berarti"),
        ("17/8/26", "hanya dua angka"),
        ("17 Agustus 26", "hanya dua angka"),
        ("17 Agustus", "bukan tanggal yang lengkap"),
        ("17 Agusstus 2026", "bukan nama bulan"),
        ("Selasa, 17 Agustus 2026", "jatuh pada hari Senin, bukan Selasa"),
        ("besok", "bukan tanggal"),
        ("17 Agustus 2026 pukul 25.00", "Tidak ada jam"),
        ("99999", "bukan tanggal"),
        ("1" * 5000, "bukan tanggal"),
    ],
)
def test_what_is_no_day_says_why(written: str, why: str) -> None:
    with pytest.raises(CellRefusedError, match=why):
        read_day(Cell("text", written))


def test_a_number_or_an_hour_is_no_day() -> None:
    for cell in (Cell("number", "17"), Cell("time", "08:30")):
        with pytest.raises(CellRefusedError):
            read_day(cell)


def test_an_hour_may_stand_beside_the_day() -> None:
    assert read_day(Cell("text", "17 Agustus 2026, pukul 08.30 WITA")) == (SEVENTEENTH, time(8, 30), "wita")
    assert read_day(Cell("text", "2026-08-17T08:30:00")) == (SEVENTEENTH, time(8, 30), "")


@pytest.mark.parametrize(
    ("cell", "hour"),
    [
        (Cell("text", "08.30"), time(8, 30)),
        (Cell("text", "8:30"), time(8, 30)),
        (Cell("text", "08:30:00"), time(8, 30)),
        (Cell("text", "pukul 20.00 WITA"), time(20)),
        (Cell("text", "8"), time(8)),
        (cell_of(time(8, 30)), time(8, 30)),
        (cell_of(0.354166666664), time(8, 30)),
        (cell_of(8), time(8)),
        (cell_of(datetime(2026, 8, 17, 8, 30, tzinfo=UTC)), time(8, 30)),
    ],
)
def test_an_hour_is_read_as_people_write_it(cell: Cell, hour: time) -> None:
    assert read_hour(cell)[0] == hour


@pytest.mark.parametrize("cell", [Cell("text", "pagi"), Cell("text", "24.00"), Cell("text", "08.75"), cell_of(8.3)])
def test_what_is_no_hour_says_why(cell: Cell) -> None:
    with pytest.raises(CellRefusedError):
        read_hour(cell)


def test_an_hour_that_excel_turned_into_a_number_is_not_guessed() -> None:
    with pytest.raises(CellRefusedError, match="angka 8,3"):
        read_hour(cell_of(8.3))
