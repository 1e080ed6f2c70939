"""Who a step of the ladder tells: people who may see the case, found by their roles and by what their position says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from kentongan.inbox.access import people_of, sorters_of
from kentongan.inbox.clocks.models import LadderStep
from kentongan.inbox.clocks.words import unit_of
from kentongan.organizations.models import Person
from kentongan.organizations.roles import Role
from kentongan.organizations.selectors import agency_and_below, holders_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kentongan.inbox.models import Case, Deadline
    from kentongan.organizations.models import Agency

Target = LadderStep.Target
POSITIONS = {
    Target.SECRETARY: Q(position__istartswith="Sekretaris"),
    Target.HEAD: Q(position__istartswith="Kepala ")
    | Q(position__istartswith="Camat")
    | Q(position__istartswith="Lurah"),
}
BELOW_THE_HEAD = Q(position__istartswith="Kepala bidang") | Q(position__istartswith="Kepala seksi")
BELOW_THE_HEAD |= Q(position__istartswith="Kepala sub") | Q(position__istartswith="Kepala bagian")
SEKDA = Q(position__istartswith="Sekretaris daerah") | Q(position__iexact="Sekda")


def people_for_step(case: Case, row: Deadline, target: str) -> list[int]:
    """The keys of whoever is told. A unit that names nobody so: of a part, whoever answers for the unit; else whoever sorts cases."""
    unit = unit_of(case, row)
    found = _seeing(case, _named(case, target, unit))
    if not found and row.disposition:
        found = _seeing(case, people_of(row.disposition.to_agency, watched=case.watched))
    return found or [one.pk for one in sorters_of(case)]


def _named(case: Case, target: str, unit: Agency | None) -> Iterable[Person]:
    if target == Target.COORDINATOR or (unit is None and target != Target.SEKDA):
        return sorters_of(case)
    everyone = Person.objects.filter(government_id=case.government_id, active=True).select_related("agency")
    if target == Target.SEKDA:
        return everyone.filter(SEKDA)
    if target == Target.LIAISON or unit is None:
        return people_of(unit, watched=case.watched) if unit else ()
    found = everyone.filter(POSITIONS[Target(target)], agency=unit)
    if target == Target.HEAD:
        found = found.exclude(BELOW_THE_HEAD)
    approvers = holders_of(case.government_id, Role.APPROVER, agency_ids=frozenset({unit.pk}))
    return found if found.exists() else approvers


def _seeing(case: Case, people: Iterable[Person]) -> list[int]:
    """Of a matter for the inspectorate only those who may see it."""
    keys = [one.pk for one in people]
    if not case.watched:
        return keys
    roles = (Role.INSPECTOR, Role.COORDINATOR, Role.AUDITOR)
    hidden = agency_and_below(case.government_id, case.reported_agency_id) if case.reported_agency_id else frozenset()
    seeing = holders_of(case.government_id, *roles, agency_ids=None).filter(pk__in=keys).exclude(agency_id__in=hidden)
    return list(seeing.values_list("pk", flat=True))
