"""Pages beside the calendar: its limits, one's own secret address, and what stands at such an address."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kentongan.content.calendar import ical, keeping
from kentongan.content.calendar.filters import Filters
from kentongan.content.calendar.forms import LimitsForm
from kentongan.content.calendar.selectors import everything, feed_of, limits_of
from kentongan.content.calendar.spans import Span, View
from kentongan.core import clock
from kentongan.organizations.access import require_role, signed_in

if TYPE_CHECKING:
    from kentongan.content.calendar.chips import Chip
    from kentongan.organizations.middleware import ActorRequest
    from kentongan.tenancy.middleware import TenantRequest

PAST, AHEAD = timedelta(days=31), timedelta(days=180)
UNPROCESSABLE = 422


@require_http_methods(["GET", "POST"])
@signed_in
def limits(request: ActorRequest) -> HttpResponse:
    """Show what this government calls too much, too near or too late; let its keepers change it."""
    form = LimitsForm(initial=asdict(limits_of(request.actor.government_id)))
    status = 200
    if request.method == "POST":
        require_role(request.actor, *keeping.KEEPERS, to="mengatur kalender")
        form = LimitsForm(request.POST)
        if form.is_valid():
            keeping.set_limits(actor=request.actor, limits=form.limits())
            messages.success(request, "Aturan kalender tersimpan.")
            return redirect("calendar_limits")
        status = UNPROCESSABLE
    facts = {
        "form": form,
        "limits": limits_of(request.actor.government_id),
        "may_keep": request.actor.has(*keeping.KEEPERS),
    }
    return render(request, "content/calendar/limits.html", facts, status=status)


@require_http_methods(["GET", "POST"])
@signed_in
def feed(request: ActorRequest) -> HttpResponse:
    """Show whether one's own calendar reads along; make a new address, which is shown this once."""
    address = ""
    if request.method == "POST":
        key = keeping.make_feed(actor=request.actor)
        address = request.build_absolute_uri(reverse("calendar_feed_file", args=[key]))
    answer = render(request, "content/calendar/feed.html", {"feed": feed_of(request.actor), "address": address})
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
@signed_in
def revoke(request: ActorRequest) -> HttpResponse:
    """Take the address away."""
    if keeping.revoke_feed(actor=request.actor):
        messages.success(request, "Tautan diputus. Kalender yang memakainya tidak lagi mendapat kabar.")
    return redirect("calendar_feed")


@require_GET
def feed_file(request: TenantRequest, token: str) -> HttpResponse:
    """What a calendar program reads: the posts that the person behind the address may see today."""
    government = request.government
    reader = keeping.reader_of(government, token) if government else None
    if government is None or reader is None:
        raise Http404
    now = clock.now().astimezone(government.zone)
    first, last = (now - PAST).date(), (now + AHEAD).date()
    span = Span(View.AGENDA, first, first, last, government.zone)

    def address(chip: Chip) -> str:
        return request.build_absolute_uri(reverse("post", args=[chip.post_id]))

    content = ical.calendar_of(government, everything(reader, span, Filters()), address, now)
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "private, max-age=300"
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    return answer
