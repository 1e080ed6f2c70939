"""Reminding whoever covers an event: the day before, and when it begins."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Q

from kentongan.core import clock
from kentongan.events import rules
from kentongan.events.models import Event
from kentongan.events.services.duties import open_duty
from kentongan.events.services.guard import locked
from kentongan.events.states import ASSIGNED, COVERING
from kentongan.events.wording import begun
from kentongan.organizations.actor import system
from kentongan.tenancy.scope import across_governments, within
from kentongan.work.models import Notice
from kentongan.work.services import notify

if TYPE_CHECKING:
    from datetime import datetime

BATCH = 200
TOO_LATE = timedelta(hours=6)
"""After a stop nobody is told that an event of yesterday begins."""


def remind_due(*, at: datetime | None = None) -> int:
    """Remind of every event whose moment has come, of all governments; return how many people were told something."""
    now = at or clock.now()
    with across_governments():
        due = Event.objects.filter(officer__isnull=False, told_start=False, state__in=[ASSIGNED, COVERING])
        due = due.filter(Q(starts_at__lte=now) | Q(told_before=False, starts_at__lte=now + rules.DAY_BEFORE))
        found = list(due.order_by("starts_at").values_list("government_id", "pk")[:BATCH])
    return sum(_remind(government_id, event_id, now) for government_id, event_id in found)


def _remind(government_id: int, event_id: int, now: datetime) -> bool:
    with within(government_id):
        event = locked(Event(government_id=government_id, pk=event_id))
        if event.officer_id is None or not event.open:
            return False
        began = event.starts_at <= now
        if not event.told_before:
            open_duty(system(government_id), event)
        elif not began or event.told_start:
            return False
        late = now - event.starts_at > TOO_LATE
        event.told_start = began
        event.save(update_fields=["told_start"])
        if not late:
            _tell(event, began=began)
        return not late


def _tell(event: Event, *, began: bool) -> None:
    when = "dimulai sekarang" if began else begun(event.starts_at.astimezone(event.government.zone))
    notify(
        actor=system(event.government_id),
        person_ids=[event.officer_id or 0],
        kind=Notice.Kind.ACTION,
        sentence=f"Liput “{event.title}”: {when}",
        path=f"/kegiatan/{event.pk}/liput/",
    )
