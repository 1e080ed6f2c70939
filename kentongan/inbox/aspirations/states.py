"""How a proposal of citizens moves, and what its owner may answer."""

from __future__ import annotations

from kentongan.core.states import Machine

COLLECTING, HANDED, ANSWERED, PUBLISHED = "collecting", "handed", "answered", "published"

PROPOSAL = Machine(
    name="proposal",
    initial=COLLECTING,
    labels={
        COLLECTING: "Dikumpulkan",
        HANDED: "Menunggu tanggapan dinas",
        ANSWERED: "Ditanggapi, belum diumumkan",
        PUBLISHED: "Ditanggapi di depan warga",
    },
    moves={
        COLLECTING: frozenset({HANDED}),
        HANDED: frozenset({HANDED, ANSWERED}),
        ANSWERED: frozenset({ANSWERED, PUBLISHED, HANDED}),
        PUBLISHED: frozenset({ANSWERED, HANDED}),
    },
)
MARKS = {COLLECTING: "draft", HANDED: "waiting", ANSWERED: "going", PUBLISHED: "done"}

ACCEPTED, CONSIDERED, NOT_POSSIBLE, DONE = "accepted", "considered", "not_possible", "done"
RESPONSES = {
    ACCEPTED: "Diterima",
    CONSIDERED: "Dipertimbangkan",
    NOT_POSSIBLE: "Belum dapat dilakukan",
    DONE: "Sudah dilakukan",
}
