"""Keys at rest: written here, opened in `accounts` and here, and an empty one never replaces a stored one."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from kentongan.channels.accounts import vault
from kentongan.channels.models import Credential
from kentongan.channels.rules import renewal_at
from kentongan.connectors.contract import Keys, Offer, Secret

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from kentongan.channels.models import Channel


def put(channel: Channel, keys: Keys, at: datetime, *, missing: Sequence[str] = ()) -> Credential:
    """Keep the keys that a consent brought. What was known of older keys' ends is forgotten."""
    known = Credential.objects.filter(government_id=channel.government_id, channel=channel).first()
    credential = known or Credential(government_id=channel.government_id, channel=channel)
    credential.expires_at = credential.refresh_expires_at = credential.renew_at = credential.held_until = None
    credential.missing, credential.note = list(missing), ""
    _write(credential, keys, at)
    credential.save()
    return credential


def renew(credential: Credential, keys: Keys, at: datetime) -> Credential:
    """Keep the keys that a renewal brought; what the platform did not say stays."""
    if keys.expires_in is None:  # an end that lies behind us says nothing of the new keys
        credential.expires_at = credential.renew_at = None
    _write(credential, keys, at)
    credential.refreshed_at, credential.note = at, ""
    credential.save()
    return credential


def _write(credential: Credential, keys: Keys, at: datetime) -> None:
    credential.token = vault().lock(keys.token.value)
    if keys.refresh_token and keys.refresh_token.value:
        credential.refresh_token = vault().lock(keys.refresh_token.value)
    if keys.expires_in is not None:
        credential.expires_at = at + keys.expires_in
        credential.renew_at = renewal_at(at, keys.expires_in)
    if keys.refresh_expires_in is not None:
        credential.refresh_expires_at = at + keys.refresh_expires_in
    credential.refresh_failures = 0


def lock_offers(offers: Iterable[Offer]) -> str:
    """Accounts with their keys as one locked text."""
    return vault().lock(json.dumps([_plain(offer) for offer in offers]))


def open_offers(locked: str) -> list[Offer]:
    """The accounts in a locked text; none in an empty one."""
    return [_offer(told) for told in json.loads(vault().open(locked))] if locked else []


def _plain(offer: Offer) -> dict[str, Any]:
    keys = offer.keys
    return {
        "remote_id": offer.remote_id,
        "name": offer.name,
        "handle": offer.handle,
        "missing": list(offer.missing),
        "token": keys.token.value,
        "refresh_token": keys.refresh_token.value if keys.refresh_token else None,
        "expires_in": keys.expires_in.total_seconds() if keys.expires_in is not None else None,
        "refresh_expires_in": keys.refresh_expires_in.total_seconds() if keys.refresh_expires_in is not None else None,
        "scopes": sorted(keys.scopes),
    }


def _offer(told: dict[str, Any]) -> Offer:
    keys = Keys(
        token=Secret(told["token"]),
        refresh_token=Secret(told["refresh_token"]) if told["refresh_token"] else None,
        expires_in=_span(told["expires_in"]),
        refresh_expires_in=_span(told["refresh_expires_in"]),
        scopes=frozenset(told["scopes"]),
    )
    return Offer(told["remote_id"], told["name"], told["handle"], keys, tuple(told["missing"]))


def _span(seconds: float | None) -> timedelta | None:
    return None if seconds is None else timedelta(seconds=seconds)
