"""How far the work on a copy is."""

from __future__ import annotations

from kentongan.core.states import Machine

WAITING = "waiting"
WORKING = "working"
DONE = "done"
FAILED = "failed"

MENDING = Machine(
    name="mending",
    initial=WAITING,
    labels={
        WAITING: "Menunggu giliran",
        WORKING: "Sedang diubah",
        DONE: "Selesai",
        FAILED: "Tidak berhasil",
    },
    moves={
        WAITING: frozenset({WORKING}),
        WORKING: frozenset({WORKING, DONE, FAILED}),
        DONE: frozenset(),
        FAILED: frozenset(),
    },
)
