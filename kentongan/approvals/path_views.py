"""Jalur persetujuan: which way a post takes, and how it is tried out and changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kentongan.approvals.defaults import BUILT_IN
from kentongan.approvals.path_forms import Known, PathPage, TryForm
from kentongan.approvals.people import slots_of
from kentongan.approvals.rules import PathError
from kentongan.approvals.selectors import KEEPERS, names_of, path_for, paths_of, person_names
from kentongan.approvals.sentences import conditions_said, people_named, step_said
from kentongan.approvals.services import keep_path, retire_path
from kentongan.approvals.services.pathkeeping import TO
from kentongan.approvals.services.requesting import path_for_facts
from kentongan.channels.selectors import channels_for
from kentongan.organizations.access import require_role, signed_in
from kentongan.organizations.selectors import agencies_for, people_for

if TYPE_CHECKING:
    from django.http import HttpResponse

    from kentongan.approvals.models import ApprovalPath
    from kentongan.approvals.rules import Path
    from kentongan.organizations.actor import Actor
    from kentongan.organizations.middleware import ActorRequest

UNPROCESSABLE = 422
MOST_PEOPLE = 4


@require_GET
@signed_in
def paths(request: ActorRequest) -> HttpResponse:
    """Every path in the order they are tried, and what a post that could be would take."""
    actor = request.actor
    asked = "content_class" in request.GET
    form = TryForm(
        request.GET if asked else None, agencies=list(agencies_for(actor)), initial={"agency": actor.agency_id}
    )
    facts = {
        "own": [(one, _said(actor, one.rule)) for one in paths_of(actor.government_id)],
        "built_in": [_said(actor, one) for one in BUILT_IN],
        "form": form,
        "tried": _tried(actor, form) if asked and form.is_valid() else None,
        "may_keep": actor.has(*KEEPERS),
    }
    return render(request, "approvals/paths.html", facts)


@require_http_methods(["GET", "POST"])
@signed_in
def new_path(request: ActorRequest) -> HttpResponse:
    """Write a path."""
    return _edit(request, None)


@require_http_methods(["GET", "POST"])
@signed_in
def path(request: ActorRequest, path_id: int) -> HttpResponse:
    """Change one. What is on its way keeps the path it was asked on."""
    return _edit(request, _found(request, path_id))


@require_POST
@signed_in
def retire(request: ActorRequest, path_id: int) -> HttpResponse:
    """Let no new request take it."""
    found = retire_path(actor=request.actor, found=_found(request, path_id))
    messages.success(request, f"Jalur “{found.name}” dihapus. Permintaan yang sedang berjalan tetap melaluinya.")
    return redirect("approval_paths")


def _edit(request: ActorRequest, found: ApprovalPath | None) -> HttpResponse:
    require_role(request.actor, *KEEPERS, to=TO)
    known = Known(list(agencies_for(request.actor)), list(channels_for(request.actor)), list(people_for(request.actor)))
    page = PathPage.begin(known, found, request.POST if request.method == "POST" else None)
    if request.method == "POST" and (read := page.read()):
        try:
            position = page.path.cleaned_data["position"]
            kept = keep_path(actor=request.actor, path=read, position=position, found=found)
        except PathError as problem:
            page.path.add_error(None, str(problem))
        else:
            messages.success(request, f"Jalur “{kept.name}” tersimpan. Permintaan yang sedang berjalan tidak berubah.")
            return redirect("approval_paths")
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "approvals/path.html", {"page": page, "found": found}, status=status)


def _found(request: ActorRequest, path_id: int) -> ApprovalPath:
    found = path_for(request.actor, path_id)
    if found is None:
        raise Http404
    return found


def _said(actor: Actor, rule: Path) -> dict[str, Any]:
    people = names_of(actor.government_id, people_named(rule))
    agencies = {one.pk: one.short_name for one in agencies_for(actor).filter(pk__in=rule.conditions.agencies)}
    channels = {one.pk: str(one) for one in channels_for(actor).filter(pk__in=rule.conditions.channels)}
    return {
        "name": rule.name,
        "rule": rule,
        "for": conditions_said(rule.conditions, agencies, channels),
        "steps": [(step.name, step_said(step, people)) for step in rule.steps],
    }


def _tried(actor: Actor, form: TryForm) -> dict[str, Any]:
    """The path, and who would be asked at each place of it."""
    facts = form.facts()
    rule = path_for_facts(actor.government_id, facts)
    agency = agencies_for(actor).get(pk=facts.agency_id)
    slots = slots_of(actor.government_id, rule, agency, frozenset())
    names = person_names(actor.government_id, frozenset().union(*(people for _, people in slots)))
    who = [(step, sorted(names[one] for one in people if one in names)[:MOST_PEOPLE]) for step, people in slots]
    return _said(actor, rule) | {"who": who}
