"""A push that tells that something happened and not what: the next reading is brought forward."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import F, Value
from django.db.models.functions import Coalesce, Greatest, Least

from kentongan.channels.models import Channel
from kentongan.core import clock
from kentongan.inbox.changes import change_in
from kentongan.inbox.listening_models import Bookmark
from kentongan.inbox.models import SaidAs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kentongan.connectors.contract import Inbound

BREATH = timedelta(seconds=5)
"""Between two readings of one channel, however many pushes come."""
OLDEST_FIRST = 200
"""At most so many mentions wait to be read one by one."""
_DOORS = {
    SaidAs.COMMENT: ("comment.", "post.reply."),
    SaidAs.MENTION: ("mention.", "post.mention."),
    SaidAs.MESSAGE: ("message.", "dm."),
}


def hints(events: Iterable[Inbound]) -> list[Inbound]:
    """Those pushes that tell that something happened, and not what."""
    return [event for event in events if _is_hint(event)]


def read_on(government_id: int, channel_id: int, hinted: Iterable[Inbound]) -> None:
    """Have read what these pushes only hint at. Part of the caller's transaction."""
    listed = list(hinted)
    doors = {door for event in listed for door, words in _DOORS.items() if event.kind.startswith(words)}
    at = clock.now()
    if SaidAs.COMMENT in doors:
        soon = Greatest(Value(at), Coalesce(F("polled_at"), Value(at - BREATH)) + Value(BREATH))
        rows = Channel.objects.filter(government_id=government_id, pk=channel_id)
        rows.update(next_poll_at=Least(Coalesce(F("next_poll_at"), soon), soon))
    marks = Bookmark.objects.filter(government_id=government_id, channel_id=channel_id)
    marks.filter(said_as__in=doors).update(next_at=Least(F("next_at"), Value(at)))
    wanted = [event.comment.remote_id for event in listed if event.comment and event.kind == "mention.added"]
    for mark in marks.select_for_update().filter(said_as=SaidAs.MENTION) if wanted else ():
        mark.wanted = [*mark.wanted, *(one for one in wanted if one not in mark.wanted)][-OLDEST_FIRST:]
        mark.save(update_fields=["wanted"])


def _is_hint(event: Inbound) -> bool:
    """Nothing, or not the words; or a kind of change that we do not know."""
    if event.comment is None:
        return True
    if event.kind.endswith(".added"):
        return event.comment.kind == "mention" and not event.comment.text.strip()
    return not change_in(event.kind)
