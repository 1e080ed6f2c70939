"""What a finished act leaves behind: on the platform as we know it, and on the trail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kentongan.audit.registry import register_action
from kentongan.channels.models import RemoteObject
from kentongan.channels.remote import mark_removed, mark_reworded
from kentongan.channels.services import remember_all
from kentongan.connectors.contract import Act
from kentongan.core import clock
from kentongan.outbox.acts import LEAVES

if TYPE_CHECKING:
    from collections.abc import Sequence

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


def leave(deliveries: Sequence[Delivery]) -> None:
    """Note what stands, no longer stands or reads differently on the platform; part of the ledger's transaction."""
    standing = [_thing(delivery) for delivery in deliveries if Act(delivery.act) in LEAVES]
    if standing:
        remember_all(standing)
    for delivery in deliveries:
        _correct(delivery)


def _thing(delivery: Delivery) -> RemoteObject:
    content = delivery.content
    return RemoteObject(
        government_id=delivery.government_id,
        channel=delivery.channel,
        kind=LEAVES[Act(delivery.act)],
        remote_id=delivery.remote_id,
        permalink=delivery.permalink,
        subject_type=delivery.subject_type,
        subject_id=delivery.subject_id,
        text="\n\n".join([content.text, *content.parts]),
        published_at=delivery.published_at or clock.now(),
    )


def _correct(delivery: Delivery) -> None:
    act, content = Act(delivery.act), delivery.content
    kind, remote_id = content.target_kind, content.target_id
    if act is Act.DELETE and delivery.published_at:
        mark_removed(channel=delivery.channel, kind=kind, remote_id=remote_id, at=delivery.published_at)
    elif act is Act.EDIT:
        mark_reworded(channel=delivery.channel, kind=kind, remote_id=remote_id, text=content.text)
