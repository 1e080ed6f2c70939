"""What a conversation's page offers: the proposal it stands behind, or the way to one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kentongan.inbox.aspirations import selectors
from kentongan.inbox.aspirations.access import GATHERERS
from kentongan.inbox.models import Kind
from kentongan.inbox.offers import register_offer

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from kentongan.inbox.aspirations.models import Proposal
    from kentongan.inbox.models import Conversation
    from kentongan.organizations.actor import Actor

OFFERED = 30


def register() -> None:
    """Offer proposals beside a conversation and its case."""
    register_offer("proposals", "inbox/aspirations/_offer.html", offer_for, selectors.proposals_of)


def offer_for(actor: Actor, conversation: Conversation, rows: QuerySet[Proposal]) -> dict[str, Any] | None:
    """Only where it is a wish, or stands behind one already."""
    backed = next(iter(rows), None)
    if backed is not None:
        return {"proposal": backed, "conversation": conversation}
    if conversation.watched or not actor.has(*GATHERERS) or not _is_wish(conversation):
        return None
    standing = selectors.proposals_for(actor).order_by("-changed_at")[:OFFERED]
    return {"proposal": None, "conversation": conversation, "standing": standing}


def _is_wish(conversation: Conversation) -> bool:
    if conversation.kind == Kind.ASPIRATION:
        return True
    case = conversation.case
    return case is not None and case.kind == Kind.ASPIRATION
