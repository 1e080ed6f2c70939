"""Kiriman: the list, and the page of one post."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from kentongan.approvals.selectors import approvers_of, latest_about
from kentongan.audit.registry import tell
from kentongan.content import services, states
from kentongan.content.after import Redo, standings_of
from kentongan.content.desk import desk_of
from kentongan.content.forms import ReasonForm
from kentongan.content.importing.selectors import may_import
from kentongan.content.remarks import open_remarks
from kentongan.content.rules import SETTLED, shown_as
from kentongan.content.selectors import (
    FILTERS,
    STOPPERS,
    history_of,
    may_stop,
    may_write,
    page_of,
    post_for,
    versions_of,
)
from kentongan.content.series import PAST, RUNNING, next_times, past_of
from kentongan.content.services import NotEditableError
from kentongan.content.services.guard import APPROVAL_SUBJECT, COMMENT_SUBJECT, DELIVERY_SUBJECT
from kentongan.core import clock
from kentongan.organizations.access import require_role, signed_in
from kentongan.outbox.selectors import deliveries_about
from kentongan.outbox.shortages import with_waits
from kentongan.outbox.states import AT_WORK, NOT_YET_SENT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpResponse

    from kentongan.approvals.models import Approval
    from kentongan.content.models import Post
    from kentongan.organizations.middleware import ActorRequest
    from kentongan.outbox.models import Delivery

SOON = timedelta(minutes=2)
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
        "may_import": may_import(request.actor),
    }
    return render(request, "content/list.html", facts)


@require_GET
@signed_in
def post(request: ActorRequest, post_id: int) -> HttpResponse:
    """Show one post: where it is, what the public sees, what was done."""
    return post_page(request, _found(request, post_id), ReasonForm())


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
        return post_page(request, found, form, status=422)
    try:
        services.withdraw(actor=request.actor, post=found, reason=form.cleaned_data["reason"])
    except NotEditableError:
        messages.warning(request, "Kiriman ini sedang atau sudah terbit, jadi tidak dapat ditarik dari sini.")
    else:
        messages.success(request, "Kiriman ditarik. Tidak ada yang akan terbit.")
    return redirect("post", found.pk)


@require_POST
@signed_in
def stop(request: ActorRequest, post_id: int) -> HttpResponse:
    """End the repetition of a post."""
    found = _found(request, post_id)
    require_role(request.actor, *STOPPERS, to="menghentikan pengulangan")
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return post_page(request, found, form, status=422)
    try:
        services.stop_series(actor=request.actor, post=found, reason=form.cleaned_data["reason"])
    except NotEditableError:
        messages.warning(request, "Kiriman ini sedang tidak diulang, jadi tidak ada yang dihentikan.")
    else:
        messages.success(request, "Pengulangan dihentikan. Yang sudah terbit tetap ada di platform.")
    return redirect("post", found.pk)


def _found(request: ActorRequest, post_id: int) -> Post:
    found = post_for(request.actor, post_id)
    if found is None:
        raise Http404
    return found


def post_page(
    request: ActorRequest, found: Post, form: ReasonForm, status: int = 200, redo: Redo | None = None
) -> HttpResponse:
    """The page of one post; `redo`: a correction that could not be asked for, with the words as they were typed."""
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
        "may_place": may_write(request.actor),
        "may_reuse": may_write(request.actor),
        "remarks": open_remarks(found),
        "may_withdraw": _may_withdraw(request, found),
        "may_stop": found.recurrence and found.state == states.SCHEDULED and may_stop(request.actor),
        "standings": standings_of(request.actor, found),
        "form": form,
        "redo": redo,
    }
    return render(request, "content/post.html", facts, status=status)


def _may_withdraw(request: ActorRequest, found: Post) -> bool:
    """Take it back as a whole; a repetition that is going on is stopped instead."""
    if found.recurrence and found.state == states.SCHEDULED:
        return False
    return may_write(request.actor) and states.POST.allows(found.state, states.WITHDRAWN)


def _delivery_facts(request: ActorRequest, found: Post) -> dict[str, object]:
    if found.recurrence:
        return _series_facts(request, found)
    versions = list(versions_of(found))
    ids = [version.pk for version in versions]
    deliveries = with_waits(deliveries_about(request.actor, DELIVERY_SUBJECT, ids))
    comments = with_waits(deliveries_about(request.actor, COMMENT_SUBJECT, ids))
    commented = {comment.subject_id for comment in comments}
    promised = [one for one in versions if one.more.first_comment and str(one.pk) not in commented]
    if found.state in {states.SCHEDULED, states.GOING_OUT} and deliveries:
        found.shown = _shown(deliveries)
    return {
        "post": found,
        "deliveries": deliveries,
        "comments": comments,
        "promised": promised if deliveries else [],
        "moving": (found.shown or found.state) in states.UNDER_WAY or any(one.state in MOVING for one in comments),
    }


def _shown(deliveries: Sequence[Delivery]) -> str:
    """What to say of a post that was approved; deliveries know which budget they wait for."""
    shown = shown_as([delivery.state for delivery in deliveries])
    still_open = [delivery for delivery in deliveries if delivery.state not in SETTLED]
    rationed = shown == states.GOING_OUT and all(delivery.waits for delivery in still_open)
    return states.RATIONED if rationed else shown


def _series_facts(request: ActorRequest, found: Post) -> dict[str, object]:
    """A repeated post: what comes next, and how each time went."""
    every = "semua" in request.GET
    past, coming = past_of(request.actor, found, None if every else PAST), next_times(found)
    soon = found.state == states.SCHEDULED and bool(coming) and coming[0] - clock.now() < SOON
    under_way = found.state in {states.SCHEDULED, states.GOING_OUT} and any(one.moving for one in past)
    found.shown = states.GOING_OUT if under_way else ""
    return {
        "post": found,
        "rule": found.repeats,
        "over": found.state not in RUNNING,
        "coming": coming,
        "past": past,
        "more_past": not every and len(past) == PAST,
        "moving": soon or under_way,
    }


def _waits_for(approval: Approval | None) -> str:
    if approval is None or not approval.waits:
        return ""
    return " atau ".join(person.polite_name for person in approvers_of(approval)[:3])
