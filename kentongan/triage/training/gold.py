"""The gold set as rows to learn from and rows kept aside. What is kept aside, and all that is like it, is never learned from."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kentongan.triage.gold.sample import digest, likeness

FOLDER = Path(__file__).parents[1] / "gold"
PARTS, HELD_OUT = 3, 0
KIND = {
    "pengaduan": "complaint", "aspirasi": "aspiration", "informasi": "request", "pertanyaan": "question", "pujian": "praise",
    "lain": "other", "spam": "spam",
}  # fmt: skip
URGENCY = {"darurat": "now", "segera": "soon", "biasa": "normal"}
AUTHORITY = {
    "sendiri": "own", "provinsi": "province", "nasional": "national", "pln": "pln", "polisi": "police", "pdam": "water",
    "bpjs": "bpjs", "lainnya": "other", "takada": "none",
}  # fmt: skip
FLAG = {"abuse": "kasar", "threat": "ancaman", "gambling": "judi", "hoax": "hoaks"}


@dataclass(frozen=True, slots=True)
class Item:
    """One comment with both labellers' answers in the product's words, by field."""

    number: str
    source: str
    text: str
    answers: dict[str, tuple[str, str]]

    @property
    def held_out(self) -> bool:
        """Whether this one is kept aside: one in three, by a hash of its number, the same for ever."""
        return int(hashlib.sha256(f"held out {self.number}".encode()).hexdigest(), 16) % PARTS == HELD_OUT

    def agreed(self, field: str) -> str:
        """Return the answer both gave; nothing when they differ."""
        first, second = self.answers[field]
        return first if first == second else ""


def items(real_texts: Sequence[str], folder: Path = FOLDER) -> list[Item]:
    """Return all items. Real comments are found by row and checked by hash: their texts are not in the repository."""
    authored = {one["id"]: one["text"] for one in _rows(folder / "authored.csv")}
    return [_item(one, real_texts, authored) for one in _rows(folder / "labels.csv")]


def kept_aside(every: Sequence[Item]) -> frozenset[str]:
    """Return the likenesses of the held-out part."""
    return frozenset(likeness(item.text) for item in every if item.held_out)


def learnable(every: Sequence[Item]) -> list[Item]:
    """Return what may be learned from."""
    aside = kept_aside(every)
    return [item for item in every if not item.held_out and likeness(item.text) not in aside]


def _item(row: dict[str, str], real_texts: Sequence[str], authored: dict[str, str]) -> Item:
    text = authored[row["id"]] if row["source"] == "authored" else real_texts[int(row["row"])]
    if row["source"] != "authored" and digest(text) != row["hash"]:
        raise ValueError(f"row {row['row']} of the comments is not the text that was labelled as {row['id']}")
    answers = {
        "kind": (KIND[row["kind_a"]], KIND[row["kind_b"]]),
        "urgency": (URGENCY[row["urgency_a"]], URGENCY[row["urgency_b"]]),
        "topic": (row["topic_a"].split(",")[0], row["topic_b"].split(",")[0]),
        "authority": (AUTHORITY[row["authority_a"]], AUTHORITY[row["authority_b"]]),
    }
    for name, flag in FLAG.items():
        first, second = (flag in row[f"flags_{one}"].split(",") for one in "ab")
        answers[name] = ("yes" if first else "no", "yes" if second else "no")
    return Item(row["id"], row["source"], text, answers)


def _rows(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)
