"""Reading events, scoped to who asks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q

from kentongan.audit.selectors import entries_about
from kentongan.content.selectors import WRITERS, posts_for
from kentongan.core import clock
from kentongan.events.models import Coverage, Event, EventPost, Intake, Photo
from kentongan.events.states import CANCELLED, OPEN, PLANNED
from kentongan.organizations.models import Person
from kentongan.organizations.roles import Role
from kentongan.organizations.selectors import agencies_for, agency_and_below, holders_of
from kentongan.planning.selectors import programmes_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from kentongan.audit.models import Entry
    from kentongan.content.models import Post
    from kentongan.organizations.actor import Actor
    from kentongan.organizations.models import Agency

SUBJECT = "events.event"
KEEPERS = (Role.ADMIN, Role.COORDINATOR, Role.LEADER_TEAM)
PAGE = 40
STILL_HERE = timedelta(hours=12)
FILTERS = {"": "Akan datang", "saya": "Tugas saya", "petugas": "Perlu petugas", "lewat": "Sudah lewat"}


def events_for(actor: Actor) -> QuerySet[Event]:
    """The events of the agencies this actor sees (as first or second of them), and those they cover; earliest first."""
    events = Event.objects.filter(government_id=actor.government_id)
    events = events.select_related("agency", "co_agency", "officer", "officer__agency").order_by("starts_at", "pk")
    if actor.sees_every_agency:
        return events
    mine = Q(agency_id__in=actor.agencies) | Q(co_agency_id__in=actor.agencies) | Q(officer_id=actor.person_id)
    return events.filter(mine)


def event_for(actor: Actor, event_id: int) -> Event | None:
    """One event, or None when it is not this actor's to see."""
    return events_for(actor).filter(pk=event_id).first()


def agenda_of(actor: Actor, chosen: str, after: str) -> tuple[list[Event], str]:
    """One page of the agenda behind a filter, and the key of the next page (empty: no more). What is past: latest first."""
    past = chosen == "lewat"
    since = clock.now() - STILL_HERE
    events = events_for(actor).filter(ends_at__lt=since) if past else events_for(actor).filter(ends_at__gte=since)
    if chosen == "saya":
        events = events_for(actor).filter(officer_id=actor.person_id, state__in=OPEN)
    elif chosen == "petugas":
        events = events.filter(state=PLANNED)
    if key := _key(after):
        moment, number = key
        beyond = Q(starts_at__lt=moment) | Q(starts_at=moment, pk__lt=number)
        events = events.filter(beyond if past else ~beyond & ~Q(pk=number))
    found = list(events.order_by(*(("-starts_at", "-pk") if past else ("starts_at", "pk")))[: PAGE + 1])
    last = found[PAGE - 1] if len(found) > PAGE else None
    return found[:PAGE], f"{last.starts_at.astimezone(UTC):%Y%m%d%H%M}-{last.pk}" if last else ""


def _key(text: str) -> tuple[datetime, int] | None:
    moment, _, number = text.partition("-")
    try:
        return datetime.strptime(moment, "%Y%m%d%H%M").replace(tzinfo=UTC), int(number)
    except ValueError:
        return None


def may_keep(actor: Actor) -> bool:
    """Tell whether this actor keeps the agenda: notes events, takes files in, names who covers."""
    return actor.has(*KEEPERS)


def may_cover(actor: Actor) -> bool:
    """Tell whether this actor covers events."""
    return actor.has(*WRITERS)


def may_hand_over(actor: Actor, event: Event) -> bool:
    """Tell whether this actor names who covers this event: keepers, and whoever covers it now."""
    return may_keep(actor) or (may_cover(actor) and event.officer_id == actor.person_id)


def agencies_kept_by(actor: Actor) -> QuerySet[Agency]:
    """The agencies whose agenda this actor keeps."""
    agencies = agencies_for(actor)
    return agencies if actor.has(Role.COORDINATOR) else agencies.filter(pk__in=actor.agencies)


