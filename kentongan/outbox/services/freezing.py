"""Letting nothing go out, and letting it go out again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.audit.registry import register_action
from kentongan.audit.services import record
from kentongan.core import clock
from kentongan.organizations.access import NotAllowedError
from kentongan.organizations.roles import Role
from kentongan.outbox.models import Freeze

if TYPE_CHECKING:
    from kentongan.organizations.actor import Actor

FREEZERS = (Role.COORDINATOR, Role.CRISIS_LEAD, Role.HEAD)

register_action("outbox.frozen", "{actor} membekukan pengiriman {scope}: {reason}")
register_action("outbox.unfrozen", "{actor} mengakhiri pembekuan {scope}: {reason}")


@transaction.atomic
def freeze(*, actor: Actor, reason: str, agency_id: int | None = None, channel_id: int | None = None) -> Freeze:
    """Let nothing go out from now on: on a channel, from an agency, or at all. One already in force stays as it is."""
    check_freezer(actor)
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
    check_freezer(actor)
    if freeze.ended_at is None:
        freeze.ended_at, freeze.ended_by_id = clock.now(), actor.person_id
        freeze.save(update_fields=["ended_at", "ended_by"])
        _told(actor, freeze, "outbox.unfrozen", reason)
    return freeze


def check_freezer(actor: Actor) -> None:
    """Raise NotAllowedError unless the actor may freeze."""
    if not actor.has(*FREEZERS):
        raise NotAllowedError(
            "Untuk membekukan pengiriman diperlukan peran Admin koordinator atau Ketua tim krisis.", "Admin koordinator"
        )


def _told(actor: Actor, freeze: Freeze, action: str, reason: str) -> None:
    scope = str(freeze.channel or freeze.agency or "seluruh pemda")
    data = {"scope": scope, "reason": reason}
    record(actor=actor, action=action, subject_type="freeze", subject_id=freeze.pk, data=data)
