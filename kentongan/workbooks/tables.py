"""Cells, grids and tables: what a file says, whatever kind of file it was. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from kentongan.workbooks.refusals import FileRefusedError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MOST_COLUMNS = 40
HEADINGS_WITHIN = 20


@dataclass(frozen=True, slots=True)
class Shape:
    """What a table is meant to hold. `labels`: key → the column's name; `also`: key → other names for it, divided by commas."""

    sheet: str
    thing: str
    labels: Mapping[str, str]
    needed: tuple[str, ...]
    most: int
    also: Mapping[str, str] = field(default_factory=dict)
    dates: tuple[str, ...] = ()
    split: str = "lalu unggah satu demi satu"

    def too_many(self) -> FileRefusedError:
        """The limit, with what to do."""
        most = f"{self.most:,}".replace(",", ".")
        return FileRefusedError(
            f"Berkas ini lebih dari {most} baris",
            f"Satu berkas memuat paling banyak {most} {self.thing}, supaya setiap baris masih dapat Anda periksa.",
            f"Pecah menjadi beberapa berkas, {self.split}.",
        )


class Cell(NamedTuple):
    """What stands in a cell. `kind`: text, number, date (ISO), time (ISO), error, formula (one without a kept result)."""

    kind: str
    text: str


EMPTY = Cell("text", "")


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range, rows and columns counted from 1, both ends included."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int
    name: str


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of one sheet that hold anything, under their numbers.

    `told`: what its reader saw and left out. `shift`: days to add where a date is a bare number.
    """

    rows: Sequence[tuple[int, Sequence[Cell]]]
    merges: Sequence[Merge] = ()
    told: tuple[str, ...] = ()
    shift: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One row below the headings, its cells under the keys of the shape's `labels`. `merged`: key → the range the cell lies in."""

    number: int
    cells: Mapping[str, Cell]
    merged: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    """What a file says. `columns`: key → (letter, heading as written)."""

    rows: tuple[Row, ...]
    columns: Mapping[str, tuple[str, str]]
    told: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The form kept with the import."""
        return {
            "columns": {key: list(column) for key, column in self.columns.items()},
            "told": list(self.told),
            "rows": [
                {"n": row.number, "c": {key: list(cell) for key, cell in row.cells.items()}, "m": dict(row.merged)}
                for row in self.rows
            ],
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Table:
        """Read what `as_json` wrote."""
        rows = tuple(
            Row(row["n"], {key: Cell(*cell) for key, cell in row["c"].items()}, row["m"]) for row in kept["rows"]
        )
        columns = {key: (letter, heading) for key, (letter, heading) in kept["columns"].items()}
        return cls(rows, columns, tuple(kept["told"]))


def letter_of(column: int) -> str:
    """Name a column as spreadsheets do: 1 is A, 27 is AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
