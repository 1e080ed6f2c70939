"""What the plan asks about posts: how many, of what, when. Counts are of the whole government; lines only of what one may see."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.aggregates import JSONBAgg
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, JSONField, OuterRef, Q, Value
from django.db.models.functions import JSONObject

from kentongan.connectors.contract import Act
from kentongan.content import states
from kentongan.content.agenda import repeated
from kentongan.content.models import Occurrence, Post, Version
from kentongan.content.selectors import posts_for, with_standing
from kentongan.outbox import states as delivery_states
from kentongan.outbox.models import Delivery
from kentongan.planning.registry import Line
from kentongan.planning.rules import Taken, Tally

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from django.db.models import QuerySet

    from kentongan.content.agenda import Planned
    from kentongan.organizations.actor import Actor
    from kentongan.planning.registry import Cell, Stretch

OUT = (states.PUBLISHED, states.PARTLY)
DROPPED = (states.WITHDRAWN, states.NOT_OUT)
LATEST = 30
OUT_MARK = states.MARKS[states.PUBLISHED]


class PostsOfThePlan:
    """The answers of this app; see `planning.registry.Posts`. A repeated post counts once each time it goes out."""

    def by_programme(self, government_id: int, start: datetime, end: datetime) -> Mapping[int, Tally]:
        found = _tallies(_once(government_id, start, end).exclude(programme=None), "programme_id")
        for one in _series(government_id, start, end):
            if key := one.post.programme_id:
                found[key] = found.get(key, Tally()) + Tally(1, int(one.mark == OUT_MARK))
        return found

    def by_campaign(self, government_id: int, campaigns: Collection[int]) -> Mapping[int, Tally]:
        chosen = _kept(government_id).filter(campaign_id__in=list(campaigns))
        found = _tallies(chosen.filter(recurrence__isnull=True), "campaign_id")
        repeats = dict(chosen.filter(recurrence__isnull=False).values_list("pk", "campaign_id"))
        sent = _times_sent(government_id, repeats)
        for post_id, campaign in repeats.items():
            out = sent[post_id]
            found[campaign] = found.get(campaign, Tally()) + Tally(max(out, 1), out)
        return found

    def taken(self, government_id: int, start: datetime, end: datetime) -> Sequence[Taken]:
        series = _series(government_id, start, end, on=_accounts(government_id))
        return [*_taken_once(government_id, start, end), *(_taken(one) for one in series)]

    def of_month(self, government_id: int, month: Stretch, slots: Stretch) -> tuple[Mapping[Cell, Tally], list[Taken]]:
        start, end = min(month[0], slots[0]), max(month[1], slots[1])
        tallies, taken = _counted(_once(government_id, start, end), month, slots)
        for one in _series(government_id, start, end, on=_accounts(government_id)):
            if month[0] <= one.at < month[1]:
                key = (one.post.agency_id, one.post.pillar)
                tallies[key] = tallies.get(key, Tally()) + Tally(1, int(one.mark == OUT_MARK))
            if slots[0] <= one.at < slots[1]:
                taken.append(_taken(one))
        return tallies, taken

    def public(self, government_id: int, post_ids: Collection[int]) -> frozenset[int]:
        rows = Post.objects.filter(government_id=government_id, pk__in=list(post_ids))
        told = rows.filter(Q(state__in=OUT) | Q(recurrence__isnull=False)).values_list("pk", "state")
        out = {pk for pk, state in told if state in OUT}
        repeats = {pk for pk, state in told if state not in OUT}
        return frozenset(out) | frozenset(_times_sent(government_id, repeats) if repeats else ())

    def lines(self, actor: Actor, post_ids: Collection[int]) -> Mapping[int, Line]:
        found = posts_for(actor).filter(pk__in=list(post_ids))
        return {line.post_id: line for line in _lines(found)}

    def of_campaign(self, actor: Actor, campaign_id: int) -> Sequence[Line]:
        return _lines(posts_for(actor).filter(campaign_id=campaign_id)[:LATEST])

    def of_programme(self, actor: Actor, programme_id: int) -> Sequence[Line]:
        return _lines(posts_for(actor).filter(programme_id=programme_id)[:LATEST])

    def recent(self, actor: Actor, agency_id: int) -> Sequence[Line]:
        kept = posts_for(actor).filter(agency_id=agency_id).exclude(state__in=DROPPED)
        return _lines(kept[:LATEST])


def _accounts(government_id: int | OuterRef) -> ArraySubquery:
    """The accounts a post goes to, asked together with the post."""
    return ArraySubquery(
        Version.objects.filter(government_id=government_id, post_id=OuterRef("pk")).values("channel_id")
    )


def _taken_once(government_id: int, start: datetime, end: datetime) -> Iterator[Taken]:
    once = _once(government_id, start, end).order_by().annotate(on=_accounts(government_id))
    for at, agency, on, pillar, state in once.values_list("publish_at", "agency_id", "on", "pillar", "state"):
        assert at is not None  # noqa: S101 - asked for between two moments
        yield Taken(at, agency, frozenset(on), pillar, state in OUT)


def _counted(posts: QuerySet[Post], month: Stretch, slots: Stretch) -> tuple[dict[Cell, Tally], list[Taken]]:
    """Counts of the month by the database, and what lies near its slots one by one: both in one question."""
    within, near = _between(month), _between(slots)
    one = JSONObject(at="publish_at", on=_accounts(OuterRef("government_id")), state="state")
    rows = posts.order_by().values_list("agency_id", "pillar")
    counted: Any = rows.annotate(
        planned=Count("pk", filter=within),
        out=Count("pk", filter=within & Q(state__in=OUT)),
        near=JSONBAgg(one, filter=near, default=Value([], JSONField())),
    )
    tallies: dict[Cell, Tally] = {}
    taken: list[Taken] = []
    for agency, pillar, planned, out, posts_near in counted:
        if planned:
            tallies[agency, pillar] = Tally(planned, out)
        for post in posts_near:
            at, on = datetime.fromisoformat(post["at"]), frozenset(post["on"])
            taken.append(Taken(at, agency, on, pillar, post["state"] in OUT))
    return tallies, taken


def _between(stretch: Stretch) -> Q:
    return Q(publish_at__gte=stretch[0], publish_at__lt=stretch[1])


def _taken(one: Planned) -> Taken:
    post = one.post
    return Taken(one.at, post.agency_id, frozenset(getattr(post, "on", ())), post.pillar, one.mark == OUT_MARK)


def _kept(government_id: int) -> QuerySet[Post]:
    return Post.objects.filter(government_id=government_id).exclude(state__in=DROPPED)


def _once(government_id: int, start: datetime, end: datetime) -> QuerySet[Post]:
    return _kept(government_id).filter(recurrence__isnull=True, publish_at__gte=start, publish_at__lt=end)


def _series(government_id: int, start: datetime, end: datetime, **also: ArraySubquery) -> list[Planned]:
    kept = Post.objects.filter(government_id=government_id, recurrence__isnull=False).annotate(**also)
    return [one for one in repeated(kept.select_related("government"), start, end) if one.mark != "ended"]


def _tallies(posts: QuerySet[Post], key: str) -> dict[int, Tally]:
    """Key → how many are meant to go out, and how many are."""
    counted = posts.order_by().values_list(key).annotate(planned=Count("pk"), out=Count("pk", filter=Q(state__in=OUT)))
    return {row[0]: Tally(row[1], row[2]) for row in counted}


def _times_sent(government_id: int, post_ids: Iterable[int]) -> Counter[int]:
    """Repeated post → how many of its times the public can read; those without any are missing."""
    times = Occurrence.objects.filter(government_id=government_id, post_id__in=list(post_ids))
    whose = {str(pk): post_id for pk, post_id in times.values_list("pk", "post_id")}
    if not whose:
        return Counter()
    rows = Delivery.objects.filter(
        government_id=government_id,
        subject_type=Occurrence.SUBJECT,
        subject_id__in=list(whose),
        act=Act.PUBLISH.value,
        state=delivery_states.PUBLISHED,
    )
    return Counter(whose[key] for key in rows.values_list("subject_id", flat=True).distinct())


def _lines(posts: Iterable[Post]) -> list[Line]:
    return [
        Line(
            post.pk,
            post.headline,
            post.agency.short_name,
            post.state_label,
            post.mark,
            post.publish_at,
            post.state in OUT,
        )
        for post in with_standing(posts)
    ]
