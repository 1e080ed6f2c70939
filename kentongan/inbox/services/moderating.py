"""Hiding, showing again and taking away a citizen's comment: through the outbox, with a reason, and never because it hurts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.connectors.contract import Act
from kentongan.core import clock
from kentongan.inbox.answering.models import ArchivedComment
from kentongan.inbox.grounds import CRITICISM, GROUNDS
from kentongan.inbox.models import Message
from kentongan.inbox.ways import acts_on
from kentongan.outbox.services import ActRefusedError, act_on_target

if TYPE_CHECKING:
    from kentongan.organizations.actor import Actor
    from kentongan.outbox.models import Delivery

SUBJECT = "inbox.message"


@transaction.atomic
def moderate(*, actor: Actor, message: Message, act: Act, ground: str, note: str = "") -> Delivery:
    """Ask the platform to hide, show again or take away a comment. NotAllowedError without the right to answer there.

    ActRefusedError where the platform has no API for it, or without one of `GROUNDS`; showing again needs none.
    """
    locked = (
        Message.objects.select_for_update(of=("self",))
        .select_related("channel", "conversation")
        .get(government_id=actor.government_id, pk=message.pk)
    )
    if act not in acts_on(locked):
        raise ActRefusedError(_why_not(locked, act))
    if act is not Act.UNHIDE and ground not in GROUNDS:
        raise ActRefusedError(f"Pilih alasannya. {CRITICISM}")
    if act is not Act.UNHIDE:
        _archive(actor, locked, act, ground, note)
    reason = ". ".join(part for part in (GROUNDS.get(ground, "Ditampilkan lagi"), note.strip()) if part)
    return act_on_target(
        actor=actor,
        channel=locked.channel,
        act=act,
        target_id=locked.remote_id,
        target_kind="comment",
        about=locked.text,
        subject_type=SUBJECT,
        subject_id=locked.pk,
        post_id=locked.conversation.post_id,
        reason=reason,
    )


def _archive(actor: Actor, message: Message, act: Act, ground: str, note: str) -> None:
    """Keep the comment as it stands: what is gone from the platform can still be shown to whoever asks why. Asked twice, kept once."""
    rows = ArchivedComment.objects.filter(government_id=actor.government_id, message=message, act=act.value)
    if rows.filter(text=message.text, ground=ground, note=note.strip()[:300], asked_by_id=actor.person_id).exists():
        return
    ArchivedComment.objects.create(
        government_id=actor.government_id,
        message=message,
        act=act.value,
        ground=ground,
        note=note.strip()[:300],
        author_name=message.author_name,
        text=message.text,
        earlier=message.earlier,
        permalink=message.permalink,
        said_at=message.at,
        asked_by_id=actor.person_id,
        asked_at=clock.now(),
    )


def _why_not(message: Message, act: Act) -> str:
    where = message.channel.platform_name
    if message.removed_at:
        return f"Komentar ini sudah tidak ada di {where}."
    if act is Act.HIDE and message.hidden_at:
        return f"Komentar ini sudah disembunyikan di {where}."
    if act is Act.UNHIDE and not message.hidden_at:
        return f"Komentar ini sudah terlihat di {where}."
    return f"{where} tidak menerima ini dari aplikasi lain. Lakukan langsung di {where}."
