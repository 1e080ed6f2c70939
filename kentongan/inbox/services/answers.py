"""The answer: written by the agency, released by a person with a grant on the channel, sent through the outbox."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.approvals.services import NobodyCanApproveError
from kentongan.audit.registry import register_action
from kentongan.audit.services import record
from kentongan.channels.rules import ChannelAct
from kentongan.channels.selectors import holders, may
from kentongan.connectors.contract import Reason
from kentongan.core import clock
from kentongan.core.text import shorten
from kentongan.inbox.access import check_handler
from kentongan.inbox.answering import approving, fanout, keeping, sending, windows
from kentongan.inbox.answering.checks import problem_with as problem_in
from kentongan.inbox.answering.rules import braces_in, fill
from kentongan.inbox.answering.variables import values_for
from kentongan.inbox.answering.wish import PLAIN, Wish
from kentongan.inbox.cases.files import missing_evidence
from kentongan.inbox.exempting import SUBJECT
from kentongan.inbox.models import Answer, Case, Conversation
from kentongan.inbox.services.disposisi import ANSWER_TASK
from kentongan.inbox.states import ANSWER, CLOSED, DRAFT, FAILED, READY, RELEASED, SENT, SUBMITTED, WITH_AGENCY
from kentongan.inbox.ways import payload_for, way_of
from kentongan.organizations.access import NotAllowedError
from kentongan.organizations.roles import Role
from kentongan.organizations.selectors import holders_of
from kentongan.outbox.selectors import last_code_of, may_be_public
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
register_task_kind(RELEASE_TASK, group="Jawab", verb="Periksa dan kirim", order=20, office=True)
OPEN_STATES = (DRAFT, SUBMITTED, RELEASED, FAILED)


class AnswerRefusedError(Exception):
    """The answer cannot go on as it is; the message is a sentence for people."""


class ChangedMeanwhileError(Exception):
    """Somebody else changed the answer; `theirs` is what stands now."""

    def __init__(self, theirs: Answer) -> None:
        self.theirs = theirs
        super().__init__("changed meanwhile")


@transaction.atomic
def save_answer(*, actor: Actor, case: Case, text: str, closes: bool, revision: int, wish: Wish = PLAIN) -> Answer:
    """Keep an answer as typed. ChangedMeanwhileError when `revision` is not the one that stands. No trail entry: a draft."""
    locked = Case.objects.select_for_update().get(government_id=actor.government_id, pk=case.pk)
    check_handler(actor, locked)
    if locked.state == CLOSED:
        raise AnswerRefusedError("Kasus ini sudah selesai. Kalau warga menulis lagi, kasus terbuka kembali.")
    answer = Answer.objects.filter(government_id=actor.government_id, case=locked, state__in=OPEN_STATES).first()
    if answer is None:
        answer = Answer(government_id=actor.government_id, case=locked, author_id=actor.person_id)
    elif answer.revision != revision and not _own_save(actor, answer, wish):
        raise ChangedMeanwhileError(answer)
    elif answer.state in {RELEASED, SUBMITTED}:
        raise AnswerRefusedError("Jawaban ini sudah diajukan. Ambil kembali dahulu kalau masih ada yang ingin diubah.")
    _check_settled(answer)
    answer.state = DRAFT
    answer.text, answer.closes, answer.private = text, closes, wish.private
    answer.author_id, answer.written_at = actor.person_id, clock.now()
    answer.revision += 1
    answer.saved_as = wish.save
    answer.save()
    fanout.plan(answer, wish.words, wish.skipped)
    approving.take_back(actor, answer, "jawaban diubah")
    if wish.template_id:
        keeping.note_use(answer, wish.template_id)
    return answer


def _own_save(actor: Actor, answer: Answer, wish: Wish) -> bool:
    """Tell whether what stands is a save of the same page whose end it never heard: nobody stands against themselves."""
    return answer.author_id == actor.person_id and answer.saved_as in wish.unheard - {""}


@transaction.atomic
def submit_answer(*, actor: Actor, case: Case, text: str, closes: bool, revision: int, wish: Wish = PLAIN) -> Answer:
    """Hand a finished answer to whoever holds the grant, a sensitive one to who approves it first.

    AnswerRefusedError when it is empty, too long, names a NIK, or nobody could approve it.
    """
    stands = Case.objects.select_related("agency", "conversation__channel").get(
        government_id=actor.government_id, pk=case.pk
    )
    values = values_for(stands, private=wish.private, home=wish.home)
    filled = replace(wish, words={key: fill(words, values.known) for key, words in wish.words.items()})
    text = fill(text, values.known)
    answer = save_answer(actor=actor, case=case, text=text, closes=closes, revision=revision, wish=filled)
    problem = problem_with(answer)
    if problem:
        raise AnswerRefusedError(problem)
    ANSWER.check(answer.state, SUBMITTED)
    answer.state = SUBMITTED
    answer.save(update_fields=["state"])
    Conversation.objects.filter(government_id=actor.government_id, pk=answer.case.conversation_id).update(state=READY)
    _ask(actor, answer)
    data = {"code": answer.case.code}
    record(actor=actor, action="inbox.answer.written", subject_type="case", subject_id=answer.case_id, data=data)
    return answer


def problem_with(answer: Answer) -> str:
    """What stops this text from going out, as a sentence; empty when nothing does."""
    lacking = missing_evidence(answer.case) if answer.closes and answer.text.strip() else ""
    return problem_in(answer) or lacking or _closed_door(answer) or fanout.problem_with(answer)


def _closed_door(answer: Answer) -> str:
    if not answer.private:
        return ""
    door = windows.private_door(answer.case.conversation)
    return "" if door.open else f"{door.sentence} Jawab di tempat umum, tanpa data pribadi."


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
    approving.take_back(actor, answer, reason)
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
    act = way_of(conversation, private=answer.private).act
    if act is None:
        raise AnswerRefusedError(
            f"{channel.platform_name} tidak menerima balasan lewat aplikasi lain. Salin jawabannya dan kirim di sana."
        )
    fanout.plan_for_newcomers(answer)
    _check_ready(answer)
    if sending.removed_roots([conversation]):
        raise AnswerRefusedError(_nowhere(answer))
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
        payload=payload_for(
            conversation, answer.text, private_to=windows.target_of(conversation) if answer.private else ""
        ),
        run_at=clock.now(),
        person_id=actor.person_id,
        agency_id=answer.case.agency_id or channel.agency_id,
    )
    sending.send(actor, answer)
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
    fanout.plan_for_newcomers(answer)
    if problem := approving.problem_with(answer):
        raise AnswerRefusedError(problem)
    answer.released_by_id, answer.released_at = actor.person_id, clock.now()
    answer.save(update_fields=["released_by", "released_at"])
    sending.send(actor, answer)
    finish(actor, answer)
    withdraw(actor=actor, subject_type=SUBJECT, subject_id=answer.pk, reason="Sudah dijawab langsung di platform")
    close_tasks(actor=actor, subject_type="case", subject_id=answer.case_id, kinds=[RELEASE_TASK, ANSWER_TASK])
    data = {"code": answer.case.code, "channel": str(channel)}
    record(actor=actor, action="inbox.answer.posted_by_hand", subject_type="case", subject_id=answer.case_id, data=data)
    return answer


def in_doubt(answer: Answer) -> bool:
    """Whether the citizen may be reading it already."""
    return may_be_public(answer.government_id, SUBJECT, answer.pk)


def refused_by_block(answer: Answer) -> bool:
    """Whether the platform said that a block stands between the account and the citizen: then no hand gets it through either."""
    return last_code_of(answer.government_id, SUBJECT, answer.pk) == Reason.BLOCKED


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


def _ask(actor: Actor, answer: Answer) -> None:
    """A sensitive answer is read by somebody else first."""
    if answer.case.watched and answer.case.agency_id is None:
        raise AnswerRefusedError("Laporan berkadar pengawasan dijawab inspektorat. Teruskan dahulu ke sana.")
    try:
        sensitive = approving.ask(actor, answer)
    except NobodyCanApproveError as nobody:
        raise AnswerRefusedError(
            f"Jawaban ini menyangkut hal peka, jadi perlu disetujui. {nobody.sentence}"
        ) from nobody
    if sensitive:
        close_tasks(actor=actor, subject_type="case", subject_id=answer.case_id, kinds=[ANSWER_TASK])
    else:
        ask_holders(actor, answer)


def _check_ready(answer: Answer) -> None:
    """Everything that was asked when it was handed in, asked again; AnswerRefusedError."""
    closed = windows.closed_window(answer.case.conversation)
    unfilled = "Masih ada isian yang belum diisi. Ambil kembali, lalu ajukan lagi." if braces_in(answer.text) else ""
    if problem := problem_with(answer) or unfilled or approving.problem_with(answer) or closed:
        raise AnswerRefusedError(problem)


def _nowhere(answer: Answer) -> str:
    where = answer.case.conversation.channel.platform_name
    return (
        f"Warga sudah menghapus komentarnya di {where}, jadi jawaban ini tidak punya tempat. "
        "Kasusnya tetap dapat diselesaikan; warga dapat membacanya di halaman kasusnya."
    )


def ask_holders(actor: Actor, answer: Answer) -> None:
    """Ask whoever holds the grant to send it. Part of the caller's transaction."""
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
