"""An answer as the checks see it, and as an exception from a rule is asked for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kentongan.compliance.registry import Case
from kentongan.compliance.rules import ANSWER, Draft
from kentongan.compliance.selectors import check
from kentongan.inbox.models import Answer
from kentongan.inbox.selectors import case_for

if TYPE_CHECKING:
    from kentongan.organizations.actor import Actor

SUBJECT = "inbox.answer"


def draft_of(answer: Answer) -> Draft:
    """The words, and whose they are."""
    agency_id = answer.case.agency_id or answer.case.conversation.channel.agency_id
    return Draft((("", answer.text),), subject=ANSWER, agency_id=agency_id)


def way_to_ask(answer: Answer | None) -> str:
    """Where an exception is asked for a saved answer that a rule stops; empty where nobody could grant one."""
    if answer is None:
        return ""
    stops = [one for one in check(answer.government_id, draft_of(answer), about=(SUBJECT, answer.pk)) if one.blocks]
    first = next((one.rule for one in stops if one.rule.overridable), None)
    return f"/aturan/pengecualian/minta/{SUBJECT}/{answer.pk}/{first.id}/" if first else ""


def case_for_exemption(government_id: int, subject_id: str) -> Case | None:
    """An answer as an exception is asked for it."""
    answer = _answer(government_id, subject_id)
    if answer is None:
        return None
    draft, title = draft_of(answer), f"Jawaban kasus {answer.case.code}"
    return Case(draft, title, f"/kasus/{answer.case_id}/", draft.agency_id, frozenset({answer.author_id}))


def may_see(actor: Actor, subject_id: str) -> bool:
    """The case is this actor's to see."""
    answer = _answer(actor.government_id, subject_id)
    return answer is not None and case_for(actor, answer.case_id) is not None


def _answer(government_id: int, subject_id: str) -> Answer | None:
    if not subject_id.isdecimal():
        return None
    rows = Answer.objects.filter(government_id=government_id, pk=int(subject_id))
    return rows.select_related("case__conversation__channel").first()
