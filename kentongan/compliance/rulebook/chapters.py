"""The chapters that come with the product, read from `chapters/*.toml`, and how words are found in them. Pure."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kentongan.compliance.rules import Evidence, Source
from kentongan.core.text import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable

FOLDER = Path(__file__).with_name("chapters")
AROUND = 160
EVIDENCE = {
    Evidence.READ: "naskahnya sudah dibaca",
    Evidence.SECONDARY: "dari sumber kedua",
    Evidence.UNVERIFIED: "belum diperiksa",
}


@dataclass(frozen=True, slots=True)
class Part:
    """A section of a chapter."""

    title: str
    text: str
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """One rule, or a family of rules, in plain words. `note`: what a reader must know of its standing."""

    slug: str
    title: str
    summary: str
    version: int
    parts: tuple[Part, ...]
    sources: tuple[Source, ...] = ()
    note: str = ""
    local: bool = False

    @property
    def text(self) -> str:
        """Everything it says, for searching."""
        told = [self.title, self.summary, self.note]
        told += [words for part in self.parts for words in (part.title, part.text, *part.points)]
        return "\n".join([*told, *(source.citation for source in self.sources)])

    @property
    def cited(self) -> list[tuple[Source, str]]:
        """Its sources, each with how far it was read."""
        return [(source, EVIDENCE[source.verified]) for source in self.sources]


@dataclass(frozen=True, slots=True)
class Found:
    """A chapter that holds every word looked for, and the place where the first of them stands."""

    chapter: Chapter
    passage: str


@cache
def chapters() -> tuple[Chapter, ...]:
    """Those that come with the product, in their order."""
    return tuple(_chapter(path) for path in sorted(FOLDER.glob("*.toml")))


def find(told: Iterable[Chapter], words: str) -> list[Found]:
    """The chapters that hold every word, whatever its case; none when nothing is looked for."""
    wanted = words.casefold().split()[:8]
    if not wanted:
        return []
    return [
        Found(one, _passage(one.text, wanted[0])) for one in told if all(word in one.text.casefold() for word in wanted)
    ]


def _passage(text: str, word: str) -> str:
    at = max(0, text.casefold().find(word) - AROUND // 2)
    start = text.rfind(" ", 0, at) + 1 if at else 0
    return ("… " if start else "") + shorten(" ".join(text[start : start + 2 * AROUND].split()), AROUND)


def _chapter(path: Path) -> Chapter:
    record = tomllib.loads(path.read_text("utf-8"))
    return Chapter(
        slug=path.stem.partition("-")[2],
        title=record["judul"],
        summary=record["ringkasan"],
        version=record["versi"],
        note=record.get("catatan", ""),
        parts=tuple(Part(row["judul"], row.get("isi", ""), tuple(row.get("butir", ()))) for row in record["bagian"]),
        sources=tuple(_source(row) for row in record["sumber"]),
    )


def _source(row: dict[str, Any]) -> Source:
    return Source(
        instrument=row["instrumen"],
        number=str(row.get("nomor", "")),
        year=row.get("tahun", 0),
        article=row.get("pasal", ""),
        status=row["status"],
        verified=Evidence(row["verified"]),
        url=row.get("url", ""),
        read_on=str(row.get("dibaca_pada", "")),
    )
