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

VERIFIED, ASSIGNED, IN_PROGRESS, CLOSED, REOPENED, NOT_OURS = (
    "verified",
    "assigned",
    "in_progress",
    "closed",
    "reopened",
    "not_ours",
)

CASE = Machine(
    name="case",
    initial=VERIFIED,
    labels={
        VERIFIED: "Terverifikasi, belum diteruskan",
        ASSIGNED: "Diteruskan, belum ditindaklanjuti",
        IN_PROGRESS: "Sedang ditindaklanjuti",
        CLOSED: "Selesai",
        REOPENED: "Dibuka kembali",
        NOT_OURS: "Bukan wewenang",
    },
    moves={
        VERIFIED: frozenset({ASSIGNED, IN_PROGRESS, CLOSED, NOT_OURS}),
        ASSIGNED: frozenset({VERIFIED, ASSIGNED, IN_PROGRESS, CLOSED, NOT_OURS}),
        IN_PROGRESS: frozenset({ASSIGNED, VERIFIED, CLOSED}),
        CLOSED: frozenset({REOPENED}),
        REOPENED: frozenset({ASSIGNED, IN_PROGRESS, CLOSED}),
        NOT_OURS: frozenset({REOPENED}),
    },
)

OPEN, PASSED_ON, ANSWERED, RETURNED = "open", "passed_on", "answered", "returned"

DISPOSITION = Machine(
    name="disposition",
    initial=OPEN,
    labels={
        OPEN: "Menunggu",
        PASSED_ON: "Diteruskan lagi",
        ANSWERED: "Ditindaklanjuti",
        RETURNED: "Dikembalikan: bukan wewenang",
    },
    moves={
        OPEN: frozenset({PASSED_ON, ANSWERED, RETURNED}),
        PASSED_ON: frozenset({OPEN, ANSWERED}),
        ANSWERED: frozenset({OPEN}),
        RETURNED: frozenset(),
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
