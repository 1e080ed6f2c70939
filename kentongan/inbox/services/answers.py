"""The answer: written by the agency, released by a person with a grant on the channel, sent through the outbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.audit.registry import register_action
from kentongan.audit.services import record
from kentongan.channels.rules import ChannelAct
from kentongan.channels.selectors import holders, may
from kentongan.compliance.selectors import findings_in
from kentongan.connectors.counting import count
from kentongan.core import clock
from kentongan.core.text import shorten
from kentongan.inbox.access import check_handler
from kentongan.inbox.models import Answer, Case, Conversation
from kentongan.inbox.services.disposisi import ANSWER_TASK
from kentongan.inbox.states import ANSWER, CLOSED, DRAFT, FAILED, READY, RELEASED, SENT, SUBMITTED, WITH_AGENCY
from kentongan.inbox.ways import payload_for, way_of
from kentongan.organizations.access import NotAllowedError
from kentongan.organizations.roles import Role
from kentongan.organizations.selectors import holders_of
from kentongan.outbox.selectors import may_be_public
from kentongan.outbox.services import schedule, withdraw
from kentongan.work.models import Notice
from kentongan.work.registry import register_task_kind
from kentongan.work.services import close_tasks, notify, open_task

if TYPE_CHECKING:
    from kentongan.organizations.actor import Actor

register_action("inbox.answer.written", "{actor} menulis jawaban untuk kasus {code}")
register_action("inbox.answer.taken_back", "{actor} mengembalikan jawaban kasus {code} ke penulisnya: {reason}")
register_action("inbox.answer.released", "{actor} mengirim jawaban kasus {code} yang ditulis {author}")
register_action(
    "inbox.answer.posted_by_hand", "{actor} mencatat bahwa jawaban kasus {code} dikirim langsung di {channel}"
)

RELEASE_TASK = "inbox.release"
register_task_kind(RELEASE_TASK, group="Jawab", verb="Periksa dan kirim", order=20)
SUBJECT = "inbox.answer"
OPEN_STATES = (DRAFT, SUBMITTED, RELEASED, FAILED)


class AnswerRefusedError(Exception):
    """The answer cannot go on as it is; the message is a sentence for people."""


class ChangedMeanwhileError(Exception):
    """Somebody else changed the answer; `theirs` is what stands now."""

    def __init__(self, theirs: Answer) -> None:
        self.theirs = theirs
        super().__init__("changed meanwhile")


@transaction.atomic
def save_answer(*, actor: Actor, case: Case, text: str, closes: bool, revision: int) -> Answer:
    """Keep an answer as typed. ChangedMeanwhileError when `revision` is not the one that stands. No trail entry: a draft."""
    locked = Case.objects.select_for_update().get(government_id=actor.government_id, pk=case.pk)
    check_handler(actor, locked)
    if locked.state == CLOSED:
        raise AnswerRefusedError("Kasus ini sudah selesai. Kalau warga menulis lagi, kasus terbuka kembali.")
    answer = Answer.objects.filter(government_id=actor.government_id, case=locked, state__in=OPEN_STATES).first()
    if answer is None:
        answer = Answer(government_id=actor.government_id, case=locked, author_id=actor.person_id)
    elif answer.revision != revision:
        raise ChangedMeanwhileError(answer)
    elif answer.state in {RELEASED, SUBMITTED}:
        raise AnswerRefusedError("Jawaban ini sudah diajukan. Ambil kembali dahulu kalau masih ada yang ingin diubah.")
    _check_settled(answer)
    answer.state = DRAFT
    answer.text, answer.closes = text, closes
    answer.author_id, answer.written_at = actor.person_id, clock.now()
    answer.revision += 1
    answer.save()
    return answer


@transaction.atomic
def submit_answer(*, actor: Actor, case: Case, text: str, closes: bool, revision: int) -> Answer:
    """Hand a finished answer to whoever holds the grant. AnswerRefusedError when it is empty, too long, or names a NIK."""
    answer = save_answer(actor=actor, case=case, text=text, closes=closes, revision=revision)
    problem = problem_with(answer)
    if problem:
        raise AnswerRefusedError(problem)
    ANSWER.check(answer.state, SUBMITTED)
    answer.state = SUBMITTED
    answer.save(update_fields=["state"])
    Conversation.objects.filter(government_id=actor.government_id, pk=answer.case.conversation_id).update(state=READY)
    _ask_holders(actor, answer)
    data = {"code": answer.case.code}
    record(actor=actor, action="inbox.answer.written", subject_type="case", subject_id=answer.case_id, data=data)
    return answer


def problem_with(answer: Answer) -> str:
    """What stops this text from going out, as a sentence; empty when nothing does."""
    if not answer.text.strip():
        return "Jawaban masih kosong. Tulis apa yang sudah atau akan dilakukan."
    channel = answer.case.conversation.channel
    way = way_of(answer.case.conversation)
    limit = way.limit
    if limit and (length := count(answer.text, limit.counting)) > limit.maximum:
        return f"Jawaban terlalu panjang untuk {channel.platform_name}: {length} dari {limit.maximum} huruf. Ringkas dahulu."
    stops = [found for found in findings_in(answer.government_id, answer.text) if found.blocks]
    if stops:
        first = stops[0]
        why = "pesan ini tersimpan di platform" if way.private else "jawaban dibaca semua orang"
        return f"{first.title} di jawaban ini. Hapus atau tutupi dahulu: {why}. Dasar: {first.rule.citation}"
    return ""


@transaction.atomic
def take_back(*, actor: Actor, answer: Answer, reason: str) -> Answer:
    """Give a submitted answer back to its writer; the text stays. By the writer's agency or by a grant holder."""
    answer = _locked(actor, answer)
    verdict = may(actor.person_id, ChannelAct.RELEASE, answer.case.conversation.channel)
    if not verdict:
        check_handler(actor, answer.case)
    ANSWER.check(answer.state, DRAFT)
    _check_settled(answer)
    answer.state = DRAFT
    answer.save(update_fields=["state"])
    Conversation.objects.filter(government_id=actor.government_id, pk=answer.case.conversation_id).update(
        state=WITH_AGENCY
    )
    close_tasks(actor=actor, subject_type="case", subject_id=answer.case_id, kinds=[RELEASE_TASK])
    sentence = f"Jawaban kasus {answer.case.code} dikembalikan: {reason}"
    path = f"/kasus/{answer.case_id}/"
    notify(actor=actor, person_ids=[answer.author_id], kind=Notice.Kind.ACTION, sentence=sentence, path=path)
    data = {"code": answer.case.code, "reason": reason}
    record(actor=actor, action="inbox.answer.taken_back", subject_type="case", subject_id=answer.case_id, data=data)
    return answer


