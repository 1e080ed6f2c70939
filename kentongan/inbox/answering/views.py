"""Templat jawaban and Info layanan: lists, and a page to write each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kentongan.core import clock
from kentongan.inbox.answering import keeping
from kentongan.inbox.answering.access import KEEPERS, check_keeper, may_keep
from kentongan.inbox.answering.forms import InfoForm, TemplateForm
from kentongan.inbox.answering.keeping import NotKeptError
from kentongan.inbox.answering.selectors import info_for, infos_for, template_for, templates_for
from kentongan.inbox.answering.variables import VARIABLES
from kentongan.organizations.access import require_role, signed_in

if TYPE_CHECKING:
    from django import forms

    from kentongan.inbox.answering.models import ReplyTemplate, ServiceInfo
    from kentongan.organizations.middleware import ActorRequest

UNPROCESSABLE = 422
PAGE = 50


@require_GET
@signed_in
def templates(request: ActorRequest) -> HttpResponse:
    """Every template this person may use."""
    rows = [(one, may_keep(request.actor, one.agency_id)) for one in templates_for(request.actor)[:200]]
    return render(request, "inbox/answering/templates.html", {"rows": rows, "may_write": request.actor.has(*KEEPERS)})


@require_http_methods(["GET", "POST"])
@signed_in
def template_new(request: ActorRequest) -> HttpResponse:
    """Write a template."""
    require_role(request.actor, *KEEPERS, to="menyimpan templat jawaban")
    return _template(request, None)


@require_http_methods(["GET", "POST"])
@signed_in
def template(request: ActorRequest, reply_template_id: int) -> HttpResponse:
    """Change a template."""
    found = _found_template(request, reply_template_id)
    check_keeper(request.actor, found.agency_id, "mengubah templat jawaban")
    return _template(request, found)


@require_POST
@signed_in
def template_retire(request: ActorRequest, reply_template_id: int) -> HttpResponse:
    """Put a template away."""
    found = _found_template(request, reply_template_id)
    keeping.retire_template(actor=request.actor, template=found)
    messages.success(request, f"Templat “{found.name}” dihapus.")
    return redirect("reply_templates")


@require_GET
@signed_in
def infos(request: ActorRequest) -> HttpResponse:
    """Search what is known of services."""
    words = request.GET.get("q", "")[:100]
    rows = list(infos_for(request.actor, words)[: PAGE + 1])
    today = clock.now().astimezone(request.actor.zone).date()
    facts = {
        "rows": [(one, one.review_by < today, may_keep(request.actor, one.agency_id)) for one in rows[:PAGE]],
        "more": len(rows) > PAGE,
        "words": words,
        "may_write": request.actor.has(*KEEPERS),
    }
    return render(request, "inbox/answering/infos.html", facts)


@require_http_methods(["GET", "POST"])
@signed_in
def info_new(request: ActorRequest) -> HttpResponse:
    """Write a service's facts."""
    require_role(request.actor, *KEEPERS, to="menyimpan info layanan")
    return _info(request, None)


@require_http_methods(["GET", "POST"])
@signed_in
def info(request: ActorRequest, info_id: int) -> HttpResponse:
    """Change a service's facts."""
    found = _found_info(request, info_id)
    check_keeper(request.actor, found.agency_id, "mengubah info layanan")
    return _info(request, found)


@require_POST
@signed_in
def info_retire(request: ActorRequest, info_id: int) -> HttpResponse:
    """Put a service's facts away."""
    found = _found_info(request, info_id)
    keeping.retire_info(actor=request.actor, info=found)
    messages.success(request, f"Info layanan “{found.service}” dihapus.")
    return redirect("service_infos")


def _found_template(request: ActorRequest, template_id: int) -> ReplyTemplate:
    found = template_for(request.actor, template_id)
    if found is None:
        raise Http404
    return found


def _found_info(request: ActorRequest, info_id: int) -> ServiceInfo:
    found = info_for(request.actor, info_id)
    if found is None:
        raise Http404
    return found


def _template(request: ActorRequest, found: ReplyTemplate | None) -> HttpResponse:
    stands: dict[str, Any] = {}
    if found:
        whose = str(found.agency_id) if found.agency_id else "semua"
        stands = {"name": found.name, "text": found.text, "topic": found.topic, "agency": whose}
    form = TemplateForm(request.actor, request.POST or None, initial=stands)
    if request.method == "POST" and form.is_valid():
        try:
            kept = keeping.keep_template(actor=request.actor, words=form.words, template=found)
        except NotKeptError as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, f"Templat “{kept.name}” tersimpan.")
            return redirect("reply_templates")
    facts = {"form": form, "found": found, "variables": VARIABLES.items(), "preview": _preview(form, found)}
    return _drawn(request, "inbox/answering/template.html", facts, form)


def _preview(form: forms.Form, found: ReplyTemplate | None) -> str:
    from kentongan.inbox.answering.examples import example_of

    words = form.data.get("text") or (found.text if found else "")
    return example_of(words[:2000])


def _info(request: ActorRequest, found: ServiceInfo | None) -> HttpResponse:
    stands = {name: getattr(found, name) for name in InfoForm.base_fields if name != "agency"} if found else {}
    form = InfoForm(
        request.actor, request.POST or None, initial=stands | ({"agency": found.agency_id} if found else {})
    )
    if request.method == "POST" and form.is_valid():
        try:
            kept = keeping.keep_info(actor=request.actor, told=form.told, info=found)
        except NotKeptError as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, f"Info layanan “{kept.service}” tersimpan.")
            return redirect("service_infos")
    return _drawn(request, "inbox/answering/info.html", {"form": form, "found": found}, form)


def _drawn(request: ActorRequest, page: str, facts: dict[str, Any], form: forms.Form) -> HttpResponse:
    return render(request, page, facts, status=UNPROCESSABLE if form.errors else 200)
