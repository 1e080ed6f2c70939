"""Working days and deadlines, as pure arithmetic. Sources: CAL-01 to CAL-04 of the regulations file.

The convention of CAL-04 is stated on screen: the first day counted is the next working day after receipt; after office
hours counts as the next day.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import holidays

if TYPE_CHECKING:
    from collections.abc import Mapping

OFFICE_OPENS, OFFICE_CLOSES = time(8, 0), time(16, 0)
FIRST_WEEKEND_DAY = 5


@lru_cache(maxsize=16)
def national_holidays(year: int) -> Mapping[date, str]:
    """Public holidays and days of joint leave (*cuti bersama*) of a year, by package `holidays` (ID, public + government)."""
    calendar = holidays.country_holidays("ID", years=year, categories=("public", "government"), language="id")
    return dict(calendar.items())


def is_working_day(day: date, overrides: Mapping[date, bool]) -> bool:
    """Monday to Friday, no holiday, no joint leave; a government's own override decides before all of these."""
    if day in overrides:
        return overrides[day]
    return day.weekday() < FIRST_WEEKEND_DAY and day not in national_holidays(day.year)


def is_holiday(day: date, overrides: Mapping[date, bool]) -> bool:
    """A public holiday or joint leave, whatever weekday it is; a government's own override decides before the calendar."""
    if day in overrides:
        return not overrides[day]
    return day in national_holidays(day.year)


def add_working_days(start: date, days: int, overrides: Mapping[date, bool]) -> date:
    """The `days`-th working day after `start`; `days` ≥ 0. Zero: `start` itself, or the next working day when it is none."""
    day, left = start, days
    while left > 0 or not is_working_day(day, overrides):
        day += timedelta(days=1)
        if left and is_working_day(day, overrides):
            left -= 1
    return day


def working_days_between(start: date, end: date, overrides: Mapping[date, bool]) -> int:
    """How many working days lie after `start` up to and with `end`; negative when `end` is earlier."""
    if end < start:
        return -working_days_between(end, start, overrides)
    span = (end - start).days
    return sum(is_working_day(start + timedelta(days=n), overrides) for n in range(1, span + 1))


def deadline(received: datetime, days: int, zone: ZoneInfo, overrides: Mapping[date, bool]) -> datetime:
    """The moment (UTC-comparable, in `zone`) at which `days` working days after `received` are over: office closing time."""
    local = received.astimezone(zone)
    start = local.date()
    if is_working_day(start, overrides) and local.time() >= OFFICE_CLOSES:
        start = add_working_days(start, 1, overrides)
    elif not is_working_day(start, overrides):
        start = add_working_days(start, 0, overrides)
    return datetime.combine(add_working_days(start, days, overrides), OFFICE_CLOSES, zone)


def after_office_hours(start: datetime, hours: int, zone: ZoneInfo, overrides: Mapping[date, bool]) -> datetime:
    """The moment (in `zone`) at which `hours` hours of open office after `start` are over; 8 of them are a working day."""
    at, left = start.astimezone(zone), timedelta(hours=hours)
    while True:
        opens, closes = (datetime.combine(at.date(), hour, zone) for hour in (OFFICE_OPENS, OFFICE_CLOSES))
        at = max(at, opens)
        if is_working_day(at.date(), overrides) and at < closes:
            if left <= closes - at:
                return at + left
            left -= closes - at
        at = datetime.combine(at.date() + timedelta(days=1), OFFICE_OPENS, zone)
