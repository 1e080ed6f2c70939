"""What each platform and account is for, and the audiences a government speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.text import slugify

from kentongan.audit.registry import register_action
from kentongan.channels.models import PLATFORM_NAMES
from kentongan.planning.audiences import BUILT_IN
from kentongan.planning.models import Audience, ChannelPurpose
from kentongan.planning.services.guard import PLAN, PlanError, planner, told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kentongan.channels.models import Channel
    from kentongan.organizations.actor import Actor

register_action("planning.purpose.set", "{actor} menetapkan guna {what}: {purpose}")
register_action("planning.audience.added", "{actor} menambahkan khalayak “{name}”")
register_action("planning.audience.retired", "{actor} tidak memakai lagi khalayak “{name}”")


@transaction.atomic
def set_purpose(
    *,
    actor: Actor,
    platform: str,
    purpose: str,
    channel: Channel | None = None,
    audiences: Sequence[str] = (),
    pillars: Sequence[str] = (),
    urgent: bool = False,
) -> ChannelPurpose:
    """Say what a platform is for, or one account on it."""
    planner(actor, "menyusun rencana kanal")
    said = {"purpose": purpose.strip(), "audiences": list(audiences), "pillars": list(pillars), "urgent": urgent}
    kept = ChannelPurpose.objects.update_or_create(
        government_id=actor.government_id, platform=platform, channel=channel, defaults=said
    )[0]
    what = str(channel) if channel else PLATFORM_NAMES[platform]
    told(actor, "planning.purpose.set", PLAN, "kanal", what=what, purpose=kept.purpose)
    return kept


@transaction.atomic
def add_audience(*, actor: Actor, name: str) -> Audience:
    """Speak of one more group; one that was given up comes back."""
    planner(actor, "menambahkan khalayak")
    code = slugify(name)[:40]
    if not code or code in BUILT_IN:
        raise PlanError("Khalayak itu sudah ada, atau namanya tidak terbaca. Pakai nama lain.")
    kept = Audience.objects.update_or_create(
        government_id=actor.government_id, code=code, defaults={"name": name.strip()[:60], "retired": False}
    )[0]
    told(actor, "planning.audience.added", PLAN, "khalayak", name=kept.name)
    return kept


@transaction.atomic
def retire_audience(*, actor: Actor, audience: Audience) -> None:
    """Offer it no longer; posts that name it keep it."""
    planner(actor, "menghapus khalayak")
    audience.retired = True
    audience.save(update_fields=["retired"])
    told(actor, "planning.audience.retired", PLAN, "khalayak", name=audience.name)
