"""Where a person looks: the public pages of an account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from kentongan.connectors.contract import Platform

if TYPE_CHECKING:
    from kentongan.channels.models import Channel

PAGES = {
    Platform.FACEBOOK: "https://www.facebook.com/{id}",
    Platform.INSTAGRAM: "https://www.instagram.com/{handle}/",
    Platform.X: "https://x.com/{handle}",
    Platform.YOUTUBE: "https://www.youtube.com/channel/{id}/videos",
    Platform.TIKTOK: "https://www.tiktok.com/@{handle}",
}


def public_page(channel: Channel) -> str:
    """The address where the public sees what this account says; empty where there is none (radio, a notice board)."""
    if channel.address:
        return channel.address
    if channel.world and settings.SANDBOX_URL:
        return f"{settings.SANDBOX_URL}/dunia/{channel.world}/umpan/{channel.platform}"
    page = PAGES.get(Platform(channel.platform), "")
    return "" if channel.by_hand else page.format(id=channel.remote_id, handle=channel.handle.lstrip("@"))
