"""Reading figures for people."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kentongan.channels.models import RemoteObject
from kentongan.channels.selectors import channels_for
from kentongan.insights.models import METRICS, Daily, Reading, Sample

if TYPE_CHECKING:
    from datetime import date, datetime

    from kentongan.organizations.actor import Actor


@dataclass(frozen=True, slots=True)
class Figure:
    """One number with its origin, ready to show. `value` None: the platform has not said."""

    label: str
    value: int | None
    origin: str = ""
    vendor_name: str = ""
    read_at: datetime | None = None


@dataclass(slots=True)
class PostFigures:
    """The figures of one post on one channel."""

    post: RemoteObject
    figures: list[Figure] = field(default_factory=list)
    trouble: str = ""


def figures_of(actor: Actor, subject_type: str, subject_ids: list[str]) -> list[PostFigures]:
    """The latest figures of things that stand on platforms, one item a channel, for whoever sees those channels."""
    posts = list(
        RemoteObject.objects.filter(
            government_id=actor.government_id,
            subject_type=subject_type,
            subject_id__in=subject_ids,
            channel__in=channels_for(actor),
        )
        .select_related("channel")
        .order_by("channel__platform")
    )
    return _with_figures(actor.government_id, posts)


def posts_with_figures(actor: Actor, since: date, limit: int) -> list[PostFigures]:
    """The latest posts since a day on the channels the actor sees, with their figures."""
    posts = RemoteObject.objects.filter(
        government_id=actor.government_id, kind="post", published_at__date__gte=since, channel__in=channels_for(actor)
    )
    return _with_figures(actor.government_id, list(posts.select_related("channel").order_by("-published_at")[:limit]))


def _with_figures(government_id: int, posts: list[RemoteObject]) -> list[PostFigures]:
    latest = _latest(government_id, [post.pk for post in posts])
    readings = Reading.objects.filter(government_id=government_id, post__in=posts)
    troubles = dict(readings.values_list("post_id", "trouble"))
    return [
        PostFigures(
            post, [_figure(metric, latest.get((post.pk, metric))) for metric in METRICS], troubles.get(post.pk, "")
        )
        for post in posts
    ]


def _latest(government_id: int, posts: list[int]) -> dict[tuple[int, str], Sample]:
    samples = Sample.objects.filter(government_id=government_id, post_id__in=posts)
    newest = samples.order_by("post_id", "metric", "-read_at").distinct("post_id", "metric")
    return {(sample.post_id, sample.metric): sample for sample in newest}


def _figure(metric: str, sample: Sample | None) -> Figure:
    if sample is None:
        return Figure(METRICS[metric], None)
    return Figure(METRICS[metric], sample.value, sample.get_provenance_display(), sample.vendor_name, sample.read_at)


def totals(actor: Actor, since: date) -> dict[str, int]:
    """Sum over all posts the actor sees of each metric's last value since a day; metrics nobody told are left out."""
    rows = (
        Daily.objects.filter(government_id=actor.government_id, day__gte=since, post__channel__in=channels_for(actor))
        .order_by("post_id", "metric", "-day")
        .distinct("post_id", "metric")
    )
    sums: dict[str, int] = {}
    for row in rows:
        sums[row.metric] = sums.get(row.metric, 0) + row.value
    return sums
