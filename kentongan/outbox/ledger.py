"""The only place that changes a delivery's state: compared with its fence, checked against the machine, noted for ever."""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING, Any

import structlog
from django.db import connection, transaction

from kentongan.audit.registry import register_thing
from kentongan.audit.services import record
from kentongan.core.http import redact
from kentongan.organizations.actor import system
from kentongan.organizations.roles import Role
from kentongan.outbox import states
from kentongan.outbox.models import Delivery, DeliveryEvent
from kentongan.outbox.registry import subject_of
from kentongan.outbox.sentences import why as say_why
from kentongan.outbox.states import DELIVERY
from kentongan.outbox.traces import action_of, leave
from kentongan.work.models import Notice
from kentongan.work.registry import register_task_kind
from kentongan.work.services import close_tasks, notify, open_task

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from kentongan.organizations.actor import Actor

log = structlog.get_logger(__name__)
TASK = "outbox.check"
HAND_TASK = "outbox.by_hand"
SUBJECT = "delivery"
WATCHERS = (Role.COORDINATOR, Role.ADMIN)
FRESH_DOUBT: dict[str, Any] = {"reads_absent": 0, "reads_unclear": 0, "first_absent_at": None, "last_absent_at": None}
"""A new doubt is judged by reads of its own."""
NEWS = frozenset({states.EXPIRED, states.CHANNEL_PAUSED})

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
    DeliveryEvent.objects.create(
        government_id=delivery.government_id,
        delivery=delivery,
        source=delivery.state,
        target=target,
        at=at,
        why=why[:40],
        data=data or {},
    )


def bulk_move(source: str, target: str, *, why: str, at: datetime, where: str, params: dict[str, Any]) -> int:
    """Move every row of `source` for which `where` (our own SQL, table alias `d`) holds, each with its line of history."""
    DELIVERY.check(source, target)
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


def settle_as_published(
    delivery: Delivery,
    *,
    remote_id: str,
    permalink: str,
    why: str,
    at: datetime,
    by: Actor | None = None,
    reason: str = "",
    known: bool = True,
) -> None:
    """Write that it is public, remember where, and tell whoever it belongs to. `known`: the id is the platform's own."""
    actor = by or system(delivery.government_id)
    published_at = delivery.published_at or at
    values: dict[str, Any] = {"remote_id": remote_id, "permalink": permalink, "published_at": published_at}
    move(
        delivery, states.PUBLISHED, why=why, at=at, data={"by": actor.name, "reason": reason} if by else None, **values
    )
    if known:
        leave(delivery, remote_id=remote_id, permalink=permalink, at=published_at)
    title, _ = described(delivery)
    data = {"channel": str(delivery.channel), "title": title, "permalink": permalink, "hash": delivery.payload_hash}
    record(actor=actor, action=action_of(delivery), subject_type=SUBJECT, subject_id=delivery.pk, data=data)
    close_tasks(actor=actor, subject_type=SUBJECT, subject_id=delivery.pk)
    subject = subject_of(delivery.subject_type)
    if subject:
        _tell(delivery, lambda: subject.published(delivery, remote_id, permalink))


def settle(delivery: Delivery) -> None:
    """After a move to a state where a person is needed, or where it ended unsent: ask, tell, and tell the owner."""
    actor = system(delivery.government_id)
    title, _ = described(delivery)
    if delivery.state in states.FOR_PEOPLE:
        _ask(actor, delivery, title)
    if delivery.state in NEWS:
        sentence = f"{title} di {delivery.channel} belum tayang: {say_why(delivery.last_code)}"
        notify(
            actor=actor, person_ids=[delivery.person_id], kind=Notice.Kind.NEWS, sentence=sentence, path=delivery.path
        )
    subject = subject_of(delivery.subject_type)
    if subject and delivery.state in states.ENDED_UNSENT | states.FOR_PEOPLE:
        _tell(delivery, lambda: subject.settled(delivery))


def described(delivery: Delivery) -> tuple[str, str]:
    """A title and a path for people; the delivery's own where nobody knows better."""
    subject = subject_of(delivery.subject_type)
    fallback = (delivery.content.title or delivery.content.text[:80] or str(delivery), delivery.path)
    if subject is None:
        return fallback
    try:
        with transaction.atomic():
            return subject.describe(delivery)
    except Exception:  # noqa: BLE001 - see _tell
        log.error("describe failed", subject=delivery.subject_type, id=delivery.subject_id, trace=trace())  # noqa: TRY400
        return fallback


def trace() -> str:
    """Where the present exception came from, without the values of variables, which may be secrets."""
    return redact(traceback.format_exc(limit=-4))


def _ask(actor: Actor, delivery: Delivery, title: str) -> None:
    for role in WATCHERS:
        open_task(
            actor=actor,
            kind=TASK,
            subject_type=SUBJECT,
            subject_id=delivery.pk,
            title=f"{title} — {delivery.channel}",
            detail=say_why(delivery.last_code),
            path=delivery.path,
            role=role,
            agency_id=None if role is Role.COORDINATOR else delivery.agency_id,
        )


def _tell(delivery: Delivery, call: Callable[[], None]) -> None:
    """What the platform did is true whatever an app above makes of it: its failure is logged, and undoes only itself."""
    try:
        with transaction.atomic():
            call()
    except Exception:  # noqa: BLE001 - as the sentence above says
        log.error("subject failed", subject=delivery.subject_type, id=delivery.subject_id, trace=trace())  # noqa: TRY400
