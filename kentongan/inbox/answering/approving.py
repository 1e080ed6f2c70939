"""A sensitive answer as approvals see it: exactly these words to exactly these places, read by somebody else first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kentongan.approvals import registry
from kentongan.approvals import services as approvals
from kentongan.approvals.rules import Facts
from kentongan.approvals.selectors import approval_in_force, approved_hash
from kentongan.compliance.impact.rules import LOW, MEDIUM
from kentongan.core.hashing import fingerprint
from kentongan.inbox.answering.checks import checks_of, delicate_in
from kentongan.inbox.answering.models import AnswerCopy
from kentongan.inbox.answering.states import SKIPPED
from kentongan.inbox.models import Answer, Conversation
from kentongan.inbox.states import ANSWER, DRAFT, SUBMITTED, WITH_AGENCY

if TYPE_CHECKING:
    from kentongan.approvals.models import Approval
    from kentongan.organizations.actor import Actor

CLASS = "layanan"
APPROVAL_SUBJECT = "answer"


def register() -> None:
    """Introduce answers to approvals. Called once, when the apps are ready."""
    registry.register_subject(
        APPROVAL_SUBJECT,
        registry.Subject(
            authors=lambda government_id, key: frozenset({_answer(government_id, key).author_id}),
            content_hash=lambda government_id, key: hash_of(_answer(government_id, key)),
            approved=_approved,
            changes_asked=_given_back,
            preview=_preview,
            shown=lambda government_id, key: {"texts": _texts(_answer(government_id, key))},
            lapsed=_given_back,
            hold=_locked,
        ),
    )


def hash_of(answer: Answer) -> str:
    """The fingerprint of everything the citizens would read."""
    return fingerprint({"private": answer.private, "texts": _texts(answer)})


def _texts(answer: Answer) -> dict[str, str]:
    copies = AnswerCopy.objects.filter(government_id=answer.government_id, answer=answer).exclude(state=SKIPPED)
    further = {f"{one.conversation.channel} · {one.conversation_id}": one.text for one in _with_channel(copies)}
    return {f"{answer.case.conversation.channel}": answer.text} | further


def _with_channel(copies: Any) -> Any:  # noqa: ANN401 - a queryset keeps its kind
    return copies.select_related("conversation__channel").order_by("pk")


def ask(actor: Actor, answer: Answer) -> bool:
    """Ask for approval where the matter is sensitive; tell whether it is. NobodyCanApproveError."""
    reasons = delicate_in(answer)
    if not reasons:
        return False
    case, channel = answer.case, answer.case.conversation.channel
    agency_id = case.agency_id or channel.agency_id
    approvals.request_approval(
        actor=actor,
        subject_type=APPROVAL_SUBJECT,
        subject_id=answer.pk,
        content_hash=hash_of(answer),
        agency_id=agency_id,
        title=f"Jawaban kasus {case.code}: {', '.join(one.sentence.lower() for one in reasons)}"[:160],
        path=f"/kasus/{case.pk}/",
        facts=Facts(
            CLASS,
            agency_id,
            channel_ids=frozenset({channel.pk}),
            platforms=frozenset({channel.platform}),
            risk=MEDIUM if any(one.grave for one in reasons) else LOW,
        ),
    )
    return True


def take_back(actor: Actor, answer: Answer, reason: str) -> None:
    """The words will change: what was asked or approved is void."""
    approvals.void(actor=actor, subject_type=APPROVAL_SUBJECT, subject_id=answer.pk, reason=reason)


def problem_with(answer: Answer) -> str:
    """Why a sensitive answer may not go out yet; empty when it may."""
    if not delicate_in(answer):
        return ""
    approved = approved_hash(answer.government_id, APPROVAL_SUBJECT, answer.pk)
    if approved == hash_of(answer):
        return ""
    if approved is not None:
        return "Isi jawaban berubah sesudah disetujui. Ambil kembali, lalu ajukan lagi."
    return "Jawaban ini menyangkut hal peka dan belum disetujui. Tunggu persetujuannya; namanya ada di halaman kasus."


def waiting_on(answer: Answer | None) -> Approval | None:
    """The request about an answer that waits or was granted."""
    return approval_in_force(answer.government_id, APPROVAL_SUBJECT, answer.pk) if answer and answer.pk else None


def _answer(government_id: int, key: str) -> Answer:
    rows = Answer.objects.select_related("case__conversation__channel", "case__agency", "author")
    return rows.get(government_id=government_id, pk=int(key))


def _locked(government_id: int, key: str) -> None:
    Answer.objects.select_for_update().get(government_id=government_id, pk=int(key))


def _approved(actor: Actor, approval: Approval) -> str:
    from kentongan.inbox.services.answers import ask_holders

    answer = _answer(approval.government_id, approval.subject_id)
    if answer.state == SUBMITTED:
        ask_holders(actor, answer)
    return f"Jawaban kasus {answer.case.code} kini dapat dikirim oleh pemegang izin akun {answer.case.conversation.channel}."


def _given_back(_actor: Actor, approval: Approval) -> None:
    answer = _answer(approval.government_id, approval.subject_id)
    if not ANSWER.allows(answer.state, DRAFT):
        return
    Answer.objects.filter(government_id=answer.government_id, pk=answer.pk).update(state=DRAFT)
    talk = answer.case.conversation_id
    Conversation.objects.filter(government_id=answer.government_id, pk=talk).update(state=WITH_AGENCY)


def _preview(actor: Actor, approval: Approval) -> tuple[str, dict[str, Any]]:
    from kentongan.approvals.selectors import verdict_for
    from kentongan.inbox.selectors import case_for

    answer = _answer(approval.government_id, approval.subject_id)
    seen = case_for(actor, answer.case_id) is not None
    may = seen or not answer.case.watched or bool(verdict_for(actor, approval))
    facts = {
        "case": answer.case,
        "answer": answer,
        "texts": _texts(answer) if may else {},
        "may_read": may,
        "checks": checks_of(answer) if may else (),
        "reasons": delicate_in(answer),
        "stale": approval.waits and approval.content_hash != hash_of(answer),
    }
    return "inbox/answering/_approval.html", facts
