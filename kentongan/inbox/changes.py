"""What becomes of a comment after it was written: new words, hidden, shown again, taken away. Nothing leaves our record.

Platforms tell such things twice, late, and before the comment itself; whatever the order, the same stands here in the end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kentongan.channels.remote import mark_removed, mark_reworded
from kentongan.inbox.listening_models import Foretold
from kentongan.inbox.models import Conversation, Message
from kentongan.inbox.search import upkeep as search
from kentongan.inbox.states import NEW
from kentongan.inbox.suggesting import read_again

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from kentongan.channels.models import Channel

EDITED, REMOVED, HIDDEN, UNHIDDEN = "edited", "removed", "hidden", "unhidden"
CHANGES = frozenset({EDITED, REMOVED, HIDDEN, UNHIDDEN})


def change_in(kind: str) -> str:
    """The change that an event's kind tells ("comment.edited"); empty when it tells something else."""
    word = kind.rpartition(".")[2]
    return word if word in CHANGES else ""


def same_words(one: str, other: str) -> bool:
    """Tell whether two readings of a text are the same; platforms do not agree with themselves on white space."""
    return one.split() == other.split()


def apply(channel: Channel, remote_id: str, change: str, *, text: str, at: datetime) -> bool:
    """Note one change told at that moment; tell whether the comment was there. Saying it twice changes nothing more."""
    message = _message(channel, remote_id)
    if message is None:
        return False
    if change == EDITED:
        reword(message, text, at)
    elif change == REMOVED:
        remove(message, at)
    else:
        show(message, at, hidden=change == HIDDEN)
    return True


def reword(message: Message, text: str, at: datetime) -> None:
    """The comment has new words; those it had are kept."""
    before = message.text
    if not text.strip() or same_words(before, text):
        return
    message.earlier = [*message.earlier, {"text": before, "until": at.isoformat()}]
    message.text, message.edited_at = text, at
    message.save(update_fields=["text", "earlier", "edited_at"])
    search.keep([message])
    if message.ours:
        mark_reworded(channel=message.channel, kind="comment", remote_id=message.remote_id, text=text)
    elif same_words(message.conversation.excerpt, before):
        _retell(message.conversation, text)


def remove(message: Message, at: datetime) -> None:
    """The comment no longer stands on the platform; the first time counts."""
    if message.removed_at is None:
        message.removed_at = at
        message.save(update_fields=["removed_at"])
    if message.ours:
        mark_removed(channel=message.channel, kind="comment", remote_id=message.remote_id, at=at)


def show(message: Message, at: datetime, *, hidden: bool) -> None:
    """The comment is hidden from the public, or shown again."""
    if hidden != (message.hidden_at is not None):
        message.hidden_at = at if hidden else None
        message.save(update_fields=["hidden_at"])


def foretell(channel: Channel, remote_id: str, change: str, at: datetime) -> None:
    """Keep a change until its comment comes."""
    Foretold.objects.update_or_create(
        government_id=channel.government_id,
        channel=channel,
        remote_id=remote_id,
        kind=change,
        defaults={"told_at": at},
    )


def fulfil(channel: Channel, remote_ids: Iterable[str]) -> None:
    """Apply to comments that just came what was told of them before."""
    kept = Foretold.objects.filter(
        government_id=channel.government_id, channel=channel, remote_id__in=list(remote_ids)
    ).order_by("told_at", "pk")
    for one in kept:
        apply(channel, one.remote_id, one.kind, text="", at=one.told_at)
    kept.delete()


def keep_originals(channel: Channel, told: Mapping[str, Mapping[str, Any]], told_at: Mapping[str, datetime]) -> None:
    """A push of a new comment always has its first words: where we know later ones already, these are the earlier."""
    rows = Message.objects.filter(government_id=channel.government_id, channel=channel, remote_id__in=list(told))
    for message in rows:
        first = str(told[message.remote_id]["text"])
        known = [message.text, *(one["text"] for one in message.earlier)]
        if first.strip() and not any(same_words(first, one) for one in known):
            at = told_at[message.remote_id]
            message.earlier = [{"text": first, "until": at.isoformat()}, *message.earlier]
            message.edited_at = message.edited_at or at
            message.save(update_fields=["earlier", "edited_at"])


def _retell(conversation: Conversation, text: str) -> None:
    """A conversation is called by its first words; as long as nobody sorted it, the suggestions follow them."""
    conversation.excerpt, conversation.evidence = text, []
    if conversation.state == NEW:
        read_again(conversation)
    conversation.save()


def _message(channel: Channel, remote_id: str) -> Message | None:
    rows = Message.objects.select_for_update(of=("self",)).select_related("conversation", "channel")
    return rows.filter(government_id=channel.government_id, channel=channel, remote_id=remote_id).first()
