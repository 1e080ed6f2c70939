"""The whole way of a case, with times: who did what, where its clocks stood, who was told. One list, oldest first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kentongan.inbox.models import Share
from kentongan.inbox.states import ANSWERED, DRAFT, ENDED, INFORMED, OPEN, REPORTED, RETURNED, SENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from kentongan.inbox.models import Answer, Case, Disposition

Row = Mapping[str, Any]
SYSTEM = "Kentongan"


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the way: who did what to whom, when; `said`: their words; `small`: what became of it; `mark`: how it is drawn."""

    at: datetime
    who: str
    did: str
    whom: str = ""
    said: str = ""
    small: str = ""
    mark: str = "done"


@dataclass(frozen=True, slots=True)
class Branch:
    """A unit in the tree: how deep, as what, and whether it is waited for. `touch_by`: it did nothing with its part yet."""

    depth: int
    unit: str
    share: str
    state: str
    label: str
    due_at: datetime
    touch_by: datetime | None = None


@dataclass(frozen=True, slots=True)
class Happened:
    """All that the way is told from."""

    conversations: Iterable[Row]
    dispositions: Iterable[Disposition]
    answers: Iterable[Answer]
    pauses: Iterable[Row]
    escalations: Iterable[Row]
    merges: Iterable[Row]


def steps_of(case: Case, happened: Happened) -> list[Step]:
    """Everything, in the order of time."""
    found = [*_beginning(case, happened.conversations)]
    for disposition in happened.dispositions:
        found += _passed(disposition)
    for answer in happened.answers:
        found += _answered(answer)
    for pause in happened.pauses:
        found += _paused(pause)
    found += [
        Step(one["at"], SYSTEM, "memberi tahu", one["label"], small=one["told"], mark="ask")
        for one in happened.escalations
    ]
    found += _merged(case, happened.merges)
    if case.state in ENDED and case.closed_at:
        found.append(Step(case.closed_at, case.get_state_display(), "", small=case.closing_note))
    return sorted(found, key=lambda step: step.at)


def tree_of(dispositions: Iterable[Disposition], moments: Mapping[int, datetime]) -> list[Branch]:
    """The units as they stand below each other, in the order they were asked; those that gave the case back are left out.

    `moments`: until when parts are due, by disposition.
    """
    rows = list(dispositions)
    below: dict[int | None, list[Disposition]] = {}
    for row in rows:
        below.setdefault(row.parent_id, []).append(row)
    return [branch for row in below.get(None, []) for branch in _branches(row, below, moments, 0)]


def _branches(
    row: Disposition, below: Mapping[int | None, list[Disposition]], moments: Mapping[int, datetime], depth: int
) -> Iterator[Branch]:
    if row.state != RETURNED:
        share, due_at = "" if row.share == Share.LEAD else row.get_share_display(), moments.get(row.pk, row.due_at)
        touch_by = row.touch_by if row.state == OPEN and row.touched_at is None else None
        label = row.get_state_display()
        yield Branch(depth, row.to_agency.short_name, share, row.state, label, due_at, touch_by)
    for one in below.get(row.pk, []):
        yield from _branches(one, below, moments, depth + 1)


def _beginning(case: Case, conversations: Iterable[Row]) -> Iterator[Step]:
    for one in conversations:
        yield Step(one["opened_at"], one["author_name"], "menulis", small=f"di {one['channel']}")
    kind = case.get_report_class_display().lower()
    yield Step(
        case.opened_at,
        case.opened_by.name if case.opened_by else "Kentongan",
        "mencatat" if case.state in {"incoming", "unverified"} else "memverifikasi",
        small=f"sebagai {kind}, kasus {case.code}",
    )


def _passed(row: Disposition) -> Iterator[Step]:
    verb = {Share.LEAD: "meneruskan ke", Share.CO: "meminta bagian", Share.COPY: "memberi tembusan"}[Share(row.share)]
    verb = "meneruskan bagian ke" if row.share == Share.CO and row.above else verb
    small = row.get_state_display() if row.state != INFORMED else ""
    yield Step(
        row.given_at, row.from_person.name, verb, row.to_agency.short_name, row.instruction, small, _mark(row.state)
    )
    if not row.ended_at or row.state not in {RETURNED, REPORTED, ANSWERED}:
        return
    who = row.ended_by.name if row.ended_by else row.to_agency.short_name
    if row.state == REPORTED:
        yield Step(row.ended_at, who, "melaporkan hasil", row.to_agency.short_name, row.part)
    elif row.state == RETURNED:
        yield Step(
            row.ended_at, who, "mengembalikan dari", row.to_agency.short_name, row.reason, _proposed(row), "returned"
        )


def _mark(state: str) -> str:
    return {OPEN: "now", RETURNED: "returned"}.get(state, "done")


def _proposed(row: Disposition) -> str:
    target = row.proposed_agency.short_name if row.proposed_agency else row.proposed_outside
    return f"Usul: {target}" if target else ""


def _answered(row: Answer) -> Iterator[Step]:
    if row.state == DRAFT:
        return
    sent = row.state == SENT
    small = "" if sent else row.get_state_display()
    yield Step(
        row.written_at, row.author.name, "menulis jawaban dari", row.author.agency.short_name, small=small,
        mark="done" if sent else "now",
    )  # fmt: skip
    if row.released_at and row.released_by:
        yield Step(row.released_at, row.released_by.name, "mengirim jawaban", mark="done" if sent else "now")


def _paused(row: Row) -> Iterator[Step]:
    mark = "done" if row["ended_at"] else "ask"
    who = row["started_by"] or SYSTEM
    yield Step(row["started_at"], who, "menghentikan tenggat", said=row["reason"], small=row["label"], mark=mark)
    if row["ended_at"]:
        yield Step(row["ended_at"], row["ended_by"] or SYSTEM, "menjalankan tenggat lagi")


def _merged(case: Case, merges: Iterable[Row]) -> Iterator[Step]:
    for row in merges:
        source, target = (f"{row[f'{end}_number']:04}/{row[f'{end}_year']}" for end in ("source", "target"))
        whom = f"kasus {source} ke sini" if row["target_id"] == case.pk else f"ke kasus {target}"
        yield Step(row["merged_at"], row["by"], "menggabungkan", whom, row["reason"])
        if row["undone_at"]:
            yield Step(row["undone_at"], row["undone_by"] or SYSTEM, "membatalkan penggabungan", whom)
