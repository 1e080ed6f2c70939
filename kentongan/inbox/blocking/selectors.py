"""Reading the register: whoever sees what a citizen said on an account sees that they are blocked there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from kentongan.inbox.blocking.models import Block
from kentongan.inbox.models import Conversation
from kentongan.inbox.selectors import conversations_for
from kentongan.tenancy.paging import page_by_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from kentongan.inbox.models import Case
    from kentongan.organizations.actor import Actor
    from kentongan.tenancy.paging import Page


def standing_on(conversation: Conversation) -> QuerySet[Block]:
    """The block that stands between this account and this citizen: one or none. For a reader who was found to see it."""
    rows = _standing(conversation.government_id)
    if not conversation.author_id:
        return rows.none()
    return rows.filter(channel_id=conversation.channel_id, author_id=conversation.author_id)


def standing_around(case: Case) -> QuerySet[Block]:
    """The blocks between a case's citizens and the accounts where they wrote. For a reader who was found to see the case."""
    talks = Conversation.objects.filter(
        Q(case=case) | Q(pk=case.conversation_id),
        government_id=case.government_id,
        channel_id=OuterRef("channel_id"),
        author_id=OuterRef("author_id"),
    )
    return _standing(case.government_id).filter(Exists(talks))


def blocks_for(actor: Actor) -> QuerySet[Block]:
    """Every block of citizens whose words on that account this actor sees, ended ones too."""
    heard = (
        conversations_for(actor).order_by().filter(channel_id=OuterRef("channel_id"), author_id=OuterRef("author_id"))
    )
    rows = Block.objects.filter(Exists(heard), government_id=actor.government_id)
    return rows.select_related("channel", "noted_by", "ended_by")


def page_of_blocks(actor: Actor, after: str, *, ended: bool) -> Page[Block]:
    """Those that stand, the next to be looked at first; or those that were lifted, newest first."""
    rows = blocks_for(actor).exclude(ended_at=None) if ended else blocks_for(actor).filter(ended_at=None)
    return page_by_key(rows, after, by=() if ended else ("review_on",), newest_first=ended)


def block_for(actor: Actor, block_id: int) -> Block | None:
    """One of them, or None."""
    return blocks_for(actor).filter(pk=block_id).first()


def ways_around(blocks: Iterable[Block], earlier: Iterable[Conversation]) -> list[Conversation]:
    """Of the citizen's other conversations those on accounts where nothing stands between."""
    closed = {one.channel_id for one in blocks}
    return [one for one in earlier if closed and one.channel_id not in closed]


def _standing(government_id: int) -> QuerySet[Block]:
    rows = Block.objects.filter(government_id=government_id, ended_at=None)
    return rows.select_related("channel").order_by("pk")
