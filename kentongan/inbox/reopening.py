"""When a citizen writes again after the answer, the matter is open again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kentongan.audit.registry import register_action
from kentongan.audit.services import record
from kentongan.inbox.models import Case
from kentongan.inbox.services.disposisi import ask_again
from kentongan.inbox.states import ARCHIVED, CLOSED, DONE, NEW, REOPENED, WITH_AGENCY
from kentongan.organizations.actor import system

if TYPE_CHECKING:
    from kentongan.inbox.models import Conversation

register_action("inbox.case.reopened", "Kasus {code} dibuka kembali karena warga menulis lagi")


def citizen_wrote_again(conversation: Conversation) -> None:
    """Open a finished conversation and its case again; the caller saves the conversation."""
    if conversation.state not in {DONE, ARCHIVED}:
        return
    case = Case.objects.filter(government_id=conversation.government_id, conversation=conversation).first()
    conversation.state = WITH_AGENCY if case and conversation.state == DONE else NEW
    if case and case.state == CLOSED:
        case.state, case.closed_at = REOPENED, None
        case.save(update_fields=["state", "closed_at"])
        record(
            actor=system(case.government_id),
            action="inbox.case.reopened",
            subject_type="case",
            subject_id=case.pk,
            data={"code": case.code},
        )
    if case:
        ask_again(actor=system(case.government_id), case=case)
