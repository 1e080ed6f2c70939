"""What people and programs say of pictures and videos: captions, and the words in a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.audit.registry import register_action
from kentongan.audit.services import record
from kentongan.compliance.models import VideoCaptions
from kentongan.core import clock
from kentongan.organizations.access import require_role
from kentongan.organizations.roles import Role

if TYPE_CHECKING:
    from kentongan.media.models import Asset
    from kentongan.organizations.actor import Actor

WRITERS = (Role.ADMIN, Role.REVIEWER, Role.COORDINATOR, Role.LEADER_TEAM)
register_action("compliance.captions.noted", "{actor} mencatat takarir video “{name}”: {how}")


@transaction.atomic
def note_captions(*, actor: Actor, asset: Asset, how: str) -> VideoCaptions:
    """Say how a video can be followed without hearing it."""
    require_role(actor, *WRITERS, to="mencatat takarir video")
    kept = VideoCaptions.objects.update_or_create(
        government_id=actor.government_id,
        asset=asset,
        defaults={"how": how, "said_by_id": actor.person_id, "said_at": clock.now()},
    )[0]
    data = {"name": asset.name, "how": kept.get_how_display()}
    record(actor=actor, action="compliance.captions.noted", subject_type="asset", subject_id=asset.pk, data=data)
    return kept
