"""Reading channels, and the one answer to "may this person do that here?"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, Subquery

from kentongan.channels.accounts import opener_of
from kentongan.channels.models import PLATFORM_NAMES, Channel, Connection, Grant, RemoteObject, Route
from kentongan.channels.rules import ChannelAct, Facts, Verdict, judge
from kentongan.channels.states import ACTIVE
from kentongan.core import clock
from kentongan.organizations.models import Appointment, Competency, Person
from kentongan.organizations.roles import Role
from kentongan.organizations.selectors import actor_for, decrees_in_force, levels_in_force
from kentongan.tenancy.models import Government

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from django.db.models import QuerySet

    from kentongan.organizations.actor import Actor

GONE = "Orang ini tidak lagi bekerja di pemda ini."
ELSEWHERE = "Akun ini sudah disambungkan oleh pemda lain di instalasi ini. Tanyakan kepada operator instalasi."


def channels_for(actor: Actor) -> QuerySet[Channel]:
    """The accounts this actor sees: of own agency and below, those granted, or all for roles over all agencies."""
    channels = Channel.objects.filter(government_id=actor.government_id).select_related("agency")
    channels = channels.order_by("agency__name", "platform")
    if actor.sees_every_agency:
        return channels
    seen = Q(agency_id__in=actor.agencies) | Q(Exists(_granted(actor)))
    if actor.has(Role.LEADER_TEAM):
        seen |= Q(standing=Channel.Standing.LEADER)
    return channels.filter(seen)


def _granted(actor: Actor) -> QuerySet[Grant]:
    return Grant.objects.filter(
        government_id=actor.government_id, channel=OuterRef("pk"), person_id=actor.person_id, revoked_on=None
    )


def channel_for(actor: Actor, channel_id: int) -> Channel | None:
    """One account this actor sees, or None."""
    return channels_for(actor).filter(pk=channel_id).first()


def find_channels(actor: Actor, words: str) -> QuerySet[Channel]:
    """Those of `channels_for` whose name, platform or owner holds every word."""
    channels = channels_for(actor)
    for word in words.split()[:6]:
        said = Q(name__icontains=word) | Q(handle__icontains=word) | Q(platform__icontains=word)
        channels = channels.filter(said | Q(agency__name__icontains=word))
    return channels


def may(person_id: int, act: ChannelAct, channel: Channel, at: datetime | None = None) -> Verdict:
    """Decide whether a person may act on a channel at a moment (now by default), and say why in a sentence."""
    government = channel.government
    day = (at or clock.now()).astimezone(government.zone).date()
    here = {"government_id": government.pk, "person_id": OuterRef("pk")}
    decree = Appointment.objects.filter(**here, starts__lte=day, ends__gte=day).exclude(revoked_on__lte=day)
    level = Competency.objects.filter(**here, starts__lte=day, ends__gte=day).order_by("-level")
    grant = Grant.objects.filter(**here, channel=channel, revoked_on=None, starts__lte=day)
    people = Person.objects.filter(government=government, pk=person_id, active=True)
    row = people.values_list(
        "name",
        Subquery(decree.order_by("-ends").values("number")[:1]),
        Subquery(decree.order_by("-ends").values("ends")[:1]),
        Subquery(level.values("level")[:1]),
        Exists(grant.filter(Q(ends=None) | Q(ends__gte=day))),
        "government__requires_appointment",
        "government__requires_competency",
        "government__requires_grant",
    ).first()
    if row is None:
        return Verdict(allowed=False, sentence=GONE)
    name, number, ends, reached, granted, *needs = row
    facts = Facts(
        person=name,
        channel=str(channel),
        appointment_number=number,
        appointment_ends=ends,
        level=reached or 0,
        granted=granted,
        needs_appointment=needs[0],
        needs_competency=needs[1],
        needs_grant=needs[2],
    )
    return judge(act, facts)


def rights(
    government_id: int, person_id: int, channels: Sequence[Channel], act: ChannelAct, at: datetime | None = None
) -> list[Verdict]:
    """`may` for several channels of one government at once, in their order."""
    return verdicts(government_id, [Wish(person_id, act, channel) for channel in channels], at)


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to do on a channel."""

    person_id: int
    act: ChannelAct
    channel: Channel


def verdicts(government_id: int, wishes: Sequence[Wish], at: datetime | None = None) -> list[Verdict]:
    """`may` for many people and channels of one government at once, in their order: five questions, however many wishes."""
    government = Government.objects.get(pk=government_id)
    day = (at or clock.now()).astimezone(government.zone).date()
    ids = {wish.person_id for wish in wishes}
    names = dict(Person.objects.filter(government=government, pk__in=ids, active=True).values_list("pk", "name"))
    decrees = decrees_in_force(government.pk, ids, day)
    levels = levels_in_force(government.pk, ids, day)
    granted = set(_in_force(government.pk, ids, day).values_list("person_id", "channel_id"))

    def verdict(wish: Wish) -> Verdict:
        person_id, decree = wish.person_id, decrees.get(wish.person_id)
        if person_id not in names:
            return Verdict(allowed=False, sentence=GONE)
        facts = Facts(
            person=names[person_id],
            channel=str(wish.channel),
            appointment_number=decree.number if decree else None,
            appointment_ends=decree.ends if decree else None,
            level=levels.get(person_id, 0),
            granted=(person_id, wish.channel.pk) in granted,
            needs_appointment=government.requires_appointment,
            needs_competency=government.requires_competency,
            needs_grant=government.requires_grant,
        )
        return judge(wish.act, facts)

    return [verdict(wish) for wish in wishes]


