"""What is promised when a citizen writes: when it is verified at the latest, and when somebody first answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kentongan.inbox.clocks.models import ClockRule
from kentongan.inbox.clocks.reading import calendar_of
from kentongan.inbox.clocks.rules import PROMISES, TOUCH, VERIFY, counted

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class OnArrival:
    """`touch_by`: the first answer, in minutes of open office."""

    verify_by: datetime
    touch_by: datetime


def promises_on_arrival(government_id: int, at: datetime) -> OnArrival:
    """Both, for everything that arrives at one moment."""
    rows = ClockRule.objects.filter(government_id=government_id, code__in=(VERIFY, TOUCH), report_class="")
    own, calendar = dict(rows.values_list("code", "amount")), calendar_of(government_id)

    def due(code: str) -> datetime:
        return counted(calendar, at, PROMISES[code].unit, own.get(code, PROMISES[code].amount))

    return OnArrival(due(VERIFY), due(TOUCH))
