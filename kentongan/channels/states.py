"""How an official account is doing."""

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
