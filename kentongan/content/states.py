"""Where a post is on its way to the public."""

from __future__ import annotations

from kentongan.core.states import Machine

DRAFT = "draft"
IN_REVIEW = "in_review"
CHANGES_ASKED = "changes_asked"
SCHEDULED = "scheduled"
GOING_OUT = "going_out"
PUBLISHED = "published"
PARTLY = "partly"
NEEDS_PERSON = "needs_person"
NOT_OUT = "not_out"
WITHDRAWN = "withdrawn"

_AFTER_APPROVAL = frozenset({SCHEDULED, GOING_OUT, PUBLISHED, PARTLY, NEEDS_PERSON, NOT_OUT})

POST = Machine(
    name="post",
    initial=DRAFT,
    labels={
        DRAFT: "Draf",
        IN_REVIEW: "Menunggu persetujuan",
        CHANGES_ASKED: "Diminta diperbaiki",
        SCHEDULED: "Terjadwal",
        GOING_OUT: "Sedang terbit",
        PUBLISHED: "Terbit",
        PARTLY: "Terbit sebagian",
        NEEDS_PERSON: "Perlu diperiksa",
        NOT_OUT: "Tidak terbit",
        WITHDRAWN: "Ditarik",
    },
    moves={
        DRAFT: frozenset({IN_REVIEW, WITHDRAWN}),
        IN_REVIEW: frozenset({DRAFT, CHANGES_ASKED, SCHEDULED, WITHDRAWN}),
        CHANGES_ASKED: frozenset({DRAFT, IN_REVIEW, WITHDRAWN}),
        SCHEDULED: frozenset({DRAFT, WITHDRAWN, *_AFTER_APPROVAL} - {SCHEDULED}),
        GOING_OUT: _AFTER_APPROVAL - {GOING_OUT},
        NEEDS_PERSON: _AFTER_APPROVAL - {NEEDS_PERSON},
        PARTLY: _AFTER_APPROVAL - {PARTLY},
        NOT_OUT: frozenset({DRAFT, *_AFTER_APPROVAL} - {NOT_OUT}),
        PUBLISHED: frozenset(),
        WITHDRAWN: frozenset({DRAFT}),
    },
)

EDITABLE = frozenset({DRAFT, CHANGES_ASKED, IN_REVIEW, SCHEDULED, NOT_OUT, WITHDRAWN})
"""States in which the text may still change; from all but the first two an edit takes the post back to the desk."""

CARRIED, HALTED, LOOKED_AT, RATIONED = "carried", "halted", "looked_at", "rationed"
MARKS = {
    DRAFT: "draft",
    IN_REVIEW: "waiting",
    CHANGES_ASKED: "ask",
    SCHEDULED: "waiting",
    GOING_OUT: "going",
    PUBLISHED: "done",
    PARTLY: "ask",
    NEEDS_PERSON: "ask",
    NOT_OUT: "failed",
    WITHDRAWN: "ended",
    CARRIED: "ask",
    HALTED: "frozen",
    LOOKED_AT: "going",
    RATIONED: "waiting",
}
"""State → the shape that stands before its words (`.state` of the design system)."""
SHOWN: dict[str, str] = {
    **POST.labels,
    CARRIED: "Menunggu diunggah orang",
    HALTED: "Tertahan",
    LOOKED_AT: "Sedang dipastikan sudah terbit",
    RATIONED: "Menunggu jatah platform",
}
"""The words of every state, and of what a post that is going out waits for: never stored, read off its deliveries."""
UNDER_WAY = frozenset({SCHEDULED, GOING_OUT, CARRIED, HALTED, LOOKED_AT, RATIONED})
"""A page that shows one of these looks again by itself."""
DELIVERY_SUBJECT = "content.version"
"""What the outbox calls one version's delivery."""

PLANNED = "planned"
SKIPPED = "skipped"
TAKEN_BACK = "taken_back"

OCCURRENCE = Machine(
    name="occurrence",
    initial=PLANNED,
    labels={
        PLANNED: "Terjadwal",
        SKIPPED: "Dilewati karena sistem tidak berjalan",
        TAKEN_BACK: "Ditarik sebelum terbit",
    },
    moves={
        PLANNED: frozenset({SKIPPED, TAKEN_BACK}),
        TAKEN_BACK: frozenset({PLANNED, SKIPPED}),
        SKIPPED: frozenset(),
    },
)
"""One time of a post that is repeated. Once planned, its deliveries tell how it goes."""
