"""Impor: bring a file, read what would become of every row, make them drafts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kentongan.approvals.services import NobodyCanApproveError
from kentongan.content.importing import handing_in, services
from kentongan.content.importing.columns import LABELS, MOST_ROWS
from kentongan.content.importing.outcomes import FIX
from kentongan.content.importing.pages import page, rows_of
from kentongan.content.importing.selectors import (
    IMPORTERS,
    RECENT,
    dry_run,
    facts_for,
    import_for,
    imports_for,
)
from kentongan.content.importing.template import rows_with_reasons, template, zone_name
from kentongan.content.models import Import
from kentongan.organizations.access import require_role, signed_in
from kentongan.planning.pillars import Pillar
from kentongan.workbooks.packing import LARGEST_FILE
from kentongan.workbooks.reading import bytes_of
from kentongan.workbooks.refusals import FileRefusedError
from kentongan.workbooks.writing import XLSX

if TYPE_CHECKING:
    from kentongan.organizations.middleware import ActorRequest

UNPROCESSABLE, CONFLICT = 422, 409


@require_http_methods(["GET", "POST"])
@signed_in
def imports(request: ActorRequest) -> HttpResponse:
    """Bring a file; the earlier ones below."""
    require_role(request.actor, *IMPORTERS, to="mengimpor kiriman")
    if request.method == "GET":
        return _front(request)
    upload = request.FILES.get("file")
    try:
        found = services.read_import(actor=request.actor, name=_name(upload), data=bytes_of(upload))
    except FileRefusedError as refusal:
        return _front(request, refusal=refusal, status=UNPROCESSABLE)
    return redirect("import", found.pk)


@require_GET
@signed_in
def template_file(request: ActorRequest) -> HttpResponse:
    """The template of the actor's agency."""
    require_role(request.actor, *IMPORTERS, to="mengimpor kiriman")
    return _workbook(template(facts_for(request.actor)), "templat-kiriman.xlsx")


@require_GET
@signed_in
def show(request: ActorRequest, import_id: int) -> HttpResponse:
    """What would become of every row, or what became of it."""
    return page(request, _found(request, import_id))


@require_GET
@signed_in
def rest(request: ActorRequest, import_id: int) -> HttpResponse:
    """The rows that became no draft, with their reasons, as a workbook to put right."""
    found = _found(request, import_id)
    run = dry_run(found)
    return _workbook(rows_with_reasons(run.table, rows_of(found, run, FIX)), f"perlu-diperbaiki-{found.pk}.xlsx")


@require_POST
@signed_in
def order(request: ActorRequest, import_id: int) -> HttpResponse:
    """Say how 3/4/2026 is meant."""
    found, wanted = _found(request, import_id), request.POST.get("order", "")
    if wanted in Import.Order.values:
        services.choose_order(actor=request.actor, found=found, order=wanted)
    return redirect("import", found.pk)


@require_POST
@signed_in
def make(request: ActorRequest, import_id: int) -> HttpResponse:
    """Make the ready rows drafts."""
    found, expected = _found(request, import_id), request.POST.get("ready", "")
    try:
        made = services.make(actor=request.actor, found=found, expected=int(expected) if expected.isdecimal() else 0)
    except services.ChangedSinceError:
        messages.warning(
            request,
            "Belum ada yang dibuat, karena hasil pemeriksaan berubah sejak halaman ini dibuka. Periksa lagi, lalu tekan sekali lagi.",
        )
        return page(request, found, status=CONFLICT)
    messages.success(request, f"{made.made} kiriman menjadi draf. Belum ada yang diajukan.")
    return redirect("import", found.pk)


@require_POST
@signed_in
def submit(request: ActorRequest, import_id: int) -> HttpResponse:
    """Submit the drafts that are ready."""
    found = _found(request, import_id)
    try:
        told = handing_in.submit(actor=request.actor, found=found)
    except NobodyCanApproveError as refusal:
        messages.warning(request, refusal.sentence)
        return redirect("import", found.pk)
    if told.submitted:
        more = f" Masih ada {told.left}; tekan sekali lagi." if told.left else ""
        messages.success(request, f"{told.submitted} kiriman diajukan. Pejabat penyetuju sudah diberi tahu.{more}")
    if told.lacking:
        messages.warning(
            request, f"{len(told.lacking)} draf belum diajukan karena masih ada yang kurang; lihat di bawah judulnya."
        )
    return redirect("import", found.pk)


@require_POST
@signed_in
def undo(request: ActorRequest, import_id: int) -> HttpResponse:
    """Take a whole import back."""
    found = _found(request, import_id)
    try:
        services.undo(actor=request.actor, found=found)
    except services.NotUndoableError:
        messages.warning(
            request, "Impor ini tidak dapat dibatalkan lagi: sebagian sudah diajukan. Tarik kirimannya satu demi satu."
        )
    else:
        messages.success(request, "Impor dibatalkan. Semua drafnya ditarik; barisnya boleh diimpor lagi.")
    return redirect("import", found.pk)


def _found(request: ActorRequest, import_id: int) -> Import:
    found = import_for(request.actor, import_id)
    if found is None:
        raise Http404
    return found


def _name(upload: Any) -> str:  # noqa: ANN401 - Django's uploaded file, or nothing
    return str(upload.name) if upload else ""


def _front(request: ActorRequest, refusal: FileRefusedError | None = None, status: int = 200) -> HttpResponse:
    facts = facts_for(request.actor)
    told = {
        "refusal": refusal,
        "imports": imports_for(request.actor)[:RECENT],
        "most": MOST_ROWS,
        "largest": LARGEST_FILE // 1024 // 1024,
        "places": facts.places,
        "pillars": Pillar.choices,
        "zone": zone_name(facts.now.astimezone(facts.zone)),
        "labels": LABELS,
    }
    return render(request, "content/importing/imports.html", told, status=status)


def _workbook(data: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        data,
        content_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"},
    )
