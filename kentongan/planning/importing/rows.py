"""The way through one row of the programme tree. Pure: what it needs to know comes in as `Facts`."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kentongan.planning.importing.columns import TREE
from kentongan.workbooks.cells import Cells
from kentongan.workbooks.refusals import CellRefusedError
from kentongan.workbooks.texts import key_of, line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kentongan.workbooks.cells import Remark
    from kentongan.workbooks.tables import Row, Table

FIRST_YEAR, LAST_YEAR = 2000, 2100
LONGEST_CODE, LONGEST_NAME = 30, 300
EXAMPLE = "contoh:"
LEVELS = ("visi", "misi", "program")
YES = {"ya", "y", "x", "v", "1", "benar", "true", "yes", "prioritas", "✓", "✔", "√"}
NO = {"", "tidak", "t", "n", "0", "salah", "false", "no", "-", "bukan"}
_YEAR = re.compile(r"\d{4}")
HOW_YEAR = "Tulis tahunnya saja, seperti 2026."


@dataclass(frozen=True, slots=True)
class Known:
    """A line that is in the tree already."""

    pk: int
    code: str
    name: str
    level: str
    parent: int | None
    owner: int | None
    first_year: int
    last_year: int
    priority: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """What judging needs to know. `agencies`: a name or code, as `key_of` writes it → the agency."""

    lines: Sequence[Known] = ()
    agencies: Mapping[str, int] = field(default_factory=dict)
    agency_names: Sequence[str] = ()


@dataclass(slots=True)
class Said:
    """What a row says, as far as it can be read, and what is wrong with it."""

    number: int
    code: str = ""
    name: str = ""
    level: str = ""
    parent: str = ""
    owner: int | None = None
    first_year: int = 0
    last_year: int = 0
    priority: bool = False
    example: bool = False
    reading: Cells | None = None

    @property
    def key(self) -> str:
        """What two spellings of its code share."""
        return self.code.casefold()

    @property
    def reasons(self) -> list[Remark]:
        """Why it cannot be hung into the tree."""
        return self.reading.reasons if self.reading else []

    def refuse(self, key: str, sentence: str, todo: str) -> None:
        """One more reason."""
        if self.reading:
            self.reading.refuse(key, sentence, todo)


class Reading(Cells):
    """The cells of one row."""

    def __init__(self, row: Row, table: Table, facts: Facts) -> None:
        super().__init__(row, table, TREE)
        self.facts = facts

    def said(self) -> Said:
        name = line(self.cell("name").text)
        if name.casefold().startswith(EXAMPLE):
            return Said(self.row.number, name=name, example=True)
        self.look()
        said = Said(
            self.row.number,
            self.code("code", needed=True),
            self.words("name", LONGEST_NAME, needed=True, one_line=True),
            self.tried("level", _level, ""),
            self.code("parent"),
            self.tried("owner", self.owner, None),
            self.year("first_year"),
            self.year("last_year"),
            self.tried("priority", _yes, otherwise=False),
            reading=self,
        )
        if said.first_year and said.last_year and said.last_year < said.first_year:
            self.refuse("last_year", "Tahun akhirnya sebelum tahun awalnya.", "Periksa keduanya.")
        return said

    def code(self, key: str, *, needed: bool = False) -> str:
        """A code as it was typed: Excel makes 1.10 the number 1.1, and 1-2-3 a day."""
        cell = self.cell(key)
        if cell.kind in {"date", "time"} and self.usable(key):
            self.refuse(
                key, "Excel mengubah kode ini menjadi tanggal atau jam.", "Format kolomnya sebagai Teks, tulis lagi."
            )
            return ""
        if cell.kind == "number" and "." in cell.text:
            self.note(
                key,
                f"Kode {cell.text} tersimpan sebagai angka; 1.10 menjadi 1.1.",
                "Bila salah, format kolomnya sebagai Teks.",
            )
        return self.words(key, LONGEST_CODE, needed=needed, one_line=True)

    def year(self, key: str) -> int:
        if not self.usable(key):
            return 0
        text = line(self.cell(key).text)
        if not text:
            self.refuse(key, f"{self.labels[key]} masih kosong.", HOW_YEAR)
        elif not _YEAR.fullmatch(text) or not FIRST_YEAR <= int(text) <= LAST_YEAR:
            self.refuse(key, f"“{text[:20]}” bukan tahun yang dapat dipakai.", HOW_YEAR)
        else:
            return int(text)
        return 0

    def owner(self, text: str) -> int | None:
        name = line(text)
        if not name:
            return None
        if found := self.facts.agencies.get(key_of(name)):
            return found
        near = difflib.get_close_matches(name, self.facts.agency_names, 1)
        todo = f"Mungkin maksudnya {near[0]}." if near else "Nama dinas ada di lembar Pilihan pada templat."
        raise CellRefusedError(f"Dinas “{name[:60]}” tidak dikenal.", todo)


def _level(text: str) -> str:
    said = key_of(text)
    if said and said not in LEVELS:
        raise CellRefusedError(f"Tingkat “{line(text)[:30]}” tidak dikenal.", "Pilih Visi, Misi, atau Program.")
    return said


def _yes(text: str) -> bool:
    said = line(text).casefold()
    if said not in YES | NO:
        raise CellRefusedError(f"“{line(text)[:30]}” bukan ya atau tidak.", "Tulis Ya, atau kosongkan.")
    return said in YES
