"""Reading an agenda from an XLSX file: every bad row with its reason. Bounded in bytes, rows and columns."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta
from typing import IO, TYPE_CHECKING, Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from kentongan.events.dates import NotReadableError, day_in, hours_in
from kentongan.events.reading import AHEAD_DAYS, MOST, FileRefusedError, Reading, Row
from kentongan.events.rules import LONGEST, USUAL_LENGTH
from kentongan.events.workbook import NEEDED, NO_SHEET, Box, columns_of, looked_into, wrong_columns

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from zoneinfo import ZoneInfo

COLUMNS, ROWS = 40, 60_000
TITLE, PLACE, PROGRAMME, NOTES = 160, 160, 300, 1000
TOO_MANY = "Berkas ini memuat lebih dari 500 kegiatan. Bagi menjadi beberapa berkas, lalu unggah satu per satu."
TOO_LONG = "Lembar ini lebih dari 60.000 baris. Hapus baris kosong di bawah tabel, lalu unggah lagi."
EMPTY = "Tidak ada kegiatan di bawah baris judul kolom. Isi tabelnya, lalu unggah lagi."

Cells = dict[str, Any]


def read(file: IO[bytes], now: datetime, zone: ZoneInfo) -> Reading:
    """Read the first sheet. FileRefusedError when there is no table we know in it; else rows and every bad row's reason."""
    merged = looked_into(file)
    try:
        book = load_workbook(file, read_only=True, data_only=False, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        return _table(sheet.iter_rows(max_col=COLUMNS), merged, now, zone)
    except FileRefusedError:
        raise
    except Exception as broken:  # a file from anywhere breaks the reader in any way
        raise FileRefusedError(NO_SHEET) from broken


def _table(rows: Iterator[Sequence[Any]], merged: list[Box], now: datetime, zone: ZoneInfo) -> Reading:
    reading, columns, filled = Reading(), dict[str, int](), 0
    for number, cells in enumerate(rows, 1):
        if number > ROWS:
            raise FileRefusedError(TOO_LONG)
        if not columns:
            columns = columns_of(cells, number)
            continue
        if not any(cell.value not in {None, ""} for cell in cells):
            continue
        filled += 1
        if filled > MOST:
            raise FileRefusedError(TOO_MANY)
        _row(number, cells, columns, merged, reading, now, zone)
    if not columns:
        raise FileRefusedError(wrong_columns([]))
    if not filled:
        raise FileRefusedError(EMPTY)
    return _once(reading)


def _row(
    number: int,
    cells: Sequence[Any],
    columns: dict[str, int],
    merged: list[Box],
    reading: Reading,
    now: datetime,
    zone: ZoneInfo,
) -> None:
    where = f"baris {number}"
    reasons = list(_unusable(number, cells, columns, merged))
    if reasons:
        reading.problems += [(where, reason) for reason in reasons]
        return
    values = {key: cells[place].value for key, place in columns.items() if place < len(cells)}
    try:
        reading.rows.append(_read_row(values, where, now, zone))
    except NotReadableError as reason:
        reading.problems.append((where, str(reason)))


def _unusable(number: int, cells: Sequence[Any], columns: dict[str, int], merged: list[Box]) -> Iterator[str]:
    """Cells of this row that say nothing by themselves: formulas, and parts of merged cells."""
    for key, place in columns.items():
        cell, name = cells[place] if place < len(cells) else None, f"{get_column_letter(place + 1)}{number}"
        if cell is not None and getattr(cell, "data_type", "") == "f":
            yield f"Sel {name} berisi rumus. Salin, lalu tempel sebagai nilai."
        inside = next((box for box in merged if box[0] <= place + 1 <= box[2] and box[1] <= number <= box[3]), None)
        if inside and (inside[0], inside[1]) != (place + 1, number) and key in NEEDED:
            yield f"Sel {name} bagian dari sel gabungan. Pisahkan dulu, lalu isi tiap selnya."


def _read_row(values: Cells, where: str, now: datetime, zone: ZoneInfo) -> Row:
    title = _text(values.get("title"), TITLE)
    if not title:
        raise NotReadableError("Nama kegiatannya kosong.")
    if values.get("day") in {None, ""}:
        raise NotReadableError("Tanggalnya kosong.")
    day = day_in(values["day"])
    starts, ends = _hours(values, day, zone)
    if starts < now - timedelta(hours=12):
        raise NotReadableError(f"Tanggalnya sudah lewat ({day.day}/{day.month}/{day.year}).")
    if starts > now + timedelta(days=AHEAD_DAYS):
        raise NotReadableError(
            f"Tanggalnya lebih dari 366 hari lagi ({day.day}/{day.month}/{day.year}). Periksa tahunnya."
        )
    place = _text(values.get("place"), PLACE)
    key = hashlib.sha256(f"{title.lower()}/{starts.astimezone(UTC).isoformat()}/{place.lower()}".encode()).hexdigest()[
        :40
    ]
    return Row(
        title,
        starts,
        ends,
        key,
        place,
        _text(values.get("programme"), PROGRAMME),
        _text(values.get("notes"), NOTES),
        where,
    )


def _hours(values: Cells, day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    if values.get("hours") in {None, ""}:
        raise NotReadableError("Jamnya kosong.")
    first, last = hours_in(values["hours"])
    said = values.get("end")
    if said not in {None, ""} and str(said).strip().lower() != "selesai":
        last = hours_in(said)[0]
    starts = datetime.combine(day, first, zone)
    if last is None:
        return starts, starts + USUAL_LENGTH
    ends = datetime.combine(day, last, zone)
    if not timedelta() < ends - starts <= LONGEST:
        raise NotReadableError(f"Jam selesai ({last:%H.%M}) tidak sesudah jam mulai ({first:%H.%M}).")
    return starts, ends


def _text(value: object, most: int) -> str:
    return " ".join(str(value or "").replace("\0", "").split())[:most]


def _once(reading: Reading) -> Reading:
    """The same event twice in one file is told, not taken twice."""
    seen: dict[str, Row] = {}
    for row in reading.rows:
        if row.key in seen:
            reading.problems.append((row.where, f"Sama persis dengan {seen[row.key].where}. Hapus salah satunya."))
        seen.setdefault(row.key, row)
    reading.rows = list(seen.values())
    reading.problems.sort(key=lambda problem: int(problem[0].split()[-1]))
    return reading
