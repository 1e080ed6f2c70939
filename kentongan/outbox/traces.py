"""What a finished act leaves behind: on the platform as we know it, and on the trail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kentongan.audit.registry import register_action
from kentongan.channels.remote import mark_removed, mark_reworded
from kentongan.channels.services import remember
from kentongan.connectors.contract import Act
from kentongan.outbox.acts import LEAVES

if TYPE_CHECKING:
    from datetime import datetime

    from kentongan.outbox.models import Delivery

ACTIONS = {
    Act.EDIT: "outbox.edited",
    Act.DELETE: "outbox.deleted",
    Act.HIDE: "outbox.hidden",
    Act.UNHIDE: "outbox.unhidden",
    Act.MESSAGE: "outbox.messaged",
}
register_action("outbox.published", "Kiriman tayang di {channel}: {title}")
register_action("outbox.edited", "Tulisan diubah di {channel}: {title}")
register_action("outbox.deleted", "Dihapus dari {channel}: {title}")
register_action("outbox.hidden", "Komentar disembunyikan di {channel}: {title}")
register_action("outbox.unhidden", "Komentar ditampilkan lagi di {channel}: {title}")
register_action("outbox.messaged", "Pesan pribadi terkirim di {channel}: {title}")


def action_of(delivery: Delivery) -> str:
    """What the trail calls the end of this act."""
    return ACTIONS.get(Act(delivery.act), "outbox.published")


def leave(delivery: Delivery, *, remote_id: str, permalink: str, at: datetime) -> None:
    """Note what stands, no longer stands or reads differently on the platform; part of the ledger's transaction."""
    act, content = Act(delivery.act), delivery.content
    if act is Act.DELETE:
        mark_removed(channel=delivery.channel, kind=content.target_kind, remote_id=content.target_id, at=at)
    elif act is Act.EDIT:
        mark_reworded(
            channel=delivery.channel, kind=content.target_kind, remote_id=content.target_id, text=content.text
        )
    elif act in LEAVES:
        remember(
            channel=delivery.channel,
            kind=LEAVES[act],
            remote_id=remote_id,
            permalink=permalink,
            subject_type=delivery.subject_type,
            subject_id=delivery.subject_id,
            text="\n\n".join([content.text, *content.parts]),
            published_at=at,
        )
