"""What changed since a page was drawn. Asked every ten seconds by every open inbox, so the first question is a cheap one."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kentongan.inbox.lists import filters as words
from kentongan.inbox.lists.counting import MOST, figure
from kentongan.inbox.lists.pages import in_order, visible
from kentongan.inbox.lists.presence import writers_of, writing_now
from kentongan.inbox.lists.rows import Row, rows_of
from kentongan.inbox.lists.telling import what_happened
from kentongan.inbox.models import Message
from kentongan.inbox.readings.guarding import guard, may_read_personal
from kentongan.inbox.selectors import case_of, conversation_for

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kentongan.inbox.lists.filters import Filters
    from kentongan.inbox.models import Conversation
    from kentongan.organizations.actor import Actor

MOST_ROWS = 60


@dataclass(frozen=True, slots=True)
class Standing:
    """What the page shows that asks: the newest message it knew, its rows with their marks, its open conversation."""

    since: int = 0
    rows: Mapping[int, str] = field(default_factory=dict)
    talk: int = 0
    talk_since: int = 0
    talk_state: str = ""


@dataclass(slots=True)
class News:
    """What is told."""

    count: str = ""
    rows: list[Row] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    talk: Conversation | None = None
    moved: str = ""
    writers: list[str] = field(default_factory=list)

    @property
    def last(self) -> int:
        """The newest of the messages told."""
        return max((one.pk for one in self.messages), default=0)

    def __bool__(self) -> bool:
        return bool(self.count or self.rows or self.messages or self.moved or self.writers)


def read(told: Mapping[str, str]) -> Standing:
    """What a page says of itself; anything unreadable is left out."""
    marks = dict(part.split(".", 1) for part in told.get("baris", "").split(",")[:MOST_ROWS] if "." in part)
    return Standing(
        since=_number(told.get("sejak", "")),
        rows={int(key): mark for key, mark in marks.items() if _number(key)},
        talk=_number(told.get("percakapan", "")),
        talk_since=_number(told.get("pesan", "")),
        talk_state=told.get("keadaan", ""),
    )


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < len(str(2**63)) else 0


def news_for(actor: Actor, filters: Filters, standing: Standing) -> News:
    """Everything the page does not show yet."""
    news = News()
    if standing.since:
        news.count = _came(actor, filters, standing)
    if standing.rows:
        news.rows = _changed(actor, standing)
    if standing.talk and (talk := conversation_for(actor, standing.talk)):
        news.talk = talk
        news.messages = _said(actor, talk, standing.talk_since)
        news.writers = list(writers_of(actor, talk.pk))
        if standing.talk_state and standing.talk_state != talk.state:
            news.moved = what_happened(talk)
    return news


def _came(actor: Actor, filters: Filters, standing: Standing) -> str:
    fresh = Message.objects.filter(government_id=actor.government_id, pk__gt=standing.since, ours=False)
    keys = set(fresh.order_by("pk").values_list("conversation_id", flat=True)[: MOST + 1])
    if not keys:
        return ""
    # The words of a search are left out: what comes now is told, whatever was searched for before.
    allowed = visible(actor, replace(filters, q=""), list(keys)) - standing.rows.keys()
    return figure(len(allowed)) if allowed else ""


def _changed(actor: Actor, standing: Standing) -> list[Row]:
    shown = visible(actor, words.Filters(tab=words.EVERYTHING), list(standing.rows))
    rows = rows_of(actor, in_order(actor, [key for key in standing.rows if key in shown]))
    writing = writing_now(actor, list(shown))
    for row in rows:
        row.writer = writing.get(row.talk.pk, "")
    return [row for row in rows if row.mark != standing.rows[row.talk.pk]]


def _said(actor: Actor, talk: Conversation, since: int) -> list[Message]:
    rows = Message.objects.filter(government_id=actor.government_id, conversation=talk, pk__gt=since)
    said = list(rows.select_related("conversation").order_by("at", "pk")[:MOST_ROWS])
    if said and not may_read_personal(actor, talk, case_of(talk)):
        guard(talk, said)
    return said
