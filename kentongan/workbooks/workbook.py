"""XLSX to a grid of cells, in read-only mode and within bounds. From bytes alone; nothing in the file is run or followed."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.datetime import MAC_EPOCH

from kentongan.workbooks.packing import MOST_LINES, damaged, walk
from kentongan.workbooks.refusals import FileRefusedError
from kentongan.workbooks.tables import (
    HEADINGS_WITHIN,
    MOST_COLUMNS,
    Cell,
    Grid,
    Merge,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kentongan.workbooks.tables import Shape

VISIBLE = "visible"
DAY = timedelta(days=1)
BETWEEN_EPOCHS = 1462
"""Days by which a workbook of the old Mac Excel counts later."""


def read_workbook(data: bytes, shape: Shape) -> Grid:
    """The sheet of that name, otherwise the first visible one. FileRefusedError."""
    seen = walk(data, shape)
    try:
        return _grid(data, seen.merges, shape)
    except FileRefusedError:
        raise
    except (
        Exception
    ) as fault:  # a hostile part makes openpyxl raise almost anything; the file is refused, whatever it is
        raise damaged() from fault


def _grid(data: bytes, merges: dict[str, list[str]], shape: Shape) -> Grid:
    written = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    kept = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        sheet, told = _choose(written, shape.sheet)
        part = getattr(sheet, "_worksheet_path", "").lstrip("/")
        rows = list(_rows(sheet, kept[sheet.title], shape))
        shift = BETWEEN_EPOCHS if written.epoch == MAC_EPOCH else 0
    finally:
        written.close()
        kept.close()
    return Grid(rows, [_merge(name) for name in merges.get(part, ())], tuple(told), shift)


def _choose(book: Any, name: str) -> tuple[Any, list[str]]:  # noqa: ANN401 - openpyxl carries no types
    sheets = list(book.worksheets)
    open_ones = [sheet for sheet in sheets if sheet.sheet_state == VISIBLE]
    if not open_ones:
        raise FileRefusedError(
            "Tidak ada lembar yang terlihat",
            "Semua lembar disembunyikan.",
            "Tampilkan lembarnya (Unhide), lalu simpan.",
        )
    chosen = next((sheet for sheet in open_ones if sheet.title.strip().casefold() == name.casefold()), open_ones[0])
    told = [f"Lembar yang dibaca: {chosen.title}."] if len(sheets) > 1 else []
    if hidden := [sheet.title for sheet in sheets if sheet.sheet_state != VISIBLE]:
        told.append(f"Lembar tersembunyi tidak dibaca: {', '.join(hidden[:5])}.")
    return chosen, told


def _rows(written: Any, kept: Any, shape: Shape) -> Iterator[tuple[int, Sequence[Cell]]]:  # noqa: ANN401 - as above
    """Rows that hold anything; too many are refused as soon as that shows."""
    found = 0
    bounds = {"max_row": MOST_LINES + HEADINGS_WITHIN, "max_col": MOST_COLUMNS}
    for written_row, kept_row in zip(written.iter_rows(**bounds), kept.iter_rows(**bounds), strict=False):
        cells = [_cell(one, other) for one, other in zip(written_row, kept_row, strict=False)]
        if not any(cell.text.strip() for cell in cells):
            continue
        found += 1
        if found > shape.most + HEADINGS_WITHIN:
            raise shape.too_many()
        yield next(cell.row for cell in written_row if cell.value is not None), cells


def _cell(written: Any, kept: Any) -> Cell:  # noqa: ANN401 - as above
    value = kept.value
    if written.value is not None and written.data_type == "f" and value is None:
        return Cell("formula", "rumus")
    if kept.data_type == "e":
        return Cell("error", str(value))
    return cell_of(value)


def cell_of(value: object) -> Cell:
    """A value as openpyxl gives it."""
    if isinstance(value, bool):
        return Cell("text", "BENAR" if value else "SALAH")
    if isinstance(value, int | float):
        return Cell("number", str(int(value)) if float(value).is_integer() else repr(value))
    if isinstance(value, date | time | timedelta):
        return _moment(value)
    return Cell("text", "" if value is None else str(value))


def _moment(value: date | time | timedelta) -> Cell:
    if isinstance(value, datetime):
        return Cell("date", value.replace(microsecond=0, tzinfo=None).isoformat())
    if isinstance(value, date):
        return Cell("date", f"{value.isoformat()}T00:00:00")
    if isinstance(value, time):
        return Cell("time", value.isoformat("minutes"))
    if timedelta() <= value < DAY:
        return Cell("time", (datetime.min + value).time().isoformat("minutes"))  # noqa: DTZ901 - a time of day alone
    return Cell("text", str(value))


def _merge(name: str) -> Merge:
    first_column, first_row, last_column, last_row = range_boundaries(name)
    return Merge(int(first_row or 1), int(last_row or 1), int(first_column or 1), int(last_column or 1), name)