def rights_of(actor: Actor, person: Person, limit: int = 40) -> list[tuple[Channel, Verdict]]:
    """What a person may do on the accounts of own agency and on those granted, as far as the reader sees them."""
    held = Grant.objects.filter(government_id=actor.government_id, person=person, revoked_on=None)
    near = Q(agency_id=person.agency_id) | Q(pk__in=held.values("channel_id"))
    channels = list(channels_for(actor).filter(near)[:limit])
    verdicts = rights(actor.government_id, person.pk, channels, ChannelAct.PUBLISH)
    return list(zip(channels, verdicts, strict=True))


def _in_force(government_id: int, people: Iterable[int], day: date) -> QuerySet[Grant]:
    grants = Grant.objects.filter(
        government_id=government_id, person_id__in=list(people), revoked_on=None, starts__lte=day
    )
    return grants.filter(Q(ends=None) | Q(ends__gte=day))


def grants_on(channel: Channel) -> QuerySet[Grant]:
    """Every grant on a channel that nobody has revoked, by name."""
    found = Grant.objects.filter(government_id=channel.government_id, channel=channel, revoked_on=None)
    return found.select_related("person__agency", "channel").order_by("person__name")


def holders(channel: Channel) -> QuerySet[Person]:
    """The people who hold a grant on a channel."""
    held = Grant.objects.filter(government_id=channel.government_id, channel=channel, revoked_on=None).values(
        "person_id"
    )
    return Person.objects.filter(government_id=channel.government_id, pk__in=held, active=True).order_by("name")


def usable(channel: Channel) -> bool:
    """Tell whether acts may go out on the channel now."""
    return channel.state == ACTIVE


def remote_object(government_id: int, channel_id: int, kind: str, remote_id: str) -> RemoteObject | None:
    """What we know of one thing on a platform."""
    return RemoteObject.objects.filter(
        government_id=government_id, channel_id=channel_id, kind=kind, remote_id=remote_id
    ).first()


def recent_posts(channel: Channel, limit: int = 50) -> QuerySet[RemoteObject]:
    """The latest posts of a channel: where comments are looked for."""
    posts = RemoteObject.objects.filter(government_id=channel.government_id, channel=channel, kind="post")
    return posts.filter(removed_at=None).order_by("-published_at")[:limit]


# ------------------------------------------------------------------ connecting


def connectable() -> list[tuple[str, str]]:
    """Platforms on which an account can be connected, with their names."""
    return [(code, name) for code, name in PLATFORM_NAMES.items() if opener_of(code) is not None]


def by_hand() -> list[tuple[str, str]]:
    """Kinds of accounts on which only a person can act, with their names."""
    direct = dict(connectable())
    return [(code, name) for code, name in PLATFORM_NAMES.items() if code not in direct]


def connection_for(actor: Actor, connection_id: int) -> Connection | None:
    """One walk to a platform that this actor began, or None."""
    return _connections(actor.government_id).filter(pk=connection_id, person_id=actor.person_id).first()


def connection_of(government_id: int, nonce: str) -> Connection | None:
    """The walk that a state names, whoever began it."""
    return _connections(government_id).filter(nonce=nonce).first()


def walker(connection: Connection, user_id: int) -> Actor | None:
    """The person signed in, as an actor, if it is the one who began the walk."""
    actor = actor_for(user_id, connection.government)
    return actor if actor and actor.person_id == connection.person_id else None


def _connections(government_id: int) -> QuerySet[Connection]:
    walks = Connection.objects.filter(government_id=government_id)
    return walks.select_related("government", "channel__agency")


def owned_among(actor: Actor, platform: str, remote_ids: Sequence[str]) -> dict[str, Channel]:
    """Of some accounts those we know already, with their owners."""
    known = Channel.objects.filter(government_id=actor.government_id, platform=platform, remote_id__in=remote_ids)
    return {channel.remote_id: channel for channel in known.select_related("agency")}


def refused_among(actor: Actor, platform: str, remote_ids: Sequence[str]) -> dict[str, str]:
    """Of some accounts those that may not be connected here, each with why."""
    routes = Route.objects.filter(platform=platform, remote_id__in=remote_ids).exclude(
        government_id=actor.government_id
    )
    return {route.remote_id: ELSEWHERE for route in routes}
