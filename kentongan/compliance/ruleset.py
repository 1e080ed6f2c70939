"""Which rules hold for a government, or for one of its agencies, on a day: the pack's layers, then its own changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kentongan.compliance.judging import faults_of, rule_of
from kentongan.compliance.layers import ChangeRefusedError, changed, of_region, stacked
from kentongan.compliance.models import RuleVersion
from kentongan.compliance.pack import rules
from kentongan.tenancy.models import Government

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from kentongan.compliance.rules import Rule

OWN_RECORD = "aturan"


def rules_for(government_id: int, day: date, agency_id: int = 0) -> tuple[Rule, ...]:
    """The rules in force, in the pack's order, those of its own behind them."""
    return tuple(rule for rule in every_rule(government_id, day, agency_id) if rule.in_force(day))


def every_rule(government_id: int, day: date, agency_id: int = 0) -> tuple[Rule, ...]:
    """The same with those that are switched off, and own rules that begin later or ended."""
    found = {rule.id: rule for rule in stacked(_of_pack(government_id), day)}
    for version in latest_versions(government_id, agency_id):
        rule = applied(found.get(version.rule_id), version.change, in_agency=version.agency_id is not None)
        if rule is not None:
            found[version.rule_id] = rule
    return tuple(found.values())


def base_rule(government_id: int, day: date, rule_id: str, agency_id: int = 0) -> Rule | None:
    """A rule as the layer below a change has it: for an agency what the government made of it, else what the pack says."""
    found = {rule.id: rule for rule in stacked(_of_pack(government_id), day)}.get(rule_id)
    if not agency_id:
        return found
    for version in latest_versions(government_id, 0):
        if version.rule_id == rule_id:
            return applied(found, version.change) or found
    return found


def latest_versions(government_id: int, agency_id: int = 0) -> list[RuleVersion]:
    """The change that holds of each rule: the government's first, then the agency's."""
    rows = RuleVersion.objects.filter(government_id=government_id).order_by("rule_id", "agency_id", "-number")
    found = [row for row in rows.distinct("rule_id", "agency_id") if row.agency_id in {None, agency_id}]
    return sorted(found, key=lambda row: row.agency_id or 0)


def applied(below: Rule | None, change: Mapping[str, Any], *, in_agency: bool = False) -> Rule | None:
    """A rule after a change. Where the pack has moved on and the change no longer fits, the pack's rule stays in force."""
    if OWN_RECORD in change:
        record = change[OWN_RECORD]
        return rule_of(record) if not faults_of(record) else below
    if below is None or not change:
        return below
    try:
        return changed(below, change, in_agency=in_agency)
    except ChangeRefusedError:
        return below


def _of_pack(government_id: int) -> Iterable[Rule]:
    everywhere = rules()
    if not any(rule.region for rule in everywhere):
        return everywhere
    return of_region(everywhere, Government.objects.values_list("kemendagri_code", flat=True).get(pk=government_id))
