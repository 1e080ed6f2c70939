"""Perihal yang sama: newly arrived conversations join the matter of recent ones that tell of the same thing. Cheap: one look a batch."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING

from kentongan.inbox.models import Conversation, Kind
from kentongan.inbox.readings.models import Matter
from kentongan.tenancy.bulk import write_rows
from kentongan.triage.gazetteer import DISTRICT
from kentongan.triage.matters import WITHIN, Told, likest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

LOOKED_AT = 300
"""How many recent conversations of the same topics are compared with, the newest first."""
TELLING = frozenset({Kind.COMPLAINT, Kind.ASPIRATION, Kind.REQUEST, Kind.QUESTION})


def join(government_id: int, arrived: Sequence[Conversation]) -> int:
    """Let each join the matter it belongs to, or make one with the earlier one it is like; return how many did."""
    fresh = [row for row in arrived if row.topic and not row.spam and row.kind in TELLING]
    if not fresh:
        return 0
    known = _recent(government_id, fresh) | {row.pk: row for row in fresh}
    told = {pk: told_of(row) for pk, row in known.items()}
    lanes: dict[tuple[str, bool], list[tuple[int, Told]]] = defaultdict(list)
    for pk, one in told.items():
        lanes[one.topic, known[pk].watched].append((pk, one))
    matters, joined = _matters(government_id, known.values()), list[Conversation]()
    for row in sorted(fresh, key=lambda one: (one.opened_at, one.pk)):
        others = ((pk, one) for pk, one in lanes[row.topic, row.watched] if pk != row.pk)
        partner = likest(told[row.pk], others) if row.pk not in matters else None
        if partner is not None:
            joined += _together(row, known[partner], matters)
    _write(joined, matters)
    return len(joined)


def told_of(row: Conversation) -> Told:
    """What is compared of a conversation."""
    exact = bool(row.place) and row.reading.get("place", {}).get("level", DISTRICT) != DISTRICT
    return Told(row.excerpt, row.topic, row.place, row.opened_at, exact)


def _recent(government_id: int, fresh: Sequence[Conversation]) -> dict[int, Conversation]:
    """Of the same topics and the same time."""
    first, last = min(row.opened_at for row in fresh), max(row.opened_at for row in fresh)
    rows = Conversation.objects.filter(
        government_id=government_id,
        topic__in={row.topic for row in fresh},
        opened_at__gte=first - WITHIN,
        opened_at__lte=last + timedelta(seconds=1),
        spam=False,
        kind__in=TELLING,
    )
    return {row.pk: row for row in rows.order_by("-opened_at")[:LOOKED_AT]}


def _matters(government_id: int, rows: Iterable[Conversation]) -> dict[int, Matter]:
    """The matter of each conversation that has one."""
    theirs = {row.pk: row.matter_id for row in rows if row.matter_id is not None}
    found = Matter.objects.filter(government_id=government_id).in_bulk(set(theirs.values()))
    return {pk: found[matter_id] for pk, matter_id in theirs.items()}


def _together(row: Conversation, earlier: Conversation, matters: dict[int, Matter]) -> list[Conversation]:
    """Both under one matter, written later; those that changed."""
    changed = [row]
    if earlier.pk not in matters:
        changed.append(earlier)
        matters[earlier.pk] = Matter(
            government_id=row.government_id,
            topic=row.topic,
            place=row.place or earlier.place,
            first_at=min(row.opened_at, earlier.opened_at),
            last_at=earlier.opened_at,
        )
    matter = matters[row.pk] = matters[earlier.pk]
    matter.last_at = max(matter.last_at, row.opened_at)
    return changed


def _write(joined: Iterable[Conversation], matters: Mapping[int, Matter]) -> None:
    """All that changed in three statements, however many it is."""
    rows = {row.pk: row for row in joined}
    touched = {id(matters[pk]): matters[pk] for pk in rows}.values()
    grown = [matter for matter in touched if not matter._state.adding]
    Matter.objects.bulk_create([matter for matter in touched if matter._state.adding])
    write_rows(grown, ["last_at"])
    for pk, row in rows.items():
        row.matter = matters[pk]
    write_rows(list(rows.values()), ["matter"])
