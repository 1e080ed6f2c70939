"""A batch of one channel's comments becomes messages in conversations. Bulk, and idempotent: what is known stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kentongan.channels.models import Channel, RemoteObject
from kentongan.core import clock
from kentongan.inbox.clocks.arriving import promises_on_arrival
from kentongan.inbox.models import Conversation, Message, SaidAs
from kentongan.inbox.reopening import citizen_wrote_again
from kentongan.inbox.search import upkeep as search
from kentongan.inbox.states import NEW
from kentongan.inbox.suggesting import follow_up, take_up
from kentongan.inbox.waiting import refresh_waiting

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Body = Mapping[str, Any]


def arrive(channel: Channel, bodies: Iterable[Body]) -> list[str]:
    """Take in comments, mentions and messages of one channel; return the ids of those that were new."""
    fresh = _unknown(channel, {str(body["remote_id"]): body for body in bodies})
    if not fresh:
        return []
    ours = _ours(channel, fresh)
    roots = _roots(channel, fresh)
    conversations = _conversations(channel, fresh, roots, ours)
    messages = [
        _message(channel, conversations[roots[key]], body, ours=key in ours)
        for key, body in fresh.items()
        if roots[key] in conversations
    ]
    Message.objects.bulk_create(messages, ignore_conflicts=True)
    search.keep(_stored(channel, messages))
    _touch(messages)
    refresh_waiting(channel.government_id)
    return [message.remote_id for message in messages]


def _stored(channel: Channel, messages: Iterable[Message]) -> list[Message]:
    """These messages with their keys: where two told the same at once, the row of whoever was first."""
    told = {message.remote_id for message in messages}
    return list(Message.objects.filter(government_id=channel.government_id, channel=channel, remote_id__in=told))


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
    """What each belongs under: its top comment (a reply to a reply goes where its parent belongs), its talk with one person."""
    parents = {str(body["parent_id"]) for body in bodies.values() if body.get("parent_id")}
    known = Message.objects.filter(government_id=channel.government_id, channel=channel, remote_id__in=parents)
    root_of = dict(known.values_list("remote_id", "conversation__root_id"))
    return {key: _root(key, bodies, root_of) for key in bodies}


def _root(key: str, bodies: Mapping[str, Body], root_of: Mapping[str, str]) -> str:
    if bodies[key].get("kind") == SaidAs.MESSAGE:
        return f"message:{bodies[key].get('post_id') or bodies[key].get('author_id')}"[:160]
    seen = {key}
    while (parent := str(bodies[key].get("parent_id") or "")) and parent not in seen:
        if parent in root_of or parent not in bodies:
            # What a mention answers, somebody else wrote to somebody else: it is not ours to answer.
            stranger = parent not in root_of and bodies[key].get("kind") == SaidAs.MENTION
            return key if stranger else root_of.get(parent, parent)
        seen.add(parent)
        key = parent
    return key


def _conversations(
    channel: Channel, bodies: Mapping[str, Body], roots: Mapping[str, str], ours: set[str]
) -> dict[str, Conversation]:
    wanted = set(roots.values())
    found = _by_root(channel, wanted)
    openers = {root: _opener(root, bodies, roots, ours) for root in wanted - found.keys()}
    posts = _our_posts(channel, openers.values())
    new = [_open(channel, root, body, _said_as(body, posts)) for root, body in openers.items() if body is not None]
    if not new:
        return found
    take_up(channel.government_id, new, promises_on_arrival(channel.government_id, clock.now()))
    there = _by_root(channel, wanted)
    follow_up(channel.government_id, [there[row.root_id] for row in new if row.root_id in there])
    return there


def _our_posts(channel: Channel, openers: Iterable[Body | None]) -> set[str]:
    named = {str(body["post_id"]) for body in openers if body and body.get("kind") == SaidAs.MENTION}
    posts = RemoteObject.objects.filter(
        government_id=channel.government_id, channel=channel, kind="post", remote_id__in=named
    )
    return set(posts.values_list("remote_id", flat=True))


def _said_as(body: Body, our_posts: set[str]) -> str:
    """A mention under a post of ours is a comment, whichever way we heard of it."""
    said = str(body.get("kind") or SaidAs.COMMENT)
    return SaidAs.COMMENT if said == SaidAs.MENTION and body.get("post_id") in our_posts else said


def _by_root(channel: Channel, roots: set[str]) -> dict[str, Conversation]:
    rows = Conversation.objects.filter(government_id=channel.government_id, channel=channel, root_id__in=roots)
    return {row.root_id: row for row in rows}


def _opener(root: str, bodies: Mapping[str, Body], roots: Mapping[str, str], ours: set[str]) -> Body | None:
    """The comment a new conversation starts with: its top, or, where that was never told, the first citizen's word below."""
    if root in bodies:
        return None if root in ours else bodies[root]
    below = [body for key, body in bodies.items() if roots[key] == root and key not in ours]
    return min(below, key=lambda body: body["at"], default=None)


def _open(channel: Channel, root: str, body: Body, said_as: str) -> Conversation:
    return Conversation(
        government_id=channel.government_id,
        channel=channel,
        root_id=root,
        post_id=str(body.get("post_id") or ""),
        said_as=said_as,
        author_id=str(body.get("author_id") or "")[:120],
        author_name=(body.get("author_name") or "Warga")[:120],
        excerpt=body["text"],
        state=NEW,
        opened_at=body["at"],
        last_at=body["at"],
    )


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
