"""Connecting accounts, giving and ending grants, remembering what stands where."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from kentongan.audit.registry import register_action, register_thing
from kentongan.audit.services import record
from kentongan.channels import keys, trouble
from kentongan.channels.accounts import opener_of
from kentongan.channels.models import Channel, Credential, Grant, RemoteObject, Route
from kentongan.channels.selectors import ELSEWHERE
from kentongan.channels.states import ACTIVE, CHANNEL, DISCONNECTED, PAUSED
from kentongan.connectors.contract import Keys, Offer, Secret
from kentongan.core import clock
from kentongan.core.ids import uuid7
from kentongan.core.states import MoveRefusedError
from kentongan.organizations.models import Agency

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from kentongan.organizations.actor import Actor
    from kentongan.organizations.models import Person


RENEWED_LATELY = timedelta(minutes=5)
"""Keys this new that are refused all the same will not be mended by newer ones."""


class TakenError(Exception):
    """The account belongs to somebody else; the sentence says to whom, as far as the asker may know."""


register_thing("channel", "Akun", "/akun/{id}/")
register_action("channels.connected", "{actor} menyambungkan {channel}")
register_action("channels.by_hand", "{actor} mencatat {channel} sebagai akun yang diunggah sendiri")
register_action("channels.let_go", "{actor} memutus {channel} dan menghapus kuncinya: {reason}")
register_action("channels.renewed", "Kunci {channel} diperpanjang, akun jalan lagi")
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
    offer = Offer(remote_id, name, handle, Keys(Secret(token), Secret(refresh_token) if refresh_token else None))
    return connect_offer(
        actor=actor, platform=platform, agency=agency, offer=offer, at=clock.now(), standing=standing, world=world
    )


@transaction.atomic
def connect_offer(
    *,
    actor: Actor,
    platform: str,
    agency: Agency,
    offer: Offer,
    at: datetime,
    standing: str = Channel.Standing.AGENCY,
    world: str = "",
) -> Channel:
    """Connect an account that a consent opened at `at`, or one we know again. TakenError when it is somebody else's."""
    refusal = taken(actor.government_id, platform, offer.remote_id, agency)
    if refusal:
        raise TakenError(refusal)
    facts = {"agency": agency, "name": offer.name[:80], "handle": offer.handle[:80], "standing": standing}
    channel = Channel.objects.update_or_create(
        government_id=actor.government_id,
        platform=platform,
        remote_id=offer.remote_id,
        defaults=facts
        | {"world": world, "by_hand": False, "state": ACTIVE, "state_reason": "", "next_poll_at": clock.now()}
        | {"connected_at": clock.now(), "silent_since": None, "read_deeper": True},
    )[0]
    keys.put(channel, offer.keys, at, missing=offer.missing)
    Route.objects.get_or_create(
        platform=platform,
        remote_id=offer.remote_id,
        defaults={"government_id": actor.government_id, "channel_id": channel.pk},
    )
    trouble.well_again(actor, channel)
    _told(actor, "channels.connected", channel)
    return channel


@transaction.atomic
def register_by_hand(
    *, actor: Actor, agency: Agency, platform: str, name: str, address: str = "", handle: str = ""
) -> Channel:
    """Register an account on which a person does by hand what was approved: no keys, no reading."""
    channel = Channel.objects.create(
        government_id=actor.government_id,
        agency=agency,
        platform=platform,
        name=name,
        handle=handle,
        address=address,
        standing=standing_of(agency),
        remote_id=f"tangan-{uuid7()}",
        by_hand=True,
        connected_at=clock.now(),
    )
    _told(actor, "channels.by_hand", channel)
    return channel


def taken(government_id: int, platform: str, remote_id: str, agency: Agency | None = None) -> str:
    """Why an account may not be connected here (for `agency`), in a sentence; empty when it may."""
    route = Route.objects.filter(platform=platform, remote_id=remote_id).first()
    if route and route.government_id != government_id:
        return ELSEWHERE
    known = Channel.objects.filter(government_id=government_id, platform=platform, remote_id=remote_id).first()
    if known and agency and known.agency_id != agency.pk:
        return f"Akun ini sudah tercatat milik {known.agency.name}. Satu akun hanya mempunyai satu pemilik."
    return ""


def standing_of(agency: Agency) -> str:
    """Whose voice an agency's accounts are."""
    return Channel.Standing.LEADER if agency.kind == Agency.Kind.LEADER else Channel.Standing.AGENCY


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
    channel.state, channel.state_reason, channel.connected_at = ACTIVE, "", clock.now()
    channel.save(update_fields=["state", "state_reason", "connected_at"])
    _told(actor, "channels.resumed", channel)
    return channel


@transaction.atomic
def mark_disconnected(*, actor: Actor, channel: Channel, reason: str) -> Channel:
    """Stop acts on a channel whose permission has ended: until new keys came by themselves, or a person reconnects it."""
    if channel.state == DISCONNECTED:
        return channel
    renewable = Credential.objects.filter(government_id=actor.government_id, channel=channel).exclude(refresh_token="")
    rested = Q(refreshed_at=None) | Q(refreshed_at__lt=clock.now() - RENEWED_LATELY)
    _disconnect(actor, channel, reason)
    if opener_of(channel.platform) is None or not renewable.filter(rested).update(renew_at=clock.now()):
        trouble.ask_to_reconnect(actor, channel, f"{reason.rstrip('.')}.")
    return channel


@transaction.atomic
def connection_lost(*, actor: Actor, channel: Channel, reason: str) -> Channel:
    """The platform surely takes none of our keys any more: a person has to reconnect the channel."""
    channel.refresh_from_db()
    if channel.state != DISCONNECTED:
        _disconnect(actor, channel, reason)
    trouble.ask_to_reconnect(actor, channel, reason)
    return channel


@transaction.atomic
def renewed(*, actor: Actor, channel: Channel) -> Channel:
    """New keys came by themselves: a channel that waited for them goes on, and nobody is asked for anything."""
    channel.refresh_from_db()
    if channel.state == DISCONNECTED:
        channel.state, channel.state_reason, channel.connected_at = ACTIVE, "", clock.now()
        channel.save(update_fields=["state", "state_reason", "connected_at"])
        _told(actor, "channels.renewed", channel)
    trouble.well_again(actor, channel, (trouble.RECONNECT, trouble.KEYS))
    return channel


def _disconnect(actor: Actor, channel: Channel, reason: str) -> None:
    CHANNEL.check(channel.state, DISCONNECTED)
    channel.state, channel.state_reason = DISCONNECTED, reason[:300]
    channel.save(update_fields=["state", "state_reason"])
    _told(actor, "channels.disconnected", channel, reason=reason)


@transaction.atomic
def forget_keys(*, actor: Actor, channel: Channel, reason: str) -> Channel:
    """Let an account go: its keys and its way in are gone, what stands on it stays known."""
    if channel.state != DISCONNECTED:
        CHANNEL.check(channel.state, DISCONNECTED)
    channel.state, channel.state_reason = DISCONNECTED, reason[:300]
    channel.save(update_fields=["state", "state_reason"])
    Credential.objects.filter(government_id=actor.government_id, channel=channel).delete()
    Route.objects.filter(government_id=actor.government_id, channel_id=channel.pk).delete()
    trouble.well_again(actor, channel)
    _told(actor, "channels.let_go", channel, reason=reason)
    return channel


def remember_all(things: Iterable[RemoteObject]) -> None:
    """`remember` for many things at once. Part of the caller's transaction."""
    RemoteObject.objects.bulk_create(things, ignore_conflicts=True)


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
