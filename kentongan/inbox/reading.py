"""Small helps for pages: deadlines in working days, and the words a suggestion rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.html import format_html, format_html_join

from kentongan.core import clock
from kentongan.inbox.rules import said
from kentongan.organizations.selectors import calendar_overrides

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date, datetime

    from django.utils.safestring import SafeString

    from kentongan.organizations.actor import Actor


def deadline_teller(actor: Actor, days: Iterable[tuple[date, bool]] | None = None) -> Callable[[datetime | None], str]:
    """What says deadlines in working days of the actor's government; it asks for the calendar once, however many it says.

    `days`: that calendar, where it was read already.
    """
    calendar, at = calendar_overrides(actor.government_id) if days is None else dict(days), clock.now()
    return lambda due: said(due, at, actor.zone, calendar) if due else ""


def evidence_marks(text: str, evidence: Iterable[dict[str, Any]]) -> SafeString:
    """The text with the words a suggestion rests on marked."""
    parts: list[tuple[SafeString]] = []
    at = 0
    for one in evidence:
        parts.append((format_html("{}<mark>{}</mark>", text[at : one["start"]], text[one["start"] : one["end"]]),))
        at = one["end"]
    parts.append((format_html("{}", text[at:]),))
    return format_html_join("", "{}", parts)
