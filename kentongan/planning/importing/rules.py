"""What becomes of every row of the tree: new, changed, the same, or a reason why not. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kentongan.planning.importing.rows import LEVELS, Facts, Known, Reading, Said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kentongan.workbooks.cells import Remark
    from kentongan.workbooks.tables import Table

NEW, CHANGED, SAME, FIX, SKIPPED = "baru", "berubah", "sama", "perlu", "lewat"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of a row. `line`: the one in the tree that it brings up to date; `above`: the row or line it hangs under."""

    number: int
    state: str
    said: Said
    line: Known | None = None
    above: Said | Known | None = None
    reasons: tuple[Remark, ...] = ()
    notes: tuple[Remark, ...] = ()

    @property
    def level(self) -> str:
        """How far down the tree, in words."""
        return self.said.level.capitalize()


def judge(table: Table, facts: Facts) -> list[Outcome]:
    """Every row with what it becomes, in the file's order."""
    rows = [Reading(row, table, facts).said() for row in table.rows]
    return _Tree([said for said in rows if not said.example], facts).outcomes(rows)


class _Tree:
    """The rows among each other and among the lines that are there: who is above, who is the same."""

    def __init__(self, rows: Sequence[Said], facts: Facts) -> None:
        self.rows = rows
        self.by_code: dict[str, list[Said]] = {}
        for said in rows:
            self.by_code.setdefault(said.key, []).append(said)
        self.known: dict[str, list[Known]] = {}
        for line in facts.lines:
            self.known.setdefault(line.code.casefold(), []).append(line)
        self.lines = {line.pk: line for line in facts.lines}
        self.above: dict[int, Said | Known | None] = {}
        self.same: dict[int, Known | None] = {}

    def outcomes(self, rows: Sequence[Said]) -> list[Outcome]:
        for said in self.rows:
            self.same[said.number] = self.line_of(said)
            self.above[said.number] = self.parent_of(said)
        for said in self.rows:
            self.place(said)
        return [self.outcome(said) for said in rows]

    def line_of(self, said: Said) -> Known | None:
        """The line of the same code and years; and whether another row says the same."""
        if not said.key:
            return None
        if first := next((one for one in self.by_code[said.key] if one is not said and _meet(one, said)), None):
            if first.number < said.number:
                sentence = f"Kode {said.code} sudah dipakai baris {first.number} untuk tahun yang sama."
                said.refuse("code", sentence, "Hapus salah satunya, atau beri kode lain.")
            return None
        found = [line for line in self.known.get(said.key, ()) if _meet(line, said)]
        if len(found) > 1:
            names = " dan ".join(f"“{line.name[:40]}”" for line in found[:2])
            sentence = f"Di pohon ada {len(found)} baris berkode {said.code}: {names}."
            said.refuse("code", sentence, "Bedakan kodenya dulu di halaman Program.")
            return None
        return found[0] if found else None

    def parent_of(self, said: Said) -> Said | Known | None:
        if not said.parent:
            return None
        code = said.parent.casefold()
        if said.key == code:
            said.refuse("parent", "Baris ini menjadi induk dirinya sendiri.", "Tulis kode baris di atasnya.")
            return None
        rows = [one for one in self.by_code.get(code, ()) if _meet(one, said)]
        lines = [line for line in self.known.get(code, ()) if _meet(line, said)]
        found: list[Said | Known] = [*(rows or lines)]
        if not found:
            elsewhere = code in self.by_code or code in self.known
            why = " pada tahun-tahun itu" if elsewhere else " di berkas ini maupun di pohon"
            said.refuse("parent", f"Induk {said.parent} tidak ada{why}.", "Periksa kodenya, atau tambahkan barisnya.")
        elif not rows and len(lines) > 1:
            said.refuse("parent", f"Di pohon ada beberapa baris berkode {said.parent}.", "Bedakan kodenya dulu.")
            return None
        return found[0] if found else None

    def place(self, said: Said) -> None:
        """How far down a row hangs follows from what is above it."""
        way: list[Said] = [said]
        above = self.above[said.number]
        while isinstance(above, Said):
            if above in way:
                circle = " → ".join(one.code for one in [*way[way.index(above) :], above])
                said.refuse("parent", f"Induknya berputar: {circle}.", "Perbaiki kode induk salah satunya.")
                return
            way.append(above)
            above = self.above[above.number]
        depth = len(way) - 1 + (LEVELS.index(above.level) + 1 if above else 0)
        if way[-1].parent and above is None:
            return  # the row at the top says what it lacks
        self.levelled(said, depth)

    def levelled(self, said: Said, depth: int) -> None:
        if depth >= len(LEVELS):
            said.refuse("parent", "Di bawah program tidak ada tingkat lagi.", "Pilih misi sebagai induknya.")
            return
        level, line = LEVELS[depth], self.same[said.number]
        if said.level and said.level != level:
            under = f"di bawah {LEVELS[depth - 1]}" if depth else "tanpa induk"
            sentence = f"Tertulis {said.level}, tetapi baris {under} adalah {level}."
            said.refuse("level" if "level" in _columns(said) else "parent", sentence, "Periksa tingkat dan induknya.")
        elif line and line.level != level:
            sentence = f"Di pohon, {said.code} adalah {line.level}; tingkatnya tidak dapat berubah menjadi {level}."
            said.refuse("parent", sentence, "Pilih induk yang setingkat dengan yang lama.")
        said.level = said.level or level

    def outcome(self, said: Said) -> Outcome:
        if said.example:
            return Outcome(said.number, SKIPPED, said)
        line, above = self.same[said.number], self.above[said.number]
        notes = tuple(said.reading.notes) if said.reading else ()
        if said.reasons:
            return Outcome(said.number, FIX, said, line, above, tuple(said.reasons), notes)
        state = NEW if line is None else SAME if self.says_the_same(said, line, above) else CHANGED
        return Outcome(said.number, state, said, line, above, (), notes)

    def says_the_same(self, said: Said, line: Known, above: Said | Known | None) -> bool:
        over = self.same[above.number] if isinstance(above, Said) else above
        parent = over.pk if over else None
        moved = parent != line.parent or (above is not None and over is None)
        told = (said.code, said.name, said.owner, said.first_year, said.last_year, said.priority)
        there = (line.code, line.name, line.owner, line.first_year, line.last_year, line.priority)
        return not moved and told == there


def _meet(one: Said | Known, other: Said | Known) -> bool:
    """Tell whether two share a year; a year that could not be read meets every other."""
    years = (one.first_year, one.last_year, other.first_year, other.last_year)
    return not all(years) or (one.first_year <= other.last_year and other.first_year <= one.last_year)


def _columns(said: Said) -> set[str]:
    return set(said.reading.table.columns) if said.reading else set()
