"""What a post would run into on each of some days, found for all of them at once while it is being dragged.

Of another agency's post that the reader may not see only the agency and the hour are told, and only once it was submitted: a draft
stays with its writers.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.db.models.functions import Left, TruncDate

from kentongan.content import states
from kentongan.content.calendar.rules import Clash, Kind, Load, Matter, Neighbour, clashes, few
from kentongan.content.calendar.selectors import limits_of
from kentongan.content.models import Post, Version

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, time

    from kentongan.content.calendar.rules import Limits
    from kentongan.organizations.actor import Actor

LEAD = 300
TOLD_TO_OTHERS = frozenset({states.IN_REVIEW, states.SCHEDULED, states.GOING_OUT, states.PUBLISHED, states.PARTLY})
NOT_COUNTED = (states.WITHDRAWN, states.NOT_OUT)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """What stands around a post that is being moved."""

    neighbours: dict[date, list[Neighbour]]
    loads: dict[date, list[Load]]


def clashes_on(actor: Actor, post: Post, days: Sequence[date], at: time) -> dict[date, list[Clash]]:
    """What `post` would run into at that hour of each day; days without anything are left out."""
    if not days:
        return {}
    limits = limits_of(actor.government_id)
    moments = {day: datetime.combine(day, at, actor.zone) for day in days}
    around = _Surroundings(_neighbours(actor, post, moments, limits), _loads(actor, post, moments))
    matter = Matter(post.title, post.story[:LEAD], post.programme_id or 0, post.campaign_id or 0)
    found = {
        day: list(clashes(moment, matter, around.neighbours.get(day, ()), around.loads.get(day, ()), limits))
        for day, moment in moments.items()
    }
    return {day: few(hits) for day, hits in found.items() if hits}


def _others(actor: Actor, post: Post) -> Q:
    return Q(government_id=actor.government_id, recurrence__isnull=True) & ~Q(pk=post.pk) & ~Q(state__in=NOT_COUNTED)


def _neighbours(actor: Actor, post: Post, moments: dict[date, datetime], limits: Limits) -> dict[date, list[Neighbour]]:
    """Other agencies' posts in the same slot of each day."""
    slots = (Q(publish_at__gt=at - limits.slot, publish_at__lt=at + limits.slot) for at in moments.values())
    rows = Post.objects.filter(_others(actor, post) & reduce(or_, slots)).exclude(agency_id=post.agency_id)
    if not actor.sees_every_agency:
        rows = rows.filter(Q(agency_id__in=actor.agencies) | Q(state__in=TOLD_TO_OTHERS))
    named = rows.annotate(lead=Left("story", LEAD)).values_list(
        "publish_at", "agency_id", "agency__short_name", "title", "lead", "programme_id", "campaign_id"
    )
    found: dict[date, list[Neighbour]] = defaultdict(list)
    for at, agency_id, agency, title, lead, programme, campaign in named:
        assert at is not None  # noqa: S101 - asked for between two moments
        neighbour = Neighbour(
            at, agency, Matter(title, lead, programme or 0, campaign or 0), title if actor.sees(agency_id) else ""
        )
        for day in _near(at, moments, limits):
            found[day].append(neighbour)
    return found


def _near(at: datetime, moments: dict[date, datetime], limits: Limits) -> list[date]:
    """The days whose slot a moment lies in; a slot around midnight reaches into two."""
    day = at.astimezone(next(iter(moments.values())).tzinfo).date()
    around = (day - ONE_DAY, day, day + ONE_DAY)
    return [one for one in around if one in moments and abs(moments[one] - at) < limits.slot]


def _loads(actor: Actor, post: Post, moments: dict[date, datetime]) -> dict[date, list[Load]]:
    """How much each day carries already: on the post's accounts, and of its agency."""
    first, last = min(moments), max(moments)
    start = datetime.combine(first, datetime.min.time(), actor.zone)
    end = datetime.combine(last + ONE_DAY, datetime.min.time(), actor.zone)
    found: dict[date, list[Load]] = defaultdict(list)
    day = TruncDate("post__publish_at", tzinfo=actor.zone)
    mine = {v.channel_id: f"{v.channel}" for v in post.versions}
    versions = Version.objects.filter(
        government_id=actor.government_id,
        channel_id__in=list(mine),
        post__publish_at__gte=start,
        post__publish_at__lt=end,
        post__recurrence__isnull=True,
    ).exclude(Q(post_id=post.pk) | Q(post__state__in=NOT_COUNTED))
    for channel_id, on, count in versions.values_list("channel_id", day).annotate(n=Count("*")).order_by():
        found[on].append(Load(Kind.CHANNEL, mine[channel_id], count))
    posts = Post.objects.filter(
        _others(actor, post), agency_id=post.agency_id, publish_at__gte=start, publish_at__lt=end
    )
    for on, count in posts.values_list(TruncDate("publish_at", tzinfo=actor.zone)).annotate(n=Count("*")).order_by():
        found[on].append(Load(Kind.AGENCY, post.agency.short_name, count))
    return found
