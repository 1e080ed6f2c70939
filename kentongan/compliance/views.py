"""Aturan: the rules by which texts are checked, readable by everyone who signs in, and what the government told them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kentongan.compliance import ocr, services
from kentongan.compliance.forms import ElectionForm, OfficialDomainForm, OfficialNumberForm
from kentongan.compliance.models import VideoCaptions
from kentongan.compliance.ruleset import every_rule
from kentongan.compliance.selectors import (
    election_windows_for,
    official_domains_for,
    official_numbers_for,
    today,
)
from kentongan.media.selectors import viewable_for
from kentongan.organizations.access import require_role, signed_in

if TYPE_CHECKING:
    from django.http import HttpResponse

    from kentongan.organizations.middleware import ActorRequest

UNPROCESSABLE = 422


@require_GET
@signed_in
def rulebook(request: ActorRequest) -> HttpResponse:
    """Show every rule with its source, and what the checks were told."""
    return _page(request)


@require_POST
@signed_in
def record_number(request: ActorRequest) -> HttpResponse:
    """Take one more official number."""
    form = OfficialNumberForm(request.POST)
    if not form.is_valid():
        return _page(request, number_form=form)
    services.record_official_number(actor=request.actor, **form.cleaned_data)
    return redirect("rules")


@require_POST
@signed_in
def remove_number(request: ActorRequest, number_id: int) -> HttpResponse:
    """Forget one official number."""
    number = official_numbers_for(request.actor).filter(pk=number_id).first()
    if number is None:
        raise Http404
    services.remove_official_number(actor=request.actor, number=number)
    return redirect("rules")


@require_POST
@signed_in
def record_domain(request: ActorRequest) -> HttpResponse:
    """Take one more address to which links may lead."""
    require_role(request.actor, *services.KEEPERS, to="mencatat alamat resmi")
    form = OfficialDomainForm(request.POST)
    if not form.is_valid():
        return _page(request, domain_form=form)
    services.record_official_domain(actor=request.actor, **form.cleaned_data)
    return redirect("rules")


@require_POST
@signed_in
def remove_domain(request: ActorRequest, domain_id: int) -> HttpResponse:
    """Forget one address."""
    domain = official_domains_for(request.actor).filter(pk=domain_id).first()
    if domain is None:
        raise Http404
    services.remove_official_domain(actor=request.actor, domain=domain)
    return redirect("rules")


@require_POST
@signed_in
def record_window(request: ActorRequest) -> HttpResponse:
    """Take the days of an election."""
    require_role(request.actor, *services.KEEPERS, to="mencatat masa pemilihan")
    form = ElectionForm(request.POST)
    if not form.is_valid():
        return _page(request, election_form=form)
    services.record_election(actor=request.actor, **form.cleaned_data)
    return redirect("rules")


@require_POST
@signed_in
def remove_window(request: ActorRequest, window_id: int) -> HttpResponse:
    """Forget the days of an election."""
    window = election_windows_for(request.actor).filter(pk=window_id).first()
    if window is None:
        raise Http404
    services.remove_election(actor=request.actor, window=window)
    return redirect("rules")


class CaptionsForm(forms.Form):
    """How a video can be followed without hearing it."""

    how = forms.ChoiceField(
        label="Bagaimana ucapannya dapat dibaca?", choices=VideoCaptions.How.choices, widget=forms.RadioSelect
    )


@require_http_methods(["GET", "POST"])
@signed_in
def captions(request: ActorRequest, asset_id: int) -> HttpResponse:
    """Say how a video can be followed without hearing it."""
    asset = viewable_for(request.actor).filter(pk=asset_id, kind="video").first()
    if asset is None:
        raise Http404
    form = CaptionsForm(request.POST or None)
    post = request.GET.get("kiriman", "")
    if request.method == "POST" and form.is_valid():
        services.note_captions(actor=request.actor, asset=asset, how=form.cleaned_data["how"])
        messages.success(request, f"Takarir “{asset.name}” sudah dicatat.")
        return redirect("post_edit", int(post)) if post.isdecimal() else redirect("rules")
    return render(request, "compliance/captions.html", {"form": form, "asset": asset, "post": post})


def _page(request: ActorRequest, **refused: forms.Form) -> HttpResponse:
    """`refused`: a form with its problems, in place of an empty one."""
    government = request.actor.government_id
    rules = every_rule(government, today(government))
    facts = {
        "stopping": [rule for rule in rules if rule.stops],
        "reminding": [rule for rule in rules if not rule.stops],
        "numbers": official_numbers_for(request.actor),
        "domains": official_domains_for(request.actor),
        "windows": election_windows_for(request.actor),
        "number_form": refused.get("number_form", OfficialNumberForm()),
        "domain_form": refused.get("domain_form", OfficialDomainForm(auto_id="alamat_%s")),
        "election_form": refused.get("election_form", ElectionForm(auto_id="pemilihan_%s")),
        "open": next(iter(refused), ""),
        "may_change": request.actor.has(*services.KEEPERS),
        "reads_pictures": ocr.available(),
    }
    return render(request, "compliance/page.html", facts, status=UNPROCESSABLE if refused else 200)
