"""How much a government will pay a platform in a month."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.audit.registry import register_action
from kentongan.audit.services import record
from kentongan.organizations.access import NotAllowedError
from kentongan.organizations.roles import Role
from kentongan.outbox.models import SpendingLimit

if TYPE_CHECKING:
    from kentongan.connectors.contract import Platform
    from kentongan.organizations.actor import Actor

TREASURERS = (Role.COORDINATOR, Role.HEAD)

register_action("outbox.limit_set", "{actor} menetapkan batas biaya {platform} US${ceiling} sebulan: {reason}")
register_action("outbox.limit_lifted", "{actor} menghapus batas biaya {platform}: {reason}")


def check_treasurer(actor: Actor) -> None:
    """Raise NotAllowedError unless the actor may set a limit."""
    if not actor.has(*TREASURERS):
        sentence = "Batas biaya ditetapkan oleh Admin koordinator atau Kepala Diskominfo."
        raise NotAllowedError(sentence, "Admin koordinator")


@transaction.atomic
def set_limit(*, actor: Actor, platform: Platform, ceiling: Decimal | None, reason: str) -> None:
    """Pay at most `ceiling` US dollars a month from now on; None: no limit. What is spent already counts."""
    check_treasurer(actor)
    rows = SpendingLimit.objects.filter(government_id=actor.government_id, platform=platform)
    data = {"platform": platform.value, "reason": reason[:300], "ceiling": str(ceiling)}
    if ceiling is None:
        rows.delete()
        action = "outbox.limit_lifted"
    else:
        SpendingLimit.objects.update_or_create(
            government_id=actor.government_id, platform=platform, defaults={"ceiling": ceiling}
        )
        action = "outbox.limit_set"
    record(actor=actor, action=action, subject_type="spending", subject_id=platform.value, data=data)
