"""How a hand-over, a request for information and a letter move; and what LAPOR calls its own states."""

from __future__ import annotations

from kentongan.core.states import Machine

DRAFT, FILED, ANSWERED, ENDED, DROPPED = "draft", "filed", "answered", "ended", "dropped"

HANDOVER = Machine(
    name="lapor_handover",
    initial=DRAFT,
    labels={
        DRAFT: "Lembar disiapkan",
        FILED: "Sudah di SP4N-LAPOR!",
        ANSWERED: "Jawaban LAPOR diterima",
        ENDED: "Selesai di LAPOR",
        DROPPED: "Tidak jadi diserahkan",
    },
    moves={
        DRAFT: frozenset({FILED, DROPPED}),
        FILED: frozenset({ANSWERED, ENDED}),
        ANSWERED: frozenset({ANSWERED, ENDED}),
        ENDED: frozenset({ANSWERED}),
        DROPPED: frozenset({DRAFT}),
    },
)

LAPOR_STATES = {
    "belum_terverifikasi": "Belum terverifikasi",
    "terverifikasi": "Terverifikasi",
    "ditunda": "Ditunda",
    "bukan_wewenang": "Bukan wewenang",
    "diarsipkan": "Diarsipkan",
    "terdisposisi": "Terdisposisi, belum ditindaklanjuti",
    "proses": "Sedang diproses",
    "selesai": "Selesai",
}
"""What a person reads on LAPOR's own page; noted, never moved by us."""
FORWARDED = frozenset({"terdisposisi", "proses", "selesai"})
FOLLOWED = frozenset({"proses", "selesai"})

REGISTERED, EXTENDED, TOLD, OBJECTED, SETTLED, DISPUTED, WITHDRAWN, CLOSED = (
    *("registered", "extended", "told", "objected"),
    *("settled", "disputed", "withdrawn", "closed"),
)

REQUEST = Machine(
    name="information_request",
    initial=REGISTERED,
    labels={
        REGISTERED: "Menunggu pemberitahuan tertulis",
        EXTENDED: "Diperpanjang satu kali",
        TOLD: "Sudah diberi tahu tertulis",
        OBJECTED: "Keberatan menunggu atasan PPID",
        SETTLED: "Keberatan sudah dijawab",
        DISPUTED: "Sengketa di Komisi Informasi",
        WITHDRAWN: "Ditarik pemohon",
        CLOSED: "Selesai",
    },
    moves={
        REGISTERED: frozenset({EXTENDED, TOLD, OBJECTED, WITHDRAWN}),
        EXTENDED: frozenset({TOLD, OBJECTED, WITHDRAWN}),
        TOLD: frozenset({OBJECTED, CLOSED}),
        OBJECTED: frozenset({SETTLED, WITHDRAWN}),
        SETTLED: frozenset({DISPUTED, CLOSED}),
        DISPUTED: frozenset({CLOSED}),
        WITHDRAWN: frozenset(),
        CLOSED: frozenset(),
    },
)
OUTCOMES = {
    "given": "Diberikan seluruhnya",
    "partly": "Diberikan sebagian",
    "refused": "Ditolak",
    "not_held": "Tidak dikuasai badan publik ini",
}
NEEDS_REASON = frozenset({"partly", "refused", "not_held"})

SENT, REPLIED, CANCELLED = "sent", "replied", "cancelled"

LETTER = Machine(
    name="letter",
    initial=DRAFT,
    labels={
        DRAFT: "Konsep surat",
        SENT: "Terkirim, menunggu kabar",
        REPLIED: "Sudah dibalas",
        CANCELLED: "Batal dikirim",
    },
    moves={
        DRAFT: frozenset({SENT, CANCELLED}),
        SENT: frozenset({REPLIED}),
        REPLIED: frozenset({REPLIED}),
        CANCELLED: frozenset({DRAFT}),
    },
)
