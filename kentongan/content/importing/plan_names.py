"""Programme, campaign and audiences of a row, by the names the plan gives them. Pure."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kentongan.content.importing.naming import CLOSE, parts_of
from kentongan.workbooks.refusals import CellRefusedError
from kentongan.workbooks.texts import key_of, line

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Named:
    """Something of the plan. `others`: what it is called besides (its number, its code)."""

    key: str
    name: str
    others: tuple[str, ...] = ()

    def known_as(self) -> set[str]:
        """Every name it goes by, as `key_of` spells names."""
        return {key_of(name) for name in (self.name, *self.others)} - {""}


@dataclass(frozen=True, slots=True)
class PlanNames:
    """What a row may name of its government's plan."""

    programmes: Sequence[Named] = ()
    campaigns: Sequence[Named] = ()
    audiences: Sequence[Named] = ()


def named(text: str, things: Sequence[Named], what: str) -> Named | None:
    """The one thing of that name; None for an empty cell. CellRefusedError with the nearest name."""
    if not line(text):
        return None
    found = [one for one in things if key_of(text) in one.known_as()]
    if len(found) == 1:
        return found[0]
    if found:
        sentence = f"“{line(text)[:60]}” cocok dengan {len(found)} {what}."
        spoken = [other for one in found for other in one.others if key_of(other) != key_of(text)]
        ways = f": {'; '.join(spoken[:4])}" if spoken else ""
        raise CellRefusedError(sentence, f"Tulis nomor dan namanya, atau pilih sendiri di drafnya{ways}.")
    raise _unknown(text, things, what)


def each_named(text: str, things: Sequence[Named], what: str) -> tuple[Named, ...]:
    """Everything a cell names, in the plan's own order. CellRefusedError."""
    names = {name: [one] for one in things for name in one.known_as()}
    chosen = {named(part, things, what) for part in parts_of(text, names)}
    return tuple(one for one in things if one in chosen)


def _unknown(text: str, things: Sequence[Named], what: str) -> CellRefusedError:
    known = {name: one.name for one in things for name in one.known_as()}
    near = difflib.get_close_matches(key_of(text), list(known), 1, CLOSE)
    guess = f"Mungkin maksudnya {known[near[0]]}. " if near else ""
    return CellRefusedError(
        f"“{line(text)[:60]}” bukan {what} di rencana pemda Anda.",
        f"{guess}Tulis seperti di lembar Pilihan, atau kosongkan dan pilih nanti di drafnya.",
    )
