"""Perlu diperiksa: the screen that answers whether something went out."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from kentongan.organizations.access import signed_in
from kentongan.outbox import selectors, services, states
from kentongan.outbox.forms import DecisionForm
from kentongan.outbox.ledger import described
from kentongan.outbox.looking import public_page
from kentongan.outbox.sentences import what_to_do, why
from kentongan.outbox.timeline import timeline

if TYPE_CHECKING:
    from django.http import HttpResponse

    from kentongan.organizations.actor import Actor
    from kentongan.organizations.middleware import ActorRequest
    from kentongan.outbox.models import Delivery

PAGE = 50
TOLD = {
    "published": "Dicatat: sudah tayang. Tautannya tersimpan.",
    "send_again": "Kiriman ini segera dikirim lagi.",
    "cancel": "Dicatat: kiriman ini tidak dikirim.",
}


@require_GET
@signed_in
def needs_check(request: ActorRequest) -> HttpResponse:
    """What waits for a person, and what is still being found out."""
    waiting = selectors.needs_person_for(request.actor)
    after = request.GET.get("sesudah", "")
    rows = list((waiting.filter(pk__gt=after) if _is_key(after) else waiting).order_by("pk")[: PAGE + 1])
    facts = {
        "rows": [(row, *described(row)) for row in rows[:PAGE]],
        "next": rows[PAGE - 1].pk if len(rows) > PAGE else None,
    }
    return render(request, "outbox/needs_check.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def delivery(request: ActorRequest, delivery_id: UUID) -> HttpResponse:
    """One delivery: what we know, what the platform says, where to look, and three answers."""
    shown = selectors.delivery_for(request.actor, delivery_id)
    if shown is None:
        raise Http404
    form = DecisionForm(request.POST or None)
    if request.method == "POST":
        services.check_decider(request.actor, shown)
        if form.is_valid():
            try:
                services.decide(actor=request.actor, delivery=shown, **form.cleaned_data)
            except services.DecisionRefusedError as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, TOLD[form.cleaned_data["decision"]])
                return redirect("delivery", shown.pk)
    return render(
        request, "outbox/delivery.html", _facts(request.actor, shown, form), status=422 if form.errors else 200
    )


def _facts(actor: Actor, shown: Delivery, form: DecisionForm) -> dict[str, object]:
    title, path = described(shown)
    return {
        "delivery": shown,
        "title": title,
        "path": "" if path == shown.path else path,
        "form": form,
        "why": why(shown.last_code),
        "what_to_do": what_to_do(shown.last_code),
        "look": public_page(shown.channel),
        "timeline": timeline(shown),
        "steps": selectors.steps_of(shown),
        "for_people": shown.state in states.FOR_PEOPLE,
        "in_doubt": shown.state in {states.NEEDS_PERSON, states.UNKNOWN},
        "may_decide": actor.has(*services.DECIDERS) and actor.sees(shown.agency_id),
    }


def _is_key(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
