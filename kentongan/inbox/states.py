"""How conversations, cases, dispositions and answers move.

Names of the case's states follow the complaint practice of SP4N-LAPOR! (ADU-02, §4 of the regulations file).
"""

from __future__ import annotations

from kentongan.core.states import Machine

NEW, WITH_AGENCY, READY, DONE, ARCHIVED = "new", "with_agency", "ready", "done", "archived"

CONVERSATION = Machine(
    name="conversation",
    initial=NEW,
    labels={
        NEW: "Menunggu dipilah",
        WITH_AGENCY: "Di dinas",
        READY: "Jawaban siap dikirim",
        DONE: "Sudah dijawab",
        ARCHIVED: "Diarsipkan",
    },
    moves={
        NEW: frozenset({WITH_AGENCY, READY, DONE, ARCHIVED}),
        WITH_AGENCY: frozenset({NEW, READY, DONE}),
        READY: frozenset({WITH_AGENCY, DONE}),
        DONE: frozenset({NEW, WITH_AGENCY, READY, ARCHIVED}),
        ARCHIVED: frozenset({NEW}),
    },
)

INCOMING, UNVERIFIED, VERIFIED, ASSIGNED, IN_PROGRESS = "incoming", "unverified", "verified", "assigned", "in_progress"
POSTPONED, NOT_OURS, CLOSED, REOPENED, AUTO_CLOSED = "postponed", "not_ours", "closed", "reopened", "auto_closed"
MERGED = "merged"
LOOKED_AT = frozenset({VERIFIED, POSTPONED, NOT_OURS, ARCHIVED, MERGED})
UNDER_WAY = frozenset({ASSIGNED, IN_PROGRESS, CLOSED, POSTPONED, NOT_OURS, ARCHIVED, MERGED})
ENDED = (CLOSED, AUTO_CLOSED, NOT_OURS, ARCHIVED, MERGED)
"""Nothing is waited for in these; the citizen's next word opens all but a merged case again."""

CASE = Machine(
    name="case",
    initial=INCOMING,
    labels={
        INCOMING: "Masuk",
        UNVERIFIED: "Belum terverifikasi",
        VERIFIED: "Terverifikasi, belum diteruskan",
        ASSIGNED: "Diteruskan, belum ditindaklanjuti",
        IN_PROGRESS: "Sedang ditindaklanjuti",
        POSTPONED: "Ditunda",
        NOT_OURS: "Bukan wewenang",
        ARCHIVED: "Diarsipkan",
        CLOSED: "Selesai",
        AUTO_CLOSED: "Ditutup otomatis",
        REOPENED: "Dibuka kembali",
        MERGED: "Digabung ke kasus lain",
    },
    moves={
        INCOMING: frozenset({UNVERIFIED, *LOOKED_AT}),
        UNVERIFIED: LOOKED_AT,
        VERIFIED: UNDER_WAY,
        ASSIGNED: UNDER_WAY | {VERIFIED},
        IN_PROGRESS: frozenset({VERIFIED, AUTO_CLOSED, *UNDER_WAY}) - {IN_PROGRESS},
        POSTPONED: frozenset({UNVERIFIED, VERIFIED, ASSIGNED, IN_PROGRESS, REOPENED, NOT_OURS, ARCHIVED, MERGED}),
        NOT_OURS: frozenset({REOPENED}),
        ARCHIVED: frozenset({REOPENED}),
        CLOSED: frozenset({REOPENED}),
        AUTO_CLOSED: frozenset({REOPENED}),
        REOPENED: UNDER_WAY | {VERIFIED},
        MERGED: frozenset({UNVERIFIED, VERIFIED, ASSIGNED, IN_PROGRESS, REOPENED}),
    },
)

OPEN, PASSED_ON, ANSWERED, RETURNED, REPORTED = "open", "passed_on", "answered", "returned", "reported"
INFORMED = "informed"

DISPOSITION = Machine(
    name="disposition",
    initial=OPEN,
    labels={
        OPEN: "Menunggu",
        PASSED_ON: "Diteruskan lagi",
        REPORTED: "Hasil dilaporkan",
        ANSWERED: "Ditindaklanjuti",
        RETURNED: "Dikembalikan: bukan wewenang",
        INFORMED: "Tembusan",
    },
    moves={
        OPEN: frozenset({PASSED_ON, REPORTED, ANSWERED, RETURNED, INFORMED}),
        PASSED_ON: frozenset({OPEN, REPORTED, ANSWERED}),
        REPORTED: frozenset({OPEN, ANSWERED}),
        ANSWERED: frozenset({OPEN}),
        RETURNED: frozenset(),
        INFORMED: frozenset(),
    },
)

DRAFT, SUBMITTED, RELEASED, SENT, FAILED = "draft", "submitted", "released", "sent", "failed"

ANSWER = Machine(
    name="answer",
    initial=DRAFT,
    labels={
        DRAFT: "Draf jawaban",
        SUBMITTED: "Siap dikirim",
        RELEASED: "Sedang dikirim",
        SENT: "Terkirim",
        FAILED: "Belum pasti terkirim",
    },
    moves={
        DRAFT: frozenset({SUBMITTED}),
        SUBMITTED: frozenset({DRAFT, RELEASED, SENT}),
        RELEASED: frozenset({SENT, FAILED}),
        FAILED: frozenset({DRAFT, SUBMITTED, SENT}),
        SENT: frozenset(),
    },
)
