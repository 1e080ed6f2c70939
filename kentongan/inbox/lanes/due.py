"""Working days of the PPID's lane (deadline table D07, D08), and how its promise stands among those of the case."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from kentongan.inbox.clocks import keeping
from kentongan.inbox.clocks.reading import calendar_of
from kentongan.inbox.clocks.rules import COMPLETIONS, PPID

if TYPE_CHECKING:
    from datetime import datetime

    from kentongan.inbox.models import Case

ANSWER_DAYS, EXTENSION_DAYS = 10, 7
OBJECTION_DAYS, SETTLE_DAYS, DISPUTE_DAYS = 30, 30, 14


def after_days(government_id: int, moment: datetime, days: int) -> datetime:
    """When so many working days after a moment are over."""
    return calendar_of(government_id).after_days(moment, days)


def extended(government_id: int, first_due_at: datetime) -> datetime:
    """Seven working days after the first date. That is a closing time, which would count as the next day's."""
    return after_days(government_id, first_due_at - timedelta(minutes=1), EXTENSION_DAYS)


def run_instead(case: Case, starts_at: datetime, due_at: datetime, why: str) -> None:
    """Let the PPID's date stand where the case's own completion ran; what stood before stays on record. Caller's transaction."""
    keeping.drop(case, COMPLETIONS, why)
    keeping.start(case, PPID, starts_at, due_at=due_at, why=why)


def kept(case: Case, at: datetime) -> None:
    """The written notice was given."""
    keeping.keep(case, at, {PPID})
