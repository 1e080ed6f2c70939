"""Workbooks we write: text is text, the columns have a head, and rows to be put right carry their reasons."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from openpyxl.styles import Alignment, Font, PatternFill

from kentongan.workbooks.tables import EMPTY, letter_of
from kentongan.workbooks.texts import cleaned

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from openpyxl import Workbook

    from kentongan.workbooks.cells import Remark
    from kentongan.workbooks.tables import Shape, Table

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WHY = "Yang perlu diperbaiki"
WHY_WIDTH = 70
HEAD, HEAD_INK, FAINT = PatternFill("solid", fgColor="0F5C5C"), Font(bold=True, color="FFFFFF"), Font(italic=True)
TOP = Alignment(wrap_text=True, vertical="top")
LONGEST_CELL = 32_000


def put(sheet: Any, row: int, column: int, text: str) -> None:  # noqa: ANN401 - openpyxl carries no types
    """Put text into a cell as text: what begins with an equals sign is no formula."""
    cell = sheet.cell(row, column)
    cell.value = cleaned(text)[:LONGEST_CELL]
    cell.data_type = "s"
    cell.quotePrefix = True
    cell.alignment = TOP


def head(sheet: Any, labels: Sequence[str], widths: Iterable[int]) -> None:  # noqa: ANN401 - as above
    """The row that names the columns; it stays in sight."""
    for column, (label, width) in enumerate(zip(labels, widths, strict=True), 1):
        cell = sheet.cell(1, column, label)
        cell.font, cell.fill = HEAD_INK, HEAD
        sheet.column_dimensions[letter_of(column)].width = width
    sheet.freeze_panes = "A2"


def guide(sheet: Any, lines: Iterable[tuple[str, str]]) -> None:  # noqa: ANN401 - as above
    """How each column is filled in."""
    head(sheet, ["Kolom", "Cara mengisi"], [20, 100])
    for row, (name, how) in enumerate(lines, 2):
        put(sheet, row, 1, name)
        put(sheet, row, 2, how)


def put_reasons(
    sheet: Any,  # noqa: ANN401 - as above
    shape: Shape,
    table: Table,
    widths: Mapping[str, int],
    bad: Iterable[tuple[int, Sequence[Remark]]],
) -> None:
    """Rows as they were written, each with its reasons: to be put right and brought again."""
    sheet.title = shape.sheet
    keys = [key for key in shape.labels if key in table.columns]
    head(sheet, [*(shape.labels[key] for key in keys), WHY], [*(widths[key] for key in keys), WHY_WIDTH])
    rows = {row.number: row for row in table.rows}
    for line, (number, reasons) in enumerate(bad, 2):
        for column, key in enumerate(keys, 1):
            cell = rows[number].cells.get(key, EMPTY)
            put(sheet, line, column, _spoken(cell.kind, cell.text))
        said = (f"{reason.cell} {reason.sentence} {reason.todo}".strip() for reason in reasons)
        put(sheet, line, len(keys) + 1, f"Baris {number}: " + "\n".join(said))


def saved(book: Workbook) -> bytes:
    """The workbook's bytes."""
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _spoken(kind: str, text: str) -> str:
    if kind == "formula":
        return ""
    return text.removesuffix("T00:00:00").replace("T", " ") if kind == "date" else text
