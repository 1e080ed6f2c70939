"""Kasus: the list and its workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kentongan.core import clock
from kentongan.inbox.cases.lists import FINISHED, RUNNING, TEACHES, VIEWS, cases_in, late_parts, page_of_cases
from kentongan.inbox.cases.workbook import MOST, workbook_of
from kentongan.inbox.reading import deadline_teller
from kentongan.inbox.states import ENDED
from kentongan.organizations.access import signed_in
from kentongan.workbooks.writing import XLSX

if TYPE_CHECKING:
    from kentongan.organizations.middleware import ActorRequest


@require_GET
@signed_in
def cases(request: ActorRequest) -> HttpResponse:
    """List the cases of a view."""
    view, tell = _view(request), deadline_teller(request.actor)
    page = page_of_cases(request.actor, view, request.GET.get("setelah", ""))
    late = late_parts(request.actor, page.rows)
    facts = {
        "views": VIEWS.items(),
        "view": view,
        "empty": TEACHES[view],
        "rows": [
            (
                row,
                "" if row.pause_kind or row.state in ENDED else tell(row.due_at),
                [(unit, due_at, tell(due_at)) for unit, due_at in late.get(row.pk, [])],
            )
            for row in page.rows
        ],
        "first": "" if page.is_first else f"?tab={view}",
        "next": f"?tab={view}&setelah={page.more}" if page.more else "",
        "finished": view == FINISHED,
    }
    return render(request, "inbox/cases.html", facts)


@require_GET
@signed_in
def workbook(request: ActorRequest) -> HttpResponse:
    """Hand out the cases of a view, up to five thousand."""
    view, day = _view(request), clock.now().astimezone(request.actor.zone).date()
    answer = HttpResponse(workbook_of(cases_in(request.actor, view)[:MOST], request.actor.zone), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="kasus-{view}-{day}.xlsx"'
    return answer


def _view(request: ActorRequest) -> str:
    asked = request.GET.get("tab", RUNNING)
    return asked if asked in VIEWS else RUNNING
