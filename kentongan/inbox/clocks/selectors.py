"""What a government set of its clocks, for whoever has to do with what citizens write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kentongan.inbox.cases.models import EvidenceRule
from kentongan.inbox.clocks.models import ClockRule, LadderStep
from kentongan.inbox.clocks.reading import hours_of
from kentongan.inbox.clocks.settling import KEEPERS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kentongan.inbox.clocks.models import OfficeHours
    from kentongan.organizations.actor import Actor


def may_keep(actor: Actor) -> bool:
    """Tell whether this actor sets the clocks."""
    return actor.has(*KEEPERS)


def hours_row(actor: Actor, hours_id: int) -> OfficeHours | None:
    """One set of hours of the actor's government, or None."""
    return hours_of(actor.government_id).filter(pk=hours_id).first()


def own_lengths(actor: Actor) -> Mapping[tuple[str, str], int]:
    """The government's own lengths by promise and class of report ("" for all)."""
    rows = ClockRule.objects.filter(government_id=actor.government_id)
    return {
        (code, report_class): amount
        for code, report_class, amount in rows.values_list("code", "report_class", "amount")
    }


def has_own_ladder(actor: Actor) -> bool:
    """Tell whether the government climbs another ladder than the one shipped."""
    return LadderStep.objects.filter(government_id=actor.government_id).exists()


def evidence_rules(actor: Actor) -> Mapping[str, bool]:
    """The classes that end only with a picture; True where one of before is needed too."""
    rows = EvidenceRule.objects.filter(government_id=actor.government_id)
    return dict(rows.values_list("report_class", "before_too"))
