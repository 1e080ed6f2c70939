"""From what a platform told to a conversation: stored first, understood later, the same thing never twice."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING

import structlog
from django.db import connection, transaction

from kentongan.channels.models import Channel
from kentongan.core import clock
from kentongan.inbox.bodies import as_body, as_json
from kentongan.inbox.models import RawEvent
from kentongan.inbox.taking_in import ADDED, take_in
from kentongan.tenancy.scope import across_governments, within

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kentongan.connectors.contract import RemoteComment

log = structlog.get_logger("kentongan.inbox.intake")
BATCH = 200


def store_polled(channel: Channel, comments: Iterable[RemoteComment]) -> int:
    """Store comments a poll found; return how many were new. Part of the caller's transaction."""
    return store(polled_row(channel, one, ADDED, f"{one.kind}:{one.remote_id}") for one in comments)


def polled_row(channel: Channel, comment: RemoteComment, change: str, event_id: str) -> RawEvent:
    """What a poll found, as an event."""
    return RawEvent(
        government_id=channel.government_id,
        channel_id=channel.pk,
        event_id=event_id[:200],
        source="poll",
        kind=f"{comment.kind}.{change}"[:40],
        body=json.loads(as_json(as_body(comment))),
        received_at=clock.now(),
    )


def store(rows: Iterable[RawEvent]) -> int:
    """Store events; return how many nobody had told us of. Part of the caller's transaction."""
    listed = list(rows)
    if not listed:
        return 0
    before = _newest(listed[0].government_id)
    RawEvent.objects.bulk_create(listed, ignore_conflicts=True)
    new = RawEvent.objects.filter(
        government_id=listed[0].government_id, pk__gt=before, event_id__in={row.event_id for row in listed}
    )
    return new.count()


def _newest(government_id: int) -> int:
    newest = RawEvent.objects.filter(government_id=government_id).order_by("-pk").values_list("pk", flat=True).first()
    return newest or 0


def process_waiting() -> int:
    """Understand what waits, of all governments, one batch each; return how many events were handled."""
    with across_governments(), connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT government_id FROM inbox_rawevent WHERE processed_at IS NULL LIMIT 100")
        waiting = [row[0] for row in cursor.fetchall()]
    return sum(process(government_id) for government_id in waiting)


def process(government_id: int, limit: int = BATCH) -> int:
    """Understand one batch of a government's raw events, in one transaction; another worker takes other rows."""
    with within(government_id):
        events = list(
            RawEvent.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(government_id=government_id, processed_at=None)
            .order_by("pk")[:limit]
        )
        by_channel: dict[int, list[RawEvent]] = defaultdict(list)
        for event in events:
            if event.body.get("remote_id"):
                by_channel[event.channel_id].append(event)
        for channel_id, told in by_channel.items():
            with transaction.atomic():
                take_in(Channel.objects.get(government_id=government_id, pk=channel_id), told)
        RawEvent.objects.filter(pk__in=[event.pk for event in events], government_id=government_id).update(
            processed_at=clock.now()
        )
    return len(events)
