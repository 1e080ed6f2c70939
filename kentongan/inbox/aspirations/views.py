"""Usul warga, inside: what has come together, by programme and policy, and one proposal with the rows behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kentongan.inbox.aspirations import access, figures, selectors
from kentongan.inbox.aspirations.forms import ResponseForm, WishForm
from kentongan.inbox.aspirations.selectors import CANDIDATES, TABS
from kentongan.inbox.aspirations.services import gathering
from kentongan.inbox.aspirations.services.gathering import ProposalRefusedError
from kentongan.inbox.selectors import conversation_for
from kentongan.organizations.access import signed_in

if TYPE_CHECKING:
    from django.http import HttpResponse

    from kentongan.inbox.aspirations.models import Proposal
    from kentongan.inbox.models import Conversation
    from kentongan.organizations.middleware import ActorRequest

UNPROCESSABLE = 422


@require_GET
@signed_in
def proposals(request: ActorRequest) -> HttpResponse:
    """The proposals by tabs; narrowed to a programme or policy by what the table links to."""
    actor, asked = request.actor, request.GET.get("tab", "")
    tab = asked if asked in TABS else "kumpul"
    programme, policy = request.GET.get("program", ""), request.GET.get("kebijakan", "")[:160]
    page = selectors.page_of(actor, tab, programme, policy, request.GET.get("sesudah", ""))
    counted = figures.figures_by_proposal(page.rows)
    counts = selectors.tab_counts(actor)
    facts = {
        "tab": tab,
        "tabs": [(key, label, counts[key]) for key, (label, _) in TABS.items()],
        "page": page,
        "rows": [(one, counted[one.pk]) for one in page.rows],
        "narrowed": _narrowed(programme, policy),
        "groups": figures.groups_for(actor),
        "confirmed": selectors.candidates_for(actor).count(),
        "guessed": selectors.guessed_for(actor).count(),
        "may_gather": actor.has(*access.GATHERERS),
    }
    return render(request, "inbox/aspirations/list.html", facts)


def _narrowed(programme: str, policy: str) -> str:
    told = {"program": programme} if programme else {"kebijakan": policy} if policy else {}
    return f"&{urlencode(told)}" if told else ""


@require_http_methods(["GET", "POST"])
@signed_in
def begin(request: ActorRequest) -> HttpResponse:
    """Begin a proposal, from a comment or without one."""
    access.check_gatherer(request.actor)
    conversation = _conversation(request)
    form = WishForm(request.actor, request.POST or None)
    if request.method == "POST" and form.is_valid():
        keys = [conversation.pk] if conversation else []
        try:
            kept = gathering.begin(actor=request.actor, wish=form.wish(), conversation_ids=keys)
        except ProposalRefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Usul dicatat. Kumpulkan komentar lain yang sama, lalu serahkan ke pemiliknya.")
            return redirect("proposal", kept.pk)
    facts = {"form": form, "conversation": conversation}
    return render(request, "inbox/aspirations/begin.html", facts, status=UNPROCESSABLE if form.errors else 200)


@require_GET
@signed_in
def proposal(request: ActorRequest, proposal_id: int) -> HttpResponse:
    """One proposal with everything behind it."""
    return page(request, found(request, proposal_id))


@require_POST
@signed_in
def add_here(request: ActorRequest, conversation_id: int) -> HttpResponse:
    """From a comment's page: put it behind a proposal that stands already."""
    conversation = conversation_for(request.actor, conversation_id)
    if conversation is None:
        raise Http404
    access.check_gatherer(request.actor)
    asked = request.POST.get("proposal", "")
    known = asked.isdecimal() and len(asked) < 19  # noqa: PLR2004 - a column's width
    one = selectors.proposal_for(request.actor, int(asked)) if known else None
    if one is None:
        messages.warning(request, "Belum ada usul yang dipilih. Pilih dari daftar, atau buat usul baru.")
        return redirect("conversation", conversation.pk)
    try:
        gathering.gather(actor=request.actor, proposal=one, conversation_ids=[conversation.pk])
    except ProposalRefusedError as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, f"Masuk ke usul “{one.title}”.")
    return redirect("conversation", conversation.pk)


def found(request: ActorRequest, proposal_id: int) -> Proposal:
    """The proposal an address names, or 404."""
    one = selectors.proposal_for(request.actor, proposal_id)
    if one is None:
        raise Http404
    return one


def page(request: ActorRequest, one: Proposal, *, status: int = 200, problem: str = "", **given: Any) -> HttpResponse:  # noqa: ANN401 - forms by their names in the template
    """Draw a proposal; forms that were not sent begin from what stands."""
    actor = request.actor
    stands = {"title": one.title, "gist": one.gist, "programme": one.programme_id, "policy": one.policy}
    facts = {
        "proposal": one,
        "figures": figures.figures_of(one),
        "fresh": selectors.fresh_of(one),
        "rows": selectors.rows_of(actor, one),
        "handovers": selectors.handovers_of(one),
        "problem": problem,
        "may_gather": actor.has(*access.GATHERERS),
        "may_answer": access.may_answer(actor, one),
        "may_publish": access.may_publish(actor, one),
        "candidates": selectors.candidates_for(actor)[:CANDIDATES],
        "guessed": selectors.guessed_for(actor)[:CANDIDATES],
        "form": WishForm(actor, initial=stands | {"owner": one.owner_id}),
        "answer_form": ResponseForm(initial={"response": one.response, "words": one.response_words}),
    }
    return render(request, "inbox/aspirations/proposal.html", facts | given, status=status)


def _conversation(request: ActorRequest) -> Conversation | None:
    asked = request.GET.get("percakapan", "")
    if not asked.isdecimal() or len(asked) > 18:  # noqa: PLR2004 - a column's width
        return None
    one = conversation_for(request.actor, int(asked))
    if one is None:
        raise Http404
    return one
