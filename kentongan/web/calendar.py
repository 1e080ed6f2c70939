"""Kalender: what goes out when, by whom. A month as a grid at the desk, as a list of days on the phone."""

from __future__ import annotations

import calendar as months
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_GET

from kentongan.content.selectors import agenda_for
from kentongan.core import clock
from kentongan.organizations.access import signed_in
from kentongan.organizations.rules import is_working_day, national_holidays
from kentongan.organizations.selectors import calendar_overrides
from kentongan.web.words import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from zoneinfo import ZoneInfo

    from django.http import HttpResponse

    from kentongan.content.models import Post
    from kentongan.organizations.middleware import ActorRequest

CHIPS = 3
DECEMBER = 12


@dataclass(slots=True)
class Day:
    """One square of the month. `posts` in the order they go out; `more` tells how many are beyond the first few."""

    date: date
    inside: bool
    today: bool
    working: bool
    holiday: str = ""
    posts: list[Post] = field(default_factory=list)

    @property
    def more(self) -> int:
        """How many posts the grid leaves to the day's list."""
        return max(0, len(self.posts) - CHIPS)


def month_of(asked: str, today: date) -> date:
    """Read "2026-11" as the first of that month; anything else is the month of today."""
    try:
        return datetime.strptime(asked, "%Y-%m").date()  # noqa: DTZ007 - a month has no zone
    except ValueError:
        return today.replace(day=1)


def weeks(first: date, today: date, overrides: dict[date, bool]) -> list[list[Day]]:
    """The squares of a month, Monday first, filled up to whole weeks."""
    holidays = national_holidays(first.year)
    rows = months.Calendar(firstweekday=0).monthdatescalendar(first.year, first.month)
    return [
        [
            Day(day, day.month == first.month, day == today, is_working_day(day, overrides), holidays.get(day, ""))
            for day in row
        ]
        for row in rows
    ]


def fill(rows: list[list[Day]], posts: Iterable[Post], zone: ZoneInfo) -> None:
    """Put each post on its day."""
    by_date = {day.date: day for row in rows for day in row}
    for post in posts:
        if post.publish_at and (day := by_date.get(post.publish_at.astimezone(zone).date())):
            day.posts.append(post)


def neighbours(first: date) -> tuple[str, str]:
    """The months before and after, as the address writes them."""
    before = (first - timedelta(days=1)).replace(day=1)
    after = date(first.year + first.month // DECEMBER, first.month % DECEMBER + 1, 1)
    return f"{before:%Y-%m}", f"{after:%Y-%m}"


@require_GET
@signed_in
def month(request: ActorRequest) -> HttpResponse:
    """Show one month of what this person may see."""
    zone = request.government.zone
    today = clock.now().astimezone(zone).date()
    first = month_of(request.GET.get("bulan", ""), today)
    rows = weeks(first, today, dict(calendar_overrides(request.actor.government_id)))
    start = datetime.combine(rows[0][0].date, time(), zone)
    end = datetime.combine(rows[-1][-1].date + timedelta(days=1), time(), zone)
    fill(rows, agenda_for(request.actor, start, end), zone)
    before, after = neighbours(first)
    facts = {
        "name": f"{MONTHS[first.month - 1]} {first.year}",
        "weeks": rows,
        "busy": [day for row in rows for day in row if day.inside and (day.posts or day.today)],
        "before": before,
        "after": after,
        "is_this_month": first == today.replace(day=1),
    }
    return render(request, "web/calendar/page.html", facts)
