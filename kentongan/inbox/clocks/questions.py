"""Before hours or lengths are saved: how many deadlines would move, and a button that says yes to exactly that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kentongan.inbox.clocks.foreseeing import Foreseen
    from kentongan.organizations.middleware import ActorRequest

SURE = "sure"


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked before something is saved.

    `words`: what a yes is a yes to; typed over afterwards, it is counted anew. `form`: whose fields go along; none: the words `hidden`.
    """

    foreseen: Foreseen
    words: str
    button: str
    action: str
    form: str = ""
    hidden: tuple[str, str] = ("", "")

    @property
    def sentence(self) -> str:
        """How many move, and where to."""
        told = self.foreseen
        if not told.moved:
            return "Tenggat yang berjalan terlalu banyak untuk dihitung semua; dari yang dihitung tidak ada yang berpindah."
        ways = [(told.earlier, "lebih cepat"), (told.later, "lebih lambat")]
        said = ", ".join(f"{self._many(count)} {way}" for count, way in ways if count)
        return f"Bila disimpan, {self._many(told.moved)} tenggat berjalan berpindah: {said}."

    @property
    def late(self) -> str:
        """How many are late at once."""
        if self.foreseen.late:
            return f"{self._many(self.foreseen.late)} di antaranya langsung terlambat.".capitalize()
        return "" if self.foreseen.more else "Tidak ada yang langsung terlambat."

    def _many(self, count: int) -> str:
        return f"{'lebih dari ' * self.foreseen.more}{grouped(count)}"


def is_sure(request: ActorRequest, foreseen: Foreseen, words: str) -> bool:
    """Whether it may be saved: nothing would move, or this person read how many and said yes to the same words."""
    return not foreseen.asks or request.POST.get(SURE) == words


def words_of(parts: Iterable[object]) -> str:
    """What was typed, as the words of a yes."""
    return "; ".join("" if one is None else str(one) for one in parts)


def grouped(count: int) -> str:
    """A number as people write it here."""
    return f"{count:,}".replace(",", ".")
