"""What a person found out and decided about a row that waits for one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from kentongan.audit.registry import register_action
from kentongan.audit.services import record
from kentongan.channels.selectors import may
from kentongan.connectors.contract import Act
from kentongan.core import clock
from kentongan.organizations.access import NotAllowedError
from kentongan.organizations.roles import Role
from kentongan.outbox import states
from kentongan.outbox.acts import LEAVES
from kentongan.outbox.doubts import place_of
from kentongan.outbox.ledger import SUBJECT, TASK, described, move, publish
from kentongan.outbox.models import Delivery, DeliveryStep
from kentongan.outbox.news import tell
from kentongan.work.services import close_tasks

if TYPE_CHECKING:
    from datetime import datetime

    from kentongan.organizations.actor import Actor

DECIDERS = (Role.COORDINATOR, Role.ADMIN, Role.APPROVER, Role.LEADER_TEAM)
DECISIONS = ("published", "send_again", "cancel")

register_action("outbox.decided.published", "{actor} menyatakan {title} sudah tayang di {channel}: {reason}")
register_action("outbox.decided.send_again", "{actor} memutuskan {title} dikirim lagi ke {channel}: {reason}")
register_action("outbox.decided.cancel", "{actor} memutuskan {title} tidak dikirim ke {channel}: {reason}")


PARTLY = "Sebagian sudah tayang, jadi tidak dapat dibatalkan. Biarkan seperti sekarang, lalu hapus bila memang perlu."


class DecisionRefusedError(Exception):
    """It cannot be decided so. The message is a sentence for the person."""


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
        case "published" if current.remote_id:
            _left_partly(actor, current, at, reason)
        case "published":
            _found_by_person(actor, current, permalink.strip(), at, reason)
        case "send_again":
            _send_again(actor, current, at, data)
        case "cancel" if current.remote_id:
            raise DecisionRefusedError(PARTLY)
        case "cancel":
            move(current, states.CANCELLED, why="person_cancel", at=at, data=data, revoked_at=at)
            tell(current)
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


def _left_partly(actor: Actor, delivery: Delivery, at: datetime, reason: str) -> None:
    """A thread of which a part is public stays as it is."""
    _close_doubt(delivery, DeliveryStep.State.FAILED, at)
    remote_id, permalink = delivery.remote_id, delivery.permalink
    said = {"by": actor.name, "reason": reason}
    publish(delivery, remote_id=remote_id, permalink=permalink, why="person_left_partly", at=at, data=said)
    tell(delivery, by=actor)


def _found_by_person(actor: Actor, delivery: Delivery, permalink: str, at: datetime, reason: str) -> None:
    if Act(delivery.act) in LEAVES and not permalink.startswith(("https://", "http://")):
        raise DecisionRefusedError("Tempelkan tautan kirimannya, supaya siapa pun dapat melihat buktinya.")
    remote_id, known = place_of(delivery, permalink)
    _close_doubt(delivery, DeliveryStep.State.DONE, at)
    said = {"by": actor.name, "reason": reason}
    link, why = permalink[:500], "person_published"
    publish(delivery, remote_id=remote_id, permalink=link, why=why, at=at, data=said, known=known)
    tell(delivery, by=actor)


def _send_again(actor: Actor, delivery: Delivery, at: datetime, data: dict[str, Any]) -> None:
    if delivery.revoked_at:
        raise DecisionRefusedError("Pengiriman ini sudah ditarik kembali. Ajukan lagi bila tetap ingin ditayangkan.")
    if delivery.valid_until and delivery.valid_until < at:
        raise DecisionRefusedError("Masa persetujuannya sudah habis. Ajukan lagi untuk disetujui.")
    values: dict[str, Any] = {"next_at": at, "failures": 0, "doubts": 0, "by_hand": False}
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
