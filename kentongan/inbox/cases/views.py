"""What people do with a case: verify, archive, postpone, reopen, merge, split, give a part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kentongan.core.states import MoveRefusedError
from kentongan.inbox import selectors
from kentongan.inbox.access import check_handler
from kentongan.inbox.case_views import found_case, show_case
from kentongan.inbox.cases import ending, merging, sharing, splitting, unmerging, verifying
from kentongan.inbox.cases.forms import ClassForm, NumberForm, PauseForm
from kentongan.inbox.cases.lists import case_by_number
from kentongan.inbox.cases.merging import MergeRefusedError
from kentongan.inbox.cases.page import merge_into
from kentongan.inbox.classes import ArchiveReason
from kentongan.inbox.clocks import pausing
from kentongan.inbox.clocks.models import CasePause
from kentongan.inbox.clocks.pausing import PauseRefusedError
from kentongan.inbox.clocks.reading import calendar_of
from kentongan.inbox.services.way import DispositionRefusedError
from kentongan.organizations.access import signed_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms
    from django.http import HttpResponse

    from kentongan.inbox.models import Case
    from kentongan.organizations.middleware import ActorRequest

MOVED_ON = "Kasus ini sudah berpindah sejak halaman Anda dibuka. Yang Anda lihat sekarang keadaan terbarunya."
REFUSALS = (DispositionRefusedError, PauseRefusedError, MergeRefusedError)


def doing(request: ActorRequest, case: Case, act: Callable[[], object], done: str, *, to: str = "case") -> HttpResponse:
    """Do it and go on; what is refused is said on the page, with what was typed still there."""
    try:
        act()
    except REFUSALS as refusal:
        return show_case(request, case, problem=str(refusal), status=409)
    except MoveRefusedError:
        return show_case(request, case, problem=MOVED_ON, status=409)
    messages.success(request, done)
    return redirect("cases") if to == "cases" else redirect("case", case.pk)


def first_problem(form: forms.Form) -> str:
    """The first thing a form lacks, as a sentence."""
    return str(next(iter(form.errors.values()))[0])


@require_POST
@signed_in
def verify(request: ActorRequest, case_id: int) -> HttpResponse:
    """Confirm that it is a case."""
    case = found_case(request, case_id)
    return doing(request, case, lambda: verifying.verify(actor=request.actor, case=case), "Kasus terverifikasi.")


@require_POST
@signed_in
def archive(request: ActorRequest, case_id: int) -> HttpResponse:
    """Put it away for one of the reasons."""
    case, reason = found_case(request, case_id), request.POST.get("archive_reason", "")
    check_handler(request.actor, case)
    if reason not in ArchiveReason.values:
        return show_case(request, case, problem="Pilih salah satu alasan pengarsipan.", status=422)
    done = f"Kasus {case.code} diarsipkan."
    return doing(request, case, lambda: verifying.archive(actor=request.actor, case=case, reason=reason), done)


@require_POST
@signed_in
def not_ours(request: ActorRequest, case_id: int) -> HttpResponse:
    """Say that it is another body's."""
    case, outside = found_case(request, case_id), request.POST.get("outside", "")
    done = "Tercatat bukan wewenang. Beri tahu warga ke mana laporannya diteruskan."
    return doing(request, case, lambda: verifying.not_ours(actor=request.actor, case=case, outside=outside), done)


@require_POST
@signed_in
def classify(request: ActorRequest, case_id: int) -> HttpResponse:
    """Give it its class."""
    case = found_case(request, case_id)
    check_handler(request.actor, case)
    form = ClassForm(request.actor, (), request.POST)
    if not form.is_valid():
        return show_case(request, case, problem=first_problem(form), status=422)
    told = form.cleaned_data

    def act() -> None:
        verifying.classify(actor=request.actor, case=case, report_class=told["report_class"], reported=told["reported"])

    answer = doing(request, case, act, "Golongan kasus diubah; tenggatnya mengikuti.")
    still = selectors.case_for(request.actor, case.pk)
    return answer if still or answer.status_code >= 400 else redirect("cases")  # noqa: PLR2004 - refused


