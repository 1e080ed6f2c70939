"""What a page of the calendar shows: the squares of a month, the hours of a week, the days of an agenda."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any

from kentongan.channels.models import PLATFORM_NAMES
from kentongan.content.calendar import selectors
from kentongan.content.calendar.chips import Cell
from kentongan.content.calendar.filters import LONGEST_KEY
from kentongan.content.calendar.spans import ONE_DAY, View, asked_for, query
from kentongan.content.selectors import FILTERS, may_write
from kentongan.core import clock
from kentongan.planning.pillars import Pillar
from kentongan.planning.selectors import campaigns_for, ghosts_for

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kentongan.content.calendar.chips import Chip
    from kentongan.content.calendar.filters import Filters
    from kentongan.content.calendar.spans import Span
    from kentongan.organizations.actor import Actor
    from kentongan.planning.rules import Ghost

IN_A_DAY, IN_AN_HOUR, IN_AN_AGENDA = 3, 2, 60
MOST_CAMPAIGNS = 60
OFFICE = range(7, 20)
"""Hours of the week that are drawn also where nothing goes out."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks for what."""

    actor: Actor
    span: Span
    filters: Filters
    after: tuple[datetime, int] | None = None
    choosing: bool = False


def read(actor: Actor, given: Mapping[str, str], filters: Filters) -> Asked:
    """What an address asks for; what cannot be read is today, everything."""
    today = clock.now().astimezone(actor.zone).date()
    return Asked(
        actor, asked_for(given, today, actor.zone), filters, _after(given.get("sesudah", "")), "saring" in given
    )


def facts(asked: Asked) -> dict[str, Any]:
    """Everything the page draws."""
    actor, span = asked.actor, asked.span
    today = clock.now().astimezone(actor.zone).date()
    days = selectors.days_of(actor, span, today)
    draw = {View.MONTH: _month, View.WEEK: _week, View.AGENDA: _agenda}[span.view]
    return {
        "span": span,
        "filters": asked.filters,
        "tail": asked.filters.query,
        "views": [(view.label, query(view.view, _day_for(span, today)), view.view is span.view) for view in TABS],
        "days": days,
        "is_now": any(day.today and day.inside for day in days.values()),
        "today": today.isoformat(),
        "today_query": query(span.view, today),
        "may_move": may_write(actor),
        "choices": choices(actor) if asked.filters.query or asked.choosing else None,
        **draw(asked, days),
    }


def choices(actor: Actor) -> dict[str, Any]:
    """What a page can be narrowed to. Read only once somebody wants to narrow it: a government has hundreds of accounts."""
    return {
        "agencies": selectors.agencies_to_choose(actor),
        "channels": selectors.channels_to_choose(actor),
        "campaigns": list(campaigns_for(actor).values_list("pk", "name")[:MOST_CAMPAIGNS]),
        "pillars": Pillar.choices,
        "states": [(key, label) for key, (label, _) in FILTERS.items() if key],
    }


def narrowed(asked: Asked) -> list[str]:
    """What the page is narrowed to, in words; what this person may not see has no name here."""
    filters = asked.filters
    agencies = dict(selectors.agencies_to_choose(asked.actor)) if filters.agency else {}
    channels = selectors.channels_to_choose(asked.actor) if filters.channel else []
    accounts = {key: f"{PLATFORM_NAMES[platform]} {name}" for key, platform, name in channels}
    campaigns = campaigns_for(asked.actor).filter(pk=filters.campaign).values_list("name", flat=True)
    chosen = {
        "": agencies.get(filters.agency, "dinas lain") if filters.agency else "",
        "Akun": accounts.get(filters.channel, "lain") if filters.channel else "",
        "Kampanye": (campaigns.first() or "lain") if filters.campaign else "",
        "Pilar": str(Pillar(filters.pillar).label) if filters.pillar else "",
        "Keadaan": FILTERS[filters.state][0] if filters.state else "",
    }
    return [f"{name} {words}".strip() for name, words in chosen.items() if words]


def empty_slots(asked: Asked) -> list[tuple[str, Ghost, int]]:
    """The hours still ahead that the plan keeps and no post takes: of each square its name, the first, how many more."""
    now, filters, span = clock.now(), asked.filters, asked.span
    found: dict[str, list[Ghost]] = {}
    for ghost in ghosts_for(asked.actor, span.first, span.last + ONE_DAY):
        slot: Any = ghost.slot
        wanted = filters.agency in {0, slot.agency_id} and filters.channel in {0, slot.channel_id}
        if ghost.at > now and wanted and (not filters.pillar or slot.pillar == filters.pillar):
            hour = f"-{ghost.at.hour}" if span.view is View.WEEK else ""
            found.setdefault(f"{ghost.at:%Y-%m-%d}{hour}", []).append(ghost)
    return [(square, ghosts[0], len(ghosts) - 1) for square, ghosts in found.items()]


@dataclass(frozen=True, slots=True)
class Tab:
    """One of the three ways to look."""

    view: View
    label: str


TABS = (Tab(View.MONTH, "Bulan"), Tab(View.WEEK, "Minggu"), Tab(View.AGENDA, "Agenda"))


def _month(asked: Asked, days: dict[Any, Any]) -> dict[str, Any]:
    found = selectors.cells(asked.actor, asked.span, asked.filters, IN_A_DAY)
    squares = [(day, found.get((day.date, None)) or Cell(day.date)) for day in days.values()]
    return {
        "weeks": [squares[start : start + 7] for start in range(0, len(squares), 7)],
        "nothing": not any(day.inside and cell.chips for day, cell in squares),
    }


def _week(asked: Asked, days: dict[Any, Any]) -> dict[str, Any]:
    found = selectors.cells(asked.actor, asked.span, asked.filters, IN_AN_HOUR, by_hour=True)
    hours = sorted({hour for _, hour in found if hour is not None} | set(OFFICE))
    columns = [[found.get((day, hour)) or Cell(day, hour) for hour in hours] for day in asked.span.days]
    return {
        "hours": [f"{hour:02}.00" for hour in hours],
        "columns": [(days[cells[0].day], cells, any(cell.chips for cell in cells)) for cells in columns],
        "nothing": not found,
    }


def _agenda(asked: Asked, days: dict[Any, Any]) -> dict[str, Any]:
    found = selectors.agenda(asked.actor, asked.span, asked.filters, IN_AN_AGENDA + 1, asked.after)
    shown = found[:IN_AN_AGENDA]
    rows = [(days[day], list(chips)) for day, chips in groupby(shown, key=lambda chip: chip.at.date())]
    return {
        "rows": rows,
        "nothing": not rows,
        "more": _key(shown[-1]) if len(found) > IN_AN_AGENDA else "",
        "is_first": asked.after is None,
    }


def _day_for(span: Span, today: Any) -> Any:  # noqa: ANN401 - a date in, a date out
    """The day another view opens at: today where this one shows it."""
    return today if span.first <= today <= span.last and span.holds(today) else span.anchor


def _key(chip: Chip) -> str:
    return f"{chip.at:%Y%m%dT%H%M%S%f%z}-{chip.post_id}".replace("+", "p")


def _after(text: str) -> tuple[datetime, int] | None:
    moment, _, post_id = text.replace("p", "+").rpartition("-")
    if not post_id.isdecimal() or len(post_id) > LONGEST_KEY:
        return None
    try:
        return datetime.strptime(moment, "%Y%m%dT%H%M%S%f%z"), int(post_id)
    except ValueError:
        return None
