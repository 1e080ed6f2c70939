"""Rencana: a month against what was meant, and the quotas it is measured by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from kentongan.core import clock
from kentongan.core.days import MONTHS
from kentongan.organizations.access import signed_in
from kentongan.organizations.selectors import agencies_for
from kentongan.planning import selectors, services
from kentongan.planning.pillars import Pillar
from kentongan.planning.rules import Cell, Tally, grid, next_month, plus_months
from kentongan.planning.services.guard import planner

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.http import HttpResponse, QueryDict

    from kentongan.organizations.actor import Actor
    from kentongan.organizations.middleware import ActorRequest
    from kentongan.organizations.models import Agency
    from kentongan.planning.observances import Marked

AHEAD = timedelta(days=30)
FORTNIGHT = timedelta(days=14)
MORNING = time(8)
SLOTS_SHOWN = 6
MOST = 99


@dataclass(frozen=True, slots=True)
class Row:
    """One agency's month. `cells`: a pillar's name and its figures."""

    agency: Agency
    own: bool
    cells: list[tuple[str, Cell]]

    @property
    def missing(self) -> int:
        """Posts nobody has planned."""
        return sum(cell.missing for _, cell in self.cells)


@dataclass(frozen=True, slots=True)
class Occasion:
    """A marked day, and the moment a draft about it is planned for ("" once it has passed)."""

    marked: Marked
    at: datetime
    planned_for: str


@require_GET
@signed_in
def month(request: ActorRequest) -> HttpResponse:
    """Show a month: plan against actual, free slots, what must be told, days ahead."""
    actor, today = request.actor, today_of(request.actor)
    first = asked_month(request.GET.get("bulan", ""), today)
    start, end = _look_ahead(first, today)
    tallies, taken = selectors.month_of(actor, first, (start, end))
    rows = _rows(actor, first, tallies)
    now = clock.now()
    coming = [ghost for ghost in selectors.ghosts_for(actor, start, end, taken) if ghost.at > now]
    facts = {
        "rows": rows,
        "pillars": Pillar.labels,
        "sums": _sums(rows),
        "missing": sum(row.missing for row in rows),
        "ghosts": coming[:SLOTS_SHOWN],
        "more_ghosts": max(0, len(coming) - SLOTS_SHOWN),
        "duties": [due for due in selectors.duties_for(actor, today) if due.state != "told"],
        "occasions": occasions(actor, start, start + AHEAD) if start < end else [],
        "own": actor.agency_id,
        "may_plan": selectors.may_plan(actor),
        "may_write": actor.has(*selectors.KEEPERS, *selectors.PLANNERS[:1]),
    }
    return render(request, "planning/month.html", facts | _month_facts(first, today))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def quotas(request: ActorRequest) -> HttpResponse:
    """Show and set how many posts of each pillar each agency means to publish."""
    actor = request.actor
    first = asked_month(request.GET.get("bulan", ""), today_of(actor))
    if request.method == "POST":
        planner(actor, "menetapkan target kiriman")
        if request.POST.get("act") == "repeat":
            count = services.repeat_quotas(actor=actor, month=first)
            said = (
                f"{count} target diambil dari bulan sebelumnya."
                if count
                else "Bulan sebelumnya tidak punya target lain."
            )
        else:
            services.set_quotas(actor=actor, month=first, wanted=_wanted(actor, request.POST))
            said = "Target tersimpan."
        messages.success(request, said)
        return redirect(f"{reverse('quotas')}?bulan={first:%Y-%m}")
    wanted = selectors.quotas_in(actor, first)
    table = [
        (agency, [(code, label, wanted.get((agency.pk, code), 0)) for code, label in Pillar.choices])
        for agency in agencies_for(actor)
    ]
    facts = {
        "table": table,
        "pillars": Pillar.labels,
        "may_plan": selectors.may_plan(actor),
        "total": sum(wanted.values()),
    }
    return render(request, "planning/quotas.html", facts | _month_facts(first, today_of(actor)))


def today_of(actor: Actor) -> date:
    """The day it is where the actor works."""
    return clock.now().astimezone(actor.zone).date()


def asked_month(asked: str, today: date) -> date:
    """Read "2026-11" as the first of that month; anything else is the month of today."""
    try:
        return datetime.strptime(asked, "%Y-%m").date()  # noqa: DTZ007 - a month has no zone
    except ValueError:
        return today.replace(day=1)


def occasions(actor: Actor, start: date, end: date) -> list[Occasion]:
    """The marked days of a span, each with the moment a draft about it would go out."""
    now, found = clock.now(), []
    for marked in selectors.marked_days(actor, start, end):
        at = datetime.combine(marked.day, MORNING, actor.zone)
        found.append(Occasion(marked, at, f"{at:%Y-%m-%dT%H:%M}" if at > now else ""))
    return found


def _look_ahead(first: date, today: date) -> tuple[date, date]:
    """The days whose free slots a month's page shows: a fortnight from today on, of another month all, of a past one none."""
    if first == today.replace(day=1):
        return today, today + FORTNIGHT
    return (first, next_month(first)) if first > today else (today, today)


def _rows(actor: Actor, first: date, tallies: Mapping[tuple[int, str], Tally]) -> list[Row]:
    """Agencies that want or have something this month: own ones first, then by name."""
    known = selectors.agencies_with_quotas(actor, first, {agency for agency, _ in tallies})
    wanted = {(agency.pk, pillar): planned for agency, quotas in known for pillar, planned in quotas.items()}
    cells = grid(wanted, tallies, Pillar.values)
    found = [
        Row(agency, agency.pk in actor.agencies, list(zip(Pillar.labels, cells[agency.pk], strict=True)))
        for agency, _ in known
        if agency.pk in cells
    ]
    return sorted(found, key=lambda row: not row.own)


def _sums(rows: Sequence[Row]) -> list[tuple[str, Cell]]:
    """Each pillar over all agencies."""
    columns = [[row.cells[n][1] for row in rows] for n in range(len(Pillar.labels))]
    return [
        (label, Cell(sum(cell.wanted for cell in column), sum((cell.tally for cell in column), Tally())))
        for label, column in zip(Pillar.labels, columns, strict=True)
    ]


def _wanted(actor: Actor, data: QueryDict) -> dict[tuple[int, str], int]:
    """Fields are named `q-<agency>-<pillar>`; an empty one wants nothing, what is no number is left as it was."""
    known = {agency.pk for agency in agencies_for(actor)}
    found: dict[tuple[int, str], int] = {}
    for name in data:
        head, _, rest = name.partition("-")
        agency, _, pillar = rest.partition("-")
        count = str(data[name]).strip() or "0"
        if (
            head == "q"
            and agency.isdecimal()
            and int(agency) in known
            and pillar in Pillar.values
            and count.isdecimal()
        ):
            found[int(agency), pillar] = min(int(count), MOST)
    return found


def _month_facts(first: date, today: date) -> dict[str, Any]:
    return {
        "name": f"{MONTHS[first.month - 1]} {first.year}",
        "month": f"{first:%Y-%m}",
        "before": f"{plus_months(first, -1):%Y-%m}",
        "after": f"{plus_months(first, 1):%Y-%m}",
        "is_this_month": first == today.replace(day=1),
    }
