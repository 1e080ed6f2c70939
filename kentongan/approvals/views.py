"""Setujui: what exactly will the public see, and may it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kentongan.approvals.forms import ApproveForm, ChangeForm
from kentongan.approvals.listing import MOST, Row, since_last
from kentongan.approvals.people import delegation_of, hats_of
from kentongan.approvals.registry import subject_of
from kentongan.approvals.selectors import (
    approval_for,
    decided_lately,
    earlier_requests,
    names_of,
    verdict_for,
    waiting_elsewhere,
    waiting_for,
    who_can,
)
from kentongan.approvals.sentences import chain_of, people_named
from kentongan.approvals.services import (
    AlreadyDecidedError,
    ContentChangedError,
    ReasonNeededError,
    approve,
    approve_many,
    ask_for_change,
)
from kentongan.approvals.services.many import MOST as MOST_AT_ONCE
from kentongan.core import clock
from kentongan.organizations.access import NotAllowedError, signed_in
from kentongan.tenancy.paging import page_by_key

if TYPE_CHECKING:
    from django.http import HttpResponse

    from kentongan.approvals.models import Approval
    from kentongan.organizations.middleware import ActorRequest

CONFLICT, UNPROCESSABLE = 409, 422
RECENT, AT_ONCE, EARLIER, KEY_DIGITS = 15, 20, 5, 18
WHY = "Langkah ini meminta alasan. Tulis mengapa kiriman ini boleh terbit, lalu setujui."


@require_GET
@signed_in
def waiting(request: ActorRequest) -> HttpResponse:
    """List what this person can decide, then what others are asked, then what was decided lately."""
    hats = hats_of(request.actor)
    mine = waiting_for(request.actor, hats)
    page = page_by_key(mine, request.GET.get("setelah", ""), by=("requested_at",), size=AT_ONCE)
    rows = [Row(one) for one in page.rows]
    facts = {
        "page": page,
        "rows": rows,
        "bulk": any(row.bulk for row in rows),
        "count": mine.order_by()[:MOST].count() if page.more or not page.is_first else len(rows),
        "most": MOST,
        "others": waiting_elsewhere(request.actor, hats)[:RECENT] if page.is_first and not page.more else [],
        "decided": decided_lately(request.actor, hats)[:RECENT] if page.is_first else [],
    }
    return render(request, "approvals/list.html", facts)


@require_POST
@signed_in
def many(request: ActorRequest) -> HttpResponse:
    """Approve what was ticked; what failed is told one by one."""
    pairs = (one.partition(":") for one in request.POST.getlist("pilih")[:MOST_AT_ONCE])
    picked = {int(key): shown for key, _, shown in pairs if key.isdecimal() and len(key) <= KEY_DIGITS}
    if not picked:
        messages.warning(request, "Belum ada yang dicentang. Centang kiriman yang sudah Anda baca, lalu setujui.")
        return redirect("approvals")
    outcomes = approve_many(actor=request.actor, picked=picked)
    failed = [one for one in outcomes if not one.done]
    return render(request, "approvals/many.html", {"done": [one for one in outcomes if one.done], "failed": failed})


@require_GET
@signed_in
def approval(request: ActorRequest, approval_id: int) -> HttpResponse:
    """Show one request: previews first, then what changed, then checks, then the two answers."""
    return _page(request, _found(request, approval_id))


@require_POST
@signed_in
def decide_yes(request: ActorRequest, approval_id: int) -> HttpResponse:
    """Approve exactly what was shown."""
    found = _found(request, approval_id)
    form = ApproveForm(request.POST)
    given = form.cleaned_data if form.is_valid() else {"content_hash": "", "reason": ""}
    try:
        done = approve(actor=request.actor, approval=found, **given)
    except ContentChangedError:
        return _page(request, found, stale=True, status=CONFLICT)
    except AlreadyDecidedError:
        return _page(request, _found(request, approval_id), status=CONFLICT)
    except ReasonNeededError:
        return _page(request, found, problem=WHY, status=UNPROCESSABLE)
    messages.success(request, f"Disetujui. {done.follows}")
    return redirect("approvals")


@require_http_methods(["GET", "POST"])
@signed_in
def decide_no(request: ActorRequest, approval_id: int) -> HttpResponse:
    """Send it back with a reason, and with remarks on its sentences."""
    found = _found(request, approval_id)
    passages = subject_of(found.subject_type).passages(found)
    verdict = verdict_for(request.actor, found)
    if request.method == "GET":
        if found.waits and not verdict:
            raise NotAllowedError(verdict.sentence, who_can(found))
        form = ChangeForm(passages=passages, initial={"content_hash": found.content_hash})
        return render(request, "approvals/change.html", {"approval": found, "form": form})
    form = ChangeForm(request.POST, passages=passages)
    if not form.is_valid():
        return render(request, "approvals/change.html", {"approval": found, "form": form}, status=UNPROCESSABLE)
    shown = form.cleaned_data["content_hash"] or found.content_hash
    if shown != subject_of(found.subject_type).content_hash(found.government_id, found.subject_id):
        facts = {"approval": found, "form": form, "stale": True}
        return render(request, "approvals/change.html", facts, status=CONFLICT)
    try:
        ask_for_change(actor=request.actor, approval=found, reason=form.cleaned_data["reason"], said=form.said())
    except AlreadyDecidedError:
        return _page(request, _found(request, approval_id), typed=form.cleaned_data["reason"], status=CONFLICT)
    messages.success(request, f"“{found.title}” dikembalikan untuk diperbaiki.")
    return redirect("approvals")


def _found(request: ActorRequest, approval_id: int) -> Approval:
    found = approval_for(request.actor, approval_id)
    if found is None:
        raise Http404
    return found


def _page(
    request: ActorRequest,
    found: Approval,
    *,
    stale: bool = False,
    problem: str = "",
    typed: str = "",
    status: int = 200,
) -> HttpResponse:
    subject = subject_of(found.subject_type)
    template, context = subject.preview(request.actor, found)
    now_hash = subject.content_hash(found.government_id, found.subject_id)
    verdict = verdict_for(request.actor, found)
    people = names_of(found.government_id, people_named(found.way))
    facts: dict[str, Any] = {
        "approval": found,
        "preview_template": template,
        "verdict": verdict,
        "lent": delegation_of(found, verdict.hat) if verdict.hat else None,
        "who_can": who_can(found) if found.waits and not verdict else "",
        "chain": chain_of(found, people),
        "since": since_last(found),
        "earlier": earlier_requests(found)[:EARLIER],
        "step": found.way.steps[found.step],
        "late": found.waits and found.expires_at is not None and found.expires_at <= clock.now(),
        "stale": stale or (found.waits and now_hash != found.content_hash),
        "moved_on": not found.waits and now_hash != found.content_hash,
        "problem": problem,
        "typed": typed,
    }
    return render(request, "approvals/page.html", context | facts, status=status)
