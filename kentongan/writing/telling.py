"""Hints made ready for a page: with the passage in words and the field it stands in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kentongan.writing.hints import Hint

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SHOWN, AT_ONCE = 70, 4


@dataclass(frozen=True, slots=True)
class Told:
    """A hint, the first words of its passage, and the page's name of the field."""

    hint: Hint
    passage: str
    field: str

    @property
    def shown(self) -> str:
        """The passage, cut at a word when it is long."""
        flat = " ".join(self.passage.split())
        return flat if len(flat) <= SHOWN else f"{flat[:SHOWN].rsplit(' ', 1)[0]} …"


@dataclass(frozen=True, slots=True)
class Telling:
    """What a page shows at once, and what it keeps behind "more"."""

    first: tuple[Told, ...]
    rest: tuple[Told, ...]

    @property
    def count(self) -> int:
        """All of them."""
        return len(self.first) + len(self.rest)


def tell(hints: Iterable[Hint], texts: Mapping[str, str], fields: Mapping[str, str]) -> Telling:
    """Put hints into words. `texts` and `fields`: the text, and the page's name of the field, of each hint's `where`."""
    flat = {where: text.replace("\r\n", "\n").replace("\r", "\n") for where, text in texts.items()}
    all_ = tuple(Told(hint, flat[hint.where][hint.start : hint.end], fields[hint.where]) for hint in hints)
    return Telling(all_[:AT_ONCE], all_[AT_ONCE:])
