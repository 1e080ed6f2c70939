"""Connecting accounts, giving and ending grants, remembering what stands where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.audit.registry import register_action, register_thing
from kentongan.audit.services import record
from kentongan.channels.accounts import vault
from kentongan.channels.models import Channel, Credential, Grant, RemoteObject, Route
from kentongan.channels.states import ACTIVE, CHANNEL, DISCONNECTED, PAUSED
from kentongan.core import clock
from kentongan.core.states import MoveRefusedError

if TYPE_CHECKING:
    from datetime import date, datetime

    from kentongan.organizations.actor import Actor
    from kentongan.organizations.models import Agency, Person

register_thing("channel", "Akun", "/akun/{id}/")
register_action("channels.connected", "{actor} menyambungkan {channel}")
register_action("channels.paused", "{actor} menghentikan sementara {channel}: {reason}")
register_action("channels.resumed", "{actor} mengaktifkan kembali {channel}")
register_action("channels.disconnected", "{channel} perlu disambung ulang: {reason}")
register_action("channels.granted", "{actor} memberi {name} izin atas {channel}")
register_action("channels.grant_revoked", "{actor} mencabut izin {name} atas {channel}: {reason}")


@transaction.atomic
def connect(  # noqa: PLR0913 - the account's own fields
    *,
    actor: Actor,
    agency: Agency,
    platform: str,
    name: str,
    handle: str,
    remote_id: str,
    token: str,
    refresh_token: str = "",
    standing: str = Channel.Standing.AGENCY,
    world: str = "",
) -> Channel:
    """Register an official account with its keys, or give a known one new keys and make it active again."""
    channel = Channel.objects.update_or_create(
        government_id=actor.government_id,
        platform=platform,
        remote_id=remote_id,
        defaults={
            "agency": agency,
            "name": name,
            "handle": handle,
            "standing": standing,
            "world": world,
            "state": ACTIVE,
            "state_reason": "",
            "next_poll_at": clock.now(),
        },
    )[0]
    locked = {"token": vault().lock(token)}
    if refresh_token:  # an empty one never replaces a stored one
        locked["refresh_token"] = vault().lock(refresh_token)
    Credential.objects.update_or_create(government_id=actor.government_id, channel=channel, defaults=locked)
    Route.objects.update_or_create(
        platform=platform,
        remote_id=remote_id,
        defaults={"government_id": actor.government_id, "channel_id": channel.pk},
    )
    _told(actor, "channels.connected", channel)
    return channel


@transaction.atomic
def grant(*, actor: Actor, channel: Channel, person: Person, starts: date, ends: date | None = None) -> Grant:
    """Give a person a grant on a channel; one in force stays as it is."""
    held, is_new = Grant.objects.get_or_create(
        government_id=actor.government_id,
        channel=channel,
        person=person,
        revoked_on=None,
        defaults={"starts": starts, "ends": ends},
    )
    if is_new:
        _told(actor, "channels.granted", channel, name=person.name)
    return held


@transaction.atomic
def revoke_grant(*, actor: Actor, grant: Grant, on: date, reason: str) -> Grant:
    """End a grant, from that day on."""
    grant.revoked_on = on
    grant.save(update_fields=["revoked_on"])
    _told(actor, "channels.grant_revoked", grant.channel, name=grant.person.name, reason=reason)
    return grant


@transaction.atomic
def pause(*, actor: Actor, channel: Channel, reason: str) -> Channel:
    """Stop acts on a channel until somebody resumes it; what waits stays waiting."""
    CHANNEL.check(channel.state, PAUSED)
    channel.state, channel.state_reason = PAUSED, reason[:300]
    channel.save(update_fields=["state", "state_reason"])
    _told(actor, "channels.paused", channel, reason=reason)
    return channel


@transaction.atomic
def resume(*, actor: Actor, channel: Channel) -> Channel:
    """Let acts go out again on a channel that a person paused. MoveRefusedError when it must be reconnected instead."""
    if channel.state != PAUSED:
        raise MoveRefusedError(CHANNEL.name, channel.state, ACTIVE)
    channel.state, channel.state_reason = ACTIVE, ""
    channel.save(update_fields=["state", "state_reason"])
    _told(actor, "channels.resumed", channel)
    return channel


@transaction.atomic
def mark_disconnected(*, actor: Actor, channel: Channel, reason: str) -> Channel:
    """Stop acts on a channel whose permission has ended, until a person reconnects it."""
    if channel.state != DISCONNECTED:
        CHANNEL.check(channel.state, DISCONNECTED)
        channel.state, channel.state_reason = DISCONNECTED, reason[:300]
        channel.save(update_fields=["state", "state_reason"])
        _told(actor, "channels.disconnected", channel, reason=reason)
    return channel


def remember(
    *,
    channel: Channel,
    kind: str,
    remote_id: str,
    permalink: str,
    subject_type: str,
    subject_id: object,
    text: str,
    published_at: datetime,
) -> RemoteObject:
    """Note that something stands on a platform; noting it again changes nothing. Part of the caller's transaction."""
    return RemoteObject.objects.get_or_create(
        government_id=channel.government_id,
        channel=channel,
        kind=kind,
        remote_id=remote_id,
        defaults={
            "permalink": permalink,
            "subject_type": subject_type,
            "subject_id": str(subject_id),
            "text": text,
            "published_at": published_at,
        },
    )[0]


def _told(actor: Actor, action: str, channel: Channel, **data: str) -> None:
    record(
        actor=actor,
        action=action,
        subject_type="channel",
        subject_id=channel.pk,
        data={"channel": str(channel), **data},
    )
