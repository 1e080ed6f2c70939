"""What came of posts: their figures over all accounts, against what was expected, with what was learnt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from kentongan.channels.models import RemoteObject
from kentongan.channels.selectors import channels_for
from kentongan.content.models import Occurrence, Version
from kentongan.content.services.guard import DELIVERY_SUBJECT
from kentongan.insights.models import METRICS, Evaluation, Sample
from kentongan.planning.registry import Result

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import datetime

    from django.db.models import QuerySet

    from kentongan.content.models import Post
    from kentongan.organizations.actor import Actor

WHOLE = 100


@dataclass(frozen=True, slots=True)
class Reached:
    """One figure of a post, summed over the accounts that say it."""

    metric: str
    label: str
    value: int
    accounts: int
    origins: tuple[str, ...]  #: where the numbers come from, in words


@dataclass(frozen=True, slots=True)
class Standing:
    """A post against what was expected of it."""

    reached: tuple[Reached, ...]
    evaluation: Evaluation | None
    out_since: datetime | None

    @property
    def expected(self) -> Evaluation | None:
        """What it was meant to reach, if somebody said so."""
        return self.evaluation if self.evaluation and self.evaluation.expected else None

    @property
    def counted(self) -> Reached | None:
        """The figure that was expected, as it stands now; None: no platform has said it."""
        aim = self.expected
        return next((one for one in self.reached if aim and one.metric == aim.metric), None)

    @property
    def share(self) -> int | None:
        """How much of what was expected is reached, in percent."""
        aim, now = self.expected, self.counted
        return now.value * WHOLE // aim.expected if now and aim and aim.expected else None

    @property
    def set_late(self) -> bool:
        """The expectation was written down when the public could read the post already."""
        aim = self.expected
        return bool(aim and aim.set_at and self.out_since and aim.set_at > self.out_since)


def standing_of(actor: Actor, post: Post) -> Standing:
    """What one post reached on the accounts the actor sees, against what was expected."""
    found = _remotes(actor.government_id, [post.pk])
    mine = [remote for remote, _ in found if remote in _seen(actor, found)]
    row = Evaluation.objects.filter(government_id=actor.government_id, post=post).select_related("set_by", "judged_by")
    return Standing(tuple(_reached(_latest(actor.government_id, mine))), row.first(), _first_out(found))


def is_out(post: Post) -> bool:
    """Tell whether the public can, or could, read the post anywhere."""
    return bool(_remotes(post.government_id, [post.pk]))


class ResultsOfPosts:
    """The answers for the plan's pages; see `planning.registry.Results`."""

    def of(self, actor: Actor, post_ids: Collection[int]) -> Mapping[int, Result]:
        found = _remotes(actor.government_id, post_ids)
        seen = _seen(actor, found)
        samples = _latest(actor.government_id, seen)
        rows = Evaluation.objects.filter(government_id=actor.government_id, post_id__in=list(post_ids))
        evaluations = {row.post_id: row for row in rows}
        remotes: dict[int, list[RemoteObject]] = {}
        for remote, post_id in found:
            remotes.setdefault(post_id, []).append(remote)
        results = {}
        for post_id in {*remotes, *evaluations}:
            keys = {remote.pk for remote in remotes.get(post_id, ())}
            reached = tuple(_reached(one for one in samples if one.post_id in keys))
            standing = Standing(reached, evaluations.get(post_id), None)
            results[post_id] = _result(standing, out=bool(keys))
        return results


def _result(standing: Standing, *, out: bool) -> Result:
    aim, row = standing.expected, standing.evaluation
    return Result(
        figures=tuple((one.label, one.value) for one in standing.reached),
        expected=(aim.get_metric_display(), aim.expected) if aim and aim.expected else None,
        share=standing.share,
        verdict=row.get_verdict_display() if row and row.verdict else "",
        lessons=row.lessons if row else "",
        out=out,
    )


def _remotes(government_id: int, post_ids: Collection[int]) -> list[tuple[RemoteObject, int]]:
    """What stands, or stood, on platforms of these posts, each with its post."""
    keys = list(post_ids)
    owners: dict[tuple[str, str], int] = {}
    for subject, model in ((DELIVERY_SUBJECT, Version), (Occurrence.SUBJECT, Occurrence)):
        rows: QuerySet[Version] | QuerySet[Occurrence] = model.objects.filter(
            government_id=government_id, post_id__in=keys
        )
        owners |= {(subject, str(pk)): post_id for pk, post_id in rows.values_list("pk", "post_id")}
    if not owners:
        return []
    about = Q()
    for subject in {subject for subject, _ in owners}:
        about |= Q(subject_type=subject, subject_id__in=[key for kind, key in owners if kind == subject])
    rows_out = RemoteObject.objects.filter(about, government_id=government_id, kind="post")
    return [(remote, owners[remote.subject_type, remote.subject_id]) for remote in rows_out]


def _seen(actor: Actor, found: Iterable[tuple[RemoteObject, int]]) -> list[RemoteObject]:
    visible = set(channels_for(actor).values_list("pk", flat=True))
    return [remote for remote, _ in found if remote.channel_id in visible]


def _first_out(found: Iterable[tuple[RemoteObject, int]]) -> datetime | None:
    return min((remote.published_at for remote, _ in found), default=None)


def _latest(government_id: int, remotes: Collection[RemoteObject]) -> list[Sample]:
    rows = Sample.objects.filter(government_id=government_id, post__in=list(remotes))
    return list(rows.order_by("post_id", "metric", "-read_at").distinct("post_id", "metric")) if remotes else []


def _reached(samples: Iterable[Sample]) -> Iterable[Reached]:
    """Sums of what was said; a metric that nobody says is left out, for missing is not zero."""
    told = list(samples)
    for metric, label in METRICS.items():
        rows = [sample for sample in told if sample.metric == metric]
        if rows:
            origins = tuple(dict.fromkeys(sample.get_provenance_display() for sample in rows))
            yield Reached(metric, label, sum(sample.value for sample in rows), len(rows), origins)
