"""Darurat: what went out after one approval, and what the look afterwards found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from kentongan.approvals.forms import AuditForm
from kentongan.approvals.selectors import AUDITORS, emergencies_for, names_of
from kentongan.approvals.sentences import chain_of, people_named
from kentongan.approvals.services import audit_afterwards
from kentongan.approvals.services.auditing import barred_from
from kentongan.organizations.access import signed_in
from kentongan.tenancy.paging import page_by_key

if TYPE_CHECKING:
    from django.http import HttpResponse

    from kentongan.organizations.middleware import ActorRequest

UNPROCESSABLE = 422


@require_GET
@signed_in
def emergencies(request: ActorRequest) -> HttpResponse:
    """The register, the latest first."""
    page = page_by_key(emergencies_for(request.actor), request.GET.get("setelah", ""), newest_first=True)
    return render(request, "approvals/emergencies.html", {"page": page})


@require_http_methods(["GET", "POST"])
@signed_in
def emergency(request: ActorRequest, audit_id: int) -> HttpResponse:
    """One of them, and what was found."""
    found = emergencies_for(request.actor).filter(pk=audit_id).first()
    if found is None:
        raise Http404
    form = AuditForm(request.POST or None)
    if request.method == "POST":
        given = form.cleaned_data if form.is_valid() else {}
        if given or not request.actor.has(*AUDITORS):
            audit_afterwards(
                actor=request.actor, audit=found, finding=given.get("finding", ""), note=given.get("note", "")
            )
            messages.success(request, "Hasil pemeriksaan tercatat dan penulisnya diberi tahu.")
            return redirect("emergency", found.pk)
    people = names_of(found.government_id, people_named(found.approval.way))
    may = request.actor.has(*AUDITORS) and request.actor.person_id not in barred_from(found)
    facts = {"audit": found, "form": form, "may_audit": may, "chain": chain_of(found.approval, people)}
    return render(request, "approvals/emergency.html", facts, status=UNPROCESSABLE if request.method == "POST" else 200)
