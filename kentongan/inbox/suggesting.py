"""What triage reads in newly arrived conversations, and what follows at once: matters of one kind, alarms, the time to verify."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kentongan.inbox.models import Conversation, Kind
from kentongan.inbox.readings.alarms import raise_alarms
from kentongan.inbox.readings.joining import join
from kentongan.inbox.readings.reader import GovernmentReader

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kentongan.inbox.clocks.arriving import OnArrival

ASKING = frozenset({Kind.COMPLAINT, Kind.ASPIRATION, Kind.REQUEST, Kind.QUESTION})


def take_up(government_id: int, new: Sequence[Conversation], promised: OnArrival) -> None:
    """Read conversations and store them; those that are there already stay as they are."""
    GovernmentReader(government_id).read(new)
    for row in new:
        if _asks(row):
            row.verify_by, row.touch_by = promised.verify_by, promised.touch_by
            row.touch_step_at = promised.touch_by
    Conversation.objects.bulk_create(new, ignore_conflicts=True)


def _asks(row: Conversation) -> bool:
    """What may be a request must be looked at in time, also where the kind was not read with certainty."""
    return row.kind in ASKING or (bool(row.topic) and row.kind_sure != "sure" and not row.spam)


def follow_up(government_id: int, stored: Sequence[Conversation]) -> None:
    """What stored conversations lead to at once."""
    join(government_id, stored)
    raise_alarms(stored)


def read_again(row: Conversation) -> None:
    """New words are read anew; the earlier check was of other words. The caller saves."""
    row.checked_by, row.checked_at, row.matter = None, None, None
    GovernmentReader(row.government_id).read([row])
    raise_alarms([row])
