"""The way through one row, cell by cell: every cell is read, so that all its reasons are told at once. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from kentongan.workbooks.refusals import CellRefusedError
from kentongan.workbooks.tables import EMPTY, Cell
from kentongan.workbooks.texts import cleaned, has_unseen, line, markup_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from kentongan.workbooks.tables import Row, Shape, Table

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing about a row. `cell`: as spreadsheets name it ("B7"), empty for the row as a whole."""

    cell: str
    label: str
    sentence: str
    todo: str


class Cells:
    """The cells of one row, and what is wrong with them (`reasons`) or worth telling (`notes`)."""

    def __init__(self, row: Row, table: Table, shape: Shape) -> None:
        self.row, self.table, self.labels = row, table, shape.labels
        self.reasons: list[Remark] = []
        self.notes: list[Remark] = []

    def cell(self, key: str) -> Cell:
        return self.row.cells.get(key, EMPTY)

    def usable(self, key: str) -> bool:
        return self.cell(key).kind not in {"error", "formula"} and key not in self.row.merged

    def remark(self, key: str, sentence: str, todo: str) -> Remark:
        letter = self.table.columns.get(key, ("", ""))[0]
        return Remark(f"{letter}{self.row.number}" if letter else "", self.labels[key], sentence, todo)

    def refuse(self, key: str, sentence: str, todo: str) -> None:
        self.reasons.append(self.remark(key, sentence, todo))

    def note(self, key: str, sentence: str, todo: str) -> None:
        self.notes.append(self.remark(key, sentence, todo))

    def look(self) -> None:
        """What is wrong with cells before they say anything."""
        for key in self.table.columns:
            self._look(key)

    def _look(self, key: str) -> None:
        cell = self.cell(key)
        if key in self.row.merged:
            sentence = (
                f"Sel ini bagian dari sel gabungan {self.row.merged[key]}, jadi isinya tidak pasti milik baris ini."
            )
            self.refuse(key, sentence, "Pisahkan selnya (Unmerge), lalu isi setiap baris.")
        elif cell.kind == "formula":
            sentence = "Rumus ini belum punya hasil yang tersimpan."
            self.refuse(key, sentence, "Buka di Excel dan simpan lagi, atau tempel hasilnya sebagai nilai.")
        elif cell.kind == "error":
            self.refuse(key, f"Rumus ini gagal: {cell.text[:20]}.", "Perbaiki rumusnya, atau tulis isinya.")

    def tried(self, key: str, read: Callable[[str], T], otherwise: T) -> T:
        """What a cell means, or `otherwise` and a reason."""
        if not self.usable(key):
            return otherwise
        try:
            return read(self.cell(key).text)
        except CellRefusedError as refusal:
            self.refuse(key, refusal.sentence, refusal.todo)
            return otherwise

    def words(self, key: str, longest: int, *, needed: bool = False, one_line: bool = False) -> str:
        if not self.usable(key):
            return ""
        raw, name = self.cell(key).text, self.labels[key]
        text = line(raw) if one_line else cleaned(raw)
        if needed and not text:
            self.refuse(key, f"{name} masih kosong.", f"Isi kolom {name}.")
        if (over := len(text) - longest) > 0:
            self.refuse(key, f"{name} lewat {over} huruf: paling panjang {longest}.", "Pendekkan tulisannya.")
        if has_unseen(raw):
            self.note(key, "Ada tanda yang tidak terlihat (misalnya pembalik arah tulisan).", "Tanda itu dibuang.")
        if found := markup_in(text):
            self.note(key, f"Ada kode HTML, misalnya {found}.", "Warga akan melihat kodenya. Hapus bila tidak perlu.")
        return text
