"""Pengganti: who decides in whose place, from when until when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from kentongan.approvals.forms import DelegationForm
from kentongan.approvals.selectors import KEEPERS, delegation_for, delegations_for, everybody
from kentongan.approvals.services import DelegationRefusedError, Term, delegate, revoke_delegation
from kentongan.core import clock
from kentongan.organizations.access import signed_in
from kentongan.organizations.selectors import agencies_for
from kentongan.tenancy.paging import page_by_key

if TYPE_CHECKING:
    from django.http import HttpResponse

    from kentongan.organizations.middleware import ActorRequest

UNPROCESSABLE, AT_ONCE = 422, 25


@require_http_methods(["GET", "POST"])
@signed_in
def delegations(request: ActorRequest) -> HttpResponse:
    """Who stands in for whom; one's own, and for those who keep the records everybody's."""
    actor = request.actor
    people = everybody(actor)
    mine = [one for one in people if one.pk == actor.person_id]
    lists = (people if actor.has(*KEEPERS) else mine, people, list(agencies_for(actor)))
    form = DelegationForm(request.POST or None, initial={"of": actor.person_id}, lists=lists)
    if request.method == "POST" and form.is_valid() and _kept(request, form):
        return redirect("delegations")
    rows = page_by_key(
        delegations_for(actor), request.GET.get("setelah", ""), by=("starts",), newest_first=True, size=AT_ONCE
    )
    facts = {"form": form, "page": rows, "today": clock.now().astimezone(actor.zone).date()}
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "approvals/delegations.html", facts, status=status)


@require_POST
@signed_in
def revoke(request: ActorRequest, delegation_id: int) -> HttpResponse:
    """End it before its term."""
    found = delegation_for(request.actor, delegation_id)
    if found is None:
        raise Http404
    revoke_delegation(actor=request.actor, found=found)
    messages.success(request, f"{found.to_person.polite_name} tidak lagi menggantikan {found.from_person.polite_name}.")
    return redirect("delegations")


def _kept(request: ActorRequest, form: DelegationForm) -> bool:
    given = form.cleaned_data
    people = {one.pk: one for one in everybody(request.actor)}
    agency = agencies_for(request.actor).filter(pk=given["agency"]).first() if given["agency"] else None
    term = Term(given["number"], given["starts"], given["ends"], given["kind"], given["role"], agency)
    of, to = people[given["of"]], people[given["to"]]
    try:
        delegate(actor=request.actor, of=of, to=to, term=term)
    except DelegationRefusedError as problem:
        form.add_error(None, str(problem))
        return False
    messages.success(request, f"{to.polite_name} tercatat menggantikan {of.polite_name}. Keduanya dapat memutus.")
    return True
