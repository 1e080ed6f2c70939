"""Strategies of the year, and campaigns with their brief and their posts."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from kentongan.organizations.access import signed_in
from kentongan.planning import selectors, services
from kentongan.planning.forms import CampaignForm, StrategyForm
from kentongan.planning.registry import posts, sums, with_results
from kentongan.planning.rules import Cell, Tally
from kentongan.planning.services import Brief, PlanError, YearPlan
from kentongan.planning.services.guard import planner
from kentongan.planning.tree_views import SCREEN
from kentongan.planning.views import today_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from kentongan.organizations.middleware import ActorRequest
    from kentongan.planning.models import Campaign, Strategy

BRIEF = ("goal", "situation", "issue_map", "messages", "audiences", "method", "risk", "evaluation")


@require_GET
@signed_in
def campaigns(request: ActorRequest) -> HttpResponse:
    """List campaigns with what came of them, and the strategies they rest on."""
    actor, today = request.actor, today_of(request.actor)
    found = list(selectors.campaigns_for(actor)[:100])
    tallies = posts().by_campaign(actor.government_id, [one.pk for one in found])
    rows = [(one, Cell(one.planned_posts, tallies.get(one.pk, Tally()))) for one in found]
    facts = {
        "running": [row for row in rows if row[0].ends >= today],
        "over": [row for row in rows if row[0].ends < today],
        "strategies": selectors.strategies_for(actor),
        "may_plan": selectors.may_plan(actor),
    }
    return render(request, "planning/campaigns.html", facts)


@require_GET
@signed_in
def campaign(request: ActorRequest, campaign_id: int) -> HttpResponse:
    """Show one campaign: brief, posts, plan against actual."""
    actor, one = request.actor, _campaign(request, campaign_id)
    tally = posts().by_campaign(actor.government_id, [one.pk]).get(one.pk, Tally())
    labels = {name: field.label for name, field in CampaignForm(actor=actor).fields.items()}
    found = with_results(actor, posts().of_campaign(actor, one.pk))
    told = [(labels[name], _said(request, one, name)) for name in BRIEF]
    facts = {
        "campaign": one,
        "cell": Cell(one.planned_posts, tally),
        "brief": [(label, words) for label, words in told if words],
        "unsaid": [str(label).lower() for label, words in told if not words],
        "lines": found,
        "sums": sums(found),
        "may_plan": selectors.may_plan(actor),
        "may_write": actor.has(*selectors.KEEPERS, *selectors.PLANNERS[:1]),
        "running": one.ends >= today_of(actor),
    }
    return render(request, "planning/campaign.html", facts)


@require_http_methods(SCREEN)
@signed_in
def new_campaign(request: ActorRequest) -> HttpResponse:
    """Write a campaign."""
    return _campaign_form(request, None)


@require_http_methods(SCREEN)
@signed_in
def edit_campaign(request: ActorRequest, campaign_id: int) -> HttpResponse:
    """Change a campaign."""
    return _campaign_form(request, _campaign(request, campaign_id))


@require_http_methods(SCREEN)
@signed_in
def new_strategy(request: ActorRequest) -> HttpResponse:
    """Write a strategy."""
    planner(request.actor, "menyusun strategi")
    return _strategy_form(request, None)


@require_http_methods(SCREEN)
@signed_in
def strategy(request: ActorRequest, strategy_id: int) -> HttpResponse:
    """Show a strategy, and change it."""
    found = selectors.strategies_for(request.actor).filter(pk=strategy_id).first()
    if found is None:
        raise Http404
    return _strategy_form(request, found)


def _campaign(request: ActorRequest, campaign_id: int) -> Campaign:
    found = selectors.campaigns_for(request.actor).filter(pk=campaign_id).first()
    if found is None:
        raise Http404
    return found


def _said(request: ActorRequest, one: Campaign, name: str) -> str:
    if name == "audiences":
        return ", ".join(selectors.audience_names(request.actor, one.audiences))
    return str(getattr(one, name))


def _campaign_form(request: ActorRequest, one: Campaign | None) -> HttpResponse:
    actor = request.actor
    planner(actor, "menyusun kampanye")
    initial: dict[str, Any] = _values(one, Brief) if one else {"agency": actor.agency_id}
    form = CampaignForm(request.POST or None, actor=actor, initial=initial, campaign=one)
    if form.is_valid():
        given = form.cleaned_data | {"audiences": tuple(form.cleaned_data["audiences"])}
        try:
            kept = services.keep_campaign(actor=actor, brief=Brief(**given), campaign=one)
        except PlanError as refusal:
            form.add_error("strategy", refusal.sentence)
        else:
            messages.success(request, "Kampanye tersimpan.")
            return redirect("campaign", kept.pk)
    facts = {"form": form, "campaign": one, "head": list(form)[:8], "brief": [form[name] for name in BRIEF]}
    return render(request, "planning/campaign_form.html", facts, status=422 if form.is_bound else 200)


def _strategy_form(request: ActorRequest, one: Strategy | None) -> HttpResponse:
    actor = request.actor
    initial: dict[str, Any] = _values(one, YearPlan) if one else {"year": today_of(actor).year}
    form = StrategyForm(request.POST or None, actor=actor, initial=initial, strategy=one)
    if request.method == "POST":
        planner(actor, "menyusun strategi")
    if form.is_valid():
        given = form.cleaned_data | {"audiences": tuple(form.cleaned_data["audiences"])}
        try:
            services.keep_strategy(actor=actor, plan=YearPlan(**given), strategy=one)
        except PlanError as refusal:
            form.add_error("programme", refusal.sentence)
        else:
            messages.success(request, "Strategi tersimpan.")
            return redirect("campaigns")
    names = selectors.audience_names(actor, one.audiences) if one else []
    facts = {"form": form, "strategy": one, "audience_names": names, "may_plan": selectors.may_plan(actor)}
    return render(request, "planning/strategy.html", facts, status=422 if form.is_bound else 200)


def _values(one: Campaign | Strategy, said: type[Brief | YearPlan]) -> dict[str, Any]:
    """What a form begins with; of another row its key."""
    names = [field.name for field in fields(said)]
    return {name: getattr(one, f"{name}_id", None) or getattr(one, name) for name in names}
