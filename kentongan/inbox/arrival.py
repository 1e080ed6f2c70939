"""A batch of one channel's comments becomes messages in conversations. Bulk, and idempotent: what is known stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kentongan.channels.models import Channel, RemoteObject
from kentongan.core import clock
from kentongan.inbox.models import Conversation, Kind, Message
from kentongan.inbox.reopening import citizen_wrote_again
from kentongan.inbox.rules import VERIFY_DAYS
from kentongan.inbox.states import NEW
from kentongan.inbox.suggesting import Suggester
from kentongan.inbox.waiting import refresh_waiting
from kentongan.organizations.rules import deadline
from kentongan.organizations.selectors import calendar_overrides
from kentongan.tenancy.models import Government

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    Body = Mapping[str, Any]

ASKING = frozenset({Kind.COMPLAINT, Kind.ASPIRATION, Kind.QUESTION})


def arrive(government_id: int, channel_id: int, bodies: Iterable[Body]) -> int:
    """Take in comments of one channel; return how many messages were new."""
    channel = Channel.objects.get(government_id=government_id, pk=channel_id)
    fresh = _unknown(channel, {str(body["remote_id"]): body for body in bodies})
    if not fresh:
        return 0
    ours = _ours(channel, fresh)
    roots = _roots(channel, fresh)
    conversations = _conversations(channel, fresh, roots, ours)
    messages = [
        _message(channel, conversations[roots[key]], body, ours=key in ours)
        for key, body in fresh.items()
        if roots[key] in conversations
    ]
    Message.objects.bulk_create(messages, ignore_conflicts=True)
    _touch(messages)
    refresh_waiting(government_id)
    return len(messages)


def _unknown(channel: Channel, bodies: dict[str, Body]) -> dict[str, Body]:
    known = Message.objects.filter(government_id=channel.government_id, channel=channel, remote_id__in=bodies)
    return {key: bodies[key] for key in bodies.keys() - set(known.values_list("remote_id", flat=True))}


def _ours(channel: Channel, bodies: Mapping[str, Body]) -> set[str]:
    """What we said ourselves comes back through the same door; it must never become a case."""
    sent = RemoteObject.objects.filter(
        government_id=channel.government_id, channel=channel, kind="comment", remote_id__in=bodies
    )
    by_author = {key for key, body in bodies.items() if body.get("author_id") == channel.remote_id}
    return set(sent.values_list("remote_id", flat=True)) | by_author


def _roots(channel: Channel, bodies: Mapping[str, Body]) -> dict[str, str]:
    """The top comment of each; a reply to a reply belongs where its parent belongs."""
    parents = {str(body["parent_id"]) for body in bodies.values() if body.get("parent_id")}
    known = Message.objects.filter(government_id=channel.government_id, channel=channel, remote_id__in=parents)
    root_of = dict(known.values_list("remote_id", "conversation__root_id"))
    return {key: _root(key, bodies, root_of) for key in bodies}


def _root(key: str, bodies: Mapping[str, Body], root_of: Mapping[str, str]) -> str:
    seen = {key}
    while (parent := str(bodies[key].get("parent_id") or "")) and parent not in seen:
        if parent in root_of or parent not in bodies:
            return root_of.get(parent, parent)
        seen.add(parent)
        key = parent
    return key


def _conversations(
    channel: Channel, bodies: Mapping[str, Body], roots: Mapping[str, str], ours: set[str]
) -> dict[str, Conversation]:
    wanted = set(roots.values())
    found = _by_root(channel, wanted)
    openers = {root: _opener(root, bodies, roots, ours) for root in wanted - found.keys()}
    suggester, verify_by = Suggester(channel.government_id), _verify_by(channel.government_id, clock.now())
    new = [_open(channel, root, body, suggester, verify_by) for root, body in openers.items() if body is not None]
    Conversation.objects.bulk_create(new, ignore_conflicts=True)
    return _by_root(channel, wanted) if new else found


def _by_root(channel: Channel, roots: set[str]) -> dict[str, Conversation]:
    rows = Conversation.objects.filter(government_id=channel.government_id, channel=channel, root_id__in=roots)
    return {row.root_id: row for row in rows}


def _opener(root: str, bodies: Mapping[str, Body], roots: Mapping[str, str], ours: set[str]) -> Body | None:
    """The comment a new conversation starts with: its top, or, where that was never told, the first citizen's word below."""
    if root in bodies:
        return None if root in ours else bodies[root]
    below = [body for key, body in bodies.items() if roots[key] == root and key not in ours]
    return min(below, key=lambda body: body["at"], default=None)


def _open(channel: Channel, root: str, body: Body, suggester: Suggester, verify_by: datetime) -> Conversation:
    conversation = Conversation(
        government_id=channel.government_id,
        channel=channel,
        root_id=root,
        post_id=str(body.get("post_id") or ""),
        author_id=str(body.get("author_id") or "")[:120],
        author_name=(body.get("author_name") or "Warga")[:120],
        excerpt=body["text"],
        state=NEW,
        opened_at=body["at"],
        last_at=body["at"],
    )
    suggester.fill(conversation)
    if conversation.kind in ASKING:
        conversation.verify_by = verify_by
    return conversation


def _verify_by(government_id: int, received: datetime) -> datetime:
    government = Government.objects.get(pk=government_id)
    return deadline(received, VERIFY_DAYS, government.zone, calendar_overrides(government_id))


def _message(channel: Channel, conversation: Conversation, body: Body, *, ours: bool) -> Message:
    return Message(
        government_id=channel.government_id,
        conversation=conversation,
        channel=channel,
        remote_id=str(body["remote_id"]),
        ours=ours,
        author_id=str(body.get("author_id") or "")[:120],
        author_name=(body.get("author_name") or ("Kami" if ours else "Warga"))[:120],
        text=body["text"],
        permalink=(body.get("permalink") or "")[:500],
        at=body["at"],
    )


def _touch(messages: Iterable[Message]) -> None:
    """Bring conversations forward, and open again what the citizen wrote to after it was done."""
    latest: dict[int, Message] = {}
    for message in sorted(messages, key=lambda one: one.at):
        if not message.ours:
            latest[message.conversation_id] = message
    moved = []
    for message in latest.values():
        conversation = message.conversation
        if message.at > conversation.last_at:
            conversation.last_at = message.at
            moved.append(conversation)
            citizen_wrote_again(conversation)
    Conversation.objects.bulk_update(moved, ["last_at", "state"])
