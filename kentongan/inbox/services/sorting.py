"""What becomes of a conversation: a case for an agency, or nothing further."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.audit.registry import register_action, register_thing
from kentongan.audit.services import record
from kentongan.core import clock
from kentongan.core.text import shorten
from kentongan.inbox.access import check_sorter
from kentongan.inbox.cases.verifying import verify
from kentongan.inbox.classes import class_of
from kentongan.inbox.clocks import keeping, unsorted
from kentongan.inbox.clocks.rules import VERIFY
from kentongan.inbox.models import Case, CaseCounter, Conversation, Kind
from kentongan.inbox.readings.bearers import Bearer
from kentongan.inbox.readings.checking import Checked, stamp
from kentongan.inbox.services.disposisi import give
from kentongan.inbox.states import ARCHIVED, CONVERSATION, INCOMING, NEW, UNVERIFIED, VERIFIED
from kentongan.inbox.waiting import refresh_waiting

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
    *,
    actor: Actor,
    conversation: Conversation,
    to_agency: Agency,
    instruction: str,
    kind: str,
    watched: bool = False,
    checked: Checked | None = None,
) -> Case:
    """Confirm what a conversation is and send it on in one act. NotAllowedError; MoveRefusedError when it was archived.

    `checked`: what the person said of the reading besides; without it (acts on many) only the agency was chosen by somebody.
    """
    locked = Conversation.objects.select_for_update().get(government_id=actor.government_id, pk=conversation.pk)
    case: Case | None = locked.case
    if case is None:
        check_sorter(actor, locked)
        told = replace(checked, kind=kind) if checked else Checked()
        stamp(actor, locked, replace(told, bearer=Bearer(to_agency)))
        case = open_case(actor=actor, conversation=locked, kind=kind, watched=watched)
    elif case.state in {INCOMING, UNVERIFIED}:
        case = verify(actor=actor, case=case)
    give(actor=actor, case=case, to_agency=to_agency, instruction=instruction)
    return case


@transaction.atomic
def open_case(
    *, actor: Actor, conversation: Conversation, kind: str, watched: bool = False, verified: bool = True
) -> Case:
    """Confirm that a conversation is a matter to follow up; its deadlines start. Not `verified`: it is written down first."""
    check_sorter(actor, conversation)
    return write_down(actor, conversation, kind=kind, watched=watched, verified=verified)


def write_down(
    actor: Actor, conversation: Conversation, *, kind: str, watched: bool = False, verified: bool = True
) -> Case:
    """Give a conversation a case with a number. Part of the transaction of whoever checked the right to."""
    at = clock.now()
    year = at.astimezone(actor.zone).year
    case = Case.objects.create(
        government_id=actor.government_id,
        conversation=conversation,
        year=year,
        number=_next_number(actor.government_id, year),
        title=shorten(conversation.guarded, TITLE),
        kind=Kind(kind),
        topic=conversation.topic,
        place=conversation.place,
        watched=watched or conversation.watched,
        report_class=class_of(kind, watched=watched or conversation.watched),
        state=VERIFIED if verified else UNVERIFIED,
        opened_by_id=actor.person_id or None,
        opened_at=at,
    )
    Conversation.objects.filter(government_id=actor.government_id, pk=conversation.pk).update(
        watched=case.watched, case=case
    )
    unsorted.settle(conversation)
    _start_deadlines(case, at, verified=verified)
    data = {"code": case.code, "kind": Kind(kind).label.lower(), "author": conversation.author_name}
    record(actor=actor, action="inbox.case.opened", subject_type="case", subject_id=case.pk, data=data)
    return case


def _next_number(government_id: int, year: int) -> int:
    counter = CaseCounter.objects.select_for_update().get_or_create(government_id=government_id, year=year)[0]
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last


def _start_deadlines(case: Case, at: datetime, *, verified: bool) -> None:
    conversation = case.conversation
    if conversation.verify_by or not verified:
        keeping.start(case, VERIFY, conversation.opened_at, due_at=conversation.verify_by)
    if verified:
        keeping.keep(case, at, {VERIFY})
        keeping.start_completion(case, at, "Terverifikasi")


@transaction.atomic
def archive(*, actor: Actor, conversation: Conversation, reason: str) -> Conversation:
    """Put a conversation away that needs no agency: praise, gambling talk, chatter."""
    check_sorter(actor, conversation)
    moved = _move(actor, conversation, ARCHIVED, "inbox.conversation.archived", reason=reason)
    stamp(actor, moved, Checked())
    return moved


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
    unsorted.settle(locked)
    told = {"author": locked.author_name, **data}
    record(actor=actor, action=action, subject_type="conversation", subject_id=locked.pk, data=told)
    return locked
