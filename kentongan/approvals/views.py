"""Setujui: what exactly will the public see, and may it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from kentongan.approvals.forms import ApproveForm, ChangeForm
from kentongan.approvals.registry import subject_of
from kentongan.approvals.selectors import approval_for, approvals_for, verdict_for, waiting_for, who_can
from kentongan.approvals.services import AlreadyDecidedError, ContentChangedError, approve, ask_for_change
from kentongan.approvals.states import WAITING
from kentongan.organizations.access import signed_in

if TYPE_CHECKING:
    from django.http import HttpResponse

    from kentongan.approvals.models import Approval
    from kentongan.organizations.middleware import ActorRequest

CONFLICT, UNPROCESSABLE = 409, 422
RECENT = 25


@require_GET
@signed_in
def waiting(request: ActorRequest) -> HttpResponse:
    """List what this person can decide, then what others are asked, then what was decided lately."""
    mine = list(waiting_for(request.actor))
    ids = [approval.pk for approval in mine]
    others = approvals_for(request.actor).filter(state=WAITING).exclude(pk__in=ids)[:RECENT]
    decided = approvals_for(request.actor).exclude(state=WAITING).exclude(state="void")[:RECENT]
    return render(request, "approvals/list.html", {"mine": mine, "others": others, "decided": decided})


@require_GET
@signed_in
def approval(request: ActorRequest, approval_id: int) -> HttpResponse:
    """Show one request: previews first, then checks, then the two answers."""
    return _page(request, _found(request, approval_id), ChangeForm())


@require_POST
@signed_in
def decide_yes(request: ActorRequest, approval_id: int) -> HttpResponse:
    """Approve exactly what was shown."""
    found = _found(request, approval_id)
    form = ApproveForm(request.POST)
    shown = form.cleaned_data["content_hash"] if form.is_valid() else ""
    try:
        approve(actor=request.actor, approval=found, content_hash=shown)
    except ContentChangedError:
        return _page(request, found, ChangeForm(), stale=True, status=CONFLICT)
    except AlreadyDecidedError:
        return _page(request, _found(request, approval_id), ChangeForm(), status=CONFLICT)
    messages.success(request, f"Disetujui. “{found.title}” dijadwalkan terbit.")
    return redirect("approvals")


@require_POST
@signed_in
def decide_no(request: ActorRequest, approval_id: int) -> HttpResponse:
    """Send it back with a reason."""
    found = _found(request, approval_id)
    form = ChangeForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, status=UNPROCESSABLE)
    try:
        ask_for_change(actor=request.actor, approval=found, reason=form.cleaned_data["reason"])
    except AlreadyDecidedError:
        return _page(request, _found(request, approval_id), form, status=CONFLICT)
    messages.success(request, f"“{found.title}” dikembalikan untuk diperbaiki.")
    return redirect("approvals")


def _found(request: ActorRequest, approval_id: int) -> Approval:
    found = approval_for(request.actor, approval_id)
    if found is None:
        raise Http404
    return found


def _page(
    request: ActorRequest, found: Approval, form: ChangeForm, *, stale: bool = False, status: int = 200
) -> HttpResponse:
    subject = subject_of(found.subject_type)
    template, context = subject.preview(request.actor, found)
    now_hash = subject.content_hash(found.government_id, found.subject_id)
    facts = {
        "approval": found,
        "preview_template": template,
        "verdict": verdict_for(request.actor, found),
        "who_can": who_can(found),
        "form": form,
        "now_hash": now_hash,
        "stale": stale or (found.waits and now_hash != found.content_hash),
    }
    return render(request, "approvals/page.html", context | facts, status=status)
