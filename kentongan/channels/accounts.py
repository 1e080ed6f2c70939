"""From a channel to what a connector needs: the account with its opened token, and the connector itself."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING

from django.conf import settings

from kentongan.channels.models import Credential
from kentongan.connectors import registry
from kentongan.connectors.contract import Account, AppKeys, Platform, Secret
from kentongan.connectors.folder import Desk
from kentongan.core.crypto import Vault, derive_key
from kentongan.core.http import Http, TimeOuts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from kentongan.channels.models import Channel
    from kentongan.connectors.contract import Connector, Offer, Opener, Refusal, Usage

    SigningIn = Callable[[str, Secret], tuple[Offer, ...] | Refusal]
    ChannelMeter = Callable[[Channel, Usage], None]

VENDOR_HOSTS = (
    "graph.facebook.com",
    "graph-video.facebook.com",
    "rupload.facebook.com",
    "api.x.com",
    "youtube.googleapis.com",
    "oauth2.googleapis.com",
    "youtubeanalytics.googleapis.com",
    "open.tiktokapis.com",
    "open-upload.tiktokapis.com",
    "business-api.tiktok.com",
    "bsky.social",
)
_meters: list[ChannelMeter] = []
PUBLIC_HOSTS = (  # for permalinks and consent pages; a person's browser goes there, we never do
    "x.com",
    "www.youtube.com",
    "www.facebook.com",
    "www.instagram.com",
    "accounts.google.com",
    "www.tiktok.com",
    "bsky.app",
)


def vault() -> Vault:
    """The installation's keys for secrets at rest; the first named one writes."""
    return _vault(tuple(settings.CREDENTIAL_KEYS.items()))


@lru_cache(maxsize=1)
def _vault(materials: tuple[tuple[str, str], ...]) -> Vault:
    keys = {name: derive_key(material) for name, material in materials}
    return Vault(keys=keys, current=next(iter(keys)))


def hosts_for(world: str) -> Mapping[str, str]:
    """Base URL of each vendor host: the real one, or the sandbox's for a channel that lives in one of its worlds."""
    if world and settings.SANDBOX_URL:
        return {host: f"{settings.SANDBOX_URL}/dunia/{world}/{host}" for host in VENDOR_HOSTS + PUBLIC_HOSTS}
    return {host: f"https://{host}" for host in VENDOR_HOSTS + PUBLIC_HOSTS}


def account_of(channel: Channel) -> Account:
    """Open the channel's keys for one use. Credential.DoesNotExist when it was never connected."""
    credential = Credential.objects.get(government_id=channel.government_id, channel=channel)
    return account_with(channel, credential)


def accounts_of(channels: Sequence[Channel]) -> dict[int, Callable[[], Account]]:
    """The accounts of several channels of one government, each opened by calling it; one never connected is missing."""
    known = {channel.pk: channel for channel in channels}
    here = {channel.government_id for channel in channels}
    found = Credential.objects.filter(government_id__in=here, channel_id__in=list(known))
    return {one.channel_id: partial(account_with, known[one.channel_id], one) for one in found}


def account_with(channel: Channel, credential: Credential) -> Account:
    """The same where the credential has been read already."""
    refresh = Secret(vault().open(credential.refresh_token)) if credential.refresh_token else None
    return Account(
        remote_id=channel.remote_id,
        token=Secret(vault().open(credential.token)),
        refresh_token=refresh,
        hosts=hosts_for(channel.world),
        app=app_of(channel.platform),
    )


def app_of(platform: str) -> AppKeys:
    """The installation's application at a platform; empty where it has none."""
    keys = settings.PLATFORM_APPS.get(platform, {})
    return AppKeys(client_id=keys.get("client_id", ""), client_secret=Secret(keys.get("client_secret", "")))


def opener_of(platform: str) -> Opener | None:
    """How accounts of a platform are connected; None where there is no consent page to send a person to."""
    return registry.opener(Platform(platform), http()) if platform in registry.PLATFORMS else None


def sign_in_of(platform: str, world: str = "") -> SigningIn | None:
    """How a name and an app password become accounts of a platform in a world; None where there is a consent page."""
    if platform not in registry.PLATFORMS:
        return None
    return registry.sign_in(Platform(platform), Desk(http(), app_of(platform), hosts_for(world)))


def connector_for(channel: Channel) -> Connector:
    """The connector of the channel's platform."""
    return registry.connector(Platform(channel.platform), http(), lambda _account, usage: _meter(channel, usage))


def register_meter(meter: ChannelMeter) -> None:
    """Let an app above hear what platforms say of their budgets."""
    _meters.append(meter)


def _meter(channel: Channel, usage: Usage) -> None:
    for meter in _meters:
        meter(channel, usage)


@lru_cache(maxsize=1)
def http() -> Http:
    """The process's one HTTP client: platform hosts only, or the sandbox."""
    bases = [*VENDOR_HOSTS]
    if settings.SANDBOX_URL:
        bases.append(settings.SANDBOX_URL)
    limits = TimeOuts(read=settings.PLATFORM_TIMEOUT_SECONDS, write=settings.PLATFORM_TIMEOUT_SECONDS)
    return Http(bases, private_ok=bool(settings.SANDBOX_URL), time_outs=limits)
