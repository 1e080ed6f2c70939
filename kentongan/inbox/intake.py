"""From what a platform told to a conversation: stored first, understood later, the same thing never twice."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import structlog
from django.db import connection, transaction

from kentongan.channels.models import Channel
from kentongan.channels.selectors import route_of
from kentongan.core import clock
from kentongan.inbox.hurrying import read_on
from kentongan.inbox.models import RawEvent
from kentongan.inbox.taking_in import ADDED, take_in
from kentongan.tenancy.scope import across_governments, within

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kentongan.connectors.contract import Inbound, RemoteComment

log = structlog.get_logger("kentongan.inbox.intake")
BATCH = 200


def receive(platform: str, events: Iterable[Inbound]) -> int:
    """Store a webhook's events with the accounts they belong to; return how many were new."""
    by_account: dict[str, list[Inbound]] = defaultdict(list)
    for event in events:
        by_account[event.account_id].append(event)
    return sum(_receive_for(platform, account, told) for account, told in by_account.items())


def _receive_for(platform: str, account_id: str, events: list[Inbound]) -> int:
    route = route_of(platform, account_id)
    if route is None:
        log.info("webhook of an unknown account", platform=platform, events=len(events))
        return 0
    with within(route.government_id):
        rows = [_row(route.government_id, route.channel_id, event) for event in events]
        Channel.objects.filter(government_id=route.government_id, pk=route.channel_id).update(pushed_at=clock.now())
        read_on(route.government_id, route.channel_id, events)
        return store(rows)


def _row(government_id: int, channel_id: int, event: Inbound) -> RawEvent:
    body = as_body(event.comment) if event.comment else {"raw": dict(event.raw)}
    kind = event.kind if event.comment else "other"
    return RawEvent(
        government_id=government_id,
        channel_id=channel_id,
        event_id=event.event_id[:200],
        source="webhook",
        kind=kind[:40],
        body=body,
        received_at=clock.now(),
    )


def as_body(comment: RemoteComment) -> dict[str, Any]:
    """A comment as it is kept: our names for its parts, and what the platform said, whole."""
    return {
        "remote_id": comment.remote_id,
        "post_id": comment.post_id,
        "parent_id": comment.parent_id,
        "text": comment.text,
        "author_id": comment.author_id,
        "author_name": comment.author_name,
        "created_at": comment.created_at.isoformat(),
        "permalink": comment.permalink,
        "kind": comment.kind,
        "hidden": comment.hidden,
        "raw": dict(comment.raw),
    }


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
        body=as_body(comment),
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
