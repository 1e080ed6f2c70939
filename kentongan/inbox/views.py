"""Kotak masuk: list, conversation, context."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from kentongan.core.states import MoveRefusedError
from kentongan.inbox import selectors
from kentongan.inbox.access import may_sort
from kentongan.inbox.forms import ForwardForm, ReasonForm
from kentongan.inbox.reading import deadline_teller, evidence_marks
from kentongan.inbox.selectors import TABS
from kentongan.inbox.services import sorting
from kentongan.inbox.services.disposisi import DispositionRefusedError
from kentongan.inbox.ways import may_moderate
from kentongan.organizations.access import signed_in

if TYPE_CHECKING:
    from kentongan.inbox.models import Conversation
    from kentongan.organizations.middleware import ActorRequest

DEFAULT_TAB = "pilah"
TAB_OF_STATE = {state: tab for tab, (_, states) in TABS.items() for state in states}


@require_GET
@signed_in
def inbox(request: ActorRequest) -> HttpResponse:
    """Show the list; at the desk the other panes wait beside it."""
    return render(request, "inbox/page.html", _list_facts(request, None) | {"pane": "list"})


@require_GET
@signed_in
def conversation(request: ActorRequest, conversation_id: int) -> HttpResponse:
    """Show one conversation beside the list."""
    return _page(request, _found(request, conversation_id))


@require_GET
@signed_in
def news(request: ActorRequest) -> HttpResponse:
    """Say how many came since the list was drawn, so that nothing jumps; empty when none did."""
    tab = request.GET.get("tab", DEFAULT_TAB)
    latest = request.GET.get("sejak", "")
    if tab not in TABS or not latest.isdigit():
        return HttpResponse()
    count = selectors.newer_than(request.actor, tab, int(latest))
    return render(request, "inbox/_news.html", {"count": count, "tab": tab, "latest": latest})


@require_POST
@signed_in
def forward(request: ActorRequest, conversation_id: int) -> HttpResponse:
    """Confirm a conversation and send it to an agency."""
    found = _found(request, conversation_id)
    form = ForwardForm(request.actor, request.POST)
    if not form.is_valid():
        return _page(request, found, form=form, status=422)
    try:
        case = sorting.forward(
            actor=request.actor,
            conversation=found,
            to_agency=form.cleaned_data["agency"],
            instruction=form.cleaned_data["instruction"],
            kind=form.cleaned_data["kind"],
        )
    except (DispositionRefusedError, MoveRefusedError) as refusal:
        form.add_error(
            "agency", str(refusal) if isinstance(refusal, DispositionRefusedError) else "Kasus ini sudah selesai."
        )
        return _page(request, found, form=form, status=409)
    messages.success(request, f"Diteruskan ke {form.cleaned_data['agency'].short_name} sebagai kasus {case.code}.")
    return redirect("case", case.pk)


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
        messages.info(request, "Percakapan ini sudah dipindahkan orang lain.")
    return redirect("inbox")


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


def _found(request: ActorRequest, conversation_id: int) -> Conversation:
    found = selectors.conversation_for(request.actor, conversation_id)
    if found is None:
        raise Http404
    return found


def _list_facts(request: ActorRequest, chosen: Conversation | None) -> dict[str, Any]:
    asked = request.GET.get("tab", TAB_OF_STATE[chosen.state] if chosen else DEFAULT_TAB)
    tab = asked if asked in TABS else DEFAULT_TAB
    words = request.GET.get("q", "").strip()[:80]
    rows, following = selectors.page_of(request.actor, tab, words, request.GET.get("sebelum", ""))
    counts, tell = selectors.tab_counts(request.actor), deadline_teller(request.actor)
    return {
        "tabs": [{"key": key, "label": label, "count": counts[key]} for key, (label, _) in TABS.items()],
        "tab": tab,
        "words": words,
        "rows": [(row, tell(row.verify_by)) for row in rows],
        "latest": max((row.pk for row in rows), default=0),
        "following": following,
        "chosen": chosen,
    }


def _page(
    request: ActorRequest,
    found: Conversation,
    *,
    form: ForwardForm | None = None,
    archive_form: ReasonForm | None = None,
    status: int = 200,
) -> HttpResponse:
    case, said = selectors.case_of(found), selectors.messages_of(found)
    first = {"agency": found.suggested_agency_id, "kind": found.kind}
    facts = _list_facts(request, found) | {
        "pane": "context" if request.GET.get("lihat") == "konteks" else "talk",
        "messages_of": said,
        "opener": selectors.opener_of(found, said),
        "marked": evidence_marks(found.excerpt, found.evidence),
        "post": selectors.post_of(found),
        "case": case,
        "moderates": may_moderate(request.actor.person_id, found.channel),
        "similar": selectors.similar_to(request.actor, found),
        "may_sort": may_sort(request.actor, found),
        "verify_said": deadline_teller(request.actor)(found.verify_by),
        "form": form or ForwardForm(request.actor, initial=first),
        "archive_form": archive_form or ReasonForm(),
    }
    return render(request, "inbox/page.html", facts, status=status)
