"""One copy of an answer, by the hand of whoever holds the grant on that account; and what the outbox tells of copies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.audit.registry import register_action
from kentongan.audit.services import record
from kentongan.channels.rules import ChannelAct
from kentongan.channels.selectors import may
from kentongan.core import clock
from kentongan.inbox.access import may_handle
from kentongan.inbox.answering import approving, fanout, sending
from kentongan.inbox.answering.barring import is_barred
from kentongan.inbox.answering.closing import ask_about, settle
from kentongan.inbox.answering.heard import heard_in
from kentongan.inbox.answering.models import AnswerCopy
from kentongan.inbox.answering.states import FAILED, PLANNED, SENT, SKIPPED
from kentongan.inbox.answering.windows import POINTER
from kentongan.inbox.models import Message
from kentongan.inbox.states import RELEASED
from kentongan.inbox.states import SENT as ANSWER_SENT
from kentongan.inbox.ways import way_of
from kentongan.inbox.wording import in_trail
from kentongan.organizations.access import NotAllowedError
from kentongan.organizations.actor import system
from kentongan.organizations.selectors import actor_of_person
from kentongan.outbox.registry import Subject, register_subject
from kentongan.outbox.selectors import may_be_public
from kentongan.outbox.services import withdraw
from kentongan.work.models import Notice
from kentongan.work.services import notify

if TYPE_CHECKING:
    from kentongan.inbox.models import Answer, Case
    from kentongan.organizations.actor import Actor
    from kentongan.outbox.models import Delivery

register_action("inbox.copy.released", "{actor} mengirim salinan jawaban kasus {code} di {channel}")
register_action("inbox.copy.by_hand", "{actor} mencatat salinan jawaban kasus {code} dikirim langsung di {channel}")
register_action(
    "inbox.copy.barred", "{actor} mencatat salinan jawaban kasus {code} terhalang pemblokiran di {channel}: {reason}"
)
register_action("inbox.copy.left", "{actor} tidak mengirim salinan jawaban kasus {code} di {channel}: {reason}")
LONGEST_REASON = 240


class CopyRefusedError(Exception):
    """The copy cannot go so; the message is a sentence for people."""


def register() -> None:
    """Hear about copies from the outbox."""
    register_subject(fanout.COPY_SUBJECT, Subject(published=_published, settled=_settled, describe=_describe))


@transaction.atomic
def send_copy(*, actor: Actor, case: Case, copy_id: int) -> AnswerCopy:
    """Send one copy under the actor's own right, once its answer was released. NotAllowedError, CopyRefusedError."""
    copy = _locked(actor, case, copy_id)
    _check_holder(actor, copy)
    _check_open(copy)
    problem = approving.problem_with(copy.answer) or fanout.problem_of(copy, heard_in(case))
    if problem:
        raise CopyRefusedError(problem)
    sending.send_one(actor, copy)
    if copy.trouble and copy.state != SKIPPED:
        raise CopyRefusedError(copy.trouble)
    _record(actor, "inbox.copy.released", copy)
    settle(actor, copy.answer)
    return copy


@transaction.atomic
def note_copy_by_hand(*, actor: Actor, case: Case, copy_id: int) -> AnswerCopy:
    """Record that a person gave a copy on the platform itself. NotAllowedError, CopyRefusedError also where a block bars it."""
    copy = _locked(actor, case, copy_id)
    _check_holder(actor, copy)
    _check_open(copy)
    if is_barred(copy):
        raise CopyRefusedError(
            "Salinan ini terhalang pemblokiran, jadi tidak sampai juga bila dikirim sendiri. Catat tidak dapat dikirim,"
            " dengan alasannya."
        )
    copy.released_by_id = actor.person_id
    sending.arrived(copy)
    _withdraw(actor, copy, "Sudah dijawab langsung di platform")
    _record(actor, "inbox.copy.by_hand", copy)
    settle(actor, copy.answer)
    return copy


@transaction.atomic
def leave_copy(*, actor: Actor, case: Case, copy_id: int, reason: str) -> AnswerCopy:
    """Decide, with a reason, that a copy is not given after all: by whoever holds the account, or handles the case."""
    copy = _locked(actor, case, copy_id)
    if not may_handle(actor, copy.answer.case):
        _check_holder(actor, copy)
    _check_open(copy)
    if not (why := reason.strip()[:LONGEST_REASON]):
        raise CopyRefusedError("Tulis mengapa komentar ini tidak dijawab, supaya rekan yang membaca kasusnya tahu.")
    barred = is_barred(copy)
    sending.left_out(copy, why, barred=barred)
    _withdraw(actor, copy, why)
    action = "inbox.copy.barred" if barred else "inbox.copy.left"
    _record(actor, action, copy, reason=in_trail(copy.answer.case, why))
    settle(actor, copy.answer)
    return copy


