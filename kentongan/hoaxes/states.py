"""How a claim moves, and what a check may find."""

from __future__ import annotations

from kentongan.core.states import Machine

RECEIVED, CHECKING, PROPOSED, PUBLISHED, RETRACTED, CLOSED = (
    *("received", "checking", "proposed"),
    *("published", "retracted", "closed"),
)

CLAIM = Machine(
    name="claim",
    initial=RECEIVED,
    labels={
        RECEIVED: "Belum diperiksa",
        CHECKING: "Sedang diperiksa",
        PROPOSED: "Menunggu putusan",
        PUBLISHED: "Diumumkan",
        RETRACTED: "Ditarik dari pengumuman",
        CLOSED: "Ditutup tanpa pengumuman",
    },
    moves={
        RECEIVED: frozenset({CHECKING, PROPOSED, CLOSED}),
        CHECKING: frozenset({PROPOSED, CLOSED}),
        PROPOSED: frozenset({CHECKING, PUBLISHED, CLOSED}),
        PUBLISHED: frozenset({RETRACTED}),
        RETRACTED: frozenset({CHECKING}),
        CLOSED: frozenset({CHECKING}),
    },
)
MARKS = {
    RECEIVED: "draft",
    CHECKING: "going",
    PROPOSED: "waiting",
    PUBLISHED: "done",
    RETRACTED: "ask",
    CLOSED: "ended",
}
EDITABLE = frozenset({RECEIVED, CHECKING})

TRUE, FALSE, MISLEADING, UNKNOWN = "true", "false", "misleading", "unknown"
VERDICTS = {
    FALSE: "Keliru",
    MISLEADING: "Menyesatkan",
    TRUE: "Benar",
    UNKNOWN: "Tidak dapat dipastikan",
}
MEANINGS = {
    FALSE: "Isinya tidak sesuai dengan kenyataan.",
    MISLEADING: "Ada yang benar, tetapi disusun sehingga orang keliru memahaminya.",
    TRUE: "Isinya sesuai dengan kenyataan.",
    UNKNOWN: "Sumber yang ada belum cukup untuk memutuskan.",
}
