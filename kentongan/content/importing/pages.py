"""The page of one import: its rows in their states, a page at a time; of an import that was made, its posts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render

from kentongan.content.importing import states
from kentongan.content.importing.columns import LABELS
from kentongan.content.importing.outcomes import EXISTS, FIX, READY, SKIPPED
from kentongan.content.importing.selectors import dry_run, may_import, may_undo, posts_of
from kentongan.content.importing.template import zone_name
from kentongan.content.models import Import

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpResponse

    from kentongan.content.importing.outcomes import Outcome
    from kentongan.content.importing.selectors import DryRun
    from kentongan.organizations.middleware import ActorRequest

PAGE = 40
FILTERS = {FIX: "Perlu diperbaiki", READY: "Siap", EXISTS: "Sudah ada", SKIPPED: "Dilewati"}


def rows_of(found: Import, run: DryRun, state: str) -> list[Outcome]:
    """Rows in one state; of an import that was made, without those that became posts."""
    gone = set(posts_of(found).values_list("row", flat=True)) if found.state != states.READ else set()
    return [one for one in run.of(state) if one.number not in gone]


def page(request: ActorRequest, found: Import, status: int = 200) -> HttpResponse:
    """The page of one import."""
    run = dry_run(found)
    told: dict[str, Any] = {
        "found": found,
        "run": run,
        "fresh": found.state == states.READ,
        "mine": may_import(request.actor) and found.person_id == request.actor.person_id,
        "may_undo": may_import(request.actor) and may_undo(found),
        "orders": Import.Order.choices,
        "columns": [(LABELS[key], *column) for key, column in run.table.columns.items()],
        "zone": zone_name(found.at.astimezone(request.actor.zone)),
    }
    told |= _rows(request, found, run)
    return render(request, "content/importing/import.html", told, status=status)


def _rows(request: ActorRequest, found: Import, run: DryRun) -> dict[str, Any]:
    """The chosen part of the rows, a page at a time by row number; or the posts that came of them."""
    groups = {key: rows_of(found, run, key) for key in FILTERS}
    posts = list(posts_of(found)) if found.state != states.READ else []
    tabs = [("draf", "Menjadi draf", len(posts))] if posts else []
    tabs += [(key, label, len(groups[key])) for key, label in FILTERS.items() if groups[key]]
    asked = request.GET.get("tampil", "")
    chosen = asked if asked in {key for key, _, _ in tabs} else next((key for key, _, _ in tabs), FIX)
    after = request.GET.get("sesudah", "")
    start = int(after) if after.isdecimal() and len(after) < len("1000000") else 0
    if chosen == "draf":
        page, following = _cut(posts, [one.row for one in posts], start)
        return {"tabs": tabs, "chosen": chosen, "posts": page, "next": following, "to_fix": len(groups[FIX])}
    rows = groups[chosen]
    page, following = _cut(rows, [one.number for one in rows], start)
    return {"tabs": tabs, "chosen": chosen, "rows": page, "next": following, "to_fix": len(groups[FIX])}


def _cut(rows: Sequence[Any], numbers: Sequence[int], start: int) -> tuple[list[Any], int]:
    """The page after a row number, and the number the next one starts after (0: no more)."""
    left = [row for row, number in zip(rows, numbers, strict=True) if number > start]
    keys = [number for number in numbers if number > start]
    return left[:PAGE], keys[PAGE - 1] if len(left) > PAGE else 0