def officers_for(actor: Actor, event: Event) -> QuerySet[Person]:
    """Who can be asked to cover an event: whoever writes for its agencies or below them, and the actor."""
    inside = agency_and_below(actor.government_id, event.agency_id)
    if event.co_agency_id:
        inside |= agency_and_below(actor.government_id, event.co_agency_id)
    writing = holders_of(actor.government_id, *WRITERS)
    return writing.filter(Q(agency_id__in=inside) | Q(pk=actor.person_id)).order_by("name")


def clashing(event: Event, person_id: int) -> QuerySet[Event]:
    """The other events that this person covers at the same time."""
    theirs = Event.objects.filter(government_id=event.government_id, officer_id=person_id).exclude(state=CANCELLED)
    at_once = theirs.filter(starts_at__lt=event.ends_at, ends_at__gt=event.starts_at)
    return at_once.exclude(pk=event.pk).order_by("starts_at")


def busy_among(event: Event, people: Sequence[Person]) -> frozenset[int]:
    """Of some people those who cover another event at the same time."""
    others = Event.objects.filter(government_id=event.government_id, officer__in=people).exclude(state=CANCELLED)
    at_once = others.filter(starts_at__lt=event.ends_at, ends_at__gt=event.starts_at).exclude(pk=event.pk)
    return frozenset(at_once.values_list("officer_id", flat=True))


def coverage_of(event: Event) -> Coverage | None:
    """What was noted at an event, None before the first word."""
    return Coverage.objects.filter(government_id=event.government_id, event=event).first()


def photos_of(event: Event) -> QuerySet[Photo]:
    """The photos and videos of an event in their order."""
    rows = Photo.objects.filter(government_id=event.government_id, event=event)
    return rows.select_related("asset").order_by("pk")


def photo_of(event: Event, photo_id: int) -> Photo | None:
    """One photo of an event, or None."""
    return photos_of(event).filter(pk=photo_id).first()


def photographed_for(actor: Actor) -> QuerySet[Photo, int]:
    """Files of the events that this actor's agency holds with another, or that they cover."""
    mine = Q(event__co_agency_id__in=actor.agencies) | Q(event__officer_id=actor.person_id)
    mine |= Q(event__agency_id__in=actor.agencies)
    return Photo.objects.filter(mine, government_id=actor.government_id).values_list("asset_id", flat=True)


def posts_of(actor: Actor, event: Event) -> list[tuple[EventPost, Post]]:
    """The posts of an event that this actor may see, in the order of the series."""
    rows = {row.post_id: row for row in EventPost.objects.filter(government_id=event.government_id, event=event)}
    found = [(rows[post.pk], post) for post in posts_for(actor).filter(pk__in=rows)]
    order = [kind.value for kind in EventPost.Kind]
    return sorted(found, key=lambda pair: order.index(pair[0].kind))


def post_kinds(event: Event) -> dict[str, int]:
    """Which posts of the series exist: kind → post."""
    rows = EventPost.objects.filter(government_id=event.government_id, event=event)
    return dict(rows.values_list("kind", "post_id"))


def programme_named(actor: Actor, words: str) -> int | None:
    """The programme of the plan that an event names (the first of several, by commas), None where the plan has none of it."""
    name = words.partition(",")[0].strip()
    return programmes_for(actor).filter(name__iexact=name).values_list("pk", flat=True).first() if name else None


def intake_for(actor: Actor, intake_id: int) -> Intake | None:
    """A file that this actor had read, or None."""
    mine = Intake.objects.filter(government_id=actor.government_id, made_by_id=actor.person_id)
    return mine.select_related("agency").filter(pk=intake_id).first()


def history_of(actor: Actor, event: Event) -> Sequence[Entry]:
    """What was done with an event, latest first."""
    return list(entries_about(actor.government_id, SUBJECT, event.pk).reverse()[:30])
