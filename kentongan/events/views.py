"""Kegiatan: the agenda, and the page of one event."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kentongan.content.selectors import WRITERS
from kentongan.events import services
from kentongan.events.event_page import show_event
from kentongan.events.forms import AssignForm, EventForm, ReasonForm, SeriesForm
from kentongan.events.selectors import (
    FILTERS,
    KEEPERS,
    agenda_of,
    event_for,
    may_cover,
    may_hand_over,
    may_keep,
)
from kentongan.events.services.agenda import TO
from kentongan.events.states import CANCELLED, EVENT
from kentongan.organizations.access import require_role, signed_in

if TYPE_CHECKING:
    from django.http import HttpResponse

    from kentongan.events.models import Event
    from kentongan.organizations.middleware import ActorRequest

UNPROCESSABLE, CONFLICT = 422, 409


@require_GET
@signed_in
def agenda(request: ActorRequest) -> HttpResponse:
    """The agenda by days, what comes first first."""
    chosen = request.GET.get("lihat", "")
    chosen = chosen if chosen in FILTERS else ""
    found, following = agenda_of(request.actor, chosen, request.GET.get("sesudah", ""))
    zone = request.actor.zone
    days = groupby(found, key=lambda event: event.starts_at.astimezone(zone).date())
    facts = {
        "days": [(day, list(events)) for day, events in days],
        "next": following,
        "chosen": chosen,
        "filters": FILTERS.items(),
        "may_keep": may_keep(request.actor),
        "may_cover": may_cover(request.actor),
    }
    return render(request, "events/agenda.html", facts)


@require_http_methods(["GET", "POST"])
@signed_in
def record(request: ActorRequest) -> HttpResponse:
    """Note a new event."""
    require_role(request.actor, *KEEPERS, to=TO)
    form = EventForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        event = services.record_event(actor=request.actor, agency_id=form.cleaned_data["agency"].pk, facts=form.facts())
        messages.success(request, "Kegiatan dicatat. Tunjuk siapa yang meliputnya.")
        return redirect("event", event.pk)
    return render(request, "events/form.html", {"form": form}, status=UNPROCESSABLE if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@signed_in
def change(request: ActorRequest, event_id: int) -> HttpResponse:
    """Change an event."""
    event = _found(request, event_id)
    require_role(request.actor, *KEEPERS, to=TO)
    form = EventForm(request.POST or None, actor=request.actor, event=event)
    if request.method == "POST" and form.is_valid():
        services.change_event(actor=request.actor, event=event, facts=form.facts())
        messages.success(request, "Tersimpan.")
        return redirect("event", event.pk)
    facts = {"form": form, "event": event}
    return render(request, "events/form.html", facts, status=UNPROCESSABLE if form.is_bound else 200)


@require_GET
@signed_in
def event(request: ActorRequest, event_id: int) -> HttpResponse:
    """One event: who covers it, its posts, what was done."""
    return show_event(request, _found(request, event_id))


@require_POST
@signed_in
def assign(request: ActorRequest, event_id: int) -> HttpResponse:
    """Name who covers an event, or let them go."""
    found = _found(request, event_id)
    if not may_hand_over(request.actor, found):
        require_role(request.actor, *KEEPERS, to="menunjuk petugas liputan")
    form = AssignForm(request.POST, actor=request.actor, event=found)
    if not form.is_valid() or not (found.open):
        messages.warning(
            request, "Petugas tidak berubah: kegiatan ini diliput oleh penulis dari dinas penyelenggaranya."
        )
        return redirect("event", found.pk)
    person = form.cleaned_data["person"]
    try:
        if person is None:
            services.release(actor=request.actor, event=found)
        else:
            services.assign(actor=request.actor, event=found, person_id=person.pk, anyway=form.cleaned_data["anyway"])
    except services.BusyError as busy:
        return show_event(request, found, busy=busy, status=CONFLICT)
    messages.success(
        request, f"{person.name} meliput kegiatan ini dan sudah diberi tahu." if person else "Tugas dilepas."
    )
    return redirect("event", found.pk)


@require_POST
@signed_in
def series(request: ActorRequest, event_id: int) -> HttpResponse:
    """Plan the four posts around an event."""
    found = _found(request, event_id)
    require_role(request.actor, *WRITERS, to="merencanakan rangkaian kiriman")
    form = SeriesForm(request.POST)
    if not form.is_valid():
        return show_event(request, found, series=form, status=UNPROCESSABLE)
    made = services.plan_series(actor=request.actor, event=found, plan=form.plan(request.actor.zone))
    if made:
        messages.success(request, f"{len(made)} kiriman direncanakan sebagai draf.")
    else:
        messages.warning(request, "Belum ada waktu yang dipilih, jadi tidak ada yang direncanakan.")
    return redirect("event", found.pk)


@require_POST
@signed_in
def cancel(request: ActorRequest, event_id: int) -> HttpResponse:
    """Call an event off, or put it back."""
    found = _found(request, event_id)
    require_role(request.actor, *KEEPERS, to=TO)
    if found.state == CANCELLED:
        services.restore_event(actor=request.actor, event=found)
        return redirect("event", found.pk)
    form = ReasonForm(request.POST)
    if not form.is_valid() or not EVENT.allows(found.state, CANCELLED):
        return show_event(request, found, reason=form, status=UNPROCESSABLE)
    services.cancel_event(actor=request.actor, event=found, reason=form.cleaned_data["reason"])
    messages.success(request, "Kegiatan dibatalkan.")
    return redirect("event", found.pk)


def _found(request: ActorRequest, event_id: int) -> Event:
    found = event_for(request.actor, event_id)
    if found is None:
        raise Http404
    return found
