"""What apps above offer beside a conversation and its case. Nothing here knows them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import QuerySet

from kentongan.inbox.models import Conversation
from kentongan.organizations.actor import Actor

Rows = QuerySet[Any, Any]
Facts = Callable[[Actor, Conversation, Rows], dict[str, Any] | None]
Asks = Callable[[Actor, Conversation], Rows]
_offers: dict[str, tuple[str, Facts, Asks]] = {}


def register_offer(key: str, template: str, facts: Facts, asks: Asks) -> None:
    """Add one; the same key again replaces it.

    `asks` says which rows it needs: those of all offers are read in one statement. `facts` gets them, and returns None where it has
    nothing to offer to this reader.
    """
    _offers[key] = (template, facts, asks)


def asked_for(actor: Actor, conversation: Conversation) -> dict[str, Rows]:
    """What the offers about a conversation need, not read yet."""
    return {key: asks(actor, conversation) for key, (_, _, asks) in _offers.items()}


def offers_for(actor: Actor, conversation: Conversation, rows: Mapping[str, Rows]) -> list[dict[str, Any]]:
    """Everything offered to this reader about a conversation; `rows` as `asked_for` named them."""
    told = [(template, facts(actor, conversation, rows[key])) for key, (template, facts, _) in _offers.items()]
    return [{"template": template, "facts": facts} for template, facts in told if facts is not None]
