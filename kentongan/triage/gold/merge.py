"""Join what two labellers said into `labels.csv`: both answers stay, the agreed one stands beside them or is empty.

python -m kentongan.triage.gold.merge --a A1.tsv [A2.tsv …] --b B1.tsv [B2.tsv …] [--agreement TABLE.md]
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kentongan.triage.gold import agreement
from kentongan.triage.gold.labels import FIELDS, Label, UnreadableLabelsError, read
from kentongan.triage.gold.sample import HERE, REAL, digest

AUTHORED = HERE / "authored.csv"
LABELS = HERE / "labels.csv"
FROM_SOURCE, OWN = "real", "authored"
SIDES = ("a", "b")
COLUMNS = ("id", "source", "row", "hash", *(f"{field}{side}" for field in FIELDS for side in ("_a", "_b", "")))


@dataclass(frozen=True, slots=True)
class Item:
    """One comment of the set. `row`: its number in the source for a real one, in `authored.csv` for our own, from 0."""

    key: str
    source: str
    row: int
    mark: str


def items(real: Path = REAL, authored: Path = AUTHORED) -> list[Item]:
    """All comments of the set, real ones first; the authored file may not be there yet."""
    found = [Item(row["id"], FROM_SOURCE, int(row["row"]), row["sha256"]) for row in _rows(real)]
    if authored.exists():
        found += [Item(row["id"], OWN, at, digest(row["text"])) for at, row in enumerate(_rows(authored))]
    return found


def joined(known: Sequence[Item], a: Mapping[str, Label], b: Mapping[str, Label]) -> Iterator[dict[str, str | int]]:
    """One line for each comment. Nothing is decided here: a field on which the two differ has no agreed value."""
    for item in known:
        line: dict[str, str | int] = {"id": item.key, "source": item.source, "row": item.row, "hash": item.mark}
        first, second = a[item.key].written(), b[item.key].written()
        for field in FIELDS:
            line[f"{field}_a"], line[f"{field}_b"] = first[field], second[field]
            line[field] = agreed(field, first[field], second[field])
        yield line


def agreed(field: str, first: str, second: str) -> str:
    """The value both gave, else empty. For the topic the first one counts; a second topic stays only if both gave it."""
    if field == "topic" and first.split(",", maxsplit=1)[0] == second.split(",", maxsplit=1)[0]:
        return first if first == second else first.split(",", maxsplit=1)[0]
    return first if first == second else ""


def write(lines: Iterator[dict[str, str | int]], to: Path = LABELS) -> None:
    """The joined labels, in the order of the items."""
    with to.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        table.writeheader()
        table.writerows(lines)


def _rows(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def main() -> None:
    asked = argparse.ArgumentParser(description="Join two labellers' files and say how far they agree")
    for side in SIDES:
        asked.add_argument(f"--{side}", nargs="+", type=Path, required=True)
    asked.add_argument("--agreement", type=Path, help="where the table of κ goes; without it, to the screen")
    given = asked.parse_args()
    known = items()
    expected = {item.key for item in known}
    try:
        a, b = read(given.a, expected), read(given.b, expected)
    except UnreadableLabelsError as wrong:
        sys.exit(f"Nothing was written.\n{wrong}")
    write(joined(known, a, b))
    told = agreement.as_markdown(agreement.table(a, b))
    if given.agreement:
        given.agreement.write_text(told, "utf-8")
    else:
        sys.stdout.write(told)


if __name__ == "__main__":
    main()
