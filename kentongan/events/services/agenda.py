"""The agenda: noting an event, changing it, calling it off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction

from kentongan.core import clock
from kentongan.events.models import Event
from kentongan.events.selectors import KEEPERS, SUBJECT
from kentongan.events.services.duties import ask_officer, stop_asking
from kentongan.events.services.guard import locked, set_state, told
from kentongan.events.states import CANCELLED, PLANNED
from kentongan.organizations.access import NotAllowedError, require_role
from kentongan.work.models import Notice
from kentongan.work.services import close_tasks, notify

if TYPE_CHECKING:
    from datetime import datetime

    from kentongan.organizations.actor import Actor

TO = "mengatur agenda"


@dataclass(frozen=True, slots=True)
class Facts:
    """What an agenda tells of an event."""

    title: str
    starts_at: datetime
    ends_at: datetime
    place: str = ""
    programme: str = ""
    notes: str = ""
    co_agency_id: int | None = None

    def columns(self, agency_id: int) -> dict[str, Any]:
        """As the table keeps them. An agency is not its own second."""
        return {
            "title": self.title.strip(),
            "starts_at": self.starts_at,
            "ends_at": self.ends_at,
            "place": self.place.strip(),
            "programme": self.programme.strip(),
            "notes": self.notes.strip(),
            "co_agency_id": self.co_agency_id if self.co_agency_id != agency_id else None,
        }


@transaction.atomic
def record_event(*, actor: Actor, agency_id: int, facts: Facts) -> Event:
    """Put an event of an agency into the agenda."""
    require_keeper(actor, agency_id)
    event = Event.objects.create(
        government_id=actor.government_id,
        agency_id=agency_id,
        made_by_id=actor.person_id,
        made_at=clock.now(),
        **facts.columns(agency_id),
    )
    told(actor, "events.recorded", event)
    return event


@transaction.atomic
def change_event(*, actor: Actor, event: Event, facts: Facts) -> Event:
    """Bring an event up to date; whoever covers it hears of another time or place."""
    require_role(actor, *KEEPERS, to=TO)
    event = locked(event)
    before = (event.starts_at, event.ends_at, event.place)
    for name, value in facts.columns(event.agency_id).items():
        setattr(event, name, value)
    moved = (event.starts_at, event.ends_at, event.place) != before
    if moved:
        event.told_before = event.told_start = False
    event.save()
    if moved and event.officer_id and event.open:
        close_tasks(actor=actor, subject_type=SUBJECT, subject_id=event.pk)
        ask_officer(actor, event, f"Waktu atau tempat “{event.title}” berubah. Anda meliputnya")
    told(actor, "events.changed", event)
    return event


@transaction.atomic
def cancel_event(*, actor: Actor, event: Event, reason: str) -> Event:
    """Call an event off. What was written for it stays with its writers, who are told."""
    require_role(actor, *KEEPERS, to=TO)
    event = locked(event)
    set_state(event, CANCELLED)
    officer = event.officer_id
    stop_asking(actor, event)
    if officer:
        sentence = f"Kegiatan “{event.title}” dibatalkan: {reason}"
        notify(
            actor=actor, person_ids=[officer], kind=Notice.Kind.ACTION, sentence=sentence, path=f"/kegiatan/{event.pk}/"
        )
    told(actor, "events.cancelled", event, reason=reason.strip()[:200])
    return event


@transaction.atomic
def restore_event(*, actor: Actor, event: Event) -> Event:
    """Put an event that was called off back into the agenda; somebody has to be named again."""
    require_role(actor, *KEEPERS, to=TO)
    event = locked(event)
    set_state(event, PLANNED)
    told(actor, "events.restored", event)
    return event


def require_keeper(actor: Actor, agency_id: int) -> None:
    """Raise NotAllowedError unless this actor keeps the agenda of that agency."""
    require_role(actor, *KEEPERS, to=TO)
    if not actor.sees(agency_id):
        raise NotAllowedError("Anda mengatur agenda dinas Anda sendiri dan unit di bawahnya.", "Admin koordinator")
