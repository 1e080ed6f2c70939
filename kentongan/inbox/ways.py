"""How a conversation is answered on its platform, and where a person goes who does it there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kentongan.channels.rules import ChannelAct
from kentongan.channels.selectors import may
from kentongan.connectors import registry
from kentongan.connectors.contract import Act, Platform
from kentongan.inbox.models import SaidAs
from kentongan.outbox.payload import Payload

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kentongan.channels.models import Channel, RemoteObject
    from kentongan.connectors.contract import Capabilities, TextLimit
    from kentongan.inbox.models import Conversation, Message


@dataclass(frozen=True, slots=True)
class Way:
    """How an answer goes out. `act` None: no API takes it, a person carries it to the platform."""

    act: Act | None
    limit: TextLimit | None
    private: bool


def way_of(conversation: Conversation, *, private: bool = False) -> Way:
    """What the platform lets us do with an answer here. `private`: to who commented, in a message."""
    able = able_on(conversation.channel)
    if conversation.said_as == SaidAs.MESSAGE:
        possible = Act.MESSAGE in able.acts and bool(conversation.author_id)
        return Way(Act.MESSAGE if possible else None, able.reply_text, private=True)
    if private:
        return Way(Act.MESSAGE if Act.MESSAGE in able.acts else None, able.reply_text, private=True)
    return Way(Act.REPLY if able.reply_text else None, able.reply_text, private=False)


def payload_for(conversation: Conversation, text: str, *, private_to: str = "") -> Payload:
    """The answer, addressed: to the person who wrote in private, or under what was said in public.

    `private_to`: the comment whose writer gets it as a message instead.
    """
    if conversation.said_as == SaidAs.MESSAGE:
        return Payload(text=text, target_id=conversation.author_id)
    if private_to:
        return Payload(text=text, target_id=private_to, target_kind="comment")
    return Payload(text=text, reply_to=conversation.root_id, post_id=conversation.post_id)


def able_on(channel: Channel) -> Capabilities:
    """What the platform of an account can do."""
    return registry.capabilities(Platform(channel.platform))


def acts_on(message: Message) -> frozenset[Act]:
    """What may be asked of the platform about a citizen's comment; nothing about what does not stand under our posts."""
    if message.ours or message.removed_at or message.conversation.said_as != SaidAs.COMMENT:
        return frozenset()
    able = able_on(message.channel)
    shown = {Act.UNHIDE} if message.hidden_at else {Act.HIDE}
    taken = {Act.DELETE} if able.deletes_others and "comment" in able.deletes else set()
    return frozenset((shown | taken) & able.acts)


def may_moderate(person_id: int, channel: Channel) -> bool:
    """Whoever may answer on an account may also ask for a comment to be hidden there."""
    return bool(may(person_id, ChannelAct.RELEASE, channel))


def place_of(conversation: Conversation, said: Sequence[Message], post: RemoteObject | None) -> str:
    """Where a person answers by hand: what the citizen said last, else our post, else the account; empty when nothing is known."""
    links = [one.permalink for one in reversed(said) if one.permalink and not one.ours and not one.removed_at]
    return next((link for link in (*links, post.permalink if post else "", conversation.channel.address) if link), "")
