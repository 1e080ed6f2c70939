"""What a case's page offers: a link for whoever it waits for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kentongan.inbox.corridor.services import MAKERS
from kentongan.inbox.models import Conversation
from kentongan.inbox.offers import register_offer
from kentongan.inbox.states import ENDED

if TYPE_CHECKING:
    from kentongan.organizations.actor import Actor


def register() -> None:
    """Offer a link beside a case."""
    register_offer("corridor", "inbox/corridor/_offer.html", offer_for, lambda *_: Conversation.objects.none())


def offer_for(actor: Actor, conversation: Conversation, _rows: object) -> dict[str, Any] | None:
    """Only while something waits, and never of a matter for the inspectorate."""
    case = conversation.case
    if case is None or case.watched or case.state in ENDED or not actor.has(*MAKERS):
        return None
    return {"case": case}