def in_doubt(copy: AnswerCopy) -> bool:
    """Whether a citizen may be reading a copy that failed."""
    return copy.state == FAILED and may_be_public(copy.government_id, fanout.COPY_SUBJECT, copy.pk)


def _check_open(copy: AnswerCopy) -> None:
    """CopyRefusedError unless it is a person's turn to say what becomes of a copy."""
    if copy.answer.state not in {RELEASED, ANSWER_SENT}:
        raise CopyRefusedError("Jawaban utamanya belum dikirim. Kirim itu dahulu.")
    if copy.state not in {PLANNED, FAILED}:
        raise CopyRefusedError("Salinan ini sudah ditangani; yang tampak adalah keadaan terbaru.")
    if in_doubt(copy):
        raise CopyRefusedError(
            "Belum diketahui apakah salinan ini sudah dibaca warga. Selesaikan dahulu di Perlu diperiksa."
        )


def _withdraw(actor: Actor, copy: AnswerCopy, reason: str) -> None:
    withdraw(actor=actor, subject_type=fanout.COPY_SUBJECT, subject_id=copy.pk, reason=reason)


def _locked(actor: Actor, case: Case, copy_id: int) -> AnswerCopy:
    rows = AnswerCopy.objects.select_for_update(of=("self",)).select_related(
        "conversation__channel", "answer__case__conversation__channel", "answer__author"
    )
    found = rows.filter(government_id=actor.government_id, pk=copy_id, answer__case=case).first()
    if found is None:
        raise CopyRefusedError("Salinan ini tidak ada lagi.")
    return found


def _check_holder(actor: Actor, copy: AnswerCopy) -> None:
    if not (verdict := may(actor.person_id, ChannelAct.RELEASE, copy.conversation.channel)):
        raise NotAllowedError(verdict.sentence, verdict.remedy)


def _record(actor: Actor, action: str, copy: AnswerCopy, **words: str) -> None:
    case = copy.answer.case
    data = {"code": case.code, "channel": str(copy.conversation.channel), **words}
    record(actor=actor, action=action, subject_type="case", subject_id=case.pk, data=data)


def point(answer: Answer) -> None:
    """Say in public that the matter goes on in private, once the private words have arrived. Part of the outbox's news."""
    talk = answer.case.conversation
    if way_of(talk).act is None or sending.removed_roots([talk]):
        return
    copy, is_new = AnswerCopy.objects.get_or_create(
        government_id=answer.government_id,
        answer=answer,
        conversation=talk,
        defaults={"text": POINTER, "changed_at": clock.now(), "released_by_id": answer.released_by_id},
    )
    sender = actor_of_person(answer.released_by_id, answer.government) if answer.released_by_id else None
    if is_new and sender:
        sending.send_one(sender, copy)


def _copy(delivery: Delivery) -> AnswerCopy:
    rows = AnswerCopy.objects.select_related("conversation__channel", "answer__case", "answer__author")
    return rows.get(government_id=delivery.government_id, pk=delivery.subject_id)


def _published(delivery: Delivery, remote_id: str, permalink: str) -> None:
    copy = _copy(delivery)
    if copy.state == SENT:
        return
    talk = copy.conversation
    Message.objects.get_or_create(
        government_id=copy.government_id,
        channel=talk.channel,
        remote_id=remote_id,
        defaults={
            "conversation": talk,
            "ours": True,
            "author_name": talk.channel.name,
            "text": copy.text,
            "permalink": permalink,
            "at": clock.now(),
        },
    )
    sending.arrived(copy, permalink)
    settle(system(copy.government_id), copy.answer)


def _settled(delivery: Delivery) -> None:
    copy = _copy(delivery)
    if not sending.refused(copy, delivery.sentence):
        return
    case = copy.answer.case
    sentence = (
        f"Salinan jawaban kasus {case.code} di {copy.conversation.channel} belum terkirim: {delivery.sentence[:200]}"
    )
    people = {copy.answer.author_id, copy.released_by_id or copy.answer.author_id}
    actor = system(copy.government_id)
    notify(actor=actor, person_ids=people, kind=Notice.Kind.ACTION, sentence=sentence, path=f"/kasus/{case.pk}/")
    ask_about(actor, copy)


def _describe(delivery: Delivery) -> tuple[str, str]:
    copy = _copy(delivery)
    return f"Jawaban kasus {copy.answer.case.code} untuk percakapan lain", f"/kasus/{copy.answer.case_id}/"
