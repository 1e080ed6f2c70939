"""Reading channels, and the one answer to "may this person do that here?"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from kentongan.channels.models import Channel, Grant, RemoteObject, Route
from kentongan.channels.rules import ChannelAct, Facts, Verdict, judge
from kentongan.channels.states import ACTIVE
from kentongan.core import clock
from kentongan.organizations.models import Person
from kentongan.organizations.roles import Role
from kentongan.organizations.selectors import competency_level, valid_appointment
from kentongan.tenancy.models import Government

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet

    from kentongan.organizations.actor import Actor


def channels_for(actor: Actor) -> QuerySet[Channel]:
    """The accounts this actor sees: of own agency and below, those granted, or all for roles over all agencies."""
    channels = Channel.objects.filter(government_id=actor.government_id).select_related("agency")
    channels = channels.order_by("agency__name", "platform")
    if actor.sees_every_agency:
        return channels
    seen = Q(agency_id__in=actor.agencies) | Exists(_granted(actor))
    if actor.has(Role.LEADER_TEAM):
        seen |= Q(standing=Channel.Standing.LEADER)
    return channels.filter(seen)


def _granted(actor: Actor) -> QuerySet[Grant]:
    return Grant.objects.filter(
        government_id=actor.government_id, channel=OuterRef("pk"), person_id=actor.person_id, revoked_on=None
    )


def may(person_id: int, act: ChannelAct, channel: Channel, at: datetime | None = None) -> Verdict:
    """Decide whether a person may act on a channel at a moment (now by default), and say why in a sentence."""
    government = Government.objects.get(pk=channel.government_id)
    day = (at or clock.now()).astimezone(government.zone).date()
    person = Person.objects.filter(government=government, pk=person_id, active=True).first()
    if person is None:
        return Verdict(allowed=False, sentence="Orang ini tidak lagi bekerja di pemda ini.")
    appointment = valid_appointment(government.pk, person_id, day)
    facts = Facts(
        person=person.name,
        channel=str(channel),
        appointment_number=appointment.number if appointment else None,
        appointment_ends=appointment.ends if appointment else None,
        level=competency_level(government.pk, person_id, day),
        granted=has_grant(channel, person_id, day),
        needs_appointment=government.requires_appointment,
        needs_competency=government.requires_competency,
        needs_grant=government.requires_grant,
    )
    return judge(act, facts)


def has_grant(channel: Channel, person_id: int, day: date) -> bool:
    """Tell whether a person's grant on a channel is in force on that day."""
    grants = Grant.objects.filter(
        government_id=channel.government_id, channel=channel, person_id=person_id, revoked_on=None, starts__lte=day
    )
    return grants.filter(Q(ends=None) | Q(ends__gte=day)).exists()


def holders(channel: Channel) -> QuerySet[Person]:
    """The people who hold a grant on a channel."""
    held = Grant.objects.filter(government_id=channel.government_id, channel=channel, revoked_on=None).values(
        "person_id"
    )
    return Person.objects.filter(government_id=channel.government_id, pk__in=held, active=True).order_by("name")


def usable(channel: Channel) -> bool:
    """Tell whether acts may go out on the channel now."""
    return channel.state == ACTIVE


def route_of(platform: str, remote_id: str) -> Route | None:
    """Which government and channel an account belongs to; for webhooks, before any government is named."""
    return Route.objects.filter(platform=platform, remote_id=remote_id).first()


def remote_object(government_id: int, channel_id: int, kind: str, remote_id: str) -> RemoteObject | None:
    """What we know of one thing on a platform."""
    return RemoteObject.objects.filter(
        government_id=government_id, channel_id=channel_id, kind=kind, remote_id=remote_id
    ).first()


def recent_posts(channel: Channel, limit: int = 50) -> QuerySet[RemoteObject]:
    """The latest posts of a channel: where comments are looked for."""
    return RemoteObject.objects.filter(government_id=channel.government_id, channel=channel, kind="post").order_by(
        "-published_at"
    )[:limit]