@require_POST
@signed_in
def pause(request: ActorRequest, case_id: int) -> HttpResponse:
    """Put it off until a day, or wait for the citizen."""
    case, form = found_case(request, case_id), PauseForm(request.POST)
    check_handler(request.actor, case)
    if not form.is_valid():
        return show_case(request, case, problem=first_problem(form), status=422)
    kind = CasePause.Kind.CITIZEN if "citizen" in request.POST else CasePause.Kind.POSTPONED
    day, calendar = form.cleaned_data["until"], calendar_of(request.actor.government_id)
    until = calendar.open_on(day)[0] if day else None
    reason = form.cleaned_data["reason"]
    return doing(
        request,
        case,
        lambda: pausing.pause(actor=request.actor, case=case, kind=kind, reason=reason, until=until),
        "Tenggat berhenti; waktunya ditambahkan ketika berjalan lagi.",
    )


@require_POST
@signed_in
def resume(request: ActorRequest, case_id: int) -> HttpResponse:
    """Let the clocks go on."""
    case = found_case(request, case_id)
    check_handler(request.actor, case)
    return doing(request, case, lambda: pausing.resume(actor=request.actor, case=case), "Tenggat berjalan lagi.")


@require_POST
@signed_in
def reopen(request: ActorRequest, case_id: int) -> HttpResponse:
    """Open it again."""
    case, reason = found_case(request, case_id), request.POST.get("reason", "")
    return doing(
        request, case, lambda: ending.reopen(actor=request.actor, case=case, reason=reason), "Kasus dibuka kembali."
    )


@require_POST
@signed_in
def give_part(request: ActorRequest, case_id: int) -> HttpResponse:
    """Hand a unit's part, or its result, to whoever answers."""
    case = found_case(request, case_id)
    asked, text = request.POST.get("disposition", ""), request.POST.get("part", "")
    rows = {str(row.pk): row for row in selectors.dispositions_of(case)}
    if asked not in rows:
        check_handler(request.actor, case)
        return show_case(request, case, problem="Bagian itu tidak ada di kasus ini.", status=422)
    done = "Terima kasih. Unit yang menjawab warga sudah diberi tahu."
    return doing(
        request, case, lambda: sharing.give_part(actor=request.actor, disposition=rows[asked], text=text), done
    )


@require_POST
@signed_in
def merge(request: ActorRequest, case_id: int) -> HttpResponse:
    """Put this case into another."""
    case, form = found_case(request, case_id), NumberForm(request.POST)
    check_handler(request.actor, case)
    if not form.is_valid():
        return show_case(request, case, problem=first_problem(form), status=422)
    target = case_by_number(request.actor, *form.cleaned_data["number"])
    if target is None:
        return show_case(request, case, problem="Tidak ada kasus dengan nomor itu yang dapat Anda lihat.", status=422)
    reason = form.cleaned_data["reason"]
    answer = doing(
        request,
        case,
        lambda: merging.merge(actor=request.actor, source=case, target=target, reason=reason),
        f"Kasus {case.code} digabung ke kasus {target.code}.",
    )
    return redirect("case", target.pk) if answer.status_code < 400 else answer  # noqa: PLR2004 - refused


@require_POST
@signed_in
def unmerge(request: ActorRequest, case_id: int) -> HttpResponse:
    """Take a merge back."""
    case, asked = found_case(request, case_id), request.POST.get("merge", "")
    check_handler(request.actor, case)
    row = merge_into(case, int(asked)) if asked.isdecimal() else None
    if row is None:
        return show_case(request, case, problem="Penggabungan itu sudah tidak ada.", status=409)
    return doing(request, case, lambda: unmerging.undo(actor=request.actor, merge=row), "Penggabungan dibatalkan.")


@require_POST
@signed_in
def split(request: ActorRequest, case_id: int) -> HttpResponse:
    """Give one of its conversations a case of its own."""
    case, asked = found_case(request, case_id), request.POST.get("conversation", "")
    check_handler(request.actor, case)
    rows = {str(one.pk): one for one in selectors.conversations_for(request.actor).filter(case=case)}
    if asked not in rows:
        return show_case(request, case, problem="Komentar itu sudah tidak di kasus ini.", status=409)
    made: list[Case] = []
    answer = doing(
        request,
        case,
        lambda: made.append(splitting.split(actor=request.actor, case=case, conversation=rows[asked])),
        "Dipisahkan menjadi kasus sendiri. Teruskan ke dinas yang tepat.",
    )
    return redirect("case", made[0].pk) if made else answer
