"""A government's own hand on the rules: changing one, writing one, going back. Every version stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction

from kentongan.audit.registry import register_action, register_thing
from kentongan.audit.services import record
from kentongan.compliance.judging import faults_of, rule_of, told_wrong
from kentongan.compliance.layers import ChangeRefusedError, changed
from kentongan.compliance.models import RuleVersion
from kentongan.compliance.pack import rules
from kentongan.compliance.ruleset import OWN_RECORD, base_rule
from kentongan.compliance.selectors import today
from kentongan.compliance.services.facts import KEEPERS
from kentongan.core import clock
from kentongan.organizations.access import require_role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kentongan.compliance.rules import Rule
    from kentongan.organizations.actor import Actor

register_thing("compliance.rule", "Aturan", "/aturan/{id}/")
register_action("compliance.rule.changed", "{actor} mengubah aturan {title} (versi {number}): {why}")
register_action("compliance.rule.written", "{actor} menulis aturan setempat {title} (versi {number}): {why}")
register_action("compliance.rule.restored", "{actor} mengembalikan aturan {title} ke versi {restores}: {why}")


class StaleRuleError(Exception):
    """Somebody else changed the rule while it was being edited."""


@transaction.atomic
def change_rule(
    *, actor: Actor, rule_id: str, change: Mapping[str, Any], why: str, seen: int, agency_id: int | None = None
) -> RuleVersion:
    """Change a rule for the government or one agency. ChangeRefusedError says why not; `seen`: how many versions there were."""
    require_role(actor, *KEEPERS, to="mengubah aturan")
    below = base_rule(actor.government_id, today(actor.government_id), rule_id, agency_id or 0)
    if below is None:
        raise ChangeRefusedError("Aturan ini tidak ada lagi dalam paket.")
    rule = changed(below, change, in_agency=agency_id is not None)
    _refuse_wrong(rule)
    return _keep(actor, rule, dict(change), why, seen, agency_id, "compliance.rule.changed")


@transaction.atomic
def keep_own_rule(*, actor: Actor, rule_record: Mapping[str, Any], why: str, seen: int) -> RuleVersion:
    """Write a rule of the government's own, or write it anew. ChangeRefusedError when the record does not hold together."""
    require_role(actor, *KEEPERS, to="menulis aturan setempat")
    for _, reason in faults_of(rule_record):
        raise ChangeRefusedError(f"Aturan ini belum dapat dipakai: {reason}.")
    rule = rule_of(rule_record)
    if any(other.id == rule.id for other in rules()):
        raise ChangeRefusedError(f"Nomor aturan {rule.id} sudah dipakai paket. Beri nama lain.")
    _refuse_wrong(rule)
    return _keep(actor, rule, {OWN_RECORD: dict(rule_record)}, why, seen, None, "compliance.rule.written")


@transaction.atomic
def restore_version(*, actor: Actor, version: RuleVersion, why: str, seen: int) -> RuleVersion:
    """Let an earlier version hold again, as a new one. ChangeRefusedError when the rule has moved on too far."""
    require_role(actor, *KEEPERS, to="mengembalikan aturan")
    if OWN_RECORD in version.change:
        rule = rule_of(version.change[OWN_RECORD])
    else:
        below = base_rule(actor.government_id, today(actor.government_id), version.rule_id, version.agency_id or 0)
        if below is None:
            raise ChangeRefusedError("Aturan ini tidak ada lagi dalam paket.")
        rule = changed(below, version.change, in_agency=version.agency_id is not None)
    _refuse_wrong(rule)
    return _keep(
        actor, rule, version.change, why, seen, version.agency_id, "compliance.rule.restored", restores=version.number
    )


def _refuse_wrong(rule: Rule) -> None:
    """A rule that judges its own examples otherwise than they say is not let in; one switched off judges nothing."""
    wrong = [] if rule.off_why else told_wrong(rule)
    if wrong:
        raise ChangeRefusedError(
            f"Contoh aturan ini tidak cocok lagi, jadi perubahan tidak disimpan. {' '.join(wrong[:3])}"
        )


def _keep(
    actor: Actor,
    rule: Rule,
    change: dict[str, Any],
    why: str,
    seen: int,
    agency_id: int | None,
    action: str,
    restores: int | None = None,
) -> RuleVersion:
    rows = RuleVersion.objects.filter(government_id=actor.government_id, rule_id=rule.id)
    rows = rows.filter(agency_id=agency_id) if agency_id else rows.filter(agency=None)
    if RuleVersion.objects.filter(government_id=actor.government_id, rule_id=rule.id).count() != seen:
        raise StaleRuleError
    last = rows.order_by("-number").values_list("number", flat=True).first() or 0
    try:
        with transaction.atomic():
            kept = RuleVersion.objects.create(
                government_id=actor.government_id,
                rule_id=rule.id,
                agency_id=agency_id,
                number=last + 1,
                change=change,
                why=why.strip(),
                made_by_id=actor.person_id,
                made_at=clock.now(),
                restores=restores,
            )
    except IntegrityError as taken:
        raise StaleRuleError from taken
    data = {"title": rule.title, "number": kept.number, "why": kept.why, "restores": restores, "change": change}
    record(actor=actor, action=action, subject_type="compliance.rule", subject_id=rule.id, data=data)
    return kept
