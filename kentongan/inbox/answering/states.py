"""How the copies of one answer move, each to a conversation of its own."""

from __future__ import annotations

from kentongan.core.states import Machine

PLANNED, SENDING, SENT, FAILED, SKIPPED = "planned", "sending", "sent", "failed", "skipped"

COPY = Machine(
    name="answer copy",
    initial=PLANNED,
    labels={
        PLANNED: "Belum dikirim",
        SENDING: "Sedang dikirim",
        SENT: "Sudah sampai",
        FAILED: "Belum terkirim",
        SKIPPED: "Dilewati",
    },
    moves={
        PLANNED: frozenset({SENDING, SENT, SKIPPED}),
        SENDING: frozenset({SENT, FAILED}),
        FAILED: frozenset({SENDING, SENT, SKIPPED}),
        SKIPPED: frozenset({PLANNED, SENT}),
        SENT: frozenset(),
    },
)
