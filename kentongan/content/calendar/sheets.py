"""The shown days as a spreadsheet."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from kentongan.channels.models import PLATFORM_NAMES
from kentongan.core.days import day_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

    from kentongan.content.calendar.chips import Chip

HEADS = {
    "Hari": 10,
    "Tanggal": 12,
    "Jam": 8,
    "Judul": 52,
    "Dinas": 24,
    "Pilar": 20,
    "Akun": 44,
    "Keadaan": 22,
    "Tautan": 44,
}
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def sheet_of(name: str, chips: Iterable[Chip], address: Callable[[Chip], str]) -> bytes:
    """A workbook of one sheet, a row a post. Nothing in it is a formula, whatever a title begins with."""
    book = Workbook(write_only=True)
    sheet: WriteOnlyWorksheet = book.create_sheet("Kalender")
    sheet.freeze_panes = "A2"
    for letter, width in zip("ABCDEFGHI", HEADS.values(), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.append([_words(sheet, head, bold=True) for head in HEADS])
    for chip in chips:
        sheet.append(list(_row(sheet, chip, address(chip))))
    book.properties.title = _clean(name)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _row(sheet: WriteOnlyWorksheet, chip: Chip, address: str) -> Iterator[WriteOnlyCell]:
    yield _words(sheet, day_name(chip.at))
    day = WriteOnlyCell(sheet, chip.at.date())
    day.number_format = "dd/mm/yyyy"
    yield day
    hour = WriteOnlyCell(sheet, chip.at.timetz().replace(tzinfo=None))
    hour.number_format = "hh:mm"
    yield hour
    accounts = ", ".join(f"{PLATFORM_NAMES.get(platform, platform)}: {name}" for platform, name in chip.channels)
    for text in (chip.headline, chip.agency, chip.pillar_label, accounts, chip.state_label, address):
        yield _words(sheet, text)


def _words(sheet: WriteOnlyWorksheet, text: str, *, bold: bool = False) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, _clean(text))
    cell.data_type = "s"  # "=1+1" stays the words it is
    if bold:
        cell.font = Font(bold=True)
    return cell


def _clean(text: str) -> str:
    return str(ILLEGAL_CHARACTERS_RE.sub("", text))
