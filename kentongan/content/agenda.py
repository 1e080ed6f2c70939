"""When repeated posts go out, as the calendar shows it: what has come from the ledger, what is to come from the schedule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from kentongan.connectors.contract import Act
from kentongan.content import states
from kentongan.content.models import Occurrence
from kentongan.content.rules import shown_as
from kentongan.content.series import RUNNING, schedule_of
from kentongan.content.services.guard import OCCURRENCE_SUBJECT
from kentongan.core import clock
from kentongan.outbox.models import Delivery

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kentongan.content.models import Post

JUST_BEFORE = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Planned:
    """One post at one moment. `state`: as shown (`states.SHOWN`), or `states.SKIPPED`."""

    at: datetime
    post: Post
    state: str

    @property
    def mark(self) -> str:
        """The shape before the state's words."""
        return "ended" if self.state == states.SKIPPED else states.MARKS[self.state]


def repeated(series: Iterable[Post], start: datetime, end: datetime) -> list[Planned]:
    """Each time of repeated posts in a span of time."""
    posts = list(series)
    running = [post for post in posts if post.state in RUNNING]
    return [*_have_come(posts, start, end), *_to_come(running, start, end)] if posts else []


def _have_come(series: Iterable[Post], start: datetime, end: datetime) -> Iterator[Planned]:
    """Times of which the ledger knows."""
    posts = {post.pk: post for post in series}
    rows = Occurrence.objects.filter(post_id__in=posts, at__gte=start, at__lt=min(end, clock.now() + JUST_BEFORE))
    rows = rows.filter(government_id__in={post.government_id for post in posts.values()})
    found = list(rows.exclude(state=states.TAKEN_BACK))
    ended = _states(found)
    for one in found:
        post = posts[one.post_id]
        if one.state == states.SKIPPED:
            yield Planned(one.at, post, states.SKIPPED)
        else:
            state = shown_as(ended[str(one.pk)]) if str(one.pk) in ended else states.SCHEDULED
            yield Planned(one.at, post, state)


def _states(occurrences: list[Occurrence]) -> dict[str, list[str]]:
    rows = Delivery.objects.filter(
        government_id__in={one.government_id for one in occurrences},
        subject_type=OCCURRENCE_SUBJECT,
        subject_id__in=[str(one.pk) for one in occurrences],
        act=Act.PUBLISH.value,
    )
    found: dict[str, list[str]] = {}
    for key, state in rows.values_list("subject_id", "state"):
        found.setdefault(key, []).append(state)
    return found


def _to_come(series: Iterable[Post], start: datetime, end: datetime) -> Iterator[Planned]:
    """Times computed from the schedule: only those still ahead."""
    after = max(start - JUST_BEFORE, clock.now())
    for post in series:
        schedule = schedule_of(post)
        for moment in schedule.between(after, end - JUST_BEFORE) if schedule else ():
            yield Planned(moment, post, post.state)
