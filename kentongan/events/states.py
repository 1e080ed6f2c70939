"""Where an event is on its way from the agenda to drafts."""

from __future__ import annotations

from kentongan.core.states import Machine

PLANNED = "planned"
ASSIGNED = "assigned"
COVERING = "covering"
DRAFTED = "drafted"
CANCELLED = "cancelled"

EVENT = Machine(
    name="event",
    initial=PLANNED,
    labels={
        PLANNED: "Belum ada petugas",
        ASSIGNED: "Petugas ditunjuk",
        COVERING: "Sedang diliput",
        DRAFTED: "Draf sudah dibuat",
        CANCELLED: "Dibatalkan",
    },
    moves={
        PLANNED: frozenset({ASSIGNED, COVERING, CANCELLED}),
        ASSIGNED: frozenset({PLANNED, COVERING, CANCELLED}),
        COVERING: frozenset({DRAFTED, CANCELLED}),
        DRAFTED: frozenset(),
        CANCELLED: frozenset({PLANNED}),
    },
)

OPEN = frozenset({PLANNED, ASSIGNED, COVERING})
"""States in which somebody still has to cover it."""

MARKS = {PLANNED: "ask", ASSIGNED: "waiting", COVERING: "going", DRAFTED: "done", CANCELLED: "ended"}
"""State → the shape that stands before its words (`.state` of the design system)."""
