"""Kalender: the page in its three forms, and the shown days as a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from kentongan.content.calendar import pages, papers, sheets
from kentongan.content.calendar.filters import Filters
from kentongan.content.calendar.moves import undo_of
from kentongan.content.calendar.selectors import days_of, everything
from kentongan.content.importing.selectors import may_import
from kentongan.content.selectors import may_write
from kentongan.core import clock
from kentongan.documents.renderer import NotDrawnError
from kentongan.organizations.access import signed_in

if TYPE_CHECKING:
    from kentongan.content.calendar.chips import Chip
    from kentongan.organizations.middleware import ActorRequest

TOO_LONG = (
    "PDF belum dibuat: ada {count} kiriman, dan satu PDF memuat paling banyak {most}. "
    "Saring menurut dinas, atau unduh XLSX yang memuat semuanya."
)
NOT_DRAWN = "PDF belum dibuat karena server sedang sibuk. Coba lagi sebentar lagi, atau unduh XLSX."


@require_GET
@signed_in
def page(request: ActorRequest) -> HttpResponse:
    """Show a month, a week or the days from one on, of what this person may see."""
    asked = pages.read(request.actor, request.GET, Filters.from_query(request.GET))
    facts = pages.facts(asked) | {
        "undo": undo_of(request.actor, request.GET.get("dipindah", "")),
        "may_import": may_import(request.actor),
    }
    return render(request, "content/calendar/page.html", facts)


@require_GET
@signed_in
def choices(request: ActorRequest) -> HttpResponse:
    """What the page can be narrowed to, once somebody opens it."""
    facts = {"choices": pages.choices(request.actor), "filters": Filters.from_query(request.GET)}
    return render(request, "content/calendar/_choices.html", facts)


@require_GET
@signed_in
def slots(request: ActorRequest) -> HttpResponse:
    """The plan's empty slots, each into its square. Asked after the page: they are found among all posts of the span."""
    asked = pages.read(request.actor, request.GET, Filters.from_query(request.GET))
    facts = {"slots": pages.empty_slots(asked), "may_write": may_write(request.actor)}
    return render(request, "content/calendar/_slots.html", facts)


@require_GET
@signed_in
def export(request: ActorRequest) -> HttpResponse:
    """Give the shown days as a spreadsheet, narrowed as the page is."""
    asked = pages.read(request.actor, request.GET, Filters.from_query(request.GET))
    chips = everything(request.actor, asked.span, asked.filters)

    def address(chip: Chip) -> str:
        return request.build_absolute_uri(reverse("post", args=[chip.post_id]))

    return _file(asked, sheets.sheet_of(asked.span.name, chips, address), sheets.TYPE, "xlsx")


@require_GET
@signed_in
def printed(request: ActorRequest) -> HttpResponse:
    """Give the shown days as a PDF, narrowed as the page is; or say why it was not made."""
    asked = pages.read(request.actor, request.GET, Filters.from_query(request.GET))
    span, now = asked.span, clock.now().astimezone(request.actor.zone)
    chips = everything(request.actor, span, asked.filters)
    days = days_of(request.actor, span, now.date())
    try:
        made = papers.paper_of(request.government.name, span, chips, days, pages.narrowed(asked), now)
    except papers.TooLongError as refusal:
        messages.warning(request, TOO_LONG.format(count=refusal.count, most=papers.MOST))
    except NotDrawnError:
        messages.warning(request, NOT_DRAWN)
    else:
        return _file(asked, made, papers.TYPE, "pdf")
    return redirect(f"{reverse('calendar')}?{span.query}{asked.filters.query}")


def _file(asked: pages.Asked, data: bytes, kind: str, ending: str) -> HttpResponse:
    name = f"kalender-{asked.span.first}-{asked.span.last}.{ending}"
    return HttpResponse(data, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
