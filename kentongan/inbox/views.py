"""Kotak masuk: list, conversation, context."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from kentongan.core.states import MoveRefusedError
from kentongan.inbox import selectors
from kentongan.inbox.access import may_sort
from kentongan.inbox.blocking.selectors import ways_around
from kentongan.inbox.blocking.services import notable
from kentongan.inbox.forms import ForwardForm, ReasonForm
from kentongan.inbox.lists.acting import MOST, NotWaitingError, forward_waiting
from kentongan.inbox.lists.beside_talk import read_talk
from kentongan.inbox.lists.contacts import earlier_of
from kentongan.inbox.lists.filters import pairs, read
from kentongan.inbox.lists.presence import note_seen
from kentongan.inbox.lists.showing import list_facts
from kentongan.inbox.lists.telling import what_happened
from kentongan.inbox.offers import offers_for
from kentongan.inbox.reading import deadline_teller, evidence_marks
from kentongan.inbox.readings.forms import first_values
from kentongan.inbox.readings.showing import reading_facts
from kentongan.inbox.services import sorting
from kentongan.inbox.services.disposisi import DispositionRefusedError
from kentongan.inbox.ways import may_moderate
from kentongan.organizations.access import signed_in
from kentongan.organizations.roles import Role

if TYPE_CHECKING:
    from kentongan.inbox.models import Conversation
    from kentongan.organizations.middleware import ActorRequest


@require_GET
@signed_in
def inbox(request: ActorRequest) -> HttpResponse:
    """Show the list; at the desk the other panes wait beside it."""
    undone = [int(key) for key in request.GET.get("urungkan", "").split(".") if key.isdecimal()]
    return render(request, "inbox/page.html", list_facts(request, None) | {"pane": "list", "undone": undone[:MOST]})


@require_GET
@signed_in
def conversation(request: ActorRequest, conversation_id: int) -> HttpResponse:
    """Show one conversation beside the list; it is read now."""
    found = _found(request, conversation_id)
    note_seen(actor=request.actor, keys=[found.pk])
    return _page(request, found)


@require_POST
@signed_in
def forward(request: ActorRequest, conversation_id: int) -> HttpResponse:
    """Confirm a conversation and send it to an agency."""
    found = _found(request, conversation_id)
    form = ForwardForm(request.actor, request.POST)
    if not form.is_valid():
        return _page(request, found, form=form, status=422)
    try:
        case = forward_waiting(
            actor=request.actor,
            conversation=found,
            to_agency=form.cleaned_data["agency"],
            instruction=form.cleaned_data["instruction"],
            kind=form.cleaned_data["kind"],
            checked=form.checked(),
        )
    except (DispositionRefusedError, NotWaitingError) as refusal:
        form.add_error("agency", str(refusal))
        found.refresh_from_db()
        return _page(request, found, form=form, status=409)
    messages.success(request, f"Diteruskan ke {form.cleaned_data['agency'].short_name} sebagai kasus {case.code}.")
    return _next(request) if "lanjut" in request.POST else redirect("case", case.pk)


@require_POST
@signed_in
def archive(request: ActorRequest, conversation_id: int) -> HttpResponse:
    """Put a conversation away that needs no agency."""
    found = _found(request, conversation_id)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, found, archive_form=form, status=422)
    try:
        sorting.archive(actor=request.actor, conversation=found, reason=form.cleaned_data["reason"])
        messages.success(request, "Percakapan diarsipkan. Anda menemukannya lagi di tab Selesai.")
    except MoveRefusedError:
        messages.info(request, what_happened(found))
    return _next(request)


@require_POST
@signed_in
def restore(request: ActorRequest, conversation_id: int) -> HttpResponse:
    """Take a conversation out of the archive."""
    found = _found(request, conversation_id)
    try:
        sorting.restore(actor=request.actor, conversation=found)
    except MoveRefusedError:
        messages.info(request, "Percakapan ini tidak lagi di arsip.")
    return redirect("conversation", found.pk)


def _next(request: ActorRequest) -> HttpResponse:
    """On to the next one of the list, as it was filtered; to the list when that was the last."""
    filters = read(dict(pairs(request.POST.get("kembali", "")))).address()
    following = request.POST.get("berikut", "")
    if following.isdecimal() and selectors.conversation_for(request.actor, int(following[:18])):
        return redirect(f"{reverse('conversation', args=[int(following[:18])])}?{filters}")
    return redirect(f"{reverse('inbox')}?{filters}")


def _found(request: ActorRequest, conversation_id: int) -> Conversation:
    found = selectors.conversation_for(request.actor, conversation_id)
    if found is None:
        raise Http404
    return found


def _page(
    request: ActorRequest,
    found: Conversation,
    *,
    form: ForwardForm | None = None,
    archive_form: ReasonForm | None = None,
    status: int = 200,
) -> HttpResponse:
    read, case, found.channel.government = read_talk(request.actor, found), found.case, request.government
    said, places = read.said, [*read.places, request.government.short_name]
    read_facts = reading_facts(request.actor, found, case, said, places)
    moderates, earlier = may_moderate(request.actor.person_id, found.channel), earlier_of(read.earlier)
    facts = (
        list_facts(request, found, read.around)
        | {
            "pane": "context" if request.GET.get("lihat") == "konteks" else "talk",
            "messages_of": said,
            "opener": selectors.opener_of(found, said),
            "marked": evidence_marks(found.excerpt, found.evidence),
            "post": read.post,
            "case": case,
            "moderates": moderates,
            "blocks": read.blocks,
            "elsewhere": ways_around(read.blocks, earlier[0]),
            "may_keep_blocks": notable(found) and (moderates or request.actor.has(Role.COORDINATOR)),
            "similar": selectors.similar_to(found, read.similar),
            "may_sort": may_sort(request.actor, found),
            "verify_said": deadline_teller(request.actor, read.around.days)(found.verify_by),
            "form": form or ForwardForm(request.actor, initial=first_values(found), units=read.units),
            "archive_form": archive_form or ReasonForm(),
            "offers": offers_for(request.actor, found, read.offers),
            "earlier": earlier,
            "writers": list(read.writers),
        }
        | read_facts
    )
    return render(request, "inbox/page.html", facts, status=status)
