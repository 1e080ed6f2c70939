"""Notes, things to do, following, and clocks set by law: what stands beside a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from kentongan.inbox import selectors
from kentongan.inbox.access import check_sorter, check_worker
from kentongan.inbox.case_views import found_case, show_case
from kentongan.inbox.cases import merging, notes
from kentongan.inbox.cases.forms import NumberForm
from kentongan.inbox.cases.lists import case_by_number
from kentongan.inbox.cases.merging import MergeRefusedError
from kentongan.inbox.cases.notes import NoteRefusedError
from kentongan.inbox.cases.page import facts_of
from kentongan.inbox.cases.views import doing, first_problem
from kentongan.inbox.clocks import law
from kentongan.inbox.reading import deadline_teller
from kentongan.organizations.access import signed_in

if TYPE_CHECKING:
    from django.http import HttpResponse

    from kentongan.organizations.middleware import ActorRequest


@require_POST
@signed_in
def note(request: ActorRequest, case_id: int) -> HttpResponse:
    """Keep a note for colleagues."""
    case, text = found_case(request, case_id), request.POST.get("note", "")
    try:
        kept = notes.add_note(actor=request.actor, case=case, text=text[:4000])
    except NoteRefusedError as refusal:
        return show_case(request, case, problem=str(refusal), status=422)
    told = len(kept.mentioned)
    messages.success(request, f"Catatan tersimpan; {told} rekan diberi tahu." if told else "Catatan tersimpan.")
    return redirect("case", case.pk)


@require_POST
@signed_in
def to_do(request: ActorRequest, case_id: int) -> HttpResponse:
    """Add something to do, or mark it."""
    case, item = found_case(request, case_id), request.POST.get("item", "")
    check_worker(request.actor, case)
    try:
        if item.isdecimal():
            notes.tick(actor=request.actor, case=case, item_id=int(item), done="done" in request.POST)
        else:
            notes.add_item(actor=request.actor, case=case, text=request.POST.get("to_do", ""))
    except NoteRefusedError as refusal:
        return show_case(request, case, problem=str(refusal), status=422)
    return redirect("case", case.pk)


@require_POST
@signed_in
def follow(request: ActorRequest, case_id: int) -> HttpResponse:
    """Be told what becomes of it, or no longer."""
    case = found_case(request, case_id)
    notes.follow(actor=request.actor, case=case, follows="follows" in request.POST)
    return redirect("case", case.pk)


@require_POST
@signed_in
def law_clock(request: ActorRequest, case_id: int) -> HttpResponse:
    """Start a deadline set by law, in hours of the wall clock."""
    case, code = found_case(request, case_id), request.POST.get("law", "")
    return doing(
        request,
        case,
        lambda: law.start_law_clock(actor=request.actor, case=case, code=code),
        "Tenggat hukum berjalan sejak warga menulis, siang dan malam.",
    )


@require_POST
@signed_in
def join(request: ActorRequest, conversation_id: int) -> HttpResponse:
    """Let a comment belong to a case that runs."""
    found, form = selectors.conversation_for(request.actor, conversation_id), NumberForm(request.POST)
    if found is None:
        raise Http404
    check_sorter(request.actor, found)
    target = case_by_number(request.actor, *form.cleaned_data["number"]) if form.is_valid() else None
    if target is None:
        problem = "Tidak ada kasus dengan nomor itu yang dapat Anda lihat." if form.is_valid() else first_problem(form)
        messages.warning(request, problem)
        return redirect("conversation", found.pk)
    try:
        merging.join(actor=request.actor, conversation=found, case=target)
    except MergeRefusedError as refusal:
        messages.warning(request, str(refusal))
        return redirect("conversation", found.pk)
    messages.success(request, f"Ditambahkan ke kasus {target.code}; jawabannya nanti juga untuk komentar ini.")
    return redirect("case", target.pk)


@require_GET
@signed_in
def on_paper(request: ActorRequest, case_id: int) -> HttpResponse:
    """The whole way, to be printed."""
    case = found_case(request, case_id)
    tell = deadline_teller(request.actor)
    thread, answers = list(selectors.dispositions_of(case)), list(selectors.answers_of(case))
    facts = facts_of(request.actor, case, thread, answers, tell)
    return render(request, "inbox/cases/paper.html", facts | {"case": case})
