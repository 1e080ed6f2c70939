"""Writing the trail, and sealing it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from django.db import connection
from django.db.models import Exists, OuterRef

from kentongan.audit.chain import GENESIS, digest
from kentongan.audit.models import Entry, Link
from kentongan.audit.registry import UnknownActionError, known
from kentongan.core import clock

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

LOOK_BACK = 10_000


class ActorLike(Protocol):
    """What the trail needs to know of whoever acts."""

    @property
    def government_id(self) -> int:
        """The government acted in."""

    @property
    def trail_id(self) -> str:
        """A stable text for the person or process."""

    @property
    def name(self) -> str:
        """The name people read."""


def record(
    *,
    actor: ActorLike,
    action: str,
    subject_type: str,
    subject_id: object,
    data: dict[str, Any] | None = None,
    at: datetime | None = None,
) -> None:
    """Add one entry, in the transaction of the act itself. UnknownActionError when the action was never registered."""
    if not known(action):
        raise UnknownActionError(action)
    Entry(
        government_id=actor.government_id,
        at=at or clock.now(),
        actor_id=actor.trail_id,
        actor_name=actor.name,
        action=action,
        subject_type=subject_type,
        subject_id=str(subject_id),
        data=data or {},
    ).save(force_insert=True)


def seal(*, government_id: int, limit: int = 5000) -> int:
    """Chain the committed entries that are not chained yet; return how many. One sealer a government at a time."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [0x5EA1, government_id])
        if not cursor.fetchone()[0]:
            return 0
    head = Link.objects.filter(government_id=government_id).order_by("-position").first()
    position, before = (head.position, head.digest) if head else (0, GENESIS)
    links = []
    for entry in unsealed(government_id, head)[:limit]:
        position, before = position + 1, digest(before, entry)
        links.append(Link(government_id=government_id, entry=entry, position=position, digest=before))
    Link.objects.bulk_create(links)
    return len(links)


def unsealed(government_id: int, head: Link | None = None) -> QuerySet[Entry]:
    """Entries not chained yet, oldest first. `head`: the chain's last link, looked up when not given."""
    head = head or Link.objects.filter(government_id=government_id).order_by("-position").first()
    # A transaction may commit a smaller key after a larger one was sealed; looking back this far finds it.
    floor = head.entry_id - LOOK_BACK if head else 0
    linked = Link.objects.filter(government_id=government_id, entry=OuterRef("pk"))
    return Entry.objects.filter(~Exists(linked), government_id=government_id, pk__gt=floor).order_by("pk")
