"""What the same citizen said before: the same author on the same platform, on any account, as far as the actor sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kentongan.inbox.lists.seeing import base_for, seen_by

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from kentongan.inbox.models import Conversation
    from kentongan.organizations.actor import Actor

SHOWN = 5


def earlier_rows(actor: Actor, conversation: Conversation) -> QuerySet[Conversation]:
    """The citizen's other conversations, newest first, one more than are shown."""
    rows = base_for(actor)
    if not conversation.author_id:
        return rows.none()
    rows = rows.filter(author_id=conversation.author_id, channel__platform=conversation.channel.platform)
    seen = rows.filter(seen_by(actor)).exclude(pk=conversation.pk)
    return seen.select_related("channel").order_by("-last_at")[: SHOWN + 1]


def earlier_of(rows: QuerySet[Conversation]) -> tuple[list[Conversation], bool]:
    """Of `earlier_rows` those shown, and whether there are more."""
    found = list(rows)
    return found[:SHOWN], len(found) > SHOWN
