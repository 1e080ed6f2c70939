"""Reading a post that is repeated: when it goes out next, how it went, and what it says each time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.db.models import Max

from kentongan.content import recurrence, states
from kentongan.content.models import Occurrence
from kentongan.core import clock
from kentongan.organizations.rules import is_holiday
from kentongan.organizations.selectors import calendar_overrides
from kentongan.outbox.selectors import deliveries_about, together
from kentongan.outbox.states import AT_WORK, NOT_YET_SENT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from zoneinfo import ZoneInfo

    from kentongan.content.extras import Words
    from kentongan.content.models import Post
    from kentongan.content.recurrence import Recurrence
    from kentongan.organizations.actor import Actor
    from kentongan.outbox.models import Delivery

RUNNING = frozenset({states.DRAFT, states.CHANGES_ASKED, states.IN_REVIEW, states.SCHEDULED})
"""States in which a schedule still has something to come, once approved or already."""
SHOWN = 3
PAST = 12


@dataclass(frozen=True, slots=True)
class Schedule:
    """A rule as its government reads it: its wall clock, its holidays."""

    rule: Recurrence
    zone: ZoneInfo
    overrides: Mapping[date, bool]

    def coming(self, after: datetime, most: int = SHOWN) -> list[datetime]:
        """The next moments later than `after`."""
        return recurrence.coming(self.rule, self.zone, self._free, after, most)

    def between(self, after: datetime, until: datetime) -> list[datetime]:
        """Every moment later than `after`, and no later than `until`."""
        return recurrence.missed(self.rule, self.zone, self._free, after, until)

    def days(self) -> Iterator[date]:
        """Every day of it."""
        return recurrence.days(self.rule, self._free)

    def day(self, moment: datetime) -> date:
        """The day that a moment is part of."""
        return moment.astimezone(self.zone).date()

    def words(self, words: Words, moment: datetime) -> Words:
        """The words as they go out at a moment."""
        return words.reworded(partial(recurrence.filled, day=self.day(moment)))

    @property
    def over_at(self) -> datetime | None:
        """When the last day is over, and with it what the approval is good for."""
        last = self.rule.last
        return datetime.combine(last + timedelta(days=1), time(), self.zone) if last else None

    def _free(self, day: date) -> bool:
        return is_holiday(day, self.overrides)


@dataclass(frozen=True, slots=True)
class Past:
    """One time that has come: how it went on the channels, or why it did not."""

    at: datetime
    sentence: str
    mark: str
    deliveries: Sequence[Delivery]

    @property
    def moving(self) -> bool:
        """Something of it is still on its way."""
        return any(one.state in AT_WORK | NOT_YET_SENT for one in self.deliveries)


def schedule_of(post: Post) -> Schedule | None:
    """The schedule a post is repeated by; None where it goes out once."""
    rule = post.repeats
    if rule is None:
        return None
    overrides = calendar_overrides(post.government_id) if rule.skip_holidays else {}
    return Schedule(rule, post.government.zone, overrides)


def last_of(post: Post) -> datetime | None:
    """The latest time that was planned, or noted as left out. The schedule goes on from here, whatever the clock says."""
    about = Occurrence.objects.filter(government_id=post.government_id, post=post).exclude(state=states.TAKEN_BACK)
    latest: datetime | None = about.aggregate(latest=Max("at"))["latest"]
    return latest


def next_times(post: Post) -> list[datetime]:
    """When it goes out next (once approved): a few."""
    schedule = schedule_of(post)
    if schedule is None or post.state not in RUNNING:
        return []
    return schedule.coming(clock.now())


def latest_times(post: Post) -> list[str]:
    """The keys of the times that came last: what figures are shown of."""
    rows = Occurrence.objects.filter(government_id=post.government_id, post=post, at__lte=clock.now())
    return [str(pk) for pk in rows.order_by("-at").values_list("pk", flat=True)[:SHOWN]]


def past_of(actor: Actor, post: Post, most: int | None = PAST) -> list[Past]:
    """The times that have come, latest first."""
    rows = Occurrence.objects.filter(government_id=post.government_id, post=post, at__lte=clock.now())
    found = list(rows.exclude(state=states.TAKEN_BACK).order_by("-at")[:most])
    by_key: dict[str, list[Delivery]] = {}
    for delivery in deliveries_about(actor, Occurrence.SUBJECT, [one.pk for one in found]):
        by_key.setdefault(delivery.subject_id, []).append(delivery)
    return [_past(one, by_key.get(str(one.pk), [])) for one in found]


def _past(occurrence: Occurrence, deliveries: Sequence[Delivery]) -> Past:
    posts = [one for one in deliveries if one.act == "publish"]
    if occurrence.state == states.SKIPPED or not posts:
        return Past(occurrence.at, states.OCCURRENCE.labels[occurrence.state], "ended", ())
    sentence, mark = together(posts)
    return Past(occurrence.at, sentence, mark or "going", deliveries)
