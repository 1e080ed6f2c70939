"""Acts on many conversations: each is done or says why not; one that cannot be done stops none of the others."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.core.states import MoveRefusedError
from kentongan.inbox.access import check_sorter
from kentongan.inbox.lists.belonging import case_key
from kentongan.inbox.lists.telling import what_happened
from kentongan.inbox.models import Case, Conversation
from kentongan.inbox.readings.checking import Checked, check
from kentongan.inbox.services import sorting
from kentongan.inbox.services.disposisi import DispositionRefusedError
from kentongan.inbox.states import NEW
from kentongan.organizations.access import NotAllowedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kentongan.organizations.actor import Actor
    from kentongan.organizations.models import Agency

MOST = 100


class NotWaitingError(Exception):
    """Somebody else was quicker; the message says who and what."""


@dataclass(slots=True)
class Outcome:
    """What came of an act on many."""

    done: list[Conversation] = field(default_factory=list)
    left: list[tuple[Conversation, str]] = field(default_factory=list)  #: with the reason, a sentence


def archive_many(*, actor: Actor, talks: Iterable[Conversation], reason: str) -> Outcome:
    """Put several away for one reason."""
    return _each(talks, lambda one: sorting.archive(actor=actor, conversation=waiting(actor, one), reason=reason))


def restore_many(*, actor: Actor, talks: Iterable[Conversation]) -> Outcome:
    """Take several out of the archive."""
    return _each(talks, lambda one: sorting.restore(actor=actor, conversation=one))


@transaction.atomic
def forward_waiting(
    *,
    actor: Actor,
    conversation: Conversation,
    to_agency: Agency,
    instruction: str,
    kind: str,
    checked: Checked | None = None,
) -> Case:
    """Send one on that still waits. NotWaitingError tells who was quicker; NotAllowedError without the right."""
    check_sorter(actor, conversation)
    talk = waiting(actor, conversation)
    return sorting.forward(
        actor=actor, conversation=talk, to_agency=to_agency, instruction=instruction, kind=kind, checked=checked
    )


def forward_many(*, actor: Actor, talks: Iterable[Conversation], to_agency: Agency, instruction: str) -> Outcome:
    """Send several to one agency, each as what it was taken for: a case each."""
    return _each(
        talks,
        lambda one: forward_waiting(
            actor=actor,
            conversation=one,
            to_agency=to_agency,
            instruction=instruction,
            kind=one.kind,
        ),
    )


def confirm_many(*, actor: Actor, talks: Iterable[Conversation], kind: str) -> Outcome:
    """Say what several are."""
    told = Checked(kind=kind)
    return _each(talks, lambda one: check(actor=actor, conversation=waiting(actor, one), checked=told))


def waiting(actor: Actor, conversation: Conversation) -> Conversation:
    """The conversation, locked, when it still waits to be sorted. NotWaitingError tells who was quicker."""
    rows = Conversation.objects.select_for_update(of=("self",)).select_related("channel", "suggested_agency")
    locked = rows.get(government_id=actor.government_id, pk=conversation.pk)
    if locked.state != NEW or case_key(locked):
        raise NotWaitingError(what_happened(locked))
    return locked


def _each(talks: Iterable[Conversation], act: Callable[[Conversation], object]) -> Outcome:
    outcome = Outcome()
    for talk in talks:
        try:
            with transaction.atomic():
                act(talk)
        except NotAllowedError as refusal:
            outcome.left.append((talk, str(refusal)))
        except (NotWaitingError, DispositionRefusedError) as refusal:
            outcome.left.append((talk, str(refusal)))
        except MoveRefusedError:
            outcome.left.append((talk, what_happened(talk)))
        else:
            outcome.done.append(talk)
    return outcome
