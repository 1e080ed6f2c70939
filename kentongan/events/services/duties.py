"""Who covers an event: naming somebody, handing over, letting go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.content.selectors import WRITERS
from kentongan.core import clock
from kentongan.events import rules
from kentongan.events.models import Event
from kentongan.events.selectors import KEEPERS, SUBJECT, clashing, may_hand_over, officers_for
from kentongan.events.services.guard import TASK, locked, set_state, told
from kentongan.events.states import ASSIGNED, PLANNED
from kentongan.events.wording import begun
from kentongan.organizations.access import NotAllowedError, require_role
from kentongan.work.models import Notice
from kentongan.work.services import close_tasks, notify, open_task

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kentongan.organizations.actor import Actor
    from kentongan.organizations.models import Person


class BusyError(Exception):
    """The person covers something else at that time. `others`: what."""

    def __init__(self, person: Person, others: Sequence[Event]) -> None:
        self.person, self.others = person, tuple(others)
        super().__init__(person.name)


@transaction.atomic
def assign(*, actor: Actor, event: Event, person_id: int, anyway: bool = False) -> Event:
    """Ask somebody to cover an event, or hand it over. BusyError when they cover another one then, unless `anyway`."""
    _require(actor, event)
    event = locked(event)
    person = officers_for(actor, event).filter(pk=person_id).first()
    if person is None or not event.open:
        raise NotAllowedError("Kegiatan ini diliput oleh penulis dari dinas penyelenggaranya.", "Admin koordinator")
    if event.officer_id == person.pk:
        return event
    others = list(clashing(event, person.pk))
    if others and not anyway:
        raise BusyError(person, others)
    before = event.officer
    if event.state == PLANNED:
        set_state(event, ASSIGNED)
    stop_asking(actor, event)
    event.officer = person
    event.save(update_fields=["officer"])
    ask_officer(actor, event, f"Anda meliput “{event.title}”")
    if before:
        sentence = f"{person.name} menggantikan Anda meliput “{event.title}”"
        _tell(actor, event, before.pk, sentence, Notice.Kind.NEWS)
    told(actor, "events.assigned", event, officer=person.name)
    return event


@transaction.atomic
def release(*, actor: Actor, event: Event) -> Event:
    """Let the one who covers an event go; nobody covers it then. What was noted stays."""
    _require(actor, event)
    event = locked(event)
    if event.officer is None or event.state != ASSIGNED:
        return event
    officer = event.officer
    set_state(event, PLANNED)
    stop_asking(actor, event)
    _tell(actor, event, officer.pk, f"Anda tidak lagi meliput “{event.title}”", Notice.Kind.NEWS)
    told(actor, "events.released", event, officer=officer.name)
    return event


def ask_officer(actor: Actor, event: Event, sentence: str) -> None:
    """Tell whoever covers an event; within a day of it the duty stands among what waits for them."""
    said = f"{sentence}, {begun(event.starts_at.astimezone(event.government.zone))}"
    _tell(actor, event, event.officer_id or 0, said, Notice.Kind.ACTION)
    if rules.remind_before(event.starts_at, clock.now()):
        open_duty(actor, event)


def open_duty(actor: Actor, event: Event) -> None:
    """Put the duty among what waits for the officer."""
    open_task(
        actor=actor,
        kind=TASK,
        subject_type=SUBJECT,
        subject_id=event.pk,
        title=f"Liput “{event.title}”",
        detail=event.place,
        path=f"/kegiatan/{event.pk}/liput/",
        person_id=event.officer_id,
        due_at=event.starts_at,
    )
    event.told_before = True
    event.save(update_fields=["told_before"])


def stop_asking(actor: Actor, event: Event) -> None:
    """Nobody is asked to cover it any more."""
    close_tasks(actor=actor, subject_type=SUBJECT, subject_id=event.pk)
    event.officer, event.told_before, event.told_start = None, False, False
    event.save(update_fields=["officer", "told_before", "told_start"])


def _require(actor: Actor, event: Event) -> None:
    if not may_hand_over(actor, event):
        require_role(actor, *KEEPERS, to="menunjuk petugas liputan")
    require_role(actor, *WRITERS, to="menunjuk petugas liputan")


def _tell(actor: Actor, event: Event, person_id: int, sentence: str, kind: str) -> None:
    notify(actor=actor, person_ids=[person_id], kind=kind, sentence=sentence, path=f"/kegiatan/{event.pk}/")
