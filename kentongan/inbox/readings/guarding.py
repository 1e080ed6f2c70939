"""Personal data in comments: shown to those who sort and handle, masked for all others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kentongan.inbox.access import may_handle, may_sort
from kentongan.inbox.selectors import messages_of
from kentongan.triage.personal import LABELS, masked, personal_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kentongan.inbox.models import Case, Conversation, Message
    from kentongan.organizations.actor import Actor


def may_read_personal(actor: Actor, conversation: Conversation, case: Case | None = None) -> bool:
    """Who needs the number to help: whoever sorts the conversation, and whoever has its case."""
    return may_sort(actor, conversation) or (case is not None and may_handle(actor, case))


def guarded_text(text: str) -> str:
    """Any text of a citizen with its personal data masked."""
    found = personal_in(text)
    return masked(text, [(one.start, one.end) for one in found]) if found else text


def guard(conversation: Conversation, said: Iterable[Message]) -> None:
    """Mask what this page will show; the rows are never saved afterwards."""
    conversation.excerpt = conversation.guarded
    for message in said:
        message.text = message.text if message.ours else guarded_text(message.text)
        message.earlier = [one | {"text": guarded_text(one["text"])} for one in message.earlier]


def words_for(
    actor: Actor, conversation: Conversation, case: Case | None = None, rows: Iterable[Message] | None = None
) -> list[Message]:
    """What was said, oldest first, as this reader may read it; the conversation's own words are masked with them.

    `rows`: the messages, where they were read already.
    """
    said = list(messages_of(conversation) if rows is None else rows)
    if not may_read_personal(actor, conversation, case):
        guard(conversation, said)
    return said


def personal_names(conversation: Conversation) -> str:
    """What personal data stands there, in words: "nomor telepon dan NIK"."""
    kinds = dict.fromkeys(LABELS.get(one[2], "data pribadi") for one in conversation.reading.get("personal", ()))
    names = list(kinds)
    return " dan ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
