"""From a row of the ledger to what a connector is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kentongan.connectors.contract import Act, MediaFile, Outbound

if TYPE_CHECKING:
    from kentongan.outbox.doors import Doors
    from kentongan.outbox.models import Delivery
    from kentongan.outbox.payload import Payload


def contents(delivery: Delivery, doors: Doors) -> tuple[tuple[MediaFile, ...], str]:
    """The files, and the fingerprint of everything as it is now; no fingerprint when a file is gone."""
    content = delivery.content
    try:
        files = tuple(doors.media_files(delivery.government_id, content.media)) if content.media else ()
    except KeyError:
        return (), ""
    return files, content.hash([file.sha256 for file in files])


def outbound_of(delivery: Delivery, files: tuple[MediaFile, ...]) -> Outbound:
    """Exactly what was approved, as a connector takes it."""
    return outbound_for(Act(delivery.act), str(delivery.pk), delivery.content, files)


def outbound_for(act: Act, key: str, content: Payload, files: tuple[MediaFile, ...]) -> Outbound:
    """The same before there is a row."""
    return Outbound(
        act=act,
        key=key,
        text=content.text,
        title=content.title,
        media=files,
        reply_to=content.reply_to,
        post_id=content.post_id,
        target_id=content.target_id,
        target_kind=content.target_kind,
        format=content.format,
        link=content.link,
        parts=content.parts,
        poll=content.poll,
        settings=content.settings,
    )
