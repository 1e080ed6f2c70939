"""Every row of a file judged: what it becomes, and what it shares with its neighbours and with what exists. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kentongan.content.importing.outcomes import EXISTS, FIX, READY, Facts, Outcome
from kentongan.content.importing.rows import Reading
from kentongan.workbooks.cells import Remark

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from kentongan.workbooks.tables import Table


def judge(table: Table, facts: Facts) -> list[Outcome]:
    """Every row in its order; rows that say the same or meet on a channel know of each other."""
    seen: dict[str, int] = {}
    slots: dict[tuple[datetime, int], int] = {}
    judged = []
    for row in table.rows:
        one = Reading(row, table, facts).outcome()
        if one.mark and (one.state == READY or one.mark in facts.known):
            one = _beside_others(one, facts, seen, slots)
        judged.append(one)
    return judged


def _beside_others(one: Outcome, facts: Facts, seen: dict[str, int], slots: dict[tuple[datetime, int], int]) -> Outcome:
    if found := facts.known.get(one.mark):
        post_id, state = found
        note = Remark("", "", f"Sudah diimpor sebelumnya, kini: {state}.", "Baris ini tidak dibuat lagi.")
        return replace(one, state=EXISTS, post_id=post_id, reasons=(), notes=(note,))
    if one.mark in seen:
        sentence = f"Baris ini sama persis dengan baris {seen[one.mark]}."
        return replace(one, state=FIX, reasons=(Remark("", "", sentence, "Hapus salah satunya."),))
    seen[one.mark] = one.number
    return replace(one, notes=(*one.notes, *_meetings(one, facts, slots)))


def _meetings(one: Outcome, facts: Facts, slots: dict[tuple[datetime, int], int]) -> Iterator[Remark]:
    """Other posts of the same minute on the same channel, in the file and outside it."""
    at = one.plan.publish_at
    if at is None:
        return
    for place in one.plan.places:
        slot = (at, place.channel_id)
        todo = "Geser salah satunya, supaya keduanya terbaca warga."
        if headline := facts.taken.get(slot):
            yield Remark("", "", f"Bersamaan dengan “{headline}” di {place.name}.", todo)
        elif slot in slots:
            yield Remark("", "", f"Bersamaan dengan baris {slots[slot]} di {place.name}.", todo)
        slots.setdefault(slot, one.number)
