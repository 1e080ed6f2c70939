"""From a grid of cells to rows under keys: which column is which, by its name. Pure."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

from kentongan.workbooks.refusals import FileRefusedError
from kentongan.workbooks.tables import (
    EMPTY,
    HEADINGS_WITHIN,
    Cell,
    Grid,
    Merge,
    Row,
    Shape,
    Table,
    letter_of,
)
from kentongan.workbooks.texts import key_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

TELLING = 3
"""So many known names make a row the row of headings."""
_ASIDE = re.compile(r"\([^)]*\)")


def table_of(grid: Grid, shape: Shape) -> Table:
    """Find the headings and what stands below them. FileRefusedError when a needed column is missing or there twice."""
    named = _Names(shape)
    number, headings = named.row(grid.rows)
    places, unknown = named.places(headings)
    below = [(row, cells) for row, cells in grid.rows if row > number]
    if len(below) > shape.most:
        raise shape.too_many()
    rows = tuple(_row(row, cells, places, grid, shape) for row, cells in below)
    rows = tuple(row for row in rows if any(cell.text for cell in row.cells.values()))
    if not rows:
        raise FileRefusedError(
            f"Belum ada {shape.thing} di berkas ini",
            f"Judul kolomnya ada di baris {number}, tetapi di bawahnya kosong.",
            f"Isi satu baris untuk setiap {shape.thing}, simpan, lalu unggah lagi.",
        )
    columns = {key: (letter_of(place + 1), headings[place].text.strip()) for key, place in places.items()}
    return Table(rows, columns, (*grid.told, *_told(number, unknown)))


def _row(number: int, cells: Sequence[Cell], places: Mapping[str, int], grid: Grid, shape: Shape) -> Row:
    kept = {key: cells[place] for key, place in places.items() if place < len(cells)}
    for key in shape.dates if grid.shift else ():
        day = kept.get(key, EMPTY)
        if day.kind == "number":
            kept[key] = Cell("number", f"{float(day.text) + grid.shift:g}")
    merged = {
        key: merge.name for key, place in places.items() for merge in grid.merges if _covers(merge, number, place + 1)
    }
    return Row(number, kept, merged)


def _covers(merge: Merge, row: int, column: int) -> bool:
    return merge.first_row <= row <= merge.last_row and merge.first_column <= column <= merge.last_column


class _Names:
    """Columns by the names people give them, whatever their case, spaces and stars; "Jam (WITA)" is Jam."""

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self.known = {
            key_of(name): key
            for key, label in shape.labels.items()
            for name in (label, *filter(None, shape.also.get(key, "").split(",")))
        }

    def meant(self, heading: str) -> str:
        return self.known.get(key_of(heading)) or self.known.get(key_of(_ASIDE.sub(" ", heading))) or ""

    def found(self, cells: Sequence[Cell]) -> set[str]:
        return {key for cell in cells if (key := self.meant(cell.text))}

    def row(self, rows: Iterable[tuple[int, Sequence[Cell]]]) -> tuple[int, Sequence[Cell]]:
        """The row that names the columns: of the first twenty, the one with most names we know."""
        first = [(number, cells) for number, cells in rows if number <= HEADINGS_WITHIN]
        if not first:
            raise FileRefusedError(
                "Berkas ini kosong", "Tidak ada satu pun sel yang berisi.", "Pilih berkas yang sudah Anda isi."
            )
        best = max(first, key=lambda row: (len(self.found(row[1])), -row[0]))
        if len(self.found(best[1])) < TELLING:
            names = ", ".join(self.shape.labels[key] for key in self.shape.needed)
            raise FileRefusedError(
                "Judul kolom tidak ditemukan",
                f"Tidak ada baris yang memuat judul kolom seperti {names}.",
                f"Unduh templatnya, salin {self.shape.thing} Anda ke sana, lalu unggah lagi.",
            )
        return best

    def places(self, headings: Sequence[Cell]) -> tuple[dict[str, int], list[str]]:
        places: dict[str, int] = {}
        unknown = []
        for place, cell in enumerate(headings):
            key = self.meant(cell.text)
            if key and key in places:
                raise _twice(self.shape.labels[key], letter_of(places[key] + 1), letter_of(place + 1))
            if key:
                places[key] = place
            elif cell.text.strip():
                unknown.append(cell.text.strip()[:60])
        if missing := [self.shape.labels[key] for key in self.shape.needed if key not in places]:
            raise _missing(missing, unknown)
        return places, unknown


def _twice(label: str, first: str, second: str) -> FileRefusedError:
    return FileRefusedError(
        f"Kolom {label} ada dua kali",
        f"Kolom {first} dan {second} sama-sama terbaca sebagai {label}, jadi tidak jelas mana yang dipakai.",
        "Hapus atau ganti nama salah satunya, lalu unggah lagi.",
    )


def _missing(labels: Sequence[str], unknown: Sequence[str]) -> FileRefusedError:
    near = [(label, difflib.get_close_matches(label.lower(), [one.lower() for one in unknown], 1)) for label in labels]
    guesses = [f"“{found[0]}” mungkin maksudnya {label}" for label, found in near if found]
    seen = f"Kolom lain yang ada: {', '.join(unknown[:8])}. " if unknown else ""
    why = seen + (f"{'; '.join(guesses)}. " if guesses else "") + "Kolom dicari menurut namanya; urutannya bebas."
    todo = "Tambahkan kolomnya atau perbaiki namanya, lalu unggah lagi. Templatnya sudah memuat semua kolom."
    return FileRefusedError(f"Kolom {' dan '.join(labels)} tidak ada", why, todo)


def _told(number: int, unknown: Sequence[str]) -> Iterable[str]:
    if number > 1:
        yield f"Judul kolom ditemukan di baris {number}; yang di atasnya tidak dibaca."
    if unknown:
        yield f"Kolom yang tidak dikenal dilewati: {', '.join(unknown[:8])}."
