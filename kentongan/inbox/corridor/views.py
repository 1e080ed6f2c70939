"""Links for WhatsApp: made on the case's page, opened by colleagues, taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kentongan.core import clock
from kentongan.inbox.corridor import selectors, services
from kentongan.inbox.corridor.models import Knock, ShareLink
from kentongan.inbox.corridor.rules import whatsapp
from kentongan.inbox.corridor.services import LinkRefusedError, TooManyError
from kentongan.inbox.selectors import answer_at_work, case_for, waiting_disposition
from kentongan.inbox.states import SUBMITTED
from kentongan.organizations.access import signed_in

if TYPE_CHECKING:
    from django.http import HttpResponse

    from kentongan.inbox.models import Case
    from kentongan.organizations.middleware import ActorRequest

UNPROCESSABLE, GONE, NOT_FOUND, WAIT = 422, 410, 404, 429


@require_http_methods(["GET", "POST"])
@signed_in
def links(request: ActorRequest, case_id: int) -> HttpResponse:
    """Show the links of a case; make one, which is shown this once."""
    case = case_for(request.actor, case_id)
    if case is None:
        raise Http404
    if request.method == "GET":
        return _page(request, case)
    about = request.POST.get("about", "")
    known = about if about in ShareLink.About.values else ShareLink.About.DISPOSITION
    try:
        link, key = services.make(actor=request.actor, case=case, about=known)
    except LinkRefusedError as refusal:
        return _page(request, case, problem=str(refusal), status=UNPROCESSABLE)
    return _page(request, case, made=link, address=request.build_absolute_uri(reverse("link_open", args=[key])))


@require_POST
@signed_in
def revoke(request: ActorRequest, link_id: int) -> HttpResponse:
    """Let a link lead nowhere."""
    link = selectors.link_for(request.actor, link_id)
    if link is None:
        raise Http404
    services.revoke(actor=request.actor, link=link)
    messages.success(request, "Tautan dicabut. Yang membukanya diberi tahu.")
    return redirect("case_links", link.case_id)


@require_GET
@signed_in
def open_link(request: ActorRequest, share_key: str) -> HttpResponse:
    """Lead to what waits; say so where it is done, over or taken back."""
    try:
        link, met = services.knock(actor=request.actor, key=share_key)
    except TooManyError:
        return render(request, "inbox/corridor/wait.html", status=WAIT)
    if link is None:
        return render(request, "404.html", status=NOT_FOUND)
    if met == Knock.Met.WAITING:
        return redirect(f"{reverse('case', args=[link.case_id])}#{'jawab' if link.about == 'disposition' else 'siap'}")
    status = 200 if met == Knock.Met.DONE else GONE
    return render(request, "inbox/corridor/over.html", {"link": link, "met": met}, status=status)


def _page(
    request: ActorRequest,
    case: Case,
    *,
    made: ShareLink | None = None,
    address: str = "",
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    at_work = answer_at_work(case)
    facts = {
        "case": case,
        "now": clock.now(),
        "made": made,
        "address": address,
        "whatsapp": whatsapp(made.text, address) if made else "",
        "waiting": waiting_disposition(case),
        "submitted": at_work is not None and at_work.state == SUBMITTED,
        "links": selectors.links_of(request.actor, case),
        "may_make": not case.watched and request.actor.has(*services.MAKERS),
        "problem": problem,
    }
    answer = render(request, "inbox/corridor/links.html", facts, status=status)
    answer["Cache-Control"] = "no-store"
    return answer
