"""Every write on the plan. One verb family a file; this is the door."""

from __future__ import annotations

from kentongan.planning.services.campaigns import Brief, YearPlan, keep_campaign, keep_strategy
from kentongan.planning.services.channel_plan import add_audience, retire_audience, set_purpose
from kentongan.planning.services.duties import Duty, end_obligation, fulfil, keep_obligation, unlink
from kentongan.planning.services.guard import PlanError
from kentongan.planning.services.month import drop_slot, keep_slot, mark_day, repeat_quotas, set_quotas, unmark_day
from kentongan.planning.services.tree import Line, add_line, change_line, remove_line

__all__ = [
    "Brief",
    "Duty",
    "Line",
    "PlanError",
    "YearPlan",
    "add_audience",
    "add_line",
    "change_line",
    "drop_slot",
    "end_obligation",
    "fulfil",
    "keep_campaign",
    "keep_obligation",
    "keep_slot",
    "keep_strategy",
    "mark_day",
    "remove_line",
    "repeat_quotas",
    "retire_audience",
    "set_purpose",
    "set_quotas",
    "unlink",
    "unmark_day",
]
