"""Files of a case as people bring and fetch them: photos and videos shown, PDFs downloaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from kentongan.inbox.access import check_worker
from kentongan.inbox.case_views import found_case, show_case
from kentongan.inbox.cases import documents, files
from kentongan.inbox.cases.forms import FileForm
from kentongan.inbox.cases.notes import NoteRefusedError
from kentongan.inbox.cases.page import file_of_case
from kentongan.inbox.cases.views import first_problem
from kentongan.media import store
from kentongan.media.rules import MediaRefusedError
from kentongan.media.selectors import file_of
from kentongan.media.serving import send
from kentongan.organizations.access import signed_in

if TYPE_CHECKING:
    from typing import Any

    from django.http import HttpResponse
    from django.http.response import HttpResponseBase

    from kentongan.inbox.models import Case
    from kentongan.organizations.actor import Actor
    from kentongan.organizations.middleware import ActorRequest

CLEANED = "Tersimpan. Tempat dan nama yang tertanam di berkas sudah dibuang."
AS_IT_IS = (
    "PDF tersimpan apa adanya, supaya tanda tangan elektroniknya tetap sah. Nama pembuat di dalamnya tidak dibuang."
)


@require_POST
@signed_in
def add_file(request: ActorRequest, case_id: int) -> HttpResponse:
    """Keep a photo, a video or a PDF with the case."""
    case, form = found_case(request, case_id), FileForm(request.POST, request.FILES)
    check_worker(request.actor, case)
    if not form.is_valid():
        return show_case(request, case, file_form=form, problem=first_problem(form), status=422)
    try:
        done = _add(request.actor, case, form.cleaned_data)
    except (NoteRefusedError, MediaRefusedError) as refusal:
        said = getattr(refusal, "sentence", "") or str(refusal)
        return show_case(request, case, file_form=form, problem=said, status=422)
    messages.success(request, done)
    return redirect("case", case.pk)


def _add(actor: Actor, case: Case, told: dict[str, Any]) -> str:
    upload, day, said = told["file"], told["taken_on"], told["said"]
    if documents.is_pdf(upload):
        documents.add_document(actor=actor, case=case, upload=upload, dated_on=day, said=said)
        return AS_IT_IS
    if documents.is_neither(upload):
        raise NoteRefusedError(documents.NEITHER)
    files.add_file(actor=actor, case=case, upload=upload, kind=told["kind"], taken_on=day, said=said)
    return CLEANED


@require_POST
@signed_in
def remove_file(request: ActorRequest, case_id: int) -> HttpResponse:
    """Take a file or a document out."""
    case, actor = found_case(request, case_id), request.actor
    check_worker(actor, case)
    try:
        files.remove_file(actor=actor, case=case, file_id=_number(request, "file"))
        documents.remove_document(actor=actor, case=case, document_id=_number(request, "document"))
    except NoteRefusedError as refusal:
        return show_case(request, case, problem=str(refusal), status=409)
    return redirect("case", case.pk)


def _number(request: ActorRequest, name: str) -> int:
    asked = request.POST.get(name, "")[:18]
    return int(asked) if asked.isdecimal() else 0


@require_safe
@signed_in  # type: ignore[arg-type]
def file(request: ActorRequest, case_id: int, file_id: int) -> HttpResponseBase:
    """Show a file to whoever sees the case."""
    found = file_of_case(found_case(request, case_id), file_id)
    if found is None:
        raise Http404
    code = request.government.code
    if "kecil" in request.GET and found.asset.pictured:
        return send(request, store.thumbnail_of(code, found.asset.sha256), "image/jpeg")
    return send(request, file_of(code, found.asset), found.asset.mime)


@require_safe
@signed_in  # type: ignore[arg-type]
def document(request: ActorRequest, case_id: int, document_id: int) -> HttpResponseBase:
    """Hand a document out to whoever sees the case, to be saved: it is never shown inside a page."""
    case = found_case(request, case_id)
    found = documents.document_of_case(case, document_id)
    if found is None:
        raise Http404
    answer = send(request, documents.place_of(request.government.code, found), documents.MIME)
    name = f"lampiran-kasus-{case.number:04}-{case.year}-{found.pk}.{documents.EXTENSION}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
