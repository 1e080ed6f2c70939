"""What colleagues write to each other, whom they call by @, what is still to do, and who follows a case."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.audit.registry import register_action
from kentongan.audit.services import record
from kentongan.core import clock
from kentongan.inbox.access import check_worker
from kentongan.inbox.cases.models import ChecklistItem, Follower, Note
from kentongan.inbox.cases.readers import readers_among, tell_followers
from kentongan.inbox.services.asking import tell
from kentongan.inbox.services.parts import touch
from kentongan.organizations.models import Person

if TYPE_CHECKING:
    from kentongan.inbox.models import Case
    from kentongan.organizations.actor import Actor

register_action("inbox.case.noted", "{actor} menulis catatan internal di kasus {code}")
register_action("inbox.case.to_do", "{actor} menambahkan hal yang harus dikerjakan di kasus {code}")
register_action("inbox.case.done", "{actor} menandai satu hal di kasus {code}: {state}")
CALLED = re.compile(r"@([\w.'-]+)")
MOST_CALLED = 10


class NoteRefusedError(Exception):
    """Nothing to keep; the message is a sentence for people."""


def handle_of(name: str) -> str:
    """How a person is called in a note: "Fitri Maharani" → "fitrimaharani"."""
    return re.sub(r"[^\w]", "", name).casefold()


@transaction.atomic
def add_note(*, actor: Actor, case: Case, text: str) -> Note:
    """Keep a note; colleagues called in it are told, if they may see the case. NotAllowedError without work in it."""
    check_worker(actor, case)
    if not text.strip():
        raise NoteRefusedError("Catatan masih kosong.")
    touch(actor, case)
    called = _called(case, text)
    note = Note.objects.create(
        government_id=actor.government_id, case=case, author_id=actor.person_id, text=text.strip(),
        mentioned=[one.pk for one in called], at=clock.now(),
    )  # fmt: skip
    tell(actor, case, note.mentioned, f"{actor.name} menyebut Anda dalam catatan kasus {case.code}")
    tell_followers(actor, case, f"{actor.name} menulis catatan di kasus {case.code}", besides=note.mentioned)
    data = {"code": case.code}
    record(actor=actor, action="inbox.case.noted", subject_type="case", subject_id=case.pk, data=data)
    return note


def _called(case: Case, text: str) -> list[Person]:
    wanted = {handle_of(one) for one in CALLED.findall(text)[:MOST_CALLED]} - {""}
    if not wanted:
        return []
    people = Person.objects.filter(government_id=case.government_id, active=True)
    named = [key for key, name in people.values_list("pk", "name") if handle_of(name) in wanted]
    return readers_among(case, named)


@transaction.atomic
def add_item(*, actor: Actor, case: Case, text: str) -> ChecklistItem:
    """Write down something to do before the case ends."""
    check_worker(actor, case)
    if not text.strip():
        raise NoteRefusedError("Tulis apa yang harus dikerjakan.")
    item = ChecklistItem.objects.create(
        government_id=actor.government_id, case=case, text=text.strip()[:200], added_by_id=actor.person_id,
        added_at=clock.now(),
    )  # fmt: skip
    data = {"code": case.code}
    record(actor=actor, action="inbox.case.to_do", subject_type="case", subject_id=case.pk, data=data)
    return item


@transaction.atomic
def tick(*, actor: Actor, case: Case, item_id: int, done: bool) -> ChecklistItem | None:
    """Mark a thing as done, or as still to do; None when the case has no such thing."""
    check_worker(actor, case)
    rows = ChecklistItem.objects.select_for_update()
    item = rows.filter(government_id=actor.government_id, case=case, pk=item_id).first()
    if item is None or (item.done_at is not None) == done:
        return item
    item.done_at, item.done_by_id = (clock.now(), actor.person_id) if done else (None, None)
    item.save(update_fields=["done_at", "done_by"])
    data = {"code": case.code, "state": "selesai" if done else "belum selesai"}
    record(actor=actor, action="inbox.case.done", subject_type="case", subject_id=case.pk, data=data)
    return item


@transaction.atomic
def follow(*, actor: Actor, case: Case, follows: bool) -> None:
    """Let a person be told what becomes of a case they see, or no longer. Nobody else's business: no trail entry."""
    mine = Follower.objects.filter(government_id=actor.government_id, case=case, person_id=actor.person_id)
    if not follows:
        mine.delete()
    elif not mine.exists():
        Follower.objects.create(
            government_id=actor.government_id, case=case, person_id=actor.person_id, since=clock.now()
        )
