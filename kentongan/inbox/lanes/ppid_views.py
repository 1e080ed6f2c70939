"""The PPID's lane: which of two it is, the register's page, and what is done with a request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kentongan.core.states import MoveRefusedError
from kentongan.inbox.access import check_handler
from kentongan.inbox.lanes import selectors, wording
from kentongan.inbox.lanes.access import check_officer, may_handle, may_officiate
from kentongan.inbox.lanes.forms import LaneForm
from kentongan.inbox.lanes.ppid_models import InformationLane
from kentongan.inbox.lanes.requested import asked_in, besides
from kentongan.inbox.lanes.rules import asks_for_document
from kentongan.inbox.lanes.services import objections, ppid
from kentongan.inbox.lanes.services.guard import LaneRefusedError
from kentongan.inbox.lanes.states import OUTCOMES
from kentongan.inbox.lanes.views import CONFLICT, MOVED, UNPROCESSABLE, found_case
from kentongan.inbox.reading import deadline_teller
from kentongan.inbox.selectors import case_for
from kentongan.inbox.services.answers import AnswerRefusedError
from kentongan.organizations.access import signed_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from kentongan.inbox.lanes.ppid_models import InformationRequest
    from kentongan.organizations.actor import Actor
    from kentongan.organizations.middleware import ActorRequest

    Work = Callable[[Actor, InformationRequest, dict[str, str]], object]

ACTS: dict[str, Work] = {
    "extend": lambda actor, one, told: ppid.extend(actor=actor, request=one, reason=told["reason"]),
    "tell": lambda actor, one, told: ppid.tell(actor=actor, request=one, outcome=told["outcome"], words=told["words"]),
    "object": lambda actor, one, told: objections.note_objection(actor=actor, request=one, reason=told["reason"]),
    "settle": lambda actor, one, told: objections.settle(actor=actor, request=one, words=told["words"]),
    "dispute": lambda actor, one, _: objections.end(actor=actor, request=one, act="dispute"),
    "withdraw": lambda actor, one, _: objections.end(actor=actor, request=one, act="withdraw"),
    "close": lambda actor, one, _: objections.end(actor=actor, request=one, act="close"),
}
SAID = {
    "extend": "Diperpanjang satu kali. Beri tahu pemohon dengan teks di halaman ini.",
    "tell": "Pemberitahuan tertulis tercatat.",
    "object": "Keberatan tercatat; batas tanggapannya berjalan.",
    "settle": "Tanggapan atasan tercatat.",
}


@require_http_methods(["GET", "POST"])
@signed_in
def choose(request: ActorRequest, case_id: int) -> HttpResponse:
    """Ask which lane a question takes; the likelier one is ticked, with the words that say so."""
    case = found_case(request, case_id)
    actor = request.actor
    asked = asked_in(actor, case)
    signs = asks_for_document(asked)
    likely = InformationLane.PPID if signs else InformationLane.ORDINARY
    form = LaneForm(actor, request.POST or None, initial={"lane": likely, "agency": case.agency_id})
    problem = ""
    if request.method == "POST":
        check_handler(actor, case)
        if form.is_valid():
            try:
                made = ppid.choose_lane(actor=actor, case=case, **form.cleaned_data)
            except LaneRefusedError as refusal:
                problem = str(refusal)
            else:
                return _chosen(request, case.pk, made)
    facts = {
        "case": case,
        "form": form,
        "asked": asked,
        "signs": signs,
        "likely": likely,
        "choice": selectors.choice_of(actor, case),
        "request_of_case": selectors.request_of(actor, case),
        "may_handle": may_handle(actor, case),
        "problem": problem,
    }
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "inbox/lanes/choose.html", facts, status=status)


def _chosen(request: ActorRequest, case_id: int, made: InformationRequest | None) -> HttpResponse:
    if made is None:
        messages.success(request, "Dijawab sebagai pertanyaan layanan: 5 hari kerja.")
        return redirect("case", case_id)
    messages.success(request, f"Tercatat di register PPID: {made.code}.")
    return redirect("ppid_request", made.pk)


@require_GET
@signed_in
def one(request: ActorRequest, request_id: int) -> HttpResponse:
    """One request with its clocks."""
    return _page(request, _found(request, request_id))


@require_POST
@signed_in
def acknowledge(request: ActorRequest, request_id: int) -> HttpResponse:
    """Put the acknowledgement into the draft of the answer."""
    found = _found(request, request_id)
    try:
        ppid.acknowledge(actor=request.actor, request=found, words=wording.acknowledgement(found))
    except AnswerRefusedError as refusal:
        return _page(request, found, problem=str(refusal), status=UNPROCESSABLE)
    messages.success(request, "Nomor dan batas waktunya ada di draf jawaban. Baca, lalu ajukan.")
    return redirect("case", found.case_id)


@require_POST
@signed_in
def change(request: ActorRequest, request_id: int) -> HttpResponse:
    """Extend, answer, note an objection, settle it, or end."""
    found = _found(request, request_id)
    act = request.POST.get("act", "")
    told = {name: request.POST.get(name, "") for name in ("reason", "outcome", "words")}
    if act not in ACTS:
        check_officer(request.actor, found)
        return _page(request, found, problem="Pilih dahulu apa yang dicatat.", status=UNPROCESSABLE)
    try:
        ACTS[act](request.actor, found, told)
    except MoveRefusedError:
        return _page(request, _found(request, request_id), problem=MOVED, status=CONFLICT)
    except LaneRefusedError as refusal:
        return _page(request, found, problem=str(refusal), status=UNPROCESSABLE, told=told | {"act": act})
    messages.success(request, SAID.get(act, "Tercatat."))
    return redirect("ppid_request", found.pk)


def _found(request: ActorRequest, request_id: int) -> InformationRequest:
    found = selectors.request_for(request.actor, request_id)
    if found is None:
        raise Http404
    return found


def _page(request: ActorRequest, found: InformationRequest, *, status: int = 200, **more: Any) -> HttpResponse:  # noqa: ANN401 - what the template shows besides
    actor, tell = request.actor, deadline_teller(request.actor)
    case = case_for(actor, found.case_id)
    facts = {
        "one": found,
        "case": case,
        "besides": besides(actor, found),
        "due_said": tell(found.due_at),
        "object_said": tell(found.object_by),
        "settle_said": tell(found.settle_by),
        "dispute_said": tell(found.dispute_by),
        "outcomes": OUTCOMES.items(),
        "officer": may_officiate(actor, found),
        "may_write": case is not None and may_handle(actor, case),
        "acknowledgement": wording.acknowledgement(found),
        "extension": wording.extension_notice(found) if found.extended_at else "",
    }
    return render(request, "inbox/lanes/request.html", facts | more, status=status)
