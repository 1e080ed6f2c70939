"""Reading the plan. Everybody of a government reads all of it: what is meant to be public is no secret inside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Exists, IntegerField, OuterRef, Q, Value, When
from django.db.models.functions import JSONObject

from kentongan.core import clock
from kentongan.organizations.roles import Role
from kentongan.organizations.selectors import agencies_for
from kentongan.planning.audiences import BUILT_IN
from kentongan.planning.models import (
    Audience,
    Campaign,
    ChannelPurpose,
    Fulfilment,
    Obligation,
    Observance,
    Programme,
    Quota,
    Slot,
    Strategy,
)
from kentongan.planning.observances import between
from kentongan.planning.registry import posts
from kentongan.planning.rules import (
    Duty,
    Ghost,
    Period,
    due_on,
    duty_of,
    ghosts,
    next_month,
    period_of,
    plus_months,
    span_said,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from django.db.models import QuerySet

    from kentongan.organizations.actor import Actor
    from kentongan.organizations.models import Agency
    from kentongan.planning.observances import Marked
    from kentongan.planning.rules import Taken, Tally

PLANNERS = (Role.COORDINATOR, Role.ADMINISTRATOR, Role.HEAD)
KEEPERS = (Role.ADMIN, Role.REVIEWER, Role.LEADER_TEAM)
FOUND = 12


def may_plan(actor: Actor) -> bool:
    """Tell whether this actor changes the plan of the whole government."""
    return actor.has(*PLANNERS)


def may_keep_for(actor: Actor, agency_id: int) -> bool:
    """Tell whether this actor changes an agency's own part: its slots, and which post tells what it owes."""
    return may_plan(actor) or (actor.has(*KEEPERS) and actor.sees(agency_id))


def tree_for(actor: Actor) -> QuerySet[Programme]:
    """Every line of the tree: visions, missions, programmes."""
    lines = Programme.objects.filter(government_id=actor.government_id).select_related("owner")
    return lines.order_by("-first_year", "code", "name", "pk")


def line_for(actor: Actor, programme_id: int) -> Programme | None:
    """One line of the tree, or None."""
    return tree_for(actor).select_related("parent__parent").filter(pk=programme_id).first()


def programmes_for(actor: Actor, year: int | None = None) -> QuerySet[Programme]:
    """The programmes that run in a year (this one when not said), the government's priorities first."""
    year = year or clock.now().astimezone(actor.zone).year
    lines = tree_for(actor).filter(level=Programme.Level.PROGRAMME, first_year__lte=year, last_year__gte=year)
    return lines.order_by("-priority", "code", "name", "pk")


