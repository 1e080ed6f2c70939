"""Pembekuan: what is held back, by whom, why, and its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from kentongan.organizations.access import signed_in
from kentongan.outbox import freezes, services
from kentongan.outbox.forms import FreezeForm, ReasonForm

if TYPE_CHECKING:
    from django.http import HttpResponse

    from kentongan.organizations.middleware import ActorRequest


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def all_freezes(request: ActorRequest) -> HttpResponse:
    """What is frozen now, and the form that freezes more."""
    actor = request.actor
    scopes = freezes.scopes_for(actor)
    if request.method != "POST":
        first = {"scope": request.GET.get("apa", "all")}
        return _page(request, FreezeForm(scopes=scopes, initial=first))
    services.check_freezer(actor)
    form = FreezeForm(request.POST, scopes=scopes)
    if not form.is_valid():
        return _page(request, form)
    made = services.freeze(
        actor=actor, reason=form.cleaned_data["reason"], **freezes.scope_of(form.cleaned_data["scope"])
    )
    messages.success(
        request, f"Dibekukan: {freezes.named(made)}. Tidak ada yang keluar dari sana sampai Anda mengakhirinya."
    )
    return redirect("freezes")


@require_POST
@signed_in
def end(request: ActorRequest, freeze_id: int) -> HttpResponse:
    """Let things go out again, with a reason."""
    found = freezes.freeze_for(request.actor, freeze_id)
    if found is None:
        raise Http404
    services.check_freezer(request.actor)
    form = ReasonForm(request.POST, auto_id=f"akhir_{found.pk}_%s")
    if not form.is_valid():
        return _page(request, ended=(found.pk, form))
    services.unfreeze(actor=request.actor, freeze=found, reason=form.cleaned_data["reason"])
    messages.success(request, f"Pembekuan {freezes.named(found)} diakhiri. Yang ditahan segera dilanjutkan.")
    return redirect("freezes")


def _page(
    request: ActorRequest, form: FreezeForm | None = None, ended: tuple[int, ReasonForm] | None = None
) -> HttpResponse:
    actor = request.actor
    problem = bool(ended or (form and form.errors))
    rows = [
        (row, ended[1] if ended and ended[0] == row.freeze.pk else ReasonForm(auto_id=f"akhir_{row.freeze.pk}_%s"))
        for row in freezes.in_force(actor)
    ]
    facts = {
        "rows": rows,
        "past": freezes.past(actor),
        "form": form or FreezeForm(scopes=freezes.scopes_for(actor), initial={"scope": "all"}),
        "may_freeze": actor.has(*services.FREEZERS),
    }
    return render(request, "outbox/freezes.html", facts, status=422 if problem else 200)
