"""One delivery, and what waits for somebody to look: did this go out, why not, what now?"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from kentongan.organizations.access import signed_in
from kentongan.outbox import selectors, services, states
from kentongan.outbox.acts import DONE, fitted
from kentongan.outbox.doubts import was_carried
from kentongan.outbox.forms import DecisionForm, ReasonForm, UploadedForm
from kentongan.outbox.ledger import described
from kentongan.outbox.looking import public_page
from kentongan.outbox.selectors import may_take_in_hand
from kentongan.outbox.sentences import what_to_do, why
from kentongan.outbox.shortages import with_waits
from kentongan.outbox.timeline import timeline
from kentongan.outbox.waiting import now_of

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpResponse

    from kentongan.organizations.actor import Actor
    from kentongan.organizations.middleware import ActorRequest
    from kentongan.outbox.models import Delivery

PAGE = 50
TOLD = {
    "published": "Dicatat. Pengiriman ini selesai.",
    "send_again": "Kiriman ini segera dikirim lagi.",
    "cancel": "Dicatat: kiriman ini tidak dikirim.",
    "by_hand": "Kiriman ini sekarang tugas Anda. Salin, unggah, lalu catat di halaman ini.",
}
ANSWERABLE = states.FOR_PEOPLE | {states.CHANNEL_PAUSED}


@require_GET
@signed_in
def needs_check(request: ActorRequest) -> HttpResponse:
    """What waits for a person, and what is still being found out."""
    waiting = selectors.needs_person_for(request.actor)
    after = request.GET.get("sesudah", "")
    rows = list((waiting.filter(pk__gt=after) if _is_key(after) else waiting).order_by("pk")[: PAGE + 1])
    facts = {
        "rows": [(row, *described(row), public_page(row.channel)) for row in rows[:PAGE]],
        "next": rows[PAGE - 1].pk if len(rows) > PAGE else None,
    }
    return render(request, "outbox/needs_check.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def delivery(request: ActorRequest, delivery_id: UUID) -> HttpResponse:
    """One delivery: what we know, what happens now, where to look, and what can be answered."""
    shown = delivery_or_404(request.actor, delivery_id)
    if request.method != "POST":
        return show(request, shown)
    services.check_decider(request.actor, shown)
    form = DecisionForm(request.POST, delivery=shown, by_hand=may_take_in_hand(request.actor, shown))
    if form.is_valid():
        try:
            _decide(request.actor, shown, form.cleaned_data)
        except services.DecisionRefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, TOLD[form.cleaned_data["decision"]])
            return redirect("delivery", shown.pk)
    return show(request, shown, decision=form)


def _decide(actor: Actor, shown: Delivery, told: dict[str, str]) -> None:
    if told["decision"] == "by_hand":
        services.take_in_hand(actor=actor, delivery=shown, reason=told["reason"])
    else:
        services.decide(actor=actor, delivery=shown, **told)


def delivery_or_404(actor: Actor, delivery_id: UUID) -> Delivery:
    """The delivery, or a page that is not there."""
    found = selectors.delivery_for(actor, delivery_id)
    if found is None:
        raise Http404
    return found


def show(request: ActorRequest, shown: Delivery, **filled: forms.Form) -> HttpResponse:
    """The page; `filled`: the form that could not be taken, under the name that the page gives it."""
    actor = request.actor
    with_waits([shown])
    may_decide = actor.has(*services.DECIDERS) and actor.sees(shown.agency_id)
    by_hand = may_decide and may_take_in_hand(actor, shown)
    title, path = described(shown)
    facts = {
        "delivery": shown,
        "title": title,
        "path": "" if path == shown.path else path,
        "why": fitted(why(shown.last_code), shown.act),
        "is_change": shown.act in DONE,
        "what_to_do": what_to_do(shown.last_code),
        "now": now_of(shown, selectors.freezes_on(shown)),
        "look": public_page(shown.channel),
        "timeline": timeline(shown),
        "media": selectors.media_of(shown),
        "target": selectors.target_of(shown),
        "for_people": shown.state in states.FOR_PEOPLE,
        "answerable": shown.state in states.FOR_PEOPLE or (shown.state in ANSWERABLE and by_hand),
        "carried": shown.state == states.BY_HAND,
        "anyway": may_decide and was_carried(shown),
        "in_doubt": shown.state in {states.NEEDS_PERSON, states.UNKNOWN} and not shown.remote_id,
        "may_decide": may_decide,
        "decision": DecisionForm(delivery=shown, by_hand=by_hand),
        "uploaded": UploadedForm(),
        "given_up": ReasonForm(auto_id="batal_%s"),
    }
    return render(request, "outbox/delivery.html", facts | filled, status=422 if filled else 200)


def _is_key(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
