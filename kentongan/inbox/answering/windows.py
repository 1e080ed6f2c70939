"""Whether a matter may go on in private, and until when a platform takes private words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from kentongan.connectors.contract import Act
from kentongan.core import clock
from kentongan.inbox.models import Answer, Message, SaidAs
from kentongan.inbox.states import SENT
from kentongan.inbox.ways import able_on

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from kentongan.inbox.models import Conversation

POINTER = "Terima kasih sudah menghubungi kami. Supaya data Bapak/Ibu aman, kami lanjutkan lewat pesan pribadi."
"""What everyone reads where an answer goes on in private. Nothing in it is about the person."""


@dataclass(frozen=True, slots=True)
class Door:
    """May this be answered in private? `sentence` says why not, or until when."""

    open: bool
    sentence: str
    until: datetime | None = None


def private_door(
    conversation: Conversation, *, last_at: datetime | None = None, given: Sequence[Answer] | None = None
) -> Door:
    """The way from a comment to a private message: once a comment, within the days the platform gives.

    `last_at`: when the citizen wrote last, `given`: the case's answers, where they are known.
    """
    able, where = able_on(conversation.channel), conversation.channel.platform_name
    if conversation.said_as == SaidAs.MESSAGE:
        return Door(open=False, sentence="Percakapan ini sudah pribadi.")
    if Act.MESSAGE not in able.acts or not able.private_reply_days:
        return Door(open=False, sentence=f"{where} tidak membuka pesan pribadi dari komentar lewat aplikasi lain.")
    if _answered_in_private(conversation, given):
        return Door(
            open=False, sentence=f"{where} hanya menerima satu pesan pribadi per komentar, dan itu sudah dipakai."
        )
    until = (last_at or _last_said(conversation)) + timedelta(days=able.private_reply_days)
    if until <= clock.now():
        return Door(
            False, f"Lewat {able.private_reply_days} hari sejak warga menulis, {where} tidak menerimanya lagi.", until
        )
    return Door(True, f"{where} menerimanya sampai {able.private_reply_days} hari sesudah warga menulis.", until)


def closed_window(conversation: Conversation) -> str:
    """Why a private conversation cannot be answered from here any more; empty while it can, or nobody says."""
    able, where = able_on(conversation.channel), conversation.channel.platform_name
    if conversation.said_as != SaidAs.MESSAGE or not able.message_hours:
        return ""
    if clock.now() - _last_said(conversation) <= timedelta(hours=able.message_hours):
        return ""
    return f"{where} hanya menerima balasan {able.message_hours} jam sesudah warga terakhir menulis. Jawab langsung di {where}."


def target_of(conversation: Conversation) -> str:
    """The comment that a private reply answers: what the citizen said last and still stands."""
    rows = Message.objects.filter(government_id=conversation.government_id, conversation=conversation, ours=False)
    last = rows.filter(removed_at=None).order_by("-at", "-pk").first()
    return last.remote_id if last else conversation.root_id


def _last_said(conversation: Conversation) -> datetime:
    rows = Message.objects.filter(government_id=conversation.government_id, conversation=conversation, ours=False)
    return rows.order_by("-at").values_list("at", flat=True).first() or conversation.opened_at


def _answered_in_private(conversation: Conversation, given: Sequence[Answer] | None) -> bool:
    if given is not None:
        return any(one.private and one.state == SENT for one in given)
    rows = Answer.objects.filter(
        government_id=conversation.government_id, case__conversation=conversation, private=True
    )
    return rows.filter(state=SENT).exists()
