"""How a request for approval ends."""

from __future__ import annotations

from kentongan.core.states import Machine

WAITING = "waiting"
APPROVED = "approved"
CHANGES_ASKED = "changes_asked"
EXPIRED = "expired"
VOID = "void"

APPROVAL = Machine(
    name="approval",
    initial=WAITING,
    labels={
        WAITING: "Menunggu persetujuan",
        APPROVED: "Disetujui",
        CHANGES_ASKED: "Diminta diperbaiki",
        EXPIRED: "Lewat waktunya",
        VOID: "Tidak berlaku lagi",
    },
    moves={
        WAITING: frozenset({APPROVED, CHANGES_ASKED, EXPIRED, VOID}),
        APPROVED: frozenset({EXPIRED, VOID}),
        CHANGES_ASKED: frozenset(),
        EXPIRED: frozenset(),
        VOID: frozenset(),
    },
)
IN_FORCE = (WAITING, APPROVED)
