"""Confirming a reading, and the coordinator's page: who answers for which topic, places, what was learned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from kentongan.inbox import selectors
from kentongan.inbox.readings import tables
from kentongan.inbox.readings.bearers import Bearers
from kentongan.inbox.readings.checking import check
from kentongan.inbox.readings.forms import CheckForm, PlaceForm, bearer_of
from kentongan.inbox.readings.models import Learned, Part
from kentongan.inbox.readings.pages import rules_facts
from kentongan.inbox.readings.selectors import learned_by, places_of
from kentongan.organizations.access import require_role, signed_in
from kentongan.organizations.selectors import agencies_for
from kentongan.triage.topics import TOPICS

if TYPE_CHECKING:
    from kentongan.organizations.middleware import ActorRequest

UNPROCESSABLE = 422


@require_POST
@signed_in
def check_reading(request: ActorRequest, conversation_id: int) -> HttpResponse:
    """Confirm or correct what was read, without sending it on."""
    found = selectors.conversation_for(request.actor, conversation_id)
    if found is None:
        raise Http404
    form = CheckForm(request.POST)
    if not form.is_valid():
        messages.error(
            request,
            "Bacaan belum tersimpan: pilih jenis, pokok dan kesegeraan dari daftar, tempat paling panjang 120 huruf.",
        )
        return redirect("conversation", found.pk)
    agency = agencies_for(request.actor).filter(pk=_number(request.POST.get("agency", ""))).first()
    check(actor=request.actor, conversation=found, checked=form.all_checked(bearer_of(found, agency)))
    messages.success(request, "Tersimpan: bacaan ini sudah diperiksa manusia.")
    return redirect("conversation", found.pk)


@require_http_methods(["GET", "POST"])
@signed_in
def rules(request: ActorRequest) -> HttpResponse:
    """Show who answers for which topic; let the coordinator change it."""
    if request.method == "POST":
        require_role(request.actor, *tables.KEEPERS, to="mengatur pilah")
        bearers = Bearers(request.actor.government_id, list(agencies_for(request.actor)))
        changed = 0
        for topic in TOPICS:
            key = request.POST.get(f"bearer-{topic.code}")
            bearer = bearers.by_key(key) if key else None
            if key is not None and (bearer or not key):
                changed += tables.set_bearer(actor=request.actor, topic=topic.code, bearer=bearer)
        messages.success(request, f"{changed} pokok diatur ulang." if changed else "Tidak ada yang berubah.")
        return redirect("triage_rules")
    return render(request, "inbox/readings/rules.html", rules_facts(request.actor))


@require_POST
@signed_in
def place_add(request: ActorRequest) -> HttpResponse:
    """Write down a place people name."""
    require_role(request.actor, *tables.KEEPERS, to="mencatat tempat")
    form = PlaceForm(request.actor, request.POST)
    if form.is_valid():
        try:
            place = tables.add_place(actor=request.actor, **form.place())
        except tables.PlaceRefusedError as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, f"{place.name} dicatat. Komentar berikutnya yang menyebutnya akan dikenali.")
            return redirect("triage_rules")
    return render(request, "inbox/readings/rules.html", rules_facts(request.actor, form), status=UNPROCESSABLE)


@require_POST
@signed_in
def place_remove(request: ActorRequest, place_id: int) -> HttpResponse:
    """Take a place off the list."""
    place = places_of(request.actor.government_id).filter(pk=place_id).first()
    if place is None:
        raise Http404
    tables.remove_place(actor=request.actor, place=place)
    messages.success(request, f"{place.name} dihapus dari daftar.")
    return redirect("triage_rules")


@require_POST
@signed_in
def learned_use(request: ActorRequest, learned_id: int) -> HttpResponse:
    """Go back to an earlier version, or from the one in use to what was shipped."""
    learned = learned_by(request.actor, learned_id)
    if learned is None:
        raise Http404
    back = None if learned.state == Learned.State.USED else learned
    if learned.state == Learned.State.REFUSED:
        require_role(request.actor, *tables.KEEPERS, to="mengatur bacaan otomatis")
        messages.info(request, "Versi itu tidak lebih baik dari yang dipakai, karena itu tidak disimpan.")
        return redirect("triage_rules")
    tables.use(actor=request.actor, part=Part(learned.part), learned=back)
    messages.success(
        request, "Bacaan bawaan dipakai lagi." if back is None else f"Versi {learned.version} dipakai lagi."
    )
    return redirect("triage_rules")


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and text.isascii() else 0
