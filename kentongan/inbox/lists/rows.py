"""What a row of the list shows beside the conversation itself, asked for all rows of a page at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zlib import crc32

from django.db.models import Exists, OuterRef, Subquery

from kentongan.core import clock
from kentongan.inbox.lists.models import Seen
from kentongan.inbox.lists.narrowing import UNREAD_FOR
from kentongan.inbox.models import Conversation, Message
from kentongan.inbox.reading import deadline_teller
from kentongan.inbox.states import ARCHIVED, DONE, NEW

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from django.utils.safestring import SafeString

    from kentongan.organizations.actor import Actor

EXCERPT = 300


@dataclass(slots=True)
class Row:
    """One conversation in the list."""

    talk: Conversation
    due_at: datetime | None = None
    said: str = ""
    unread: bool = False
    holder: str = ""
    code: str = ""
    gone: bool = False  #: the citizen or the platform took the comment away
    found: SafeString | str = ""
    writer: str = ""  #: somebody else who writes about it now

    @property
    def excerpt(self) -> str:
        """The words it begins with."""
        return self.talk.guarded[:EXCERPT]

    @property
    def mark(self) -> str:
        """Changes when what the row shows changes."""
        talk = self.talk
        told = (
            talk.state,
            talk.last_at,
            talk.kind,
            talk.urgency,
            talk.checked_at,
            self.holder,
            self.due_at,
            self.unread,
            self.gone,
            self.writer,
        )
        return f"{crc32(repr((*told, self.excerpt)).encode()):x}"


def rows_of(
    actor: Actor,
    talks: Sequence[Conversation],
    found: dict[int, SafeString] | None = None,
    days: Iterable[tuple[date, bool]] | None = None,
) -> list[Row]:
    """The rows of these conversations (of `pages.in_order`), in their order; `days`: the calendar, where it was read already."""
    tell = deadline_teller(actor, days)
    rows = [Row(talk, found=(found or {}).get(talk.pk, "")) for talk in talks]
    for row in rows:
        case = row.talk.case
        row.due_at = _due(row.talk, case.due_at if case and not case.pause_kind else None)
        row.said = tell(row.due_at)
        row.unread = _news(row.talk, getattr(row.talk, "read_until", None))
        row.gone = getattr(row.talk, "taken_away", False)
        if case:
            row.holder, row.code = (case.agency.short_name if case.agency else ""), case.code
        elif row.talk.suggested_agency:
            row.holder = row.talk.suggested_agency.short_name
    return rows


def _due(talk: Conversation, of_case: datetime | None) -> datetime | None:
    if talk.state in {DONE, ARCHIVED}:
        return None
    return talk.verify_by if talk.state == NEW and of_case is None else of_case


def beside_row(actor: Actor) -> dict[str, Subquery | Exists]:
    """What is asked with the conversations: until when the actor has read each, and whether its first comment was taken away."""
    here = {"government_id": actor.government_id, "conversation": OuterRef("pk")}
    seen = Seen.objects.filter(**here, person=actor.person_id).values("until")
    taken = Message.objects.filter(**here, ours=False, remote_id=OuterRef("root_id")).exclude(removed_at=None)
    return {"read_until": Subquery(seen[:1]), "taken_away": Exists(taken)}


def _news(talk: Conversation, read: datetime | None) -> bool:
    return talk.last_at > clock.now() - UNREAD_FOR and (read is None or read < talk.last_at)
