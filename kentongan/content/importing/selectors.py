"""Reading imports, scoped to who asks; and judging one with what holds now."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from kentongan.channels.rules import ChannelAct
from kentongan.channels.selectors import rights
from kentongan.compliance.rules import CONTENT, Draft
from kentongan.compliance.selectors import checker_for
from kentongan.connectors import registry
from kentongan.connectors.contract import Platform
from kentongan.content import states as post_states
from kentongan.content.importing import states
from kentongan.content.importing.naming import Place
from kentongan.content.importing.outcomes import EXISTS, FIX, READY, SKIPPED, Facts, Outcome
from kentongan.content.importing.plan_names import Named, PlanNames
from kentongan.content.importing.rules import judge
from kentongan.content.models import Import, ImportedPost, Version
from kentongan.content.selectors import channels_near
from kentongan.core import clock
from kentongan.organizations.roles import Role
from kentongan.organizations.rules import is_holiday, national_holidays
from kentongan.organizations.selectors import actor_of_person, calendar_overrides
from kentongan.planning.models import Programme
from kentongan.planning.pillars import Pillar
from kentongan.planning.selectors import audiences_for, running_campaigns, tree_for
from kentongan.tenancy.models import Government
from kentongan.workbooks.tables import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date, datetime

    from django.db.models import QuerySet

    from kentongan.compliance.rules import Finding
    from kentongan.organizations.actor import Actor

IMPORTERS = (Role.ADMIN, Role.COORDINATOR)
RECENT = 20
OWN_HOLIDAY = "hari libur pemda"


@dataclass(frozen=True, slots=True)
class DryRun:
    """An import as it would come out now."""

    table: Table
    outcomes: Sequence[Outcome]

    @property
    def counts(self) -> Mapping[str, int]:
        """How many rows are in each state."""
        return Counter(one.state for one in self.outcomes)

    @property
    def ready(self) -> list[Outcome]:
        """The rows that become drafts."""
        return [one for one in self.outcomes if one.state == READY]

    @property
    def lacking(self) -> int:
        """Of those, how many cannot be submitted as they are."""
        return sum(bool(one.lacks) for one in self.ready)

    @property
    def ambiguous(self) -> int:
        """Rows whose date can be read in two ways."""
        return sum(one.ambiguous for one in self.outcomes)

    def of(self, state: str) -> list[Outcome]:
        """The rows in one state; all for an unknown one."""
        known = {READY, FIX, EXISTS, SKIPPED}
        return [one for one in self.outcomes if one.state == state or state not in known]


def imports_for(actor: Actor) -> QuerySet[Import]:
    """The imports of the agencies this actor sees, newest first; without what the files say."""
    found = Import.objects.filter(government_id=actor.government_id).select_related("agency", "person")
    found = found.order_by("-at", "-pk").defer("table")
    return found if actor.sees_every_agency else found.filter(agency_id__in=actor.agencies)


def import_for(actor: Actor, import_id: int) -> Import | None:
    """One of them, or None."""
    return imports_for(actor).filter(pk=import_id).first()


def may_import(actor: Actor) -> bool:
    """Tell whether this actor brings plans in at all."""
    return actor.has(*IMPORTERS)


def posts_of(found: Import) -> QuerySet[ImportedPost]:
    """The posts that came from an import, in the order of its rows."""
    rows = ImportedPost.objects.filter(government_id=found.government_id, source=found)
    return rows.select_related("post").order_by("row")


def may_undo(found: Import) -> bool:
    """As long as nothing of it was submitted."""
    if found.state != states.MADE:
        return False
    still = {post_states.DRAFT, post_states.WITHDRAWN}
    return not posts_of(found).exclude(post__state__in=still, post__submitted_by=None).exists()


def dry_run(found: Import) -> DryRun:
    """Judge every row under the right of whoever brought the file, with what holds now."""
    table = Table.from_json(found.table)
    owner = actor_of_person(found.person_id, Government.objects.get(pk=found.government_id))
    return DryRun(table, judge(table, facts_for(owner, found.order)) if owner else [])


def facts_for(actor: Actor, order: str = "") -> Facts:
    """What holds for this person's imports now."""
    places, overrides = places_of(actor), calendar_overrides(actor.government_id)
    return Facts(
        agency_id=actor.agency_id,
        zone=actor.zone,
        now=clock.now(),
        places=places,
        pillars=Pillar.choices,
        holiday=partial(_holiday, overrides),
        findings=partial(_findings, checker_for(actor.government_id, CONTENT, agency_id=actor.agency_id)),
        known=_known(actor),
        taken=_taken(actor, [place.channel_id for place in places]),
        order=order,
        plan=plan_names(actor),
    )


def plan_names(actor: Actor) -> PlanNames:
    """What a row may name of the plan: programmes that have not ended, campaigns that are not over, audiences."""
    today = clock.now().astimezone(actor.zone).date()
    lines = tree_for(actor).filter(level=Programme.Level.PROGRAMME, last_year__gte=today.year)
    return PlanNames(
        programmes=[Named(str(one.pk), one.name, (one.code, str(one))) for one in lines],
        campaigns=[Named(str(one.pk), one.name) for one in running_campaigns(actor)],
        audiences=[Named(code, name, (code,)) for code, name in audiences_for(actor).items()],
    )


def places_of(actor: Actor) -> list[Place]:
    """The channels a row may name, with why not where this person may not publish."""
    channels = channels_near(actor, actor.agency_id)
    verdicts = rights(actor.government_id, actor.person_id, channels, ChannelAct.PUBLISH)
    return [
        Place(
            channel_id=channel.pk,
            name=str(channel),
            own_name=channel.name,
            handle=channel.handle,
            platform=channel.platform,
            platform_name=channel.platform_name,
            able=registry.capabilities(Platform(channel.platform)),
            refusal="" if verdict else verdict.sentence,
            remedy="" if verdict else verdict.remedy,
        )
        for channel, verdict in zip(channels, verdicts, strict=True)
    ]


def _holiday(overrides: Mapping[date, bool], day: date) -> str:
    if not is_holiday(day, overrides):
        return ""
    return national_holidays(day.year).get(day, OWN_HOLIDAY)


def _findings(check: Callable[[Draft], tuple[Finding, ...]], text: str) -> Iterable[tuple[str, str]]:
    for finding in check(Draft((("", text),))):
        if finding.blocks:
            yield finding.title, finding.rule.demand


def _known(actor: Actor) -> dict[str, tuple[int, str]]:
    rows = ImportedPost.objects.filter(
        government_id=actor.government_id, live=True, source__agency_id=actor.agency_id
    ).values_list("fingerprint", "post_id", "post__state")
    return {mark: (post_id, post_states.SHOWN[state]) for mark, post_id, state in rows}


def _taken(actor: Actor, channels: Sequence[int]) -> dict[tuple[datetime, int], str]:
    """Posts still to come on these channels."""
    rows = Version.objects.filter(
        government_id=actor.government_id, channel_id__in=channels, post__publish_at__gte=clock.now()
    ).exclude(post__state=post_states.WITHDRAWN)
    told = rows.values_list("post__publish_at", "channel_id", "post__title")
    return {(at, channel_id): title for at, channel_id, title in told if at}
