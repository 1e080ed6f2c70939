"""The programme tree, and which programmes the public has not heard of."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kentongan.organizations.access import signed_in
from kentongan.planning import selectors, services
from kentongan.planning.forms import LineForm
from kentongan.planning.models import Programme
from kentongan.planning.registry import posts, sums, with_results
from kentongan.planning.rules import Cell, Tally, year_span
from kentongan.planning.services import Line, PlanError
from kentongan.planning.services.guard import planner
from kentongan.planning.views import today_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from django.http import HttpResponse

    from kentongan.organizations.actor import Actor
    from kentongan.organizations.middleware import ActorRequest

SCREEN = ["GET", "HEAD", "POST"]


@dataclass(slots=True)
class Branch:
    """A line with what hangs below it; `tally`: posts of the year, of all programmes in it."""

    line: Programme
    tally: Tally
    below: list[Branch] = field(default_factory=list)

    @property
    def ahead(self) -> int:
        """Posts that are planned and not out yet."""
        return self.tally.planned - self.tally.out


@require_http_methods(SCREEN)
@signed_in
def programmes(request: ActorRequest) -> HttpResponse:
    """Show the tree with its posts of a year, or only programmes nothing was published about; take one more line."""
    actor, today = request.actor, today_of(request.actor)
    year = _year(request.GET.get("tahun", ""), today)
    initial = {"first_year": year, "last_year": year, "parent": request.GET.get("induk", "")}
    form = LineForm(request.POST or None, actor=actor, initial=initial)
    if request.method == "POST":
        planner(actor, "menyusun pohon program")
        if form.is_valid() and (added := _kept(actor, form, None)):
            messages.success(request, f"“{added.name}” sudah ada di pohon.")
            return redirect("programmes")
    start, end = year_span(year, actor.zone)
    tallies = posts().by_programme(actor.government_id, start, end)
    lines = [line for line in selectors.tree_for(actor) if line.first_year <= year <= line.last_year]
    silent = [
        line for line in lines if line.level == Programme.Level.PROGRAMME and not tallies.get(line.pk, Tally()).out
    ]
    count = sum(line.level == Programme.Level.PROGRAMME for line in lines)
    facts = {
        "tree": list(walked(grown(lines, tallies))),
        "silent": sorted(silent, key=lambda line: not line.priority),
        "only_silent": "belum" in request.GET,
        "count": count,
        "told": count - len(silent),
        "year": year,
        "form": form,
        "may_plan": selectors.may_plan(actor),
    }
    return render(request, "planning/tree.html", facts, status=422 if form.is_bound else 200)


@require_http_methods(SCREEN)
@signed_in
def programme(request: ActorRequest, programme_id: int) -> HttpResponse:
    """Show one line with its posts; say other things of it, or take it out."""
    actor = request.actor
    line = selectors.line_for(actor, programme_id)
    if line is None:
        raise Http404
    form = LineForm(request.POST or None, actor=actor, initial=_initial(line))
    if request.method == "POST":
        planner(actor, "menyusun pohon program")
        if request.POST.get("act") == "remove":
            return _removed(request, line)
        if form.is_valid() and _kept(actor, form, line):
            messages.success(request, "Perubahan tersimpan.")
            return redirect("programme", line.pk)
    found = with_results(actor, posts().of_programme(actor, line.pk))
    year = today_of(actor).year
    tally = posts().by_programme(actor.government_id, *year_span(year, actor.zone)).get(line.pk, Tally())
    facts = {
        "line": line,
        "lines": found,
        "sums": sums(found),
        "cell": Cell(0, tally),
        "year": year,
        "form": form,
        "may_plan": selectors.may_plan(actor),
        "may_write": actor.has(*selectors.KEEPERS, *selectors.PLANNERS[:1]),
    }
    return render(request, "planning/programme.html", facts, status=422 if form.is_bound else 200)


def grown(lines: list[Programme], tallies: Mapping[int, Tally]) -> list[Branch]:
    """Lines as trees; one whose parent is not among them stands by itself."""
    branches = {line.pk: Branch(line, tallies.get(line.pk, Tally())) for line in lines}
    roots: list[Branch] = []
    for line in lines:
        above = branches.get(line.parent_id or 0)
        (above.below if above else roots).append(branches[line.pk])
    for root in roots:
        _add_up(root)
    return roots


def walked(branches: list[Branch]) -> Iterator[Branch]:
    """Every branch, those below right after it: one flat list is drawn in a fraction of the time."""
    for branch in branches:
        yield branch
        yield from walked(branch.below)


def _add_up(branch: Branch) -> Tally:
    branch.tally = sum((_add_up(one) for one in branch.below), branch.tally)
    return branch.tally


def _kept(actor: Actor, form: LineForm, line: Programme | None) -> Programme | None:
    said = Line(**form.cleaned_data, is_example=line.is_example if line else False)
    try:
        if line is None:
            return services.add_line(actor=actor, line=said)
        return services.change_line(actor=actor, programme=line, line=said)
    except PlanError as refusal:
        form.add_error("parent", refusal.sentence)
        return None


def _removed(request: ActorRequest, line: Programme) -> HttpResponse:
    try:
        services.remove_line(actor=request.actor, programme=line)
    except PlanError as refusal:
        messages.warning(request, refusal.sentence)
        return redirect("programme", line.pk)
    messages.success(request, f"“{line.name}” dihapus dari pohon.")
    return redirect("programmes")


def _initial(line: Programme) -> dict[str, object]:
    names = ("code", "name", "first_year", "last_year", "priority")
    return {name: getattr(line, name) for name in names} | {"parent": line.parent_id, "owner": line.owner_id}


def _year(asked: str, today: date) -> int:
    return int(asked) if asked.isdecimal() and 2000 <= int(asked) <= 2100 else today.year  # noqa: PLR2004 - years
