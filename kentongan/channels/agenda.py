"""What will soon go out on which account. Who keeps the ledger registers here; nothing here knows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Agenda:
    """Three questions to whoever keeps the ledger.

    `earliest(at, until)`: (government, channel, first moment) of everything due between, of all governments; the caller's
    transaction sees them all. `next_due(government, channels)`: the first moment of each. `titles(government, channel)`:
    what is due on one in the next day, by name, soonest first.
    """

    earliest: Callable[[datetime, datetime], Sequence[tuple[int, int, datetime]]]
    next_due: Callable[[int, Sequence[int]], Mapping[int, datetime]]
    titles: Callable[[int, int], Sequence[str]]


_kept: list[Agenda] = []


def register_agenda(agenda: Agenda) -> None:
    """Teach this app what is due."""
    _kept[:] = [agenda]


def earliest(at: datetime, until: datetime) -> Sequence[tuple[int, int, datetime]]:
    """See `Agenda`; nothing where nobody registered."""
    return _kept[0].earliest(at, until) if _kept else ()


def next_due(government_id: int, channel_ids: Sequence[int]) -> Mapping[int, datetime]:
    """See `Agenda`."""
    return _kept[0].next_due(government_id, channel_ids) if _kept else {}


def titles(government_id: int, channel_id: int) -> Sequence[str]:
    """See `Agenda`."""
    return _kept[0].titles(government_id, channel_id) if _kept else ()