@transaction.atomic
def release(*, actor: Actor, answer: Answer) -> Answer:
    """Send an answer under the citizen's comment, under the releaser's own right. NotAllowedError without one."""
    answer = _locked(actor, answer)
    conversation = answer.case.conversation
    channel = conversation.channel
    verdict = may(actor.person_id, ChannelAct.RELEASE, channel)
    if not verdict:
        names = ", ".join(person.polite_name for person in holders(channel)[:3])
        raise NotAllowedError(verdict.sentence, names or verdict.remedy)
    act = way_of(conversation).act
    if act is None:
        raise AnswerRefusedError(
            f"{channel.platform_name} tidak menerima balasan lewat aplikasi lain. Salin jawabannya dan kirim di sana."
        )
    if problem := problem_with(answer):
        raise AnswerRefusedError(problem)
    ANSWER.check(answer.state, RELEASED)
    answer.state, answer.released_by_id, answer.released_at = RELEASED, actor.person_id, clock.now()
    answer.trouble = ""
    answer.save(update_fields=["state", "released_by", "released_at", "trouble"])
    schedule(
        actor=actor,
        channel=channel,
        act=act,
        subject_type=SUBJECT,
        subject_id=answer.pk,
        payload=payload_for(conversation, answer.text),
        run_at=clock.now(),
        person_id=actor.person_id,
        agency_id=answer.case.agency_id or channel.agency_id,
    )
    close_tasks(actor=actor, subject_type="case", subject_id=answer.case_id, kinds=[RELEASE_TASK, ANSWER_TASK])
    data = {"code": answer.case.code, "author": answer.author.name}
    record(actor=actor, action="inbox.answer.released", subject_type="case", subject_id=answer.case_id, data=data)
    return answer


@transaction.atomic
def note_posted_by_hand(*, actor: Actor, answer: Answer) -> Answer:
    """Record that a person posted the answer on the platform itself: where no other way exists, or the platform refused it."""
    from kentongan.inbox.hooks import finish

    answer = _locked(actor, answer)
    channel = answer.case.conversation.channel
    if not (verdict := may(actor.person_id, ChannelAct.RELEASE, channel)):
        raise NotAllowedError(verdict.sentence, verdict.remedy)
    ANSWER.check(answer.state, SENT)
    _check_settled(answer)
    answer.released_by_id, answer.released_at = actor.person_id, clock.now()
    answer.save(update_fields=["released_by", "released_at"])
    finish(actor, answer)
    withdraw(actor=actor, subject_type=SUBJECT, subject_id=answer.pk, reason="Sudah dijawab langsung di platform")
    close_tasks(actor=actor, subject_type="case", subject_id=answer.case_id, kinds=[RELEASE_TASK, ANSWER_TASK])
    data = {"code": answer.case.code, "channel": str(channel)}
    record(actor=actor, action="inbox.answer.posted_by_hand", subject_type="case", subject_id=answer.case_id, data=data)
    return answer


def in_doubt(answer: Answer) -> bool:
    """Whether the citizen may be reading it already."""
    return may_be_public(answer.government_id, SUBJECT, answer.pk)


def _check_settled(answer: Answer) -> None:
    """Words the citizen may be reading already are not changed before somebody looked."""
    if answer.state == FAILED and in_doubt(answer):
        raise AnswerRefusedError(
            "Belum diketahui apakah jawaban ini sudah dibaca warga. Selesaikan dahulu di Perlu diperiksa."
        )


def _locked(actor: Actor, answer: Answer) -> Answer:
    return (
        Answer.objects.select_for_update(of=("self",))
        .select_related("case__conversation__channel", "author")
        .get(government_id=actor.government_id, pk=answer.pk)
    )


def _ask_holders(actor: Actor, answer: Answer) -> None:
    case = answer.case
    channel = case.conversation.channel
    close_tasks(actor=actor, subject_type="case", subject_id=case.pk, kinds=[ANSWER_TASK])
    watched = holders_of(actor.government_id, Role.COORDINATOR)
    people = [person.pk for person in (watched if case.watched else holders(channel))]
    for person_id in people:
        open_task(
            actor=actor,
            kind=RELEASE_TASK,
            subject_type="case",
            subject_id=case.pk,
            title=f"Jawaban untuk “{shorten(case.title, 120)}”",
            detail=f"{channel} · ditulis {actor.name}",
            path=f"/kasus/{case.pk}/",
            person_id=person_id,
        )
    sentence = f"Jawaban {actor.name} untuk kasus {case.code} siap dikirim di {channel}"
    notify(actor=actor, person_ids=people, kind=Notice.Kind.ACTION, sentence=sentence, path=f"/kasus/{case.pk}/")
