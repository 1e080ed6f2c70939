"""Letting an account go: the permission is given back at the platform, then the keys are forgotten here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kentongan.channels import refusals
from kentongan.channels.accounts import account_of, opener_of
from kentongan.channels.models import Credential
from kentongan.channels.services import forget_keys
from kentongan.connectors.contract import AuthorizationExpired
from kentongan.tenancy.scope import within

if TYPE_CHECKING:
    from kentongan.channels.models import Channel
    from kentongan.connectors.contract import Account
    from kentongan.organizations.actor import Actor

BY_HAND = "Cabut juga izin Kentongan di pengaturan {platform}."


def disconnect(*, actor: Actor, channel: Channel, reason: str) -> str:
    """Give the permission back (outside any transaction), then forget the keys. A sentence when the platform did not agree."""
    with within(actor.government_id):
        account = _account(channel)
    said = _revoke(channel, account) if account else ""
    with within(actor.government_id):
        channel.refresh_from_db()
        forget_keys(actor=actor, channel=channel, reason=reason)
    return said


def _account(channel: Channel) -> Account | None:
    try:
        return account_of(channel)
    except Credential.DoesNotExist:
        return None


def _revoke(channel: Channel, account: Account) -> str:
    opener = opener_of(channel.platform)
    last = BY_HAND.format(platform=channel.platform_name)
    if opener is None:
        return last
    refusal = opener.revoke(account)
    if refusal is None or isinstance(refusal, AuthorizationExpired):  # what has ended cannot be given back
        return ""
    return f"{refusals.say(refusal, channel.platform_name).partition('.')[0]}. {last}"
