"""Asking an officer to let a passage stand, and the officer's answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kentongan.compliance import services
from kentongan.compliance.registry import case_for, case_of
from kentongan.compliance.rule_forms import ExemptionAnswerForm, ExemptionAskForm
from kentongan.compliance.ruleset import every_rule
from kentongan.compliance.selectors import check, exemption_for, today
from kentongan.compliance.states import VOID
from kentongan.organizations.access import signed_in

if TYPE_CHECKING:
    from django.http import HttpResponse

    from kentongan.organizations.middleware import ActorRequest

UNPROCESSABLE = 422


@require_http_methods(["GET", "POST"])
@signed_in
def ask(request: ActorRequest, subject_type: str, subject_id: str, rule_id: str) -> HttpResponse:
    """Ask one officer about one finding of one thing."""
    case = case_for(request.actor, subject_type, subject_id)
    if case is None:
        raise Http404
    found = check(request.actor.government_id, case.draft, about=(subject_type, subject_id))
    finding = next((one for one in found if one.rule.id == rule_id and one.blocks), None)
    if finding is None:
        return HttpResponseRedirect(f"{request.META['SCRIPT_NAME']}{case.path}")
    officers = services.officers_for(request.actor, case)
    named = [(str(one.pk), f"{one.polite_name}, {one.position or one.agency.short_name}") for one in officers]
    form = ExemptionAskForm(named, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            asked = services.ask_exemption(
                actor=request.actor,
                subject_type=subject_type,
                subject_id=subject_id,
                rule_id=rule_id,
                officer_id=int(form.cleaned_data["officer"]),
                reason=form.cleaned_data["reason"],
            )
        except services.ExemptionRefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Permintaan dikirim kepada {asked.officer.polite_name}.")
            return HttpResponseRedirect(f"{request.META['SCRIPT_NAME']}{case.path}")
    facts = {"case": case, "finding": finding, "form": form, "officers": officers}
    return render(request, "compliance/exemption_ask.html", facts, status=UNPROCESSABLE if form.errors else 200)


@require_http_methods(["GET", "POST"])
@signed_in
def exemption(request: ActorRequest, exemption_id: int) -> HttpResponse:
    """What was asked, and for the officer asked: two answers."""
    found = exemption_for(request.actor, exemption_id)
    if found is None:
        raise Http404
    form = ExemptionAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            found = services.decide_exemption(
                actor=request.actor,
                exemption=found,
                grant=form.cleaned_data["answer"] == "ya",
                decision=form.cleaned_data["decision"],
            )
        except services.ExemptionRefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            if found.state == VOID:
                messages.warning(
                    request, "Tulisannya sudah berubah sejak diminta, jadi permintaan ini tidak berlaku lagi."
                )
            return redirect("exemption", found.pk)
    case = case_of(request.actor.government_id, found.subject_type, found.subject_id)
    government = request.actor.government_id
    facts = {
        "exemption": found,
        "form": form,
        "case": case,
        "rule": next((one for one in every_rule(government, today(government)) if one.id == found.rule_id), None),
        "changed": case is None or case.draft.hash != found.content_hash,
        "mine": request.actor.person_id == found.officer_id,
    }
    return render(request, "compliance/exemption.html", facts, status=UNPROCESSABLE if form.errors else 200)
