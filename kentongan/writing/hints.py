"""What a hint is: a passage, why it may be hard on the reader, and how it could be said."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

TITLE, STORY = "title", "story"
MOST_OF_A_KIND = 3
"""Nobody reads the fourth hint of a kind; when one is put right the next one shows."""


class Severity(StrEnum):
    """How much it matters. Nothing of this ever stops a post."""

    LOOK = "look"  #: a reader would miss or misread something
    TIP = "tip"  #: a matter of style


class Kind(StrEnum):
    """What a hint is about; the value is stable, `KINDS` holds the words for people."""

    COVERAGE = "coverage"
    LONG_SENTENCE = "long_sentence"
    HEAVY_WORDS = "heavy_words"
    OFFICIALESE = "officialese"
    ABBREVIATION = "abbreviation"
    HEADLINE = "headline"
    LEAD = "lead"
    CLAIM = "claim"
    PASSIVE = "passive"
    CAPITALS = "capitals"
    CLICKBAIT = "clickbait"
    CURT = "curt"
    BLAME = "blame"
    PROMISE = "promise"
    VAGUE_PROMISE = "vague_promise"
    GREETING = "greeting"
    APOLOGY = "apology"
    NEXT_STEP = "next_step"


KINDS: dict[Kind, str] = {
    Kind.COVERAGE: "Belum terjawab",
    Kind.LONG_SENTENCE: "Kalimat panjang",
    Kind.HEAVY_WORDS: "Banyak kata berimbuhan",
    Kind.OFFICIALESE: "Bahasa surat",
    Kind.ABBREVIATION: "Singkatan belum dijelaskan",
    Kind.HEADLINE: "Judul",
    Kind.LEAD: "Kalimat pertama",
    Kind.CLAIM: "Angka tanpa sumber",
    Kind.PASSIVE: "Kalimat pasif bertumpuk",
    Kind.CAPITALS: "Huruf besar semua",
    Kind.CLICKBAIT: "Umpan klik",
    Kind.CURT: "Terasa ketus",
    Kind.BLAME: "Terasa menyalahkan",
    Kind.PROMISE: "Janji yang mengikat",
    Kind.VAGUE_PROMISE: "Janji tanpa waktu",
    Kind.GREETING: "Belum ada salam",
    Kind.APOLOGY: "Belum ada maaf",
    Kind.NEXT_STEP: "Belum ada langkah berikut",
}


@dataclass(frozen=True, slots=True)
class Hint:
    """One thing to look at. `start` and `end` (past it) count code points of the field `where`; equal: the whole field.

    `better`: an example of other words, only where one can be made honestly. Blanks for facts only the writer knows are “…”.
    """

    kind: Kind
    start: int
    end: int
    why: str
    better: str = ""
    severity: Severity = Severity.TIP
    where: str = STORY

    @property
    def label(self) -> str:
        """The kind, in the words of the screens."""
        return KINDS[self.kind]


def in_order(hints: Iterable[Hint]) -> tuple[Hint, ...]:
    """What matters most first, then as they stand in the text."""
    return tuple(
        sorted(hints, key=lambda one: (one.severity != Severity.LOOK, one.where != TITLE, one.start, one.kind))
    )
