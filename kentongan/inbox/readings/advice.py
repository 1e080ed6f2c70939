"""One part of a reading as a government keeps it: what is advised, how surely, from which words, and whether a person has to look."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kentongan.triage.reading import Evidence

SURE, MAYBE, UNKNOWN = "sure", "maybe", "unknown"
LIKELY, SURELY = 0.5, 0.75
"""From when on learned advice is called likely, and sure; what is shipped brings its own threshold."""


@dataclass(slots=True)
class Advice:
    """One part of a reading after what was learned here. `ask`: *perlu dilihat orang*."""

    value: str
    sure: float
    ask: bool
    words: tuple[Evidence, ...] = ()
    shipped: tuple[str, float] | None = None
    by_account: bool = False  #: because of the account it was written on

    @property
    def said(self) -> str:
        """How sure, as the columns say it."""
        if not self.ask:
            return SURE
        return MAYBE if self.sure >= LIKELY else UNKNOWN

    def kept(self) -> dict[str, Any]:
        """As the row keeps it."""
        row: dict[str, Any] = {"value": self.value, "sure": round(self.sure, 3), "ask": self.ask}
        if self.shipped:
            row |= {"shipped": self.shipped[0], "shipped_sure": round(self.shipped[1], 3)}
        row |= {"by_account": True} if self.by_account else {}
        return row | ({"words": [asdict(one) for one in self.words]} if self.words else {})
