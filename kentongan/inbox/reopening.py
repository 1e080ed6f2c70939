"""When a citizen writes again after the answer, the matter is open again; when asked for more, its clocks go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kentongan.audit.services import record
from kentongan.inbox.cases.ending import ask_again, open_again
from kentongan.inbox.clocks import keeping
from kentongan.inbox.clocks.models import CasePause
from kentongan.inbox.clocks.pausing import resume
from kentongan.inbox.clocks.rules import SILENCE
from kentongan.inbox.models import Case
from kentongan.inbox.services.asking import tell_handlers
from kentongan.inbox.states import ARCHIVED, ASSIGNED, DONE, ENDED, IN_PROGRESS, MERGED, NEW, WITH_AGENCY
from kentongan.organizations.actor import system

if TYPE_CHECKING:
    from kentongan.inbox.models import Conversation


def citizen_wrote_again(conversation: Conversation) -> None:
    """Open a finished conversation and its case again; the caller saves the conversation."""
    case = _case_of(conversation)
    if case and case.pause_kind == CasePause.Kind.CITIZEN:
        case = resume(actor=system(case.government_id), case=case)
        tell_handlers(system(case.government_id), case, f"Warga melengkapi kasus {case.code}; tenggatnya berjalan lagi")
    if conversation.state not in {DONE, ARCHIVED}:
        return
    conversation.state = WITH_AGENCY if case and conversation.state == DONE else NEW
    if case is not None:
        _wake(case)


def _case_of(conversation: Conversation) -> Case | None:
    if not conversation.case_id:
        return None
    return Case.objects.filter(government_id=conversation.government_id, pk=conversation.case_id).first()


def _wake(case: Case) -> None:
    actor = system(case.government_id)
    if case.state in ENDED and case.state != MERGED:
        open_again(actor, case, why=f"Warga menulis lagi di kasus {case.code}")
        data = {"code": case.code}
        record(actor=actor, action="inbox.case.reopened", subject_type="case", subject_id=case.pk, data=data)
        return
    if case.state in {IN_PROGRESS, ASSIGNED}:
        keeping.drop(case, {SILENCE}, "Warga menulis lagi")
        ask_again(actor=actor, case=case)
