"""What every write on an event passes through: the right, the lock, the machine, the trail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kentongan.audit.registry import register_action, register_thing
from kentongan.audit.services import record
from kentongan.events.models import Event
from kentongan.events.selectors import SUBJECT
from kentongan.events.states import EVENT
from kentongan.work.registry import register_task_kind

if TYPE_CHECKING:
    from kentongan.organizations.actor import Actor

TASK = "events.cover"
register_task_kind(TASK, group="Liput", verb="Mulai meliput", order=15)
register_thing(SUBJECT, "Kegiatan", "/kegiatan/{id}/")
register_thing("events.intake", "Berkas agenda", "/kegiatan/")
register_action("events.recorded", "{actor} mencatat kegiatan “{title}”")
register_action("events.changed", "{actor} mengubah kegiatan “{title}”")
register_action("events.cancelled", "{actor} membatalkan kegiatan “{title}”: {reason}")
register_action("events.restored", "{actor} mengaktifkan lagi kegiatan “{title}”")
register_action("events.assigned", "{actor} menugaskan {officer} meliput “{title}”")
register_action("events.released", "{actor} melepas tugas meliput “{title}” dari {officer}")
register_action("events.noted", "{actor} mencatat liputan “{title}”")
register_action("events.photographed", "{actor} menambahkan foto atau video ke liputan “{title}”")
register_action("events.photo_removed", "{actor} melepas foto atau video dari liputan “{title}”")
register_action("events.drafted", "{actor} membuat draf dari liputan “{title}” untuk {channels} kanal")
register_action("events.series_planned", "{actor} merencanakan rangkaian “{title}”: {posts} kiriman")
register_action("events.file_read", "{actor} memeriksa berkas agenda {name}: {rows} kegiatan, {problems} masalah")
register_action("events.taken_in", "{actor} memasukkan {rows} kegiatan dari {name}")


def locked(event: Event) -> Event:
    """The event as it stands now, held until the transaction ends."""
    rows = Event.objects.select_for_update(of=("self",)).select_related("agency", "co_agency", "officer")
    return rows.get(government_id=event.government_id, pk=event.pk)


def set_state(event: Event, state: str) -> None:
    """Move the event, if its machine allows it."""
    EVENT.check(event.state, state)
    event.state = state
    event.save(update_fields=["state"])


def told(actor: Actor, action: str, event: Event, **data: object) -> None:
    """One entry in the trail."""
    record(actor=actor, action=action, subject_type=SUBJECT, subject_id=event.pk, data={"title": event.title} | data)
