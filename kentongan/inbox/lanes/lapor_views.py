"""The sheet for SP4N-LAPOR!, its number, its clock, and its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from kentongan.core import clock
from kentongan.core.states import MoveRefusedError
from kentongan.inbox.access import check_handler
from kentongan.inbox.lanes import selectors, wording
from kentongan.inbox.lanes.access import may_handle
from kentongan.inbox.lanes.forms import BroughtForm, NumberForm, SheetForm, StatusForm
from kentongan.inbox.lanes.rules import LAPOR
from kentongan.inbox.lanes.services import lapor
from kentongan.inbox.lanes.services.guard import LaneRefusedError, StaleLaneError
from kentongan.inbox.lanes.views import CONFLICT, MOVED, STALE, UNPROCESSABLE, found_case
from kentongan.inbox.reading import deadline_teller
from kentongan.inbox.services.answers import AnswerRefusedError
from kentongan.organizations.access import signed_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms
    from django.http import HttpResponse

    from kentongan.inbox.lanes.models import LaporHandover
    from kentongan.inbox.models import Case
    from kentongan.organizations.middleware import ActorRequest


@require_http_methods(["GET", "POST"])
@signed_in
def sheet(request: ActorRequest, case_id: int) -> HttpResponse:
    """Show the sheet, or keep it."""
    case = found_case(request, case_id)
    if request.method == "GET":
        return _page(request, case)
    check_handler(request.actor, case)
    form = SheetForm(request.POST)
    if not form.is_valid():
        return _page(request, case, form=form, status=UNPROCESSABLE)
    revision = request.POST.get("revision", "")
    try:
        lapor.write_sheet(
            actor=request.actor,
            case=case,
            sheet=form.sheet(),
            revision=int(revision) if revision.isdecimal() and len(revision) < 10 else 0,  # noqa: PLR2004 - a column's width
        )
    except StaleLaneError:
        return _page(request, case, form=form, problem=STALE, status=CONFLICT)
    except LaneRefusedError as refusal:
        return _page(request, case, form=form, problem=str(refusal), status=UNPROCESSABLE)
    messages.success(request, "Lembar tersimpan. Salin ke LAPOR, lalu catat nomornya di sini.")
    return redirect("lapor_sheet", case.pk)


@require_POST
@signed_in
def number(request: ActorRequest, case_id: int) -> HttpResponse:
    """Keep the number LAPOR gave."""
    form = NumberForm(request.POST)
    return _done(
        request,
        case_id,
        "number_form",
        form,
        lambda one: lapor.note_number(actor=request.actor, handover=one, told=form.cleaned_data["told"]),
        "Nomor LAPOR tercatat. Jamnya berjalan di samping jam di sini.",
    )


@require_POST
@signed_in
def status(request: ActorRequest, case_id: int) -> HttpResponse:
    """Keep what somebody read there."""
    form = StatusForm(request.POST)
    return _done(
        request,
        case_id,
        "status_form",
        form,
        lambda one: lapor.note_status(actor=request.actor, handover=one, **form.cleaned_data),
        "Status LAPOR tercatat.",
    )


@require_POST
@signed_in
def answer(request: ActorRequest, case_id: int) -> HttpResponse:
    """Bring LAPOR's answer to the citizen's conversation."""
    form = BroughtForm(request.POST)
    return _done(
        request,
        case_id,
        "answer_form",
        form,
        lambda one: lapor.bring_answer(actor=request.actor, handover=one, **form.cleaned_data),
        "Jawaban LAPOR ada di draf jawaban kasus ini. Baca, sesuaikan, lalu ajukan.",
        then="case",
    )


@require_POST
@signed_in
def drop(request: ActorRequest, case_id: int) -> HttpResponse:
    """Not hand it over after all."""
    return _done(
        request,
        case_id,
        "",
        None,
        lambda one: lapor.drop(actor=request.actor, handover=one),
        "Tidak jadi diserahkan. Lembarnya tetap tersimpan.",
        then="case",
    )


def _done(
    request: ActorRequest,
    case_id: int,
    name: str,
    form: forms.Form | None,
    work: Callable[[LaporHandover], object],
    said: str,
    *,
    then: str = "lapor_sheet",
) -> HttpResponse:
    case = found_case(request, case_id)
    check_handler(request.actor, case)
    handover = handover_here(request, case)
    again: dict[str, Any] = {name: form} if form is not None else {}
    if form is not None and not form.is_valid():
        return _page(request, case, status=UNPROCESSABLE, **again)
    try:
        work(handover)
    except MoveRefusedError:
        return _page(request, case, problem=MOVED, status=CONFLICT, **again)
    except (LaneRefusedError, AnswerRefusedError) as refusal:
        return _page(request, case, problem=str(refusal), status=UNPROCESSABLE, **again)
    messages.success(request, said)
    return redirect(then, case.pk)


def handover_here(request: ActorRequest, case: Case) -> LaporHandover:
    """The hand-over of a case, or 404."""
    found = selectors.handover_of(request.actor, case)
    if found is None:
        raise Http404
    return found


def _page(request: ActorRequest, case: Case, *, problem: str = "", status: int = 200, **given: Any) -> HttpResponse:  # noqa: ANN401 - forms by their names in the template
    actor, today = request.actor, clock.now().astimezone(request.actor.zone).date()
    handover = selectors.handover_of(actor, case)
    words = handover or wording.first_sheet(actor, case, request.government)
    stands = {name: getattr(words, name) for name in SheetForm.base_fields}
    tell = deadline_teller(actor)
    lines = selectors.both_clocks(actor, handover) if handover and handover.filed_at else []
    facts = {
        "case": case,
        "handover": handover,
        "problem": problem,
        "may_handle": may_handle(actor, case) and not case.watched,
        "lapor": LAPOR,
        "copy": wording.as_text(handover, wording.reporters(case)) if handover else "",
        "lines": [
            (one, tell(one.theirs.due_at if one.theirs else None), tell(one.ours.due_at if one.ours else None))
            for one in lines
        ],
        "notes": selectors.notes_of(handover) if handover else [],
        "form": SheetForm(initial=stands),
        "number_form": NumberForm(),
        "status_form": StatusForm(initial={"read_on": today}),
        "answer_form": BroughtForm(initial={"came_on": today}),
    }
    return render(request, "inbox/lanes/lapor.html", facts | given, status=status)
