"""The register of blocked citizens: what stands, one of them, and noting a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from kentongan.core import clock
from kentongan.inbox.blocking import selectors, services
from kentongan.inbox.blocking.forms import BlockForm, EndForm, KeepForm
from kentongan.inbox.blocking.rules import USUAL, meaning_on
from kentongan.inbox.blocking.services import BlockRefusedError
from kentongan.inbox.grounds import CRITICISM_STAYS
from kentongan.inbox.selectors import conversation_for
from kentongan.organizations.access import signed_in

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpResponse

    from kentongan.inbox.blocking.models import Block
    from kentongan.inbox.models import Conversation
    from kentongan.organizations.middleware import ActorRequest

UNPROCESSABLE = 422


@require_GET
@signed_in
def blocks(request: ActorRequest) -> HttpResponse:
    """List what stands; with `?dibuka` what was lifted."""
    ended = "dibuka" in request.GET
    page, tail = selectors.page_of_blocks(request.actor, request.GET.get("setelah", ""), ended=ended), "dibuka&" * ended
    facts = {
        "rows": page.rows,
        "ended": ended,
        "today": _today(request),
        "first": "" if page.is_first else f"?{tail}",
        "next": f"?{tail}setelah={page.more}" if page.more else "",
    }
    return render(request, "inbox/blocking/list.html", facts)


@require_http_methods(["GET", "POST"])
@signed_in
def new(request: ActorRequest, conversation_id: int) -> HttpResponse:
    """Note that the writer of a conversation was blocked."""
    talk = conversation_for(request.actor, conversation_id)
    if talk is None:
        raise Http404
    if request.method == "GET":
        today = _today(request)
        return _new(request, talk, BlockForm(initial={"since": today, "review_on": today + USUAL}))
    services.check_keeper(request.actor, talk.channel)
    form = BlockForm(request.POST)
    if not form.is_valid():
        return _new(request, talk, form, status=UNPROCESSABLE)
    try:
        kept = services.note_block(actor=request.actor, conversation=talk, told=form.told())
    except BlockRefusedError as refusal:
        return _new(request, talk, form, problem=str(refusal), status=UNPROCESSABLE)
    messages.success(request, "Tercatat. Admin koordinator diberi tahu, dan diingatkan untuk meninjaunya.")
    return redirect("block", kept.pk)


def _new(
    request: ActorRequest, talk: Conversation, form: BlockForm, *, problem: str = "", status: int = 200
) -> HttpResponse:
    facts = {
        "talk": talk,
        "form": form,
        "problem": problem,
        "criticism": CRITICISM_STAYS,
        "meaning": meaning_on(talk.channel.platform),
        "may_keep": services.may_keep(request.actor, talk.channel),
        "standing": selectors.standing_on(talk).first(),
    }
    return render(request, "inbox/blocking/new.html", facts, status=status)


@require_http_methods(["GET", "POST"])
@signed_in
def block(request: ActorRequest, block_id: int) -> HttpResponse:
    """Show one block; let it stand a while longer, or note that it was lifted."""
    found = selectors.block_for(request.actor, block_id)
    if found is None:
        raise Http404
    if request.method == "GET":
        return _one(request, found)
    services.check_keeper(request.actor, found.channel)
    lifted = request.POST.get("act") == "buka"
    form = EndForm(request.POST, prefix="buka") if lifted else KeepForm(request.POST, prefix="lagi")
    again: dict[str, Any] = {"end_form" if lifted else "keep_form": form}
    if not form.is_valid():
        return _one(request, found, status=UNPROCESSABLE, **again)
    act = services.end_block if lifted else services.keep_block
    try:
        act(actor=request.actor, block=found, **form.cleaned_data)
    except BlockRefusedError as refusal:
        as_it_is = selectors.block_for(request.actor, block_id) or found
        return _one(
            request, as_it_is, problem=str(refusal), status=UNPROCESSABLE, typed=form.cleaned_data["why"], **again
        )
    messages.success(request, "Tercatat: blokirnya dibuka." if lifted else "Tercatat; ditinjau lagi pada tanggal itu.")
    return redirect("block", found.pk)


def _one(request: ActorRequest, found: Block, *, status: int = 200, problem: str = "", **given: Any) -> HttpResponse:  # noqa: ANN401 - forms by their names in the template
    facts = {
        "blocked": found,
        "origin": conversation_for(request.actor, found.conversation_id),
        "problem": problem,
        "today": _today(request),
        "may_keep": found.ended_at is None and services.may_keep(request.actor, found.channel),
        "keep_form": KeepForm(initial={"review_on": _today(request) + USUAL}, prefix="lagi"),
        "end_form": EndForm(prefix="buka"),
    }
    return render(request, "inbox/blocking/block.html", facts | given, status=status)


def _today(request: ActorRequest) -> date:
    return clock.now().astimezone(request.actor.zone).date()
