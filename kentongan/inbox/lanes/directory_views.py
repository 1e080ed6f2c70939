"""The government's own lists: numbers to call, and other authorities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from kentongan.inbox.lanes import selectors
from kentongan.inbox.lanes.access import KEEPERS, check_keeper
from kentongan.inbox.lanes.forms import AuthorityForm, HelpNumberForm
from kentongan.inbox.lanes.numbers import ASK_LOCALLY
from kentongan.inbox.lanes.services import directory
from kentongan.inbox.lanes.services.guard import LaneRefusedError
from kentongan.inbox.lanes.views import UNPROCESSABLE
from kentongan.organizations.access import signed_in

if TYPE_CHECKING:
    from django.http import HttpResponse

    from kentongan.inbox.lanes.models import Authority
    from kentongan.organizations.middleware import ActorRequest


@require_http_methods(["GET", "POST"])
@signed_in
def numbers(request: ActorRequest) -> HttpResponse:
    """Show the numbers to call; keep one."""
    form = HelpNumberForm(request.POST or None)
    if request.method == "POST":
        check_keeper(request.actor, "mengubah nomor darurat")
        if form.is_valid():
            directory.keep_number(actor=request.actor, **form.cleaned_data)
            messages.success(request, "Nomor tersimpan.")
            return redirect("help_numbers")
    return _numbers(request, form)


@require_POST
@signed_in
def number_remove(request: ActorRequest) -> HttpResponse:
    """Show a number no longer."""
    try:
        directory.remove_number(actor=request.actor, number=request.POST.get("number", ""))
    except LaneRefusedError as refusal:
        return _numbers(request, HelpNumberForm(), problem=str(refusal))
    messages.success(request, "Nomor dihapus dari daftar.")
    return redirect("help_numbers")


def _numbers(request: ActorRequest, form: HelpNumberForm, problem: str = "") -> HttpResponse:
    facts = {
        "form": form,
        "numbers": selectors.help_numbers(request.actor),
        "may_keep": request.actor.has(*KEEPERS),
        "ask_locally": ASK_LOCALLY,
        "problem": problem,
    }
    status = UNPROCESSABLE if form.errors or problem else 200
    return render(request, "inbox/lanes/numbers.html", facts, status=status)


@require_http_methods(["GET", "POST"])
@signed_in
def authorities(request: ActorRequest) -> HttpResponse:
    """Show who else answers for what; keep a new one."""
    return _authorities(request, None)


@require_http_methods(["GET", "POST"])
@signed_in
def authority(request: ActorRequest, authority_id: int) -> HttpResponse:
    """Change one of them, or offer it no longer."""
    found = selectors.authority_for(request.actor, authority_id)
    if found is None:
        raise Http404
    if request.method == "POST" and request.POST.get("act") == "retire":
        directory.retire_authority(actor=request.actor, authority=found)
        messages.success(request, f"{found.name} tidak ditawarkan lagi.")
        return redirect("authorities")
    return _authorities(request, found)


def _authorities(request: ActorRequest, found: Authority | None) -> HttpResponse:
    actor, problem = request.actor, ""
    stands = {name: getattr(found, name) for name in AuthorityForm.base_fields} if found else None
    form = AuthorityForm(request.POST or None, initial=stands)
    if request.method == "POST":
        check_keeper(actor, "mengubah daftar instansi lain")
        if form.is_valid():
            try:
                directory.keep_authority(actor=actor, body=form.body(), authority=found)
            except LaneRefusedError as refusal:
                problem = str(refusal)
            else:
                messages.success(request, "Tersimpan.")
                return redirect("authorities")
    facts = {
        "form": form,
        "authority": found,
        "authorities": selectors.authorities_for(actor),
        "may_keep": actor.has(*KEEPERS),
        "problem": problem,
    }
    return render(
        request, "inbox/lanes/authorities.html", facts, status=UNPROCESSABLE if form.errors or problem else 200
    )
