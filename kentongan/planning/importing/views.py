"""Impor program: bring a file, read what would become of every row, hang it into the tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kentongan.organizations.access import signed_in
from kentongan.organizations.selectors import agencies_for
from kentongan.planning.importing import services
from kentongan.planning.importing.columns import LABELS, MOST_ROWS
from kentongan.planning.importing.rules import FIX
from kentongan.planning.importing.selectors import LABELS as STATES
from kentongan.planning.importing.selectors import dry_run, import_for, imports_for
from kentongan.planning.importing.template import rows_with_reasons, template
from kentongan.planning.selectors import tree_for
from kentongan.planning.services.guard import planner
from kentongan.planning.views import today_of
from kentongan.workbooks.packing import LARGEST_FILE
from kentongan.workbooks.reading import bytes_of
from kentongan.workbooks.refusals import FileRefusedError
from kentongan.workbooks.writing import XLSX

if TYPE_CHECKING:
    from kentongan.organizations.middleware import ActorRequest
    from kentongan.planning.models import TreeImport

UNPROCESSABLE, CONFLICT = 422, 409
RECENT, PAGE = 10, 60
TO = "mengimpor program"
CHANGED_SINCE = (
    "Belum ada yang dimasukkan, karena hasil pemeriksaan berubah sejak halaman ini dibuka. "
    "Periksa lagi, lalu tekan sekali lagi."
)


@require_http_methods(["GET", "POST"])
@signed_in
def imports(request: ActorRequest) -> HttpResponse:
    """Bring a file; the earlier ones below."""
    planner(request.actor, TO)
    if request.method == "GET":
        return _front(request)
    upload: Any = request.FILES.get("file")
    try:
        data = bytes_of(upload)
        found = services.read_tree(actor=request.actor, name=str(upload.name), data=data)
    except FileRefusedError as refusal:
        return _front(request, refusal)
    return redirect("tree_import", found.pk)


@require_GET
@signed_in
def template_file(request: ActorRequest) -> HttpResponse:
    """The tree as it is, as a workbook to fill in."""
    actor = request.actor
    planner(actor, TO)
    lines = sorted(tree_for(actor).select_related("owner", "parent"), key=lambda line: (line.first_year, line.code))
    agencies = list(agencies_for(actor).values_list("name", flat=True))
    return _workbook(template(lines[:MOST_ROWS], agencies, today_of(actor).year), "pohon-program.xlsx")


@require_GET
@signed_in
def show(request: ActorRequest, import_id: int) -> HttpResponse:
    """What would become of every row, or what became of them."""
    return _page(request, _found(request, import_id))


@require_GET
@signed_in
def rest(request: ActorRequest, import_id: int) -> HttpResponse:
    """The rows that are wrong, with their reasons, as a workbook to put right."""
    found = _found(request, import_id)
    run = dry_run(request.actor, found)
    return _workbook(rows_with_reasons(run.table, run.of(FIX)), f"perlu-diperbaiki-{found.pk}.xlsx")


@require_POST
@signed_in
def take(request: ActorRequest, import_id: int) -> HttpResponse:
    """Hang all rows into the tree."""
    found = _found(request, import_id)
    added, changed = (_number(request.POST.get(name, "")) for name in ("added", "changed"))
    try:
        taken = services.take_in(actor=request.actor, found=found, expected=(added, changed))
    except services.ChangedSinceError:
        messages.warning(request, CHANGED_SINCE)
        return _page(request, found, CONFLICT)
    messages.success(request, f"{taken.added} baris baru masuk ke pohon, {taken.changed} diperbarui.")
    return redirect("programmes")


def _page(request: ActorRequest, found: TreeImport, status: int = 200) -> HttpResponse:
    run = dry_run(request.actor, found)
    tabs = [(key, label, len(run.of(key))) for key, label in STATES.items() if run.of(key)]
    asked = request.GET.get("tampil", "")
    chosen = asked if asked in {key for key, _, _ in tabs} else next((key for key, _, _ in tabs), FIX)
    after = _number(request.GET.get("sesudah", ""))
    rows = [one for one in run.of(chosen) if one.number > after]
    added, changed = run.counts
    facts = {
        "found": found,
        "run": run,
        "tabs": tabs,
        "chosen": chosen,
        "rows": rows[:PAGE],
        "next": rows[PAGE - 1].number if len(rows) > PAGE else 0,
        "to_fix": len(run.of(FIX)),
        "added": added,
        "changed": changed,
        "columns": [(LABELS[key], *column) for key, column in run.table.columns.items()],
    }
    return render(request, "planning/importing/import.html", facts, status=status)


def _front(request: ActorRequest, refusal: FileRefusedError | None = None) -> HttpResponse:
    facts = {
        "refusal": refusal,
        "imports": imports_for(request.actor)[:RECENT],
        "most": MOST_ROWS,
        "largest": LARGEST_FILE // 1024 // 1024,
        "labels": LABELS,
    }
    return render(request, "planning/importing/imports.html", facts, status=UNPROCESSABLE if refusal else 200)


def _found(request: ActorRequest, import_id: int) -> TreeImport:
    """One file of this government, or nothing is there; then the right is asked for."""
    found = import_for(request.actor, import_id)
    if found is None:
        raise Http404
    planner(request.actor, TO)
    return found


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < len("1000000") else 0


def _workbook(data: bytes, name: str) -> HttpResponse:
    told = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(data, content_type=XLSX, headers=told)
