"""Taking an agenda's file in: choose, read what would happen, take in."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kentongan.events import services
from kentongan.events.forms import FileForm
from kentongan.events.models import Event
from kentongan.events.reading import FileRefusedError
from kentongan.events.selectors import KEEPERS, intake_for
from kentongan.events.services.agenda import TO
from kentongan.events.services.intake import blocked
from kentongan.organizations.access import require_role, signed_in

if TYPE_CHECKING:
    from django.http import HttpResponse

    from kentongan.events.models import Intake
    from kentongan.organizations.middleware import ActorRequest

UNPROCESSABLE = 422


@require_http_methods(["GET", "POST"])
@signed_in
def choose_file(request: ActorRequest) -> HttpResponse:
    """Choose a file and have it read."""
    require_role(request.actor, *KEEPERS, to=TO)
    form = FileForm(request.POST or None, request.FILES or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            intake = services.read_file(actor=request.actor, agency_id=given["agency"].pk, upload=given["file"])
        except FileRefusedError as refusal:
            form.add_error("file", refusal.sentence)
        else:
            return redirect("event_intake", intake.pk)
    return render(request, "events/choose_file.html", {"form": form}, status=UNPROCESSABLE if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@signed_in
def intake(request: ActorRequest, intake_id: int) -> HttpResponse:
    """What the file would bring; and the button that takes it in."""
    found = intake_for(request.actor, intake_id)
    if found is None:
        raise Http404
    if request.method == "POST":
        return _taken_in(request, found)
    return render(request, "events/intake.html", _facts(request, found))


def _taken_in(request: ActorRequest, found: Intake) -> HttpResponse:
    try:
        fresh, known = services.take_in(actor=request.actor, intake=found)
    except services.NotTakenInError:
        messages.warning(
            request, "Berkas ini tidak dimasukkan: masih ada yang harus diperbaiki, atau sudah dimasukkan."
        )
        return redirect("event_intake", found.pk)
    again = f" {known} sudah ada dan diperbarui." if known else ""
    messages.success(request, f"{fresh} kegiatan masuk ke agenda.{again}")
    return redirect("events")


def _facts(request: ActorRequest, found: Intake) -> dict[str, Any]:
    rows = [row | {name: datetime.fromisoformat(row[name]) for name in ("starts_at", "ends_at")} for row in found.rows]
    return {
        "intake": found,
        "rows": rows,
        "problems": found.problems,
        "blocked": blocked(found),
        "is_sheet": found.source == Event.Source.XLSX,
        "may_take_in": request.actor.has(*KEEPERS),
    }
