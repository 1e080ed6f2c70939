"""What reading an agenda's file gives: entries to take in, what could not be read, and what one should know."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime

MOST = 500
AHEAD_DAYS = 366


class FileRefusedError(Exception):
    """The file as a whole cannot be read. `sentence` says what is the matter and what to do."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


@dataclass(frozen=True, slots=True)
class Row:
    """One event of a file. `key` is the same for the same entry of a file read again."""

    title: str
    starts_at: datetime
    ends_at: datetime
    key: str
    place: str = ""
    programme: str = ""
    notes: str = ""
    where: str = ""  #: where it stands in the file, in words: "baris 7"

    def as_json(self) -> dict[str, Any]:
        """As it is kept until somebody takes it in."""
        return {
            "title": self.title,
            "starts_at": self.starts_at.isoformat(),
            "ends_at": self.ends_at.isoformat(),
            "key": self.key,
            "place": self.place,
            "programme": self.programme,
            "notes": self.notes,
            "where": self.where,
        }


@dataclass(slots=True)
class Reading:
    """`problems`: (where it stands, why) of every entry that cannot be taken in. `remarks`: sentences."""

    rows: list[Row] = field(default_factory=list)
    problems: list[tuple[str, str]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
