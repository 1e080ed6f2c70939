"""Checking with what a government told us: the one gate of every text that leaves. And reading what it told us."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from django.utils import timezone

from kentongan.compliance.checks import check_draft
from kentongan.compliance.models import ElectionWindow, Exemption, OfficialDomain, OfficialNumber, RuleVersion
from kentongan.compliance.rules import Draft, Election, Facts
from kentongan.compliance.ruleset import rules_for
from kentongan.compliance.states import GRANTED, WAITING
from kentongan.core import clock
from kentongan.tenancy.models import Government

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from django.db.models import QuerySet

    from kentongan.compliance.rules import Finding
    from kentongan.organizations.actor import Actor


def check(government_id: int, draft: Draft, *, about: tuple[str, object] | None = None) -> tuple[Finding, ...]:
    """Check a draft with what this government told us. `about`: (subject type, id), so that exceptions granted to it count."""
    found = checker_for(government_id, draft.subject, draft.day, draft.agency_id)(draft)
    if about is None or not any(finding.blocks for finding in found):
        return found
    granted = {
        (one.rule_id, one.rule_version): one
        for one in exemptions_of(government_id, *about).filter(state=GRANTED, content_hash=draft.hash)
    }
    return tuple(_excepted(finding, granted.get((finding.rule.id, finding.rule.version))) for finding in found)


def checker_for(
    government_id: int, subject: str, day: date | None = None, agency_id: int = 0
) -> Callable[[Draft], tuple[Finding, ...]]:
    """The same for many drafts of one day and one agency: rules and facts are read once."""
    on = day or today(government_id)
    return partial(
        check_draft, rules=rules_for(government_id, on, agency_id), facts=facts_of(government_id, subject, on)
    )


def findings_in(government_id: int, text: str) -> tuple[Finding, ...]:
    """Check one text of a post."""
    return check(government_id, Draft((("", text),)))


def facts_of(government_id: int, subject: str, day: date) -> Facts:
    """What the checks are told beside the text."""
    windows = ElectionWindow.objects.filter(government_id=government_id, starts__lte=day, ends__gte=day)
    domains = OfficialDomain.objects.filter(government_id=government_id).values_list("name", flat=True)
    return Facts(
        subject=subject,
        phones=official_keys(government_id),
        domains=frozenset(domains),
        elections=tuple(Election(one.title, one.starts, one.ends, tuple(one.names)) for one in windows),
    )


def today(government_id: int) -> date:
    """The day it is where the government is."""
    zone = Government.objects.only("time_zone").get(pk=government_id).zone
    return timezone.localdate(clock.now(), zone)


def official_numbers_for(actor: Actor) -> QuerySet[OfficialNumber]:
    """The numbers of the actor's government, by label; no secret to anyone in it."""
    return OfficialNumber.objects.filter(government_id=actor.government_id).order_by("label", "key")


def official_domains_for(actor: Actor) -> QuerySet[OfficialDomain]:
    """Its addresses, by label."""
    return OfficialDomain.objects.filter(government_id=actor.government_id).order_by("label", "name")


def election_windows_for(actor: Actor) -> QuerySet[ElectionWindow]:
    """Its elections, the latest first."""
    rows = ElectionWindow.objects.filter(government_id=actor.government_id).select_related("set_by")
    return rows.order_by("-ends", "-pk")


def official_keys(government_id: int) -> frozenset[str]:
    """The numbers as the checks compare them."""
    return frozenset(OfficialNumber.objects.filter(government_id=government_id).values_list("key", flat=True))


def versions_for(actor: Actor, rule_id: str) -> QuerySet[RuleVersion]:
    """Every change to a rule in the actor's government, the latest first."""
    rows = RuleVersion.objects.filter(government_id=actor.government_id, rule_id=rule_id)
    return rows.select_related("made_by", "agency").order_by("-pk")


def exemptions_of(government_id: int, subject_type: str, subject_id: object) -> QuerySet[Exemption]:
    """Every exception asked for a thing, the latest first."""
    rows = Exemption.objects.filter(government_id=government_id, subject_type=subject_type, subject_id=str(subject_id))
    return rows.select_related("officer", "asked_by").order_by("-pk")


def exemption_for(actor: Actor, exemption_id: int) -> Exemption | None:
    """One request, for the two people it is between and for those who see every agency."""
    rows = Exemption.objects.filter(government_id=actor.government_id, pk=exemption_id)
    found = rows.select_related("officer__agency", "asked_by__agency").first()
    if found is None:
        return None
    concerned = actor.person_id in {found.officer_id, found.asked_by_id} or actor.sees_every_agency
    return found if concerned or actor.sees(found.asked_by.agency_id) else None


def waits(government_id: int, about: tuple[str, object], rule_id: str, content_hash: str) -> Exemption | None:
    """A request about exactly this that nobody answered yet."""
    return (
        exemptions_of(government_id, *about).filter(state=WAITING, rule_id=rule_id, content_hash=content_hash).first()
    )


def _excepted(finding: Finding, granted: Exemption | None) -> Finding:
    if granted is None or not finding.blocks or not finding.rule.overridable:
        return finding
    words = f"Dikecualikan oleh {granted.officer.polite_name}: {granted.decision}"
    return replace(finding, blocks=False, excepted=words)
