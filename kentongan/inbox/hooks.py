"""What the outbox tells about answers, and how the case follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kentongan.compliance import registry as compliance
from kentongan.connectors.contract import Reason
from kentongan.core import clock
from kentongan.inbox.answering.closing import go_on
from kentongan.inbox.answering.copying import point
from kentongan.inbox.clocks import keeping
from kentongan.inbox.clocks.rules import FOLLOW_UP
from kentongan.inbox.exempting import SUBJECT, case_for_exemption, may_see
from kentongan.inbox.models import Answer, Conversation, Disposition, Message
from kentongan.inbox.services.way import current
from kentongan.inbox.states import ANSWER, ANSWERED, FAILED, SENT, WITH_AGENCY
from kentongan.organizations.actor import system
from kentongan.outbox.registry import Subject, register_subject
from kentongan.outbox.sentences import what_to_do
from kentongan.work.models import Notice
from kentongan.work.services import notify

if TYPE_CHECKING:
    from kentongan.organizations.actor import Actor
    from kentongan.outbox.models import Delivery


def register() -> None:
    """Hear about answers, and let exceptions be asked for them."""
    compliance.register_subject(SUBJECT, case_for_exemption, may_see)
    register_subject(SUBJECT, Subject(published=_published, settled=_settled, describe=_describe))


def _answer(delivery: Delivery) -> Answer:
    return Answer.objects.select_related("case__conversation__channel", "author").get(
        government_id=delivery.government_id, pk=delivery.subject_id
    )


def _published(delivery: Delivery, remote_id: str, permalink: str) -> None:
    answer = _answer(delivery)
    if answer.state == SENT:
        return
    conversation = answer.case.conversation
    Message.objects.get_or_create(
        government_id=answer.government_id,
        channel=conversation.channel,
        remote_id=remote_id,
        defaults={
            "conversation": conversation,
            "ours": True,
            "author_name": conversation.channel.name,
            "text": answer.text,
            "permalink": permalink,
            "at": clock.now(),
        },
    )
    if answer.private:
        point(answer)
    finish(system(answer.government_id), answer)


def finish(actor: Actor, answer: Answer) -> None:
    """The citizen has the answer: the disposition is answered, and the case waits for the copies, is closed, or goes on."""
    at = clock.now()
    ANSWER.check(answer.state, SENT)
    answer.state, answer.sent_at = SENT, at
    answer.save(update_fields=["state", "sent_at"])
    case = answer.case
    waiting = current(case)
    if waiting:
        Disposition.objects.filter(pk=waiting.pk, government_id=case.government_id).update(
            state=ANSWERED, ended_at=at, ended_by_id=answer.author_id
        )
    keeping.keep(case, at, {FOLLOW_UP})
    go_on(actor, answer)


def _settled(delivery: Delivery) -> None:
    answer = _answer(delivery)
    if not ANSWER.allows(answer.state, FAILED):
        return
    answer.state, answer.trouble = FAILED, _trouble(delivery)[:300]
    answer.save(update_fields=["state", "trouble"])
    Conversation.objects.filter(government_id=answer.government_id, pk=answer.case.conversation_id).update(
        state=WITH_AGENCY
    )
    people = {answer.author_id, answer.released_by_id or answer.author_id}
    sentence = f"Jawaban kasus {answer.case.code} belum terkirim: {answer.trouble}"
    path = f"/kasus/{answer.case_id}/"
    notify(actor=system(answer.government_id), person_ids=people, kind=Notice.Kind.ACTION, sentence=sentence, path=path)


def _trouble(delivery: Delivery) -> str:
    """What went wrong; where a block stands between, what to do as well, because sending by hand would not help."""
    blocked = delivery.last_code == Reason.BLOCKED
    return f"{delivery.sentence}. {what_to_do(delivery.last_code)}" if blocked else delivery.sentence


def _describe(delivery: Delivery) -> tuple[str, str]:
    answer = _answer(delivery)
    return f"Jawaban untuk {answer.case.conversation.author_name}", f"/kasus/{answer.case_id}/"
