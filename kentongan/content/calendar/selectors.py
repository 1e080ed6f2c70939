"""Reading the calendar, scoped to who asks. What a page costs follows what it draws, not how many posts there are."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, OuterRef, Q, TextField, Window
from django.db.models.functions import Cast, RowNumber, TruncDate, TruncHour

from kentongan.channels.selectors import channels_for
from kentongan.content import states
from kentongan.content.agenda import repeated
from kentongan.content.calendar.chips import Cell, Chip, Day
from kentongan.content.calendar.models import CalendarFeed, CalendarLimits
from kentongan.content.calendar.rules import Limits
from kentongan.content.models import Occurrence, Version
from kentongan.content.rules import shown_as
from kentongan.content.selectors import posts_for
from kentongan.content.series import RUNNING
from kentongan.core import clock
from kentongan.organizations.rules import is_working_day, national_holidays
from kentongan.organizations.selectors import agencies_for, calendar_overrides
from kentongan.outbox.models import Delivery
from kentongan.tenancy.scope import current_government_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime, tzinfo

    from django.db.models import QuerySet

    from kentongan.content.agenda import Planned
    from kentongan.content.calendar.filters import Filters
    from kentongan.content.calendar.spans import Span
    from kentongan.content.models import Post
    from kentongan.organizations.actor import Actor

Key = tuple["date", int | None]
FIELDS = ("publish_at", "pk", "title", "state", "pillar", "agency__short_name", "revision")


def cells(actor: Actor, span: Span, filters: Filters, most: int, *, by_hour: bool = False) -> dict[Key, Cell]:
    """The squares that hold something: the first `most` posts of each, and how many there are."""
    found: dict[Key, Cell] = {}
    for chip, total in _counted(once(actor, filters), span, most, by_hour=by_hour):
        cell = found.setdefault(_key(chip, by_hour=by_hour), Cell(chip.at.date(), chip.at.hour if by_hour else None))
        cell.chips.append(chip)
        cell.total = total
    for chip in series(actor, filters, span.start, span.end, span.zone):
        cell = found.setdefault(_key(chip, by_hour=by_hour), Cell(chip.at.date(), chip.at.hour if by_hour else None))
        cell.chips = sorted([*cell.chips, chip], key=_order)[:most]
        cell.total += 1
    return found


def once(actor: Actor, filters: Filters) -> QuerySet[Post]:
    """The posts that go out once, narrowed; those taken back have no place."""
    posts = posts_for(actor).exclude(state=states.WITHDRAWN).filter(recurrence__isnull=True)
    return filters.narrow(posts)


def with_standing(chips: list[Chip]) -> list[Chip]:
    """The same posts; those on their way know what they wait for. One question at the most."""
    now = clock.now()
    due = [chip.post_id for chip in chips if chip.state == states.GOING_OUT]
    due += [chip.post_id for chip in chips if chip.state == states.SCHEDULED and chip.at <= now]
    if not due:
        return chips
    deliveries = Delivery.objects.filter(
        government_id=OuterRef("government_id"),
        subject_type=states.DELIVERY_SUBJECT,
        subject_id=Cast(OuterRef("pk"), TextField()),
    )
    rows = Version.objects.filter(government_id=current_government_id(), post_id__in=due)
    found: dict[int, list[str]] = defaultdict(list)
    for post_id, of_version in rows.values_list("post_id", ArraySubquery(deliveries.values("state"))):
        found[post_id] += of_version
    return [replace(chip, shown=shown_as(found[chip.post_id])) if found.get(chip.post_id) else chip for chip in chips]


def _counted(posts: QuerySet[Post], span: Span, most: int, *, by_hour: bool) -> Iterable[tuple[Chip, int]]:
    cut = TruncHour if by_hour else TruncDate
    square = cut("publish_at", tzinfo=span.zone)
    rows = (
        posts.order_by()
        .filter(publish_at__gte=span.start, publish_at__lt=span.end)
        .annotate(
            place=Window(RowNumber(), partition_by=[square], order_by=[F("publish_at"), F("pk")]),
            total=Window(Count("*"), partition_by=[square]),
        )
        .filter(place__lte=most)
        .order_by("publish_at", "pk")
    )
    found = list(rows.values_list(*FIELDS, "total"))
    chips = with_standing([_chip(row[:-1], span.zone) for row in found])
    return zip(chips, (row[-1] for row in found), strict=True)


def series(actor: Actor, filters: Filters, start: datetime, end: datetime, zone: tzinfo) -> list[Chip]:
    """Each time of the repeated posts."""
    came = Occurrence.objects.filter(
        government_id=OuterRef("government_id"), post_id=OuterRef("pk"), at__gte=start, at__lt=end
    )
    posts = filters.narrow(posts_for(actor).filter(recurrence__isnull=False), by_state=False).order_by()
    posts = posts.filter(Q(state__in=RUNNING) | Exists(came)).defer("story").select_related(None)
    chips = [_repeated(one, zone) for one in repeated(posts.select_related("agency", "government"), start, end)]
    return [chip for chip in chips if not filters.states or chip.state in filters.states]


def agenda(actor: Actor, span: Span, filters: Filters, most: int, after: tuple[datetime, int] | None) -> list[Chip]:
    """The first `most` posts of a span in their order, beginning after a moment and post; with their accounts."""
    posts = once(actor, filters).order_by("publish_at", "pk")
    posts = posts.filter(publish_at__gte=span.start, publish_at__lt=span.end)
    if after:
        posts = posts.filter(Q(publish_at__gt=after[0]) | Q(publish_at=after[0], pk__gt=after[1]))
    found = with_standing([_chip(row, span.zone) for row in posts.values_list(*FIELDS)[:most]])
    begin = max(span.start, after[0]) if after else span.start
    times = series(actor, filters, begin, span.end, span.zone)
    times = [chip for chip in times if after is None or (chip.at, chip.post_id) > after]
    return with_channels(actor, sorted([*found, *times], key=_order)[:most])


def everything(actor: Actor, span: Span, filters: Filters) -> list[Chip]:
    """All posts of a span, with their accounts: what an export carries."""
    posts = once(actor, filters).filter(publish_at__gte=span.start, publish_at__lt=span.end)
    found = with_standing([_chip(row, span.zone) for row in posts.values_list(*FIELDS)])
    found += series(actor, filters, span.start, span.end, span.zone)
    return with_channels(actor, sorted(found, key=_order))


def with_channels(actor: Actor, chips: Sequence[Chip]) -> list[Chip]:
    """The same posts with the accounts they go to."""
    rows = Version.objects.filter(
        government_id=actor.government_id, post_id__in={chip.post_id for chip in chips}
    ).order_by("channel__platform", "channel_id")
    names: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for post_id, platform, name in rows.values_list("post_id", "channel__platform", "channel__name"):
        names[post_id].append((platform, name))
    return [replace(chip, channels=tuple(names.get(chip.post_id, ()))) for chip in chips]


def days_of(actor: Actor, span: Span, today: date) -> dict[date, Day]:
    """What each day of a span is in this government."""
    overrides = calendar_overrides(actor.government_id)
    return {
        day: Day(
            date=day,
            inside=span.holds(day),
            today=day == today,
            working=is_working_day(day, overrides),
            holiday=national_holidays(day.year).get(day, ""),
        )
        for day in span.days
    }


def agencies_to_choose(actor: Actor) -> Sequence[tuple[int, str]]:
    """The agencies whose posts this actor sees."""
    agencies = agencies_for(actor)
    if not actor.sees_every_agency:
        agencies = agencies.filter(pk__in=actor.agencies)
    return list(agencies.values_list("pk", "short_name"))


def channels_to_choose(actor: Actor) -> Sequence[tuple[int, str, str]]:
    """The accounts this actor sees: key, platform, name."""
    return list(channels_for(actor).order_by("platform", "name").values_list("pk", "platform", "name"))


def limits_of(government_id: int) -> Limits:
    """What this government calls too much; the defaults where nobody said."""
    kept = CalendarLimits.objects.filter(government_id=government_id).first()
    if kept is None:
        return Limits()
    return Limits(kept.quiet_from, kept.quiet_until, kept.per_channel, kept.per_agency, kept.slot_minutes)


def feed_of(actor: Actor) -> CalendarFeed | None:
    """The address at which this person's own calendar reads along, if there is one."""
    return CalendarFeed.objects.filter(
        government_id=actor.government_id, person_id=actor.person_id, revoked_at=None
    ).first()


def _chip(row: tuple[object, ...], zone: tzinfo) -> Chip:
    at, *rest = row
    return Chip(at.astimezone(zone), *rest)  # type: ignore[attr-defined,arg-type]


def _repeated(one: Planned, zone: tzinfo) -> Chip:
    post = one.post
    at, agency = one.at.astimezone(zone), post.agency.short_name
    return Chip(at, post.pk, post.title, one.state, post.pillar, agency, post.revision, repeated=True)


def _key(chip: Chip, *, by_hour: bool) -> Key:
    return chip.at.date(), chip.at.hour if by_hour else None


def _order(chip: Chip) -> tuple[datetime, int]:
    return chip.at, chip.post_id
