"""What a government's clocks run by, and what happened to a case's: read here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F

from kentongan.inbox.clocks.calendar import Hours, OfficeCalendar
from kentongan.inbox.clocks.models import LadderStep, OfficeHours
from kentongan.inbox.clocks.rules import LADDER, Rung
from kentongan.organizations.selectors import calendar_overrides
from kentongan.tenancy.models import Government

if TYPE_CHECKING:
    from django.db.models import QuerySet

IN_FORCE = (F("ends").asc(nulls_first=True), "starts", "pk")
"""The usual hours, the newest last; then times with an end, which go before them."""


def calendar_of(government_id: int, profiles: tuple[Hours, ...] | None = None) -> OfficeCalendar:
    """The government's office time: its zone, its own days, its opening hours. `profiles`: as it would be with these hours."""
    zone = Government.objects.get(pk=government_id).zone
    if profiles is None:
        rows = hours_of(government_id).values_list("starts", "ends", "opens", "closes", "friday_closes")
        profiles = tuple(Hours(*row) for row in rows)
    return OfficeCalendar(zone, calendar_overrides(government_id), profiles)


def hours_of(government_id: int) -> QuerySet[OfficeHours]:
    """Every opening hours that hold or held; of two that hold on a day the later one decides."""
    return OfficeHours.objects.filter(government_id=government_id).order_by(*IN_FORCE)


def ladder_of(government_id: int) -> tuple[Rung, ...]:
    """The government's own ladder, or the one shipped."""
    rows = LadderStep.objects.filter(government_id=government_id).order_by("days", "pk")
    return tuple(Rung(*row) for row in rows.values_list("days", "target")) or LADDER
