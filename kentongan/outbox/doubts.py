"""What may have happened already, as the steps tell it, and where it stands when a person says that it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kentongan.connectors.contract import Safety
from kentongan.outbox import rules, states
from kentongan.outbox.models import DeliveryEvent, DeliveryStep

if TYPE_CHECKING:
    from kentongan.outbox.models import Delivery

NOT_DONE = frozenset({DeliveryStep.State.FAILED})


def may_be_out(delivery: Delivery) -> bool:
    """Whether the public may see it, or some of it, or soon: then nobody does it a second time before somebody looked.

    An upload that a platform shows by itself counts from its first byte, unless the platform clearly refused it.
    """
    steps = DeliveryStep.objects.filter(
        government_id=delivery.government_id, delivery=delivery, round=delivery.round
    ).exclude(safety=Safety.REPEATABLE.value)
    clear_no = delivery.state == states.REJECTED
    return bool(delivery.remote_id) or any(
        step.state not in NOT_DONE or (step.safety == Safety.RESUMABLE.value and not clear_no) for step in steps
    )


def was_carried(delivery: Delivery) -> bool:
    """Whether somebody had been asked to upload it, and may have done so just before it was stopped."""
    if delivery.state not in states.AFTER_HAND:
        return False
    events = DeliveryEvent.objects.filter(government_id=delivery.government_id, delivery=delivery)
    fresh = events.filter(why="rescheduled").order_by("-id").values_list("id", flat=True).first() or 0
    return events.filter(target=states.BY_HAND, id__gt=fresh).exists()


def place_of(delivery: Delivery, permalink: str) -> tuple[str, bool]:
    """The id under which it is known from now on, and whether that is all we shall ever know of it.

    On an account with a connection only the platform's own id is remembered as a place to read from.
    """
    target = delivery.content.target_id
    found = target or rules.remote_id_in(delivery.channel.platform, permalink)
    return found or f"manual:{delivery.pk}", bool(found) or delivery.channel.by_hand
