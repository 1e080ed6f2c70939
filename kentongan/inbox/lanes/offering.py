"""What a conversation's and a case's page offer of the lanes: numbers to call where it cannot wait, and the ways out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kentongan.inbox.access import may_handle
from kentongan.inbox.classes import ReportClass
from kentongan.inbox.lanes import selectors
from kentongan.inbox.lanes.rules import asks_for_document, cannot_wait
from kentongan.inbox.offers import register_offer

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from kentongan.inbox.lanes.models import HelpNumber
    from kentongan.inbox.models import Case, Conversation
    from kentongan.organizations.actor import Actor

NOW = "now"
"""The urgency triage reads, where it reads one."""


def register() -> None:
    """Offer the lanes beside a conversation and its case."""
    register_offer("lanes.now", "inbox/lanes/_now.html", numbers_for, asks_numbers)
    register_offer("lanes.ways", "inbox/lanes/_ways.html", ways_for, asks_ways)


def asks_numbers(actor: Actor, conversation: Conversation) -> QuerySet[HelpNumber]:
    """The government's own numbers, where they are shown."""
    rows = selectors.help_rows(actor.government_id)
    return rows if conversation.case_id or _now(conversation) else rows.none()


def _now(conversation: Conversation) -> bool:
    return getattr(conversation, "urgency", "") == NOW or bool(cannot_wait([conversation.excerpt]))


def asks_ways(_actor: Actor, conversation: Conversation) -> QuerySet[Case, tuple[bool, ...]]:
    """Which ways the case went already: its page is opened often, and most went none."""
    return selectors.ways_of(conversation.government_id, conversation.case_id or 0)


def numbers_for(actor: Actor, conversation: Conversation, rows: QuerySet[HelpNumber]) -> dict[str, Any] | None:
    """Numbers to call, on the case's page always and before it only where the words speak of danger."""
    word = cannot_wait([conversation.excerpt])
    now = getattr(conversation, "urgency", "") == NOW or bool(word)
    if not now and conversation.case_id is None:
        return None
    return {"now": now, "word": word, "numbers": selectors.help_numbers(actor, rows)}


def ways_for(actor: Actor, conversation: Conversation, rows: QuerySet[Case, tuple[bool, ...]]) -> dict[str, Any] | None:
    """The ways out of a case, and how far each has come."""
    case = conversation.case
    if case is None or case.watched:
        return None
    went = dict(zip(selectors.WAYS, rows[0], strict=True))
    asks = case.report_class == ReportClass.INFORMATION or bool(asks_for_document(conversation.excerpt))
    return {
        "case": case,
        "handover": selectors.handover_of(actor, case) if went["handed"] else None,
        "request": selectors.request_of(actor, case) if went["asked"] else None,
        "asks": asks,
        "choice": selectors.choice_of(actor, case) if went["chosen"] and asks else None,
        "letters": list(selectors.letters_about(actor, case)[:3]) if went["written"] else [],
        "may_handle": may_handle(actor, case),
    }
