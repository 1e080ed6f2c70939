"""Aturan: the rules by which texts are checked, readable by everyone who signs in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from kentongan.compliance.forms import OfficialNumberForm
from kentongan.compliance.pack import rules
from kentongan.compliance.selectors import official_numbers_for
from kentongan.compliance.services import KEEPERS, record_official_number, remove_official_number
from kentongan.organizations.access import signed_in

if TYPE_CHECKING:
    from django.http import HttpResponse

    from kentongan.organizations.middleware import ActorRequest


@require_GET
@signed_in
def rulebook(request: ActorRequest) -> HttpResponse:
    """Show every rule with its source, and the numbers that may be shown."""
    return _page(request, OfficialNumberForm())


@require_POST
@signed_in
def record_number(request: ActorRequest) -> HttpResponse:
    """Take one more official number."""
    form = OfficialNumberForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    record_official_number(actor=request.actor, **form.cleaned_data)
    return redirect("rules")


@require_POST
@signed_in
def remove_number(request: ActorRequest, number_id: int) -> HttpResponse:
    """Forget one official number."""
    number = official_numbers_for(request.actor).filter(pk=number_id).first()
    if number is None:
        raise Http404
    remove_official_number(actor=request.actor, number=number)
    return redirect("rules")


def _page(request: ActorRequest, form: OfficialNumberForm, status: int = 200) -> HttpResponse:
    facts = {
        "rules": rules(),
        "numbers": official_numbers_for(request.actor),
        "form": form,
        "may_change": request.actor.has(*KEEPERS),
    }
    return render(request, "compliance/page.html", facts, status=status)
