"""What exactly is approved: every word, every picture, every channel and the moment, or the schedule it is repeated by."""

from __future__ import annotations

from datetime import UTC
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
    """The part of a post's media that this version carries; where a copy was made for its channel, the copy."""
    able = registry.capabilities(Platform(version.channel.platform))
    return taken(able, version.more, version.files(assets))


def hash_of(post: Post, versions: Iterable[Version], assets: Sequence[Asset]) -> str:
    """Fingerprint over everything the public will get and when; 64 hexadecimal digits."""
    ordered = sorted(versions, key=lambda version: version.channel_id)
    if post.recurrence:
        return fingerprint([_version(one, assets, "berulang") | {"recurrence": post.recurrence} for one in ordered])
    window = post.publish_at.astimezone(UTC).isoformat() if post.publish_at else "segera"
    return fingerprint([_version(one, assets, window) for one in ordered])


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
