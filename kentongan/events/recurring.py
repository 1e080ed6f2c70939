"""On which days a repeated entry of an agenda falls. Pure, and bounded however the rule is written.

A general library walks from one time to the next, and for a rule that never comes true ("30 February") it walks for minutes.
Here each day of a window is asked whether the rule names it: a year costs 366 questions, whatever the rule.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

KNOWN = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "WKST"}
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LONGEST_COUNT = timedelta(days=5 * 366)
"""A rule that counts is counted from its first day; an older one is not understood."""


class NotUnderstoodError(ValueError):
    """The rule uses what we do not read."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A repetition by day, week, month or year. `by_day`: (which of the month or 0, weekday 0 = Monday)."""

    freq: str
    interval: int = 1
    count: int = 0
    by_day: tuple[tuple[int, int], ...] = ()
    by_month_day: tuple[int, ...] = ()
    by_month: tuple[int, ...] = ()
    week_start: int = 0


def rule_of(parts: Mapping[str, Any]) -> Rule:
    """Read the parts of an RRULE (lists by name, as icalendar gives them). NotUnderstoodError for what is not read here."""
    given = {str(key).upper(): value if isinstance(value, list) else [value] for key, value in parts.items()}
    freq = str(given.get("FREQ", [""])[0]).upper()
    if freq not in {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"} or given.keys() - KNOWN:
        raise NotUnderstoodError(freq)
    days = tuple(_day(str(word)) for word in given.get("BYDAY", []))
    months = tuple(int(str(month)) for month in given.get("BYMONTH", []))
    if (freq == "YEARLY" and days and not months) or (freq in {"DAILY", "WEEKLY"} and any(which for which, _ in days)):
        raise NotUnderstoodError("BYDAY")
    return Rule(
        freq=freq,
        interval=max(1, int(given.get("INTERVAL", [1])[0])),
        count=max(0, int(given.get("COUNT", [0])[0])),
        by_day=days,
        by_month_day=tuple(int(day) for day in given.get("BYMONTHDAY", [])),
        by_month=months,
        week_start=DAYS.index(str(given.get("WKST", ["MO"])[0]).upper()),
    )


def days_of(rule: Rule, first: date, start: date, end: date) -> Iterator[date]:
    """The days from `start` to `end` (both included) that the rule names, its first day among them.

    NotUnderstoodError when it counts from longer ago than we count.
    """
    if not rule.count:
        yield from (day for day in _days(max(first, start), end) if day == first or named(rule, first, day))
        return
    if start - first > LONGEST_COUNT:
        raise NotUnderstoodError("COUNT")
    left = rule.count
    for day in _days(first, end):
        if day == first or named(rule, first, day):
            if day >= start:
                yield day
            left -= 1
            if not left:
                return


def named(rule: Rule, first: date, day: date) -> bool:
    """Tell whether the rule names this day, beginning from its first."""
    if rule.by_month and day.month not in rule.by_month:
        return False
    return _in_turn(rule, first, day) and _day_fits(rule, first, day)


def _in_turn(rule: Rule, first: date, day: date) -> bool:
    if rule.freq == "DAILY":
        return (day - first).days % rule.interval == 0
    if rule.freq == "WEEKLY":
        return (_week(day, rule) - _week(first, rule)).days // 7 % rule.interval == 0
    if rule.freq == "MONTHLY":
        return ((day.year - first.year) * 12 + day.month - first.month) % rule.interval == 0
    return (day.year - first.year) % rule.interval == 0


def _day_fits(rule: Rule, first: date, day: date) -> bool:
    if rule.by_month_day and not _month_day(day).isdisjoint(rule.by_month_day):
        return not rule.by_day or _week_day(rule, day)
    if rule.by_month_day:
        return False
    if rule.by_day:
        return _week_day(rule, day)
    return _as_first(rule, first, day)


def _as_first(rule: Rule, first: date, day: date) -> bool:
    if rule.freq == "DAILY":
        return True
    if rule.freq == "WEEKLY":
        return day.weekday() == first.weekday()
    return day.day == first.day and (rule.freq == "MONTHLY" or bool(rule.by_month) or day.month == first.month)


def _week_day(rule: Rule, day: date) -> bool:
    length = calendar.monthrange(day.year, day.month)[1]
    which = {0, (day.day - 1) // 7 + 1, -((length - day.day) // 7 + 1)}
    return any(weekday == day.weekday() and number in which for number, weekday in rule.by_day)


def _month_day(day: date) -> set[int]:
    return {day.day, day.day - calendar.monthrange(day.year, day.month)[1] - 1}


def _week(day: date, rule: Rule) -> date:
    return day - timedelta(days=(day.weekday() - rule.week_start) % 7)


def _days(start: date, end: date) -> Iterator[date]:
    for number in range((end - start).days + 1):
        yield start + timedelta(days=number)


def _day(word: str) -> tuple[int, int]:
    which, name = word[:-2], word[-2:].upper()
    if name not in DAYS:
        raise NotUnderstoodError(word)
    return int(which or 0), DAYS.index(name)
