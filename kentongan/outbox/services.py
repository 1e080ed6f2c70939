"""Every write that people, and the apps above, ask for. The ledger's own moves are in `steps`, `sweep` and `reconcile`."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction

from kentongan.audit.registry import register_action
from kentongan.audit.services import record
from kentongan.channels.models import Channel
from kentongan.channels.selectors import may
from kentongan.connectors.contract import Act
from kentongan.core import clock
from kentongan.organizations.access import NotAllowedError
from kentongan.organizations.roles import Role
from kentongan.outbox import rules, states
from kentongan.outbox.caps import CHANNEL
from kentongan.outbox.doors import real
from kentongan.outbox.ledger import SUBJECT, TASK, described, move, note, settle, settle_as_published
from kentongan.outbox.models import ChannelBucket, Delivery, DeliveryStep, Freeze
from kentongan.outbox.steps import doubtful_step
from kentongan.work.services import close_tasks

if TYPE_CHECKING:
    from kentongan.organizations.actor import Actor
    from kentongan.outbox.payload import Payload

DECIDERS = (Role.COORDINATOR, Role.ADMIN, Role.APPROVER, Role.LEADER_TEAM)
FREEZERS = (Role.COORDINATOR, Role.CRISIS_LEAD, Role.HEAD)
DECISIONS = ("published", "send_again", "cancel")

register_action("outbox.scheduled", "{actor} menjadwalkan {title} di {channel}")
register_action("outbox.withdrawn", "{actor} menarik kembali {n} pengiriman: {reason}")
register_action("outbox.decided.published", "{actor} menyatakan {title} sudah tayang di {channel}: {reason}")
register_action("outbox.decided.send_again", "{actor} memutuskan {title} dikirim lagi ke {channel}: {reason}")
register_action("outbox.decided.cancel", "{actor} memutuskan {title} tidak dikirim ke {channel}: {reason}")
register_action("outbox.frozen", "{actor} membekukan pengiriman {scope}: {reason}")
register_action("outbox.unfrozen", "{actor} mengakhiri pembekuan {scope}: {reason}")


class DecisionRefusedError(Exception):
    """It cannot be decided so. The message is a sentence for the person."""


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
    files = real().media_files(channel.government_id, payload.media)
    digest = payload.hash([file.sha256 for file in files])
    at = clock.now()
    content: dict[str, Any] = {
        "payload": payload.as_json(),
        "payload_hash": digest,
        "approved_hash": digest,
        "run_at": run_at,
        "next_at": run_at,
        "person_id": person_id,
        "agency_id": agency_id,
        "valid_until": valid_until,
        "useless_at": run_at + useless_after if useless_after else None,
        "priority": priority,
        "revoked_at": None,
    }
    key = {"channel": channel, "act": act.value, "subject_type": subject_type, "subject_id": str(subject_id)}
    delivery, is_new = Delivery.objects.select_for_update(of=("self",)).get_or_create(
        government_id=actor.government_id, **key, defaults=content | {"created_at": at}
    )
    if is_new:
        note(delivery, states.SCHEDULED, why="scheduled", at=at, data={"by": actor.name})
        _ensure_bucket(channel, at)
    elif not _restart(actor, delivery, content, at):
        return delivery
    title, _ = described(delivery)
    data = {"channel": str(channel), "title": title, "run_at": run_at.isoformat(), "hash": digest}
    record(actor=actor, action="outbox.scheduled", subject_type=SUBJECT, subject_id=delivery.pk, data=data)
    return delivery


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
        fresh: dict[str, Any] = {"round": delivery.round + 1, "failures": 0, "doubts": 0}
        move(delivery, states.SCHEDULED, why="rescheduled", at=at, data={"by": actor.name}, **content, **fresh)
        close_tasks(actor=actor, subject_type=SUBJECT, subject_id=delivery.pk)
    for name, value in content.items():
        setattr(delivery, name, value)
    return True


def _ensure_bucket(channel: Channel, at: datetime) -> None:
    cap = CHANNEL.get(channel.platform)
    if cap:
        first = {"capacity": cap.acts, "per_second": cap.per_second, "tokens": cap.acts, "refilled_at": at}
        ChannelBucket.objects.get_or_create(government_id=channel.government_id, channel=channel, defaults=first)


@transaction.atomic
def withdraw(*, actor: Actor, subject_type: str, subject_id: object, reason: str) -> int:
    """Take back what has not gone out; return how many deliveries that stops.

    A row a worker holds is stopped at its next step; one in doubt is not sent again if it proves absent.
    """
    at = clock.now()
    rows = Delivery.objects.select_for_update(of=("self",)).select_related("channel").order_by("pk")
    about = rows.filter(government_id=actor.government_id, subject_type=subject_type, subject_id=str(subject_id))
    stopped = 0
    for delivery in about.filter(remote_id="", revoked_at=None).exclude(state__in=[states.CANCELLED, states.EXPIRED]):
        if delivery.state in states.NOT_YET_SENT | {states.REJECTED}:
            move(
                delivery,
                states.CANCELLED,
                why="revoked",
                at=at,
                data={"by": actor.name, "reason": reason},
                revoked_at=at,
            )
            close_tasks(actor=actor, subject_type=SUBJECT, subject_id=delivery.pk)
            settle(delivery)
        else:
            note(delivery, delivery.state, why="revoked", at=at, data={"by": actor.name, "reason": reason})
            Delivery.objects.filter(government_id=actor.government_id, pk=delivery.pk).update(revoked_at=at)
        stopped += 1
    if stopped:
        data = {"n": stopped, "reason": reason}
        record(actor=actor, action="outbox.withdrawn", subject_type=subject_type, subject_id=subject_id, data=data)
    return stopped


@transaction.atomic
def decide(*, actor: Actor, delivery: Delivery, decision: str, reason: str, permalink: str = "") -> Delivery:
    """Write what a person found out and decided about a row that waits for one. DecisionRefusedError: not like this.

    "published": it is there (`permalink` says where). "send_again": it is not there, send it. "cancel": leave it.
    """
    check_decider(actor, delivery)
    row = Delivery.objects.select_for_update(of=("self",)).select_related("channel")
    current = row.get(government_id=actor.government_id, pk=delivery.pk)
    if current.state not in states.FOR_PEOPLE:
        raise DecisionRefusedError(
            "Keadaan pengiriman ini baru saja berubah, jadi tidak ada lagi yang perlu diputuskan."
        )
    at = clock.now()
    data = {"by": actor.name, "reason": reason}
    match decision:
        case "published":
            _found_by_person(actor, current, permalink.strip(), at)
        case "send_again":
            _send_again(actor, current, at, data)
        case "cancel":
            move(current, states.CANCELLED, why="person_cancel", at=at, data=data, revoked_at=at)
            settle(current)
        case _:
            raise DecisionRefusedError("Pilih salah satu jawaban.")
    close_tasks(actor=actor, subject_type=SUBJECT, subject_id=current.pk, kinds=[TASK])
    title, _ = described(current)
    told = {"channel": str(current.channel), "title": title, "reason": reason, "permalink": permalink}
    record(actor=actor, action=f"outbox.decided.{decision}", subject_type=SUBJECT, subject_id=current.pk, data=told)
    return current


def check_decider(actor: Actor, delivery: Delivery) -> None:
    """Raise NotAllowedError unless the actor may decide about this delivery."""
    if not (actor.has(*DECIDERS) and actor.sees(delivery.agency_id)):
        raise NotAllowedError(
            "Untuk memutuskan pengiriman ini diperlukan peran Admin koordinator, atau admin dan pejabat penyetuju dari instansinya.",
            "Admin koordinator",
        )


def _found_by_person(actor: Actor, delivery: Delivery, permalink: str, at: datetime) -> None:
    if not permalink.startswith("https://") and not permalink.startswith("http://"):
        raise DecisionRefusedError("Tempelkan tautan kirimannya, supaya siapa pun dapat melihat buktinya.")
    remote_id = rules.remote_id_in(delivery.channel.platform, permalink)
    _close_doubt(delivery, DeliveryStep.State.DONE, at)
    settle_as_published(
        delivery,
        remote_id=remote_id or permalink[-160:],
        permalink=permalink[:500],
        why="person_published",
        at=at,
        by=actor,
        known=bool(remote_id),
    )


def _send_again(actor: Actor, delivery: Delivery, at: datetime, data: dict[str, Any]) -> None:
    if delivery.revoked_at:
        raise DecisionRefusedError("Pengiriman ini sudah ditarik kembali. Ajukan lagi bila tetap ingin ditayangkan.")
    if delivery.valid_until and delivery.valid_until < at:
        raise DecisionRefusedError("Masa persetujuannya sudah habis. Ajukan lagi untuk disetujui.")
    values: dict[str, Any] = {"next_at": at, "failures": 0, "doubts": 0}
    if may(actor.person_id, delivery.right, delivery.channel, at):
        values["person_id"] = actor.person_id
    _close_doubt(delivery, DeliveryStep.State.FAILED, at)
    move(delivery, states.DUE, why="person_send_again", at=at, data=data, **values)


def _close_doubt(delivery: Delivery, state: str, at: datetime) -> None:
    """A person has looked: the step in doubt is now known to have happened, or not."""
    DeliveryStep.objects.filter(
        government_id=delivery.government_id,
        delivery=delivery,
        round=delivery.round,
        state__in=[DeliveryStep.State.UNKNOWN, DeliveryStep.State.PENDING],
    ).update(state=state, closed_at=at)


@transaction.atomic
def freeze(*, actor: Actor, reason: str, agency_id: int | None = None, channel_id: int | None = None) -> Freeze:
    """Let nothing go out from now on: on a channel, from an agency, or at all. One already in force stays as it is."""
    _check_freezer(actor)
    scope = {"agency_id": agency_id, "channel_id": channel_id}
    found, is_new = Freeze.objects.get_or_create(
        government_id=actor.government_id,
        ended_at=None,
        **scope,
        defaults={"reason": reason[:300], "started_by_id": actor.person_id, "started_at": clock.now()},
    )
    if is_new:
        _told(actor, found, "outbox.frozen", reason)
    return found


@transaction.atomic
def unfreeze(*, actor: Actor, freeze: Freeze, reason: str) -> Freeze:
    """End a freeze: what it held becomes due again, unless it is too late to be useful or another freeze holds it."""
    _check_freezer(actor)
    if freeze.ended_at is None:
        freeze.ended_at, freeze.ended_by_id = clock.now(), actor.person_id
        freeze.save(update_fields=["ended_at", "ended_by"])
        _told(actor, freeze, "outbox.unfrozen", reason)
    return freeze


def _check_freezer(actor: Actor) -> None:
    if not actor.has(*FREEZERS):
        raise NotAllowedError(
            "Untuk membekukan pengiriman diperlukan peran Admin koordinator atau Ketua tim krisis.", "Admin koordinator"
        )


def _told(actor: Actor, freeze: Freeze, action: str, reason: str) -> None:
    scope = str(freeze.channel or freeze.agency or "seluruh pemda")
    data = {"scope": scope, "reason": reason}
    record(actor=actor, action=action, subject_type="freeze", subject_id=freeze.pk, data=data)
