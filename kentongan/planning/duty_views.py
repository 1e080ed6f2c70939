"""Informasi berkala: what must be told again and again, how each stands, and which post tells it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kentongan.organizations.access import signed_in
from kentongan.planning import selectors, services
from kentongan.planning.forms import ObligationForm
from kentongan.planning.registry import posts
from kentongan.planning.services import Duty, PlanError
from kentongan.planning.services.guard import keeper, planner
from kentongan.planning.tree_views import SCREEN
from kentongan.planning.views import today_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from kentongan.organizations.middleware import ActorRequest
    from kentongan.planning.models import Obligation


@require_http_methods(SCREEN)
@signed_in
def obligations(request: ActorRequest) -> HttpResponse:
    """Show how every obligation stands, and note one more."""
    actor = request.actor
    form = ObligationForm(request.POST or None, actor=actor, initial={"agency": actor.agency_id, "period": "semester"})
    if request.method == "POST":
        planner(actor, "mencatat informasi berkala")
        if form.is_valid():
            services.keep_obligation(actor=actor, duty=Duty(**form.cleaned_data))
            messages.success(request, "Tercatat. Dinas itu melihatnya di Rencana sampai terpenuhi.")
            return redirect("obligations")
    duties = selectors.duties_for(actor, today_of(actor))
    lines = posts().lines(actor, [due.post_id for due in duties if due.post_id])
    facts = {
        "duties": [(due, lines.get(due.post_id)) for due in duties],
        "form": form,
        "may_plan": selectors.may_plan(actor),
    }
    return render(request, "planning/obligations.html", facts, status=422 if form.is_bound else 200)


@require_http_methods(SCREEN)
@signed_in
def obligation(request: ActorRequest, obligation_id: int) -> HttpResponse:
    """Show one obligation with the posts that could tell it; link one, take it away, or end it."""
    actor = request.actor
    owed = selectors.obligation_for(actor, obligation_id)
    if owed is None:
        raise Http404
    if request.method == "POST":
        return _acted(request, owed)
    duties = selectors.duties_for(actor, today_of(actor), owed)
    linked = posts().lines(actor, [due.post_id for due in duties if due.post_id])
    may_keep = selectors.may_keep_for(actor, owed.agency_id)
    facts = {
        "owed": owed,
        "duties": [(due, linked.get(due.post_id)) for due in duties],
        "choices": posts().recent(actor, owed.agency_id) if may_keep else [],
        "may_plan": selectors.may_plan(actor),
        "may_keep": may_keep,
        "may_write": may_keep and actor.agency_id == owed.agency_id,
    }
    return render(request, "planning/obligation.html", facts)


def _acted(request: ActorRequest, owed: Obligation) -> HttpResponse:
    actor, act = request.actor, request.POST.get("act", "link")
    if act == "end":
        services.end_obligation(actor=actor, obligation=owed)
        messages.success(request, f"“{owed.name}” tidak ditagih lagi.")
        return redirect("obligations")
    keeper(actor, owed.agency_id, "menautkan informasi berkala")
    starts, post = _day(request.POST.get("period", "")), request.POST.get("post", "")
    if starts and act == "unlink":
        services.unlink(actor=actor, obligation=owed, period_starts=starts)
        messages.success(request, "Tautannya dilepas.")
    elif starts and post.isdecimal():
        _link(request, owed, starts, int(post))
    else:
        messages.warning(request, "Belum ada kiriman yang dipilih. Pilih satu kiriman, lalu tautkan.")
    return redirect("obligation", owed.pk)


def _link(request: ActorRequest, owed: Obligation, starts: date, post_id: int) -> None:
    try:
        services.fulfil(actor=request.actor, obligation=owed, period_starts=starts, post_id=post_id)
    except PlanError as refusal:
        messages.warning(request, refusal.sentence)
    else:
        messages.success(request, "Tertaut. Informasi ini terpenuhi begitu kirimannya terbit.")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
