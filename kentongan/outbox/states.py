"""How one act on a platform is doing. The drawing in README.md is made of this table, and a test keeps them equal."""

from __future__ import annotations

from kentongan.core.states import Machine

SCHEDULED = "scheduled"
DUE = "due"
CLAIMED = "claimed"
SENDING = "sending"
PUBLISHED = "published"
WAITING = "waiting"
REJECTED = "rejected"
CHANNEL_PAUSED = "channel_paused"
UNKNOWN = "unknown"
NEEDS_PERSON = "needs_person"
HELD = "held"
BY_HAND = "by_hand"
CANCELLED = "cancelled"
EXPIRED = "expired"

DELIVERY = Machine(
    name="delivery",
    initial=SCHEDULED,
    labels={
        SCHEDULED: "Menunggu waktunya",
        DUE: "Segera dikirim",
        CLAIMED: "Sedang disiapkan",
        SENDING: "Sedang dikirim",
        PUBLISHED: "Sudah tayang",
        WAITING: "Akan dicoba lagi",
        REJECTED: "Ditolak platform",
        CHANNEL_PAUSED: "Menunggu akun disambung lagi",
        UNKNOWN: "Sedang dipastikan sudah tayang atau belum",
        NEEDS_PERSON: "Perlu diperiksa orang",
        BY_HAND: "Menunggu diunggah orang",
        HELD: "Ditahan karena pembekuan",
        CANCELLED: "Dibatalkan sebelum tayang",
        EXPIRED: "Tidak dikirim karena sudah lewat waktunya",
    },
    moves={
        SCHEDULED: frozenset({DUE, CANCELLED}),
        DUE: frozenset({CLAIMED, CHANNEL_PAUSED, HELD, CANCELLED, EXPIRED, NEEDS_PERSON}),
        CLAIMED: frozenset({SENDING, BY_HAND, DUE, WAITING, CHANNEL_PAUSED, HELD, CANCELLED, EXPIRED, NEEDS_PERSON}),
        SENDING: frozenset(
            {PUBLISHED, WAITING, REJECTED, CHANNEL_PAUSED, UNKNOWN, DUE, HELD, CANCELLED, EXPIRED, NEEDS_PERSON}
        ),
        WAITING: frozenset({DUE, CANCELLED}),
        CHANNEL_PAUSED: frozenset({DUE, BY_HAND, CANCELLED, EXPIRED, PUBLISHED}),
        HELD: frozenset({DUE, CANCELLED, EXPIRED, PUBLISHED}),
        UNKNOWN: frozenset({PUBLISHED, DUE, NEEDS_PERSON}),
        NEEDS_PERSON: frozenset({PUBLISHED, DUE, BY_HAND, CANCELLED, SCHEDULED}),
        BY_HAND: frozenset({PUBLISHED, CHANNEL_PAUSED, HELD, CANCELLED, EXPIRED, NEEDS_PERSON}),
        REJECTED: frozenset({DUE, BY_HAND, CANCELLED, SCHEDULED}),
        CANCELLED: frozenset({SCHEDULED, PUBLISHED}),
        EXPIRED: frozenset({SCHEDULED, PUBLISHED}),
        PUBLISHED: frozenset(),
    },
)

SHAPES = {
    SCHEDULED: "waiting",
    DUE: "going",
    CLAIMED: "going",
    SENDING: "going",
    PUBLISHED: "done",
    WAITING: "waiting",
    REJECTED: "failed",
    CHANNEL_PAUSED: "frozen",
    UNKNOWN: "ask",
    NEEDS_PERSON: "ask",
    BY_HAND: "ask",
    HELD: "frozen",
    CANCELLED: "ended",
    EXPIRED: "ended",
}
"""The shape beside the words on screen."""
AT_WORK = frozenset({CLAIMED, SENDING})
"""A worker holds the row."""
NOT_YET_SENT = frozenset({SCHEDULED, DUE, WAITING, HELD, CHANNEL_PAUSED, BY_HAND})
"""Nothing is public, nobody works on it: it can be taken back at once."""
CAN_BE_LATE = (DUE, HELD, CHANNEL_PAUSED, BY_HAND)
"""States in which the time of use may run out."""
ENDED_UNSENT = frozenset({REJECTED, CANCELLED, EXPIRED})
"""It ended without becoming public; a new approval may start it again."""
AFTER_HAND = frozenset({HELD, CHANNEL_PAUSED, CANCELLED, EXPIRED})
"""Where a row may be by the time that the person who was asked to upload it says that it is done."""
TO_HAND = frozenset({REJECTED, NEEDS_PERSON, CHANNEL_PAUSED})
"""A person may take it in hand from here, unless it may be public."""
FOR_PEOPLE = frozenset({NEEDS_PERSON, REJECTED})
"""Nothing more happens until a person decides."""
TOLD = FOR_PEOPLE | ENDED_UNSENT | {CHANNEL_PAUSED, PUBLISHED}
"""Whoever it belongs to hears of these."""
