"""What became of things that stand on a platform. Parts of the caller's transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kentongan.channels.models import RemoteObject

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from kentongan.channels.models import Channel


def mark_removed(*, channel: Channel, kind: str, remote_id: str, at: datetime) -> None:
    """Note that something no longer stands on the platform; the first time counts."""
    _known(channel, kind, remote_id).filter(removed_at=None).update(removed_at=at)


def mark_reworded(*, channel: Channel, kind: str, remote_id: str, text: str) -> None:
    """Note the words that the public reads now."""
    _known(channel, kind, remote_id).update(text=text)


def _known(channel: Channel, kind: str, remote_id: str) -> QuerySet[RemoteObject]:
    return RemoteObject.objects.filter(
        government_id=channel.government_id, channel=channel, kind=kind, remote_id=remote_id
    )
