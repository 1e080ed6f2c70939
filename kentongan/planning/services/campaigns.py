"""Strategies of a year, and campaigns with their brief."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.audit.registry import register_action
from kentongan.planning.models import Basis, Campaign, Strategy
from kentongan.planning.services.guard import CAMPAIGN, STRATEGY, PlanError, planner, told

if TYPE_CHECKING:
    from datetime import date

    from kentongan.organizations.actor import Actor
    from kentongan.organizations.models import Agency
    from kentongan.planning.models import Programme

register_action("planning.strategy.kept", "{actor} menyusun strategi “{name}”")
register_action("planning.campaign.kept", "{actor} menyusun kampanye “{name}”")


@dataclass(frozen=True, slots=True)
class YearPlan:
    """How a matter is talked about during a year. `programme` is needed for a priority programme."""

    year: int
    basis: str
    title: str
    aim: str
    programme: Programme | None = None
    approach: str = ""
    audiences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Brief:
    """A campaign: when, whose, on which ground, and the brief."""

    name: str
    agency: Agency
    basis: str
    starts: date
    ends: date
    goal: str
    strategy: Strategy | None = None
    programme: Programme | None = None
    planned_posts: int = 0
    situation: str = ""
    issue_map: str = ""
    messages: str = ""
    audiences: tuple[str, ...] = ()
    method: str = ""
    risk: str = ""
    evaluation: str = ""


@transaction.atomic
def keep_strategy(*, actor: Actor, plan: YearPlan, strategy: Strategy | None = None) -> Strategy:
    """Write a strategy, or change one."""
    planner(actor, "menyusun strategi")
    if plan.basis == Basis.PRIORITY and plan.programme is None:
        raise PlanError("Strategi program prioritas memerlukan programnya. Pilih satu program.")
    kept = strategy or Strategy(government_id=actor.government_id)
    _take(kept, plan)
    kept.save()
    told(actor, "planning.strategy.kept", STRATEGY, kept, name=kept.title)
    return kept


@transaction.atomic
def keep_campaign(*, actor: Actor, brief: Brief, campaign: Campaign | None = None) -> Campaign:
    """Write a campaign, or change one."""
    planner(actor, "menyusun kampanye")
    if brief.strategy and brief.strategy.basis != brief.basis:
        raise PlanError("Strategi yang dipilih memakai dasar lain. Pilih strategi dengan dasar yang sama.")
    kept = campaign or Campaign(government_id=actor.government_id)
    _take(kept, brief)
    kept.save()
    told(actor, "planning.campaign.kept", CAMPAIGN, kept, name=kept.name)
    return kept


def _take(kept: Strategy | Campaign, said: YearPlan | Brief) -> None:
    for field in fields(said):
        value = getattr(said, field.name)
        setattr(kept, field.name, list(value) if isinstance(value, tuple) else value)