def find_programmes(actor: Actor, words: str, near: Collection[int] = ()) -> QuerySet[Programme]:
    """The first of `programmes_for` whose name, code or owner holds every word; `near` first, then own agency's."""
    found = programmes_for(actor)
    for word in words.split()[:6]:
        found = found.filter(Q(name__icontains=word) | Q(code__icontains=word) | Q(owner__short_name__icontains=word))
    rank = Case(
        When(pk__in=list(near), then=Value(0)),
        When(priority=True, then=Value(1)),
        When(owner_id=actor.agency_id, then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )
    return found.order_by(rank, "code", "name", "pk")[:FOUND]


def strategies_for(actor: Actor) -> QuerySet[Strategy]:
    """Every strategy, this year's first."""
    rows = Strategy.objects.filter(government_id=actor.government_id).select_related("programme")
    return rows.order_by("-year", "title", "pk")


def campaigns_for(actor: Actor) -> QuerySet[Campaign]:
    """Every campaign, the one that ends last first."""
    rows = Campaign.objects.filter(government_id=actor.government_id)
    return rows.select_related("agency", "strategy", "programme").order_by("-ends", "-pk")


def running_campaigns(actor: Actor) -> QuerySet[Campaign]:
    """Campaigns that are not over."""
    return campaigns_for(actor).filter(ends__gte=clock.now().astimezone(actor.zone).date())


def quotas_in(actor: Actor, month: date) -> Mapping[tuple[int, str], int]:
    """(agency, pillar) → posts wanted in the month that begins on `month`."""
    rows = Quota.objects.filter(government_id=actor.government_id, month=month)
    return {(agency, pillar): planned for agency, pillar, planned in rows.values_list("agency_id", "pillar", "planned")}


def agencies_with_quotas(actor: Actor, month: date, also: Collection[int]) -> list[tuple[Agency, dict[str, int]]]:
    """Agencies that want something in the month, and those in `also`; each with its pillars' quotas."""
    rows = Quota.objects.filter(government_id=actor.government_id, month=month, agency_id=OuterRef("pk"))
    wanted = ArraySubquery(rows.values(said=JSONObject(pillar="pillar", planned="planned")))
    agencies = agencies_for(actor).filter(Q(pk__in=also) | Exists(rows)).annotate(wanted=wanted)
    return [(one, {row["pillar"]: row["planned"] for row in one.wanted}) for one in agencies]


def audiences_for(actor: Actor) -> dict[str, str]:
    """Audience code → name: those everybody has, then this government's own."""
    return BUILT_IN | {audience.code: audience.name for audience in own_audiences(actor).filter(retired=False)}


def audience_names(actor: Actor, codes: Collection[str]) -> list[str]:
    """The names of audiences, also of those offered no longer."""
    if not set(codes) - set(BUILT_IN):
        return [BUILT_IN[code] for code in codes]
    known = BUILT_IN | {audience.code: audience.name for audience in own_audiences(actor)}
    return [known[code] for code in codes if code in known]


def own_audiences(actor: Actor) -> QuerySet[Audience]:
    """The audiences only this government speaks of."""
    return Audience.objects.filter(government_id=actor.government_id).order_by("name", "pk")


def slots_for(actor: Actor) -> QuerySet[Slot]:
    """Every hour of the week that is kept for a post, by agency."""
    rows = Slot.objects.filter(government_id=actor.government_id).select_related("agency", "channel")
    return rows.order_by("agency__name", "weekday", "at", "pk")


def taken_in(actor: Actor, start: date, end: date) -> Sequence[Taken]:
    """What the whole government puts out from `start` up to and without `end`; names nothing."""
    return posts().taken(actor.government_id, _at(actor, start), _at(actor, end))


def month_of(
    actor: Actor, first: date, slots: tuple[date, date]
) -> tuple[Mapping[tuple[int, str], Tally], Sequence[Taken]]:
    """Posts of the month by agency and pillar, and what is taken in the days whose slots are asked for."""
    month = (_at(actor, first), _at(actor, next_month(first)))
    return posts().of_month(actor.government_id, month, (_at(actor, slots[0]), _at(actor, slots[1])))


def ghosts_for(actor: Actor, start: date, end: date, taken: Sequence[Taken] | None = None) -> list[Ghost]:
    """The slots of the agencies this actor sees that no post takes yet, from `start` up to and without `end`.

    `taken`: what `taken_in` said of that time (and more), where it was read already.
    """
    slots = [slot for slot in slots_for(actor) if actor.sees(slot.agency_id)]
    if not slots:
        return []
    return list(ghosts(slots, taken_in(actor, start, end) if taken is None else taken, start, end, actor.zone))


def local_days(actor: Actor) -> QuerySet[Observance]:
    """The days only this government marks."""
    return Observance.objects.filter(government_id=actor.government_id).order_by("month", "day", "name")


def marked_days(actor: Actor, start: date, end: date) -> Sequence[Marked]:
    """National and own days from `start` up to and with `end`."""
    return between(start, end, local_days(actor))


def obligations_for(actor: Actor) -> QuerySet[Obligation]:
    """Every obligation, by agency; also ended ones."""
    rows = Obligation.objects.filter(government_id=actor.government_id).select_related("agency")
    return rows.order_by("agency__name", "name", "pk")


def obligation_for(actor: Actor, obligation_id: int) -> Obligation | None:
    """One obligation, or None."""
    return obligations_for(actor).filter(pk=obligation_id).first()


@dataclass(frozen=True, slots=True)
class Due:
    """One period of an obligation. `post_id` 0: nothing is linked."""

    obligation: Obligation
    starts: date
    due: date
    state: Duty
    post_id: int = 0

    @property
    def words(self) -> str:
        """The state as a sentence."""
        return self.state.words(self.due)

    @property
    def shape(self) -> str:
        """The sign before the words."""
        return self.state.shape

    @property
    def span(self) -> str:
        """The period by its name."""
        return span_said(Period(self.obligation.period), self.starts)


def duties_for(actor: Actor, today: date, only: Obligation | None = None) -> list[Due]:
    """The period running today of every obligation (or of one), and the one before where it was never told; most urgent first."""
    rows = Fulfilment.objects.filter(government_id=actor.government_id, obligation_id=OuterRef("pk"))
    links = ArraySubquery(rows.values(said=JSONObject(starts="period_starts", post="post_id")))
    wanted = obligations_for(actor).filter(until=None) if only is None else obligations_for(actor).filter(pk=only.pk)
    given = list(wanted.annotate(links=links))
    linked = {(one.pk, date.fromisoformat(row["starts"])): row["post"] for one in given for row in one.links}
    public = posts().public(actor.government_id, set(linked.values())) if linked else frozenset()
    found = [due for one in given for due in _periods(one, today, linked, public)]
    return sorted(found, key=lambda due: (due.state == Duty.TOLD, due.due, due.obligation.name))


def _periods(
    one: Obligation, today: date, linked: Mapping[tuple[int, date], int], public: Collection[int]
) -> Iterator[Due]:
    period = Period(one.period)
    now = period_of(period, today)
    for starts in (plus_months(now, -period.months), now):
        if starts < period_of(period, one.since):
            continue
        due, post_id = due_on(period, starts, one.due_day), linked.get((one.pk, starts), 0)
        state = duty_of(due, today, linked=bool(post_id), public=post_id in public)
        if starts == now or state != Duty.TOLD:
            yield Due(one, starts, due, state, post_id)


def purposes_for(actor: Actor) -> QuerySet[ChannelPurpose]:
    """What platforms and accounts are for."""
    rows = ChannelPurpose.objects.filter(government_id=actor.government_id).select_related("channel")
    return rows.order_by("platform", "channel__name", "pk")


def _at(actor: Actor, day: date) -> datetime:
    return datetime.combine(day, time(), actor.zone)
