"""Promising an act, and taking it back."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction

from kentongan.audit.registry import register_action
from kentongan.audit.services import record
from kentongan.channels.models import Channel
from kentongan.connectors.contract import Act
from kentongan.core import clock
from kentongan.outbox import states
from kentongan.outbox.contents import outbound_for
from kentongan.outbox.doors import real
from kentongan.outbox.governor import charge, ensure_bucket
from kentongan.outbox.hands import tell_to_stop
from kentongan.outbox.job import doubtful_step
from kentongan.outbox.ledger import SUBJECT, described, move, note
from kentongan.outbox.models import Delivery
from kentongan.outbox.news import tell
from kentongan.work.services import close_tasks

if TYPE_CHECKING:
    from kentongan.organizations.actor import Actor
    from kentongan.outbox.payload import Payload

register_action("outbox.scheduled", "{actor} menjadwalkan {title} di {channel}")
register_action("outbox.withdrawn", "{actor} menarik kembali {n} pengiriman: {reason}")


@transaction.atomic
def schedule(  # noqa: PLR0913 - one argument a column
    *,
    actor: Actor,
    channel: Channel,
    act: Act,
    subject_type: str,
    subject_id: object,
    payload: Payload,
    run_at: datetime,
    person_id: int,
    agency_id: int,
    valid_until: datetime | None = None,
    useless_after: timedelta | None = None,
    priority: int = 5,
) -> Delivery:
    """Promise one act at `run_at`, under the right of `person_id`. Asking again for the same thing gives the same row.

    A row that ended unsent (withdrawn, late, refused) or waits for a person without being in doubt is started afresh with
    the new content and time. One that may be public is never touched: it is returned as it stands.
    """
    useless_at = run_at + useless_after if useless_after else None
    key = {"channel": channel, "act": act.value, "subject_type": subject_type, "subject_id": str(subject_id)}
    terms = {"run_at": run_at, "person_id": person_id, "agency_id": agency_id, "valid_until": valid_until}
    terms |= {"useless_at": useless_at, "priority": priority}
    delivery, changed = promise(actor, key, payload, terms)
    if changed:
        title, _ = described(delivery)
        told = {"channel": str(channel), "title": title, "run_at": run_at.isoformat(), "hash": delivery.payload_hash}
        record(actor=actor, action="outbox.scheduled", subject_type=SUBJECT, subject_id=delivery.pk, data=told)
    return delivery


def promise(
    actor: Actor, key: dict[str, Any], payload: Payload, terms: dict[str, Any], reason: str = ""
) -> tuple[Delivery, bool]:
    """Write the row, or start it afresh; tell whether that changed anything. Part of a service that puts it on the trail."""
    files = real().media_files(actor.government_id, payload.media)
    digest, at = payload.hash([file.sha256 for file in files]), clock.now()
    content = {"payload": payload.as_json(), "payload_hash": digest, "approved_hash": digest, **terms}
    content |= {"next_at": terms["run_at"], "revoked_at": None}
    content |= charge(key["channel"], outbound_for(Act(key["act"]), "", payload, tuple(files)))
    delivery, is_new = Delivery.objects.select_for_update(of=("self",)).get_or_create(
        government_id=actor.government_id, **key, defaults=content | {"created_at": at}
    )
    if is_new:
        said = {"by": actor.name} | ({"reason": reason} if reason else {})
        note(delivery, states.SCHEDULED, why="scheduled", at=at, data=said)
        ensure_bucket(key["channel"])
    return delivery, is_new or _restart(actor, delivery, content, at)


def _restart(actor: Actor, delivery: Delivery, content: dict[str, Any], at: datetime) -> bool:
    """Begin again where nothing can be public; or bring what has not been touched yet up to date. False: left alone."""
    same = all(getattr(delivery, name) == value for name, value in content.items() if name != "next_at")
    if same and delivery.state not in states.ENDED_UNSENT:
        return False
    untouched = delivery.state == states.SCHEDULED
    ended = delivery.state in states.ENDED_UNSENT | {states.NEEDS_PERSON} and doubtful_step(delivery) is None
    if delivery.remote_id or not (untouched or ended):
        return False
    if untouched:
        note(delivery, states.SCHEDULED, why="rescheduled", at=at, data={"by": actor.name})
        Delivery.objects.filter(government_id=delivery.government_id, pk=delivery.pk).update(**content)
    else:
        fresh: dict[str, Any] = {"round": delivery.round + 1, "failures": 0, "doubts": 0, "by_hand": False}
        move(delivery, states.SCHEDULED, why="rescheduled", at=at, data={"by": actor.name}, **content, **fresh)
        close_tasks(actor=actor, subject_type=SUBJECT, subject_id=delivery.pk)
    for name, value in content.items():
        setattr(delivery, name, value)
    return True


@transaction.atomic
def withdraw(*, actor: Actor, subject_type: str, subject_id: object, reason: str) -> int:
    """Take back what has not gone out; return how many deliveries that stops.

    A row a worker holds is stopped at its next step, a thread that is public in part before its next post; one in doubt is
    not sent again if it proves absent.
    """
    at = clock.now()
    rows = Delivery.objects.select_for_update(of=("self",)).select_related("channel").order_by("pk")
    about = rows.filter(government_id=actor.government_id, subject_type=subject_type, subject_id=str(subject_id))
    stopped = 0
    ended = [states.CANCELLED, states.EXPIRED, states.PUBLISHED]
    for delivery in about.filter(revoked_at=None).exclude(state__in=ended):
        if delivery.remote_id and not delivery.content.parts:
            continue  # all of it is public; the rest only adds a link
        carried = delivery.state == states.BY_HAND
        if not delivery.remote_id and delivery.state in states.NOT_YET_SENT | {states.REJECTED}:
            move(
                delivery,
                states.CANCELLED,
                why="revoked",
                at=at,
                data={"by": actor.name, "reason": reason},
                revoked_at=at,
            )
            close_tasks(actor=actor, subject_type=SUBJECT, subject_id=delivery.pk)
            tell(delivery)
            if carried:
                tell_to_stop(delivery)
        else:
            note(delivery, delivery.state, why="revoked", at=at, data={"by": actor.name, "reason": reason})
            Delivery.objects.filter(government_id=actor.government_id, pk=delivery.pk).update(revoked_at=at)
        stopped += 1
    if stopped:
        data = {"n": stopped, "reason": reason}
        record(actor=actor, action="outbox.withdrawn", subject_type=subject_type, subject_id=subject_id, data=data)
    return stopped
