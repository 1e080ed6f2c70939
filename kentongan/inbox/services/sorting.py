"""What becomes of a conversation: a case for an agency, or nothing further."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.audit.registry import register_action, register_thing
from kentongan.audit.services import record
from kentongan.core import clock
from kentongan.core.text import shorten
from kentongan.inbox.access import check_sorter
from kentongan.inbox.models import Case, CaseCounter, Conversation, Deadline, Kind
from kentongan.inbox.rules import VERIFY_CODE, completion
from kentongan.inbox.services.disposisi import give
from kentongan.inbox.states import ARCHIVED, CONVERSATION, NEW
from kentongan.inbox.waiting import refresh_waiting
from kentongan.organizations.selectors import deadline_for

if TYPE_CHECKING:
    from datetime import datetime

    from kentongan.organizations.actor import Actor
    from kentongan.organizations.models import Agency

register_thing("case", "Kasus", "/kasus/{id}/")
register_thing("conversation", "Percakapan", "/kotak-masuk/{id}/")
register_action("inbox.case.opened", "{actor} memverifikasi {kind} dari {author} sebagai kasus {code}")
register_action("inbox.conversation.archived", "{actor} mengarsipkan percakapan dengan {author}: {reason}")
register_action("inbox.conversation.restored", "{actor} mengembalikan percakapan dengan {author} untuk dipilah")

TITLE = 200


@transaction.atomic
def forward(
    *, actor: Actor, conversation: Conversation, to_agency: Agency, instruction: str, kind: str, watched: bool = False
) -> Case:
    """Confirm what a conversation is and send it on in one act. NotAllowedError; MoveRefusedError when it was archived."""
    locked = Conversation.objects.select_for_update().get(government_id=actor.government_id, pk=conversation.pk)
    case = Case.objects.filter(government_id=actor.government_id, conversation=locked).first()
    if case is None:
        case = open_case(actor=actor, conversation=locked, kind=kind, watched=watched)
    give(actor=actor, case=case, to_agency=to_agency, instruction=instruction)
    return case


@transaction.atomic
def open_case(*, actor: Actor, conversation: Conversation, kind: str, watched: bool = False) -> Case:
    """Confirm that a conversation is a matter to follow up; its deadlines start."""
    check_sorter(actor, conversation)
    at = clock.now()
    year = at.astimezone(actor.zone).year
    case = Case.objects.create(
        government_id=actor.government_id,
        conversation=conversation,
        year=year,
        number=_next_number(actor.government_id, year),
        title=shorten(conversation.excerpt, TITLE),
        kind=Kind(kind),
        topic=conversation.topic,
        place=conversation.place,
        watched=watched or conversation.watched,
        opened_by_id=actor.person_id or None,
        opened_at=at,
    )
    Conversation.objects.filter(government_id=actor.government_id, pk=conversation.pk).update(watched=case.watched)
    _start_deadlines(actor, case, at)
    data = {"code": case.code, "kind": Kind(kind).label.lower(), "author": conversation.author_name}
    record(actor=actor, action="inbox.case.opened", subject_type="case", subject_id=case.pk, data=data)
    return case


def _next_number(government_id: int, year: int) -> int:
    counter = CaseCounter.objects.select_for_update().get_or_create(government_id=government_id, year=year)[0]
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last


def _start_deadlines(actor: Actor, case: Case, at: datetime) -> None:
    conversation = case.conversation
    code, days = completion(case.kind, watched=case.watched)
    rows = [Deadline(case=case, code=code, starts_at=conversation.opened_at, due_at=deadline_for(actor, at, days))]
    if conversation.verify_by:
        rows.append(
            Deadline(
                case=case, code=VERIFY_CODE, starts_at=conversation.opened_at, due_at=conversation.verify_by, met_at=at
            )
        )
    for row in rows:
        row.government_id = actor.government_id
    Deadline.objects.bulk_create(rows)


@transaction.atomic
def archive(*, actor: Actor, conversation: Conversation, reason: str) -> Conversation:
    """Put a conversation away that needs no agency: praise, gambling talk, chatter."""
    check_sorter(actor, conversation)
    return _move(actor, conversation, ARCHIVED, "inbox.conversation.archived", reason=reason)


@transaction.atomic
def restore(*, actor: Actor, conversation: Conversation) -> Conversation:
    """Take a conversation out of the archive again."""
    check_sorter(actor, conversation)
    return _move(actor, conversation, NEW, "inbox.conversation.restored")


def _move(actor: Actor, conversation: Conversation, state: str, action: str, **data: str) -> Conversation:
    locked = Conversation.objects.select_for_update().get(government_id=actor.government_id, pk=conversation.pk)
    CONVERSATION.check(locked.state, state)
    locked.state = state
    locked.save(update_fields=["state"])
    refresh_waiting(actor.government_id)
    told = {"author": locked.author_name, **data}
    record(actor=actor, action=action, subject_type="conversation", subject_id=locked.pk, data=told)
    return locked
