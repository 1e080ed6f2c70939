"""Telling people, the trail and the apps above where a delivery stands now.

A move to such a state marks the row as untold, in its own transaction. Services tell at once; the worker tells a moment later,
so that telling never keeps the next post waiting, and a worker that dies in between leaves the news to the next one.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import structlog
from django.db import connection, transaction

from kentongan.audit.services import record
from kentongan.organizations.actor import system
from kentongan.organizations.roles import Role
from kentongan.outbox import states
from kentongan.outbox.ledger import SUBJECT, TASK, described, trace
from kentongan.outbox.models import Delivery
from kentongan.outbox.registry import subject_of
from kentongan.outbox.sentences import why as say_why
from kentongan.outbox.traces import action_of
from kentongan.tenancy.scope import across_governments, within
from kentongan.work.models import Notice
from kentongan.work.services import close_tasks, notify, open_task

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from kentongan.organizations.actor import Actor

log = structlog.get_logger(__name__)
WATCHERS = (Role.COORDINATOR, Role.ADMIN)
NEWS = frozenset({states.EXPIRED, states.CHANNEL_PAUSED})
UNTOLD = """SELECT government_id, id FROM outbox_delivery WHERE untold ORDER BY government_id, id LIMIT %s"""


def tell_some(limit: int = 20) -> int:
    """Tell of rows that nobody has told of yet; return how many. Rows in other hands are left to them."""
    with across_governments(), connection.cursor() as cursor:
        cursor.execute(UNTOLD, [limit])
        found = cursor.fetchall()
    told = 0
    for government_id, group in groupby(found, key=lambda row: row[0]):
        told += _tell_all(government_id, [row[1] for row in group])
    return told


def _tell_all(government_id: int, ids: list[UUID]) -> int:
    with within(government_id):
        rows = Delivery.objects.select_for_update(skip_locked=True, of=("self",)).select_related("channel")
        untold = list(rows.filter(government_id=government_id, pk__in=ids, untold=True).order_by("pk"))
        for delivery in untold:
            tell(delivery)
    return len(untold)


def tell(delivery: Delivery, by: Actor | None = None) -> None:
    """Ask whoever is needed, and tell whoever it belongs to, where a locked row stands now; part of a transaction.

    `by`: who brought it there; the machine by default.
    """
    actor = by or system(delivery.government_id)
    if delivery.state == states.PUBLISHED:
        _tell_public(actor, delivery)
    elif delivery.state in states.FOR_PEOPLE:
        _ask(actor, delivery)
    elif delivery.state in NEWS:
        _tell_writer(actor, delivery)
    subject = subject_of(delivery.subject_type)
    if subject and delivery.state == states.PUBLISHED:
        _call(delivery, lambda: subject.published(delivery, delivery.remote_id, delivery.permalink))
    elif subject and delivery.state in states.ENDED_UNSENT | states.FOR_PEOPLE:
        _call(delivery, lambda: subject.settled(delivery))
    Delivery.objects.filter(government_id=delivery.government_id, pk=delivery.pk).update(untold=False)


def _tell_public(actor: Actor, delivery: Delivery) -> None:
    title, _ = described(delivery)
    data = {
        "channel": str(delivery.channel),
        "title": title,
        "permalink": delivery.permalink,
        "hash": delivery.payload_hash,
    }
    record(actor=actor, action=action_of(delivery), subject_type=SUBJECT, subject_id=delivery.pk, data=data)
    close_tasks(actor=actor, subject_type=SUBJECT, subject_id=delivery.pk)


def _tell_writer(actor: Actor, delivery: Delivery) -> None:
    title, _ = described(delivery)
    sentence = f"{title} di {delivery.channel} belum tayang: {say_why(delivery.last_code)}"
    notify(actor=actor, person_ids=[delivery.person_id], kind=Notice.Kind.NEWS, sentence=sentence, path=delivery.path)


def _ask(actor: Actor, delivery: Delivery) -> None:
    title, _ = described(delivery)
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


def _call(delivery: Delivery, call: Callable[[], None]) -> None:
    """What the platform did is true whatever an app above makes of it: its failure is logged, and undoes only itself."""
    try:
        with transaction.atomic():
            call()
    except Exception:  # noqa: BLE001 - as the sentence above says
        log.error("subject failed", subject=delivery.subject_type, id=delivery.subject_id, trace=trace())  # noqa: TRY400
