"""How a request for an exception ends."""

from __future__ import annotations

from kentongan.core.states import Machine

WAITING, GRANTED, REFUSED, VOID = "waiting", "granted", "refused", "void"

EXEMPTION = Machine(
    name="exemption",
    initial=WAITING,
    labels={
        WAITING: "Menunggu jawaban",
        GRANTED: "Diizinkan",
        REFUSED: "Ditolak",
        VOID: "Tidak berlaku lagi",
    },
    moves={
        WAITING: frozenset({GRANTED, REFUSED, VOID}),
        GRANTED: frozenset({VOID}),
        REFUSED: frozenset(),
        VOID: frozenset(),
    },
)
