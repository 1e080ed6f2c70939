"""The only place that changes a delivery's state: compared with its fence, checked against the machine, noted for ever."""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING, Any

import structlog
from django.db import connection, transaction

from kentongan.audit.registry import register_thing
from kentongan.core.http import redact
from kentongan.organizations.actor import system
from kentongan.outbox import states
from kentongan.outbox.models import Delivery, DeliveryEvent
from kentongan.outbox.registry import subject_of
from kentongan.outbox.states import DELIVERY
from kentongan.outbox.traces import leave
from kentongan.tenancy.bulk import write_rows
from kentongan.work.registry import register_task_kind
from kentongan.work.services import close_tasks

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

log = structlog.get_logger(__name__)
TASK = "outbox.check"
HAND_TASK = "outbox.by_hand"
SUBJECT = "delivery"
FRESH_DOUBT: dict[str, Any] = {"reads_absent": 0, "reads_unclear": 0, "first_absent_at": None, "last_absent_at": None}
"""A new doubt is judged by reads of its own."""
PLACE = ("remote_id", "permalink", "published_at")
MOVED = ("state", "last_code", "last_detail", "untold", "lease_until")

register_thing(SUBJECT, "Pengiriman", "/pengiriman/{id}/")
register_thing("freeze", "Pembekuan")
register_thing("spending", "Batas biaya", "/pemakaian/")
register_task_kind(TASK, group="Perlu diperiksa", verb="Lihat dan putuskan", order=30)


class StaleError(Exception):
    """Somebody else has taken the row meanwhile: stop, and write nothing."""


def move(
    delivery: Delivery,
    target: str,
    *,
    why: str,
    at: datetime,
    detail: str = "",
    data: dict[str, Any] | None = None,
    **values: Any,  # noqa: ANN401 - columns of the delivery
) -> None:
    """Change the state of a row as it was read. StaleError when state or fence changed since; part of a transaction."""
    DELIVERY.check(delivery.state, target)
    detail = redact(detail)[:300]
    values |= {"state": target, "last_code": why[:40], "last_detail": detail}
    if target not in states.AT_WORK:
        values["lease_until"] = None
    if target in states.TOLD:
        values["untold"] = True
    write(delivery, source=delivery.state, **values)
    if delivery.state == states.BY_HAND:
        actor = system(delivery.government_id)
        close_tasks(actor=actor, subject_type=SUBJECT, subject_id=delivery.pk, kinds=[HAND_TASK])
    note(delivery, target, why=why, at=at, data=({"detail": detail} if detail else {}) | (data or {}))
    for name, value in values.items():
        setattr(delivery, name, value)


def write(delivery: Delivery, *, source: str, **values: Any) -> None:  # noqa: ANN401 - columns
    """Change columns of a row that is still as it was read. StaleError otherwise."""
    row = Delivery.objects.filter(
        government_id=delivery.government_id, pk=delivery.pk, fence=delivery.fence, state=source
    )
    if not row.update(**values):
        raise StaleError(str(delivery.pk))


def note(delivery: Delivery, target: str, *, why: str, at: datetime, data: dict[str, Any] | None = None) -> None:
    """Add a line to the delivery's history."""
    _line(delivery, target, why, at, data or {}).save(force_insert=True)


def _line(delivery: Delivery, target: str, why: str, at: datetime, data: dict[str, Any]) -> DeliveryEvent:
    return DeliveryEvent(
        government_id=delivery.government_id,
        delivery=delivery,
        source=delivery.state,
        target=target,
        at=at,
        why=why[:40],
        data=data,
    )


def bulk_move(source: str, target: str, *, why: str, at: datetime, where: str, params: dict[str, Any]) -> int:
    """Move every row of `source` for which `where` (our own SQL, table alias `d`) holds, each with its line of history."""
    DELIVERY.check(source, target)
    assert target not in states.TOLD, "rows that people are told of move one by one"  # noqa: S101 - our own calls
    statement = f"""
        WITH chosen AS (SELECT d.id FROM outbox_delivery d WHERE d.state = %(source)s AND ({where})
                        ORDER BY d.id LIMIT 1000 FOR UPDATE SKIP LOCKED),
        moved AS (UPDATE outbox_delivery d SET state = %(target)s, last_code = %(why)s, last_detail = '', lease_until = NULL
                  FROM chosen WHERE d.id = chosen.id RETURNING d.government_id, d.id)
        INSERT INTO outbox_deliveryevent (government_id, delivery_id, source, target, at, why, data)
        SELECT government_id, id, %(source)s, %(target)s, %(now)s, %(why)s, '{{}}' FROM moved"""  # noqa: S608 - our own words
    with connection.cursor() as cursor:
        cursor.execute(statement, params | {"source": source, "target": target, "why": why, "now": at})
        return int(cursor.rowcount)


def publish(
    delivery: Delivery,
    *,
    remote_id: str,
    permalink: str,
    why: str,
    at: datetime,
    data: dict[str, Any] | None = None,
    known: bool = True,
) -> None:
    """Write that it is public, and remember where. `known`: the id is the platform's own."""
    delivery.remote_id, delivery.permalink = remote_id, permalink
    delivery.published_at = delivery.published_at or at
    values: dict[str, Any] = {name: getattr(delivery, name) for name in PLACE}
    move(delivery, states.PUBLISHED, why=why, at=at, data=data, **values)
    if known:
        leave([delivery])


def move_together(
    deliveries: Sequence[Delivery], target: str, *, why: str, at: datetime, also: Sequence[str] = ()
) -> None:
    """`move` for rows of one government that go the same way, in two statements.

    Columns named in `also` are written as the objects carry them. StaleError when a fence has changed: then nothing is written.
    """
    if not deliveries:
        return
    events = [_line(delivery, target, why, at, {}) for delivery in deliveries]
    for delivery in deliveries:
        DELIVERY.check(delivery.state, target)
        delivery.state, delivery.last_code, delivery.last_detail = target, why, ""
        delivery.untold = target in states.TOLD
        if target not in states.AT_WORK:
            delivery.lease_until = None
    write_together(deliveries, [*MOVED, *also])
    DeliveryEvent.objects.bulk_create(events)


def write_together(deliveries: Sequence[Delivery], columns: Sequence[str]) -> None:
    """Write columns of locked rows as the objects carry them. StaleError when a fence has changed."""
    if write_rows(deliveries, columns, keys=("pk", "fence")) != len(deliveries):
        raise StaleError(", ".join(str(delivery.pk) for delivery in deliveries))


def described(delivery: Delivery) -> tuple[str, str]:
    """A title and a path for people; the delivery's own where nobody knows better."""
    subject = subject_of(delivery.subject_type)
    fallback = (delivery.content.title or delivery.content.text[:80] or str(delivery), delivery.path)
    if subject is None:
        return fallback
    try:
        with transaction.atomic():
            return subject.describe(delivery)
    except Exception:  # noqa: BLE001 - an app above must not hide where a delivery stands
        log.error("describe failed", subject=delivery.subject_type, id=delivery.subject_id, trace=trace())  # noqa: TRY400
        return fallback


def trace() -> str:
    """Where the present exception came from, without the values of variables, which may be secrets."""
    return redact(traceback.format_exc(limit=-4))
