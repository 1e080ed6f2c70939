"""Deadlines of a case and how they are said. Numbers: deadline table of the regulations file, §15."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from kentongan.organizations.rules import working_days_between

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


def said(due: datetime, at: datetime, zone: ZoneInfo, overrides: Mapping[date, bool]) -> str:
    """Say a deadline in working days: "2 hari kerja lagi, Kamis 16.00", "hari ini, 16.00", "lewat 1 hari kerja"."""
    local_due, local_now = due.astimezone(zone), at.astimezone(zone)
    left = working_days_between(local_now.date(), local_due.date(), overrides)
    clock = f"{local_due:%H.%M}"
    if due <= at:
        return f"lewat {abs(left)} hari kerja" if left else f"lewat sejak {clock}"
    if local_due.date() == local_now.date():
        return f"hari ini, {clock}"
    return f"{left} hari kerja lagi, {DAYS[local_due.weekday()]} {clock}"
