"""Deadlines of a case and how they are said. Numbers: deadline table of the regulations file, §15."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from kentongan.organizations.rules import working_days_between

VERIFY_CODE, VERIFY_DAYS = "D01", 3
FOLLOW_UP_CODE, FOLLOW_UP_DAYS = "D02", 5
COMPLETION: Mapping[str, tuple[str, int]] = {
    "complaint": ("D05", 14),
    "aspiration": ("D05", 14),
    "question": ("D04", 5),
    "praise": ("D05", 14),
    "other": ("D05", 14),
}
WATCHED_COMPLETION = ("D06", 60)

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


def completion(kind: str, *, watched: bool) -> tuple[str, int]:
    """Code and working days within which a case of this kind is completed."""
    return WATCHED_COMPLETION if watched else COMPLETION[kind]


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
