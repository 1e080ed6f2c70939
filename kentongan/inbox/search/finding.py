"""Finding: newest first, period by period, within what the actor may see, and never more work than one page may cost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import connection

from kentongan.core import clock
from kentongan.inbox.search.asking import Asked, quoted
from kentongan.inbox.search.upkeep import agency_word, channel_word, period_words, prefix_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

FIND = "SELECT message_id, conversation_id FROM inbox_search_find(%s, %s, %s, %s)"
AMONG = "SELECT message_id, conversation_id FROM inbox_search_among(%s, %s, %s, %s)"
WEEKS = 3
NEWEST = 2**62


@dataclass(frozen=True, slots=True)
class Scope:
    """Where an actor may find something: on these accounts (None: on all), in what was passed to these agencies, and in these."""

    channels: Sequence[int] | None = None
    agencies: Collection[int] = ()
    conversations: Sequence[int] = ()

    def words(self, prefix: str) -> list[str]:
        """What every message there is marked with."""
        accounts = [channel_word(prefix, one) for one in self.channels or ()]
        return [*accounts, *(agency_word(prefix, one) for one in self.agencies)]


def find(government_id: int, asked: Asked, scope: Scope, *, before: int = 0, most: int = 200) -> list[tuple[int, int]]:
    """(message, conversation) that hold what is asked, newest first, before that message."""
    prefix = prefix_of(government_id)
    wanted = asked.tsquery(prefix)
    if not wanted:
        return []
    places: list[str] = []
    values: list[Any] = []
    marks = " | ".join(quoted(word) for word in scope.words(prefix))
    if scope.channels is None or marks:
        spoken = [wanted, marks]
        places.append(FIND)
        values += [" & ".join(f"({part})" for part in spoken if part), before or NEWEST, periods(prefix), most]
    if scope.channels is not None and scope.conversations:
        places.append(AMONG)
        values += [wanted, before or NEWEST, list(scope.conversations), most]
    if not places:
        return []
    with connection.cursor() as cursor:
        cursor.execute(" UNION ".join(places), values)
        return sorted(cursor.fetchall(), reverse=True)[:most]


def periods(prefix: str) -> list[str]:
    """The weeks and quarters to go through, newest first; what is older is looked for at once."""
    at = clock.now()
    weeks = [period_words(prefix, at - timedelta(weeks=back))[0] for back in range(WEEKS)]
    quarters = [period_words(prefix, at - timedelta(weeks=13 * back))[1] for back in range(2)]
    return [quoted(word) for word in (*weeks, *quarters)]
