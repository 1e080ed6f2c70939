"""Cek fakta, inside: the register, one claim, and what may be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from kentongan.compliance.rules import mask
from kentongan.compliance.selectors import findings_in
from kentongan.content.selectors import WRITERS
from kentongan.hoaxes import services
from kentongan.hoaxes.access import CHECKERS, DECIDERS, READERS, may_decide
from kentongan.hoaxes.forms import CheckForm, EvidenceForm, RecordForm, SpreadForm
from kentongan.hoaxes.models import Claim
from kentongan.hoaxes.selectors import TABS, claim_for, evidence_of, page_of, spreads_of, standings_of, tab_counts
from kentongan.hoaxes.states import MEANINGS, VERDICTS
from kentongan.inbox.selectors import conversation_for
from kentongan.organizations.access import require_role, signed_in

if TYPE_CHECKING:
    from kentongan.inbox.models import Conversation
    from kentongan.organizations.middleware import ActorRequest

UNPROCESSABLE = 422
FIRST_TAB = "periksa"


@require_GET
@signed_in
def claims(request: ActorRequest) -> HttpResponse:
    """The register by tabs."""
    require_role(request.actor, *READERS, to="membaca daftar kabar")
    asked = request.GET.get("tab", FIRST_TAB)
    tab = asked if asked in TABS else FIRST_TAB
    counts = tab_counts(request.actor)
    facts = {
        "tabs": [(key, label, counts[key]) for key, (label, _) in TABS.items()],
        "tab": tab,
        "page": page_of(request.actor, tab, request.GET.get("sesudah", "")),
        "may_record": request.actor.has(*CHECKERS),
    }
    return render(request, "hoaxes/list.html", facts)


@require_http_methods(["GET", "POST"])
@signed_in
def record(request: ActorRequest) -> HttpResponse:
    """Note a claim: from a comment, from a link, or as somebody told it."""
    require_role(request.actor, *CHECKERS, to="mencatat kabar yang beredar")
    conversation = _conversation(request)
    form = RecordForm(request.POST or None, initial=_from_comment(conversation))
    if request.method == "POST" and form.is_valid():
        kept = services.record_claim(
            actor=request.actor,
            told=form.told(),
            source=form.source,
            found_at=form.cleaned_data["found_at"],
            conversation=conversation,
        )
        messages.success(request, "Tercatat. Kumpulkan sumbernya, lalu usulkan putusannya.")
        return redirect("claim", kept.pk)
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "hoaxes/record.html", {"form": form, "conversation": conversation}, status=status)


@require_GET
@signed_in
def claim(request: ActorRequest, claim_id: int) -> HttpResponse:
    """One claim with everything about it."""
    require_role(request.actor, *READERS, to="membaca daftar kabar")
    return page(request, found(request, claim_id))


def found(request: ActorRequest, claim_id: int) -> Claim:
    """The claim an address names, or 404."""
    one = claim_for(request.actor, claim_id)
    if one is None:
        raise Http404
    return one


def page(request: ActorRequest, one: Claim, *, status: int = 200, problem: str = "", **forms: Any) -> HttpResponse:  # noqa: ANN401 - forms by their names in the template
    """Draw a claim; forms that were not sent begin from what stands."""
    actor = request.actor
    words = {name: getattr(one, name) for name in CheckForm.base_fields}
    facts = {
        "claim": one,
        "evidence": evidence_of(one),
        "spreads": spreads_of(one),
        "standings": standings_of(one),
        "verdicts": [(code, label, MEANINGS[code]) for code, label in VERDICTS.items()],
        "problem": problem,
        "may_check": actor.has(*CHECKERS) and one.editable,
        "may_spread": actor.has(*CHECKERS),
        "may_decide": may_decide(actor, one),
        "decides": actor.has(*DECIDERS),
        "may_write": actor.has(*WRITERS),
        "form": CheckForm(initial=words),
        "evidence_form": EvidenceForm(),
        "spread_form": SpreadForm(),
    }
    return render(request, "hoaxes/claim.html", facts | forms, status=status)


def _conversation(request: ActorRequest) -> Conversation | None:
    asked = request.GET.get("percakapan", "")
    if not asked.isdecimal():
        return None
    one = conversation_for(request.actor, int(asked))
    if one is None:
        raise Http404
    return one


def _from_comment(conversation: Conversation | None) -> dict[str, str]:
    if conversation is None:
        return {}
    findings = findings_in(conversation.government_id, conversation.excerpt)
    return {"said": mask(conversation.excerpt, findings)}
