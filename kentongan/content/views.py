"""Kiriman: the list, and the page of one post."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from kentongan.approvals.selectors import approvers_of, latest_about
from kentongan.audit.registry import tell
from kentongan.content import services, states
from kentongan.content.after import standings_of
from kentongan.content.desk import desk_of
from kentongan.content.forms import ReasonForm
from kentongan.content.rules import state_from
from kentongan.content.selectors import FILTERS, history_of, may_write, page_of, post_for, versions_of
from kentongan.content.services import NotEditableError
from kentongan.content.services.guard import APPROVAL_SUBJECT, COMMENT_SUBJECT, DELIVERY_SUBJECT
from kentongan.organizations.access import signed_in
from kentongan.outbox.selectors import deliveries_about
from kentongan.outbox.states import AT_WORK, NOT_YET_SENT

if TYPE_CHECKING:
    from django.http import HttpResponse

    from kentongan.approvals.models import Approval
    from kentongan.content.models import Post
    from kentongan.organizations.middleware import ActorRequest

MOVING = AT_WORK | NOT_YET_SENT


@require_GET
@signed_in
def posts(request: ActorRequest) -> HttpResponse:
    """List posts, latest change first, paged by key."""
    chosen = request.GET.get("keadaan", "")
    found, following = page_of(request.actor, chosen, request.GET.get("sebelum", ""))
    facts = {
        "posts": found,
        "next": following,
        "chosen": chosen if chosen in FILTERS else "",
        "filters": [(key, label) for key, (label, _) in FILTERS.items()],
        "may_write": may_write(request.actor),
    }
    return render(request, "content/list.html", facts)


@require_GET
@signed_in
def post(request: ActorRequest, post_id: int) -> HttpResponse:
    """Show one post: where it is, what the public sees, what was done."""
    return _page(request, _found(request, post_id), ReasonForm())


@require_GET
@signed_in
def post_deliveries(request: ActorRequest, post_id: int) -> HttpResponse:
    """The deliveries of one post, as a part of its page that keeps itself fresh."""
    return render(request, "content/_deliveries.html", _delivery_facts(request, _found(request, post_id)))


@require_POST
@signed_in
def withdraw(request: ActorRequest, post_id: int) -> HttpResponse:
    """Take a post back before it goes out."""
    found = _found(request, post_id)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    try:
        services.withdraw(actor=request.actor, post=found, reason=form.cleaned_data["reason"])
    except NotEditableError:
        messages.warning(request, "Kiriman ini sedang atau sudah terbit, jadi tidak dapat ditarik dari sini.")
    else:
        messages.success(request, "Kiriman ditarik. Tidak ada yang akan terbit.")
    return redirect("post", found.pk)


def _found(request: ActorRequest, post_id: int) -> Post:
    found = post_for(request.actor, post_id)
    if found is None:
        raise Http404
    return found


def _page(request: ActorRequest, found: Post, form: ReasonForm, status: int = 200) -> HttpResponse:
    approval = latest_about(found.government_id, APPROVAL_SUBJECT, found.pk)
    facts = _delivery_facts(request, found) | {
        "desk": desk_of(request.actor, found, whose=found.submitted_by_id or found.author_id),
        "approval": approval,
        "waits_for": _waits_for(approval),
        "history": [
            {"at": entry.at, "sentence": tell(entry.action, entry.actor_name, entry.data)}
            for entry in history_of(request.actor, found)
        ],
        "may_edit": may_write(request.actor) and found.editable,
        "may_withdraw": may_write(request.actor) and states.POST.allows(found.state, states.WITHDRAWN),
        "standings": standings_of(request.actor, found),
        "form": form,
    }
    return render(request, "content/post.html", facts, status=status)


def _delivery_facts(request: ActorRequest, found: Post) -> dict[str, object]:
    versions = list(versions_of(found))
    ids = [version.pk for version in versions]
    deliveries = list(deliveries_about(request.actor, DELIVERY_SUBJECT, ids))
    comments = list(deliveries_about(request.actor, COMMENT_SUBJECT, ids))
    commented = {comment.subject_id for comment in comments}
    promised = [one for one in versions if one.more.first_comment and str(one.pk) not in commented]
    state = found.state
    if state in {states.SCHEDULED, states.GOING_OUT} and deliveries:
        state = state_from([delivery.state for delivery in deliveries])
    return {
        "post": found,
        "deliveries": deliveries,
        "state_label": states.POST.labels[state],
        "mark": states.MARKS[state],
        "comments": comments,
        "promised": promised if deliveries else [],
        "moving": state in {states.SCHEDULED, states.GOING_OUT} or any(one.state in MOVING for one in comments),
    }


def _waits_for(approval: Approval | None) -> str:
    if approval is None or not approval.waits:
        return ""
    return " atau ".join(person.polite_name for person in approvers_of(approval)[:3])
