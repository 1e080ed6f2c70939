"""What exactly is approved: every word, every picture, every channel and the moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kentongan.connectors import registry
from kentongan.connectors.contract import Platform
from kentongan.content.rules import taken
from kentongan.core.hashing import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kentongan.content.models import Post, Version
    from kentongan.media.models import Asset


def media_for(version: Version, assets: Sequence[Asset]) -> tuple[Asset, ...]:
    """The part of a post's media that this version carries."""
    return taken(registry.capabilities(Platform(version.channel.platform)), version.more, assets)


def hash_of(post: Post, versions: Iterable[Version], assets: Sequence[Asset]) -> str:
    """Fingerprint over everything the public will get and when; 64 hexadecimal digits."""
    window = post.publish_at.isoformat() if post.publish_at else "segera"
    return fingerprint([_version(version, assets, window) for version in sorted(versions, key=lambda v: v.channel_id)])


def _version(version: Version, assets: Sequence[Asset], window: str) -> dict[str, object]:
    media = [[asset.sha256, asset.alt_text] for asset in media_for(version, assets)]
    told = {
        "channel": version.channel_id,
        "text": version.text,
        "title": version.title,
        "media": media,
        "window": window,
    }
    return told | ({"extra": version.extra} if version.extra else {})
