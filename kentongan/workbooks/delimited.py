"""CSV to a grid of cells: whatever sign divides it and whatever it was saved with. From bytes alone."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from kentongan.workbooks.refusals import FileRefusedError
from kentongan.workbooks.tables import (
    HEADINGS_WITHIN,
    MOST_COLUMNS,
    Cell,
    Grid,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kentongan.workbooks.tables import Shape

SIGNS = ";,\t|"
OLD_WINDOWS = "cp1252"
SAVE_AS = "Simpan sebagai Excel Workbook (.xlsx) atau CSV UTF-8, lalu unggah lagi."


def read_delimited(data: bytes, shape: Shape) -> Grid:
    """Every row that holds anything. FileRefusedError."""
    text, told = _text(data)
    if "\0" in text:
        raise FileRefusedError("Berkas ini bukan tabel", "Isinya bukan tulisan.", SAVE_AS)
    try:
        return Grid(list(_rows(text, shape)), (), told)
    except csv.Error as fault:
        why = "Ada tanda kutip yang tidak ditutup, atau sel yang sangat panjang."
        raise FileRefusedError("Berkas CSV ini tidak dapat dibaca", why, SAVE_AS) from fault


def _text(data: bytes) -> tuple[str, tuple[str, ...]]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace"), ()
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        told = "Berkas CSV ini bukan UTF-8; dibaca sebagai Windows-1252. Periksa huruf beraksen dan emoji."
        return data.decode(OLD_WINDOWS, "replace"), (told,)


def _rows(text: str, shape: Shape) -> Iterator[tuple[int, Sequence[Cell]]]:
    found = 0
    for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=_sign(text)), 1):
        if not any(value.strip() for value in row):
            continue
        found += 1
        if found > shape.most + HEADINGS_WITHIN:
            raise shape.too_many()
        yield number, [Cell("text", value) for value in row[:MOST_COLUMNS]]


def _sign(text: str) -> str:
    """The sign that divides the first lines most often."""
    start = "\n".join(text.splitlines()[:3])
    return max(SIGNS, key=start.count)
