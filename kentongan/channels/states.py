"""How an official account is doing, and how far somebody has come in connecting one."""

from __future__ import annotations

from kentongan.core.states import Machine

ACTIVE = "active"
PAUSED = "paused"
DISCONNECTED = "disconnected"

CHANNEL = Machine(
    name="channel",
    initial=ACTIVE,
    labels={
        ACTIVE: "Tersambung",
        PAUSED: "Dijeda",
        DISCONNECTED: "Perlu disambung ulang",
    },
    moves={
        ACTIVE: frozenset({PAUSED, DISCONNECTED}),
        PAUSED: frozenset({ACTIVE, DISCONNECTED}),
        DISCONNECTED: frozenset({ACTIVE}),
    },
)

ASKED = "asked"
BACK = "back"
PICKING = "picking"
DONE = "done"
FAILED = "failed"

CONNECTION = Machine(
    name="connection",
    initial=ASKED,
    labels={
        ASKED: "Menunggu izin di platform",
        BACK: "Sedang mengambil kunci",
        PICKING: "Pilih akun",
        DONE: "Tersambung",
        FAILED: "Belum jadi",
    },
    moves={
        ASKED: frozenset({BACK, FAILED}),
        BACK: frozenset({PICKING, FAILED}),
        PICKING: frozenset({DONE, FAILED}),
        DONE: frozenset(),
        FAILED: frozenset(),
    },
)
