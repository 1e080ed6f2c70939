"""Workbooks we write: the tree as it is, to be changed and brought again; and rows that still need a hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation

from kentongan.planning.importing.columns import LABELS, MOST_ROWS, TREE
from kentongan.planning.importing.rows import LEVELS
from kentongan.workbooks.writing import guide, head, put, put_reasons, saved

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kentongan.planning.importing.rules import Outcome
    from kentongan.planning.models import Programme
    from kentongan.workbooks.tables import Table

CHOICES, GUIDE = "Pilihan", "Petunjuk"
WIDTHS = {
    "level": 12, "code": 14, "name": 60, "parent": 14, "owner": 36, "first_year": 12, "last_year": 12, "priority": 11,
}  # fmt: skip
GUIDANCE = (
    ("Satu baris", f"Satu visi, misi, atau program. Paling banyak {MOST_ROWS:,} baris.".replace(",", ".")),
    ("Tingkat", "Visi, Misi, atau Program. Boleh kosong: tingkatnya mengikuti induknya."),
    ("Kode", "Seperti di RPJMD atau RKPD. Baris berkode sama pada tahun yang sama diperbarui, tidak digandakan."),
    ("Nama", "Paling panjang 300 huruf."),
    ("Kode induk", "Kode baris di atasnya, di berkas ini atau yang sudah ada di pohon. Visi tidak punya induk."),
    ("Dinas", "Boleh kosong. Nama atau singkatan dari lembar Pilihan."),
    ("Tahun awal, akhir", "Seperti 2025 dan 2029."),
    ("Prioritas", "Ya, atau kosong."),
    ("Yang tidak ditulis", "Baris yang sudah ada di pohon tetapi tidak ada di berkas ini tetap seperti semula."),
    ("Baris contoh", "Baris yang namanya diawali CONTOH: tidak diimpor."),
)


def template(lines: Sequence[Programme], agencies: Sequence[str], year: int) -> bytes:
    """The tree as it is now, or examples where there is none; the allowed values, and how to fill it in."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = TREE.sheet
    head(sheet, list(LABELS.values()), WIDTHS.values())
    rows = [_row(line) for line in lines] or list(_examples(year))
    for number, cells in enumerate(rows, 2):
        for column, text in enumerate(cells, 1):
            put(sheet, number, column, text)
    for letter in "BDFG":
        sheet.column_dimensions[letter].number_format = "@"
    _choices(book.create_sheet(CHOICES), agencies)
    guide(book.create_sheet(GUIDE), GUIDANCE)
    _lists(sheet, len(agencies))
    return saved(book)


def rows_with_reasons(table: Table, outcomes: Iterable[Outcome]) -> bytes:
    """The rows that cannot be hung into the tree, as they were written, each with its reasons."""
    book = Workbook()
    put_reasons(book.active, TREE, table, WIDTHS, ((one.number, one.reasons) for one in outcomes if one.reasons))
    return saved(book)


def _row(line: Programme) -> list[str]:
    return [
        line.get_level_display(),
        line.code,
        line.name,
        line.parent.code if line.parent else "",
        line.owner.name if line.owner else "",
        str(line.first_year),
        str(line.last_year),
        "Ya" if line.priority else "",
    ]


def _examples(year: int) -> Iterable[list[str]]:
    span = [str(year), str(year + 4)]
    yield ["Visi", "V", "CONTOH: Masyarakat sehat dan sejahtera", "", "", *span, ""]
    yield ["Misi", "1", "CONTOH: Layanan dasar yang dekat", "V", "", *span, ""]
    yield ["Program", "1.02", "CONTOH: Ibu dan anak sehat", "1", "Dinas Kesehatan", *span, "Ya"]


def _choices(sheet: Any, agencies: Sequence[str]) -> None:  # noqa: ANN401 - openpyxl carries no types
    head(sheet, ["Tingkat", "Dinas", "Prioritas"], [16, 60, 12])
    for column, names in enumerate(([level.capitalize() for level in LEVELS], agencies, ["Ya"]), 1):
        for row, name in enumerate(names, 2):
            put(sheet, row, column, name)


def _lists(sheet: Any, agencies: int) -> None:  # noqa: ANN401 - as above
    """Pick lists; what is not in them is told when the file is read, with the nearest name."""
    lists = {"A": ("A", len(LEVELS)), "E": ("B", agencies), "H": ("C", 1)}
    for column, (source, count) in lists.items():
        if count:
            choice = DataValidation("list", formula1=f"{CHOICES}!${source}$2:${source}${count + 1}", allow_blank=True)
            choice.showErrorMessage = False
            choice.add(f"{column}2:{column}{MOST_ROWS + 1}")
            sheet.add_data_validation(choice)
