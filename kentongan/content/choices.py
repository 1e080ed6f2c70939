"""The platform's own choices as one account has them: asked once, kept for a while, every option where nobody answers."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.cache import cache

from kentongan.channels.accounts import VENDOR_HOSTS
from kentongan.channels.selectors import usable
from kentongan.connectors import registry
from kentongan.connectors.contract import Platform, Unread
from kentongan.core.http import Http, TimeOuts

if TYPE_CHECKING:
    from kentongan.channels.models import Channel
    from kentongan.connectors.contract import Account, Choice

KEPT_SECONDS, UNTOLD_SECONDS = 600, 60
PATIENCE = TimeOuts(connect=2.0, read=4.0, write=4.0, total=6.0)


def known(channel: Channel) -> tuple[Choice, ...]:
    """What the account told us lately, otherwise all that the platform has. Never calls out."""
    told: tuple[Choice, ...] | None = cache.get(_key(channel))
    return registry.capabilities(Platform(channel.platform)).settings if told is None else told


def worth_asking(channel: Channel) -> bool:
    """Tell whether the account can say more, and has not lately."""
    able = registry.capabilities(Platform(channel.platform))
    told = any(choice.asked_of_account for choice in able.settings)
    return told and usable(channel) and not channel.by_hand and cache.get(_key(channel)) is None


def ask(channel: Channel, account: Account) -> tuple[Choice, ...]:
    """Ask the account, outside any transaction; a platform that does not answer is not asked again for a minute."""
    told = registry.choices(Platform(channel.platform), _http(), account)
    if isinstance(told, Unread):
        told = registry.capabilities(Platform(channel.platform)).settings
        cache.set(_key(channel), told, UNTOLD_SECONDS)
    else:
        cache.set(_key(channel), told, KEPT_SECONDS)
    return told


def _key(channel: Channel) -> str:
    return f"content.choices:{channel.government_id}:{channel.pk}"


@lru_cache(maxsize=1)
def _http() -> Http:
    """As the ledger's, with less patience: somebody is looking at a page."""
    sandbox = [settings.SANDBOX_URL] if settings.SANDBOX_URL else []
    return Http([*VENDOR_HOSTS, *sandbox], private_ok=bool(sandbox), time_outs=PATIENCE)
