"""Hours of the week kept for posts, and days to mark."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from kentongan.core.days import DAYS
from kentongan.organizations.access import require_role, signed_in
from kentongan.planning import selectors, services
from kentongan.planning.forms import ObservanceForm, SlotForm
from kentongan.planning.services.guard import planner
from kentongan.planning.tree_views import SCREEN
from kentongan.planning.views import occasions, today_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from kentongan.organizations.middleware import ActorRequest

YEAR_AHEAD = timedelta(days=365)


@require_http_methods(SCREEN)
@signed_in
def slots(request: ActorRequest) -> HttpResponse:
    """Show every slot, and keep one more."""
    actor = request.actor
    form = SlotForm(request.POST or None, actor=actor, initial={"agency": actor.agency_id, "at": "09:00"})
    if request.method == "POST":
        require_role(actor, *selectors.KEEPERS, *selectors.PLANNERS, to="mengatur slot")
        if form.is_valid():
            services.keep_slot(actor=actor, **form.cleaned_data)
            messages.success(request, "Slot tersimpan. Selama belum terisi, slot ini tampak kosong di Rencana.")
            return redirect("slots")
    rows = [
        (slot, DAYS[slot.weekday], selectors.may_keep_for(actor, slot.agency_id)) for slot in selectors.slots_for(actor)
    ]
    may_keep = actor.has(*selectors.KEEPERS, *selectors.PLANNERS)
    facts = {"slots": rows, "form": form, "may_keep": may_keep}
    return render(request, "planning/slots.html", facts, status=422 if form.is_bound else 200)


@require_POST
@signed_in
def drop_slot(request: ActorRequest, slot_id: int) -> HttpResponse:
    """Keep an hour no longer."""
    slot = selectors.slots_for(request.actor).filter(pk=slot_id).first()
    if slot is None:
        raise Http404
    services.drop_slot(actor=request.actor, slot=slot)
    messages.success(request, "Slot dihapus.")
    return redirect("slots")


@require_http_methods(SCREEN)
@signed_in
def days(request: ActorRequest) -> HttpResponse:
    """Show the marked days of the year ahead, and mark one more."""
    actor, today = request.actor, today_of(request.actor)
    form = ObservanceForm(request.POST or None)
    if request.method == "POST":
        planner(actor, "mencatat hari penting")
        if form.is_valid():
            services.mark_day(actor=actor, **form.cleaned_data)
            messages.success(request, "Hari itu tercatat.")
            return redirect("observances")
    facts = {
        "occasions": occasions(actor, today, today + YEAR_AHEAD),
        "own": selectors.local_days(actor),
        "form": form,
        "may_plan": selectors.may_plan(actor),
        "may_write": actor.has(*selectors.KEEPERS, *selectors.PLANNERS[:1]),
    }
    return render(request, "planning/days.html", facts, status=422 if form.is_bound else 200)


@require_POST
@signed_in
def unmark_day(request: ActorRequest, observance_id: int) -> HttpResponse:
    """Mark a day no longer."""
    found = selectors.local_days(request.actor).filter(pk=observance_id).first()
    if found is None:
        raise Http404
    services.unmark_day(actor=request.actor, observance=found)
    messages.success(request, "Hari itu tidak dicatat lagi.")
    return redirect("observances")
