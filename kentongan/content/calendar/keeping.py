"""What is kept for the calendar: a government's limits, and the secret addresses at which people read along."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import asdict
from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.audit.registry import register_action
from kentongan.audit.services import record
from kentongan.content.calendar.models import CalendarFeed, CalendarLimits
from kentongan.core import clock
from kentongan.organizations.access import require_role
from kentongan.organizations.roles import Role
from kentongan.organizations.selectors import actor_of_person

if TYPE_CHECKING:
    from kentongan.content.calendar.rules import Limits
    from kentongan.organizations.actor import Actor
    from kentongan.tenancy.models import Government

KEEPERS = (Role.COORDINATOR, Role.ADMINISTRATOR)
KEY_BYTES = 32
register_action(
    "content.calendar_limits",
    "{actor} mengatur kalender: jam tenang {quiet_from}–{quiet_until}, paling banyak {per_channel} kiriman per akun dan"
    " {per_agency} per dinas sehari, jarak {slot_minutes} menit",
)
register_action("content.feed_made", "{actor} membuat tautan kalender pribadi")
register_action("content.feed_revoked", "{actor} memutus tautan kalender pribadi")


@transaction.atomic
def set_limits(*, actor: Actor, limits: Limits) -> CalendarLimits:
    """Say what this government calls too much, too near or too late. NotAllowedError."""
    require_role(actor, *KEEPERS, to="mengatur kalender")
    kept, _ = CalendarLimits.objects.update_or_create(government_id=actor.government_id, defaults=asdict(limits))
    told = asdict(limits) | {name: f"{getattr(limits, name):%H.%M}" for name in ("quiet_from", "quiet_until")}
    record(actor=actor, action="content.calendar_limits", subject_type="calendar", subject_id=kept.pk, data=told)
    return kept


@transaction.atomic
def make_feed(*, actor: Actor) -> str:
    """Give this person a secret address, and take the one before away. The key is told this once; only its hash stays."""
    _revoke(actor)
    key = secrets.token_urlsafe(KEY_BYTES)
    feed = CalendarFeed.objects.create(
        government_id=actor.government_id, person_id=actor.person_id, key_hash=_hash(key), made_at=clock.now()
    )
    record(actor=actor, action="content.feed_made", subject_type="calendar_feed", subject_id=feed.pk, data={})
    return key


@transaction.atomic
def revoke_feed(*, actor: Actor) -> bool:
    """Let nobody read along any more; tell whether somebody could."""
    feed_id = _revoke(actor)
    if feed_id:
        record(actor=actor, action="content.feed_revoked", subject_type="calendar_feed", subject_id=feed_id, data={})
    return bool(feed_id)


def reader_of(government: Government, key: str) -> Actor | None:
    """Whose eyes a secret address sees with: the person's rights of today, or None."""
    feed = CalendarFeed.objects.filter(government=government, key_hash=_hash(key), revoked_at=None).first()
    return actor_of_person(feed.person_id, government) if feed else None


def _revoke(actor: Actor) -> int:
    own = CalendarFeed.objects.select_for_update().filter(
        government_id=actor.government_id, person_id=actor.person_id, revoked_at=None
    )
    feed = own.first()
    if feed is None:
        return 0
    feed.revoked_at = clock.now()
    feed.save(update_fields=["revoked_at"])
    return feed.pk


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
