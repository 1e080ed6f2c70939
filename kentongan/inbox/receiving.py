"""A webhook's events, stored before they are acknowledged: one journey to the database, which is one transaction."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

import structlog
from django.db import connection

from kentongan.core import clock
from kentongan.inbox.bodies import as_body, as_json
from kentongan.inbox.hurrying import hints, read_on
from kentongan.tenancy.scope import within

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kentongan.connectors.contract import Inbound

log = structlog.get_logger("kentongan.inbox.receiving")

RECEIVE = "SELECT government_id, channel_id, new FROM inbox_receive(%s, %s, %s::jsonb, %s)"
"""Migration 0003: the account's route, its events once each, and when it was last heard."""


class Receipt(NamedTuple):
    """Where an account's events went."""

    government_id: int
    channel_id: int
    new: int


def receive(platform: str, events: Iterable[Inbound]) -> int:
    """Store a webhook's events with the accounts they belong to; return how many were new."""
    by_account: dict[str, list[Inbound]] = defaultdict(list)
    for event in events:
        by_account[event.account_id].append(event)
    return sum(_receive_for(platform, account, told) for account, told in by_account.items())


def _receive_for(platform: str, account_id: str, events: list[Inbound]) -> int:
    receipt = _store(platform, account_id, events)
    if receipt is None:
        log.info("webhook of an unknown account", platform=platform, events=len(events))
        return 0
    if hinted := hints(events):
        # After a failure here the platform gets no 200 and tells it again: then nothing is new, but this is done.
        with within(receipt.government_id):
            read_on(receipt.government_id, receipt.channel_id, hinted)
    return receipt.new


def _store(platform: str, account_id: str, events: list[Inbound]) -> Receipt | None:
    with connection.cursor() as cursor:
        cursor.execute(RECEIVE, [platform, account_id, as_json([_row(event) for event in events]), clock.now()])
        row = cursor.fetchone()
    return Receipt(*row) if row else None


def _row(event: Inbound) -> dict[str, Any]:
    body = as_body(event.comment) if event.comment else {"raw": dict(event.raw)}
    kind = event.kind if event.comment else "other"
    return {"event_id": event.event_id[:200], "kind": kind[:40], "body": body}
