"""After the first comment has its answer: the case ends, or the days of silence begin, once every copy arrived or a person settled it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kentongan.channels.selectors import holders
from kentongan.core import clock
from kentongan.core.text import shorten
from kentongan.inbox.answering import fanout
from kentongan.inbox.answering.sending import moved_away, settled_in, touched, waiting_copies
from kentongan.inbox.answering.states import SENDING
from kentongan.inbox.cases.ending import close
from kentongan.inbox.clocks import keeping
from kentongan.inbox.clocks.rules import SILENCE
from kentongan.inbox.models import Answer, Case
from kentongan.inbox.services.asking import path_of
from kentongan.inbox.services.way import conversations_of, current
from kentongan.inbox.states import CASE, ENDED, IN_PROGRESS, NOT_OURS, SENT
from kentongan.organizations.roles import Role
from kentongan.organizations.selectors import holders_of
from kentongan.work.registry import register_task_kind
from kentongan.work.services import close_tasks, open_task

if TYPE_CHECKING:
    from kentongan.inbox.answering.models import AnswerCopy
    from kentongan.inbox.models import Conversation
    from kentongan.organizations.actor import Actor

COPY_TASK = "inbox.copy"
register_task_kind(COPY_TASK, group="Jawab", verb="Putuskan salinannya", order=20)
JOINED_LATE = "Komentar ini bergabung sesudah jawabannya dikirim."


def go_on(actor: Actor, answer: Answer) -> None:
    """What follows when the first comment has its answer; comments that joined meanwhile are still to be decided."""
    case = answer.case
    fanout.plan_for_newcomers(answer, JOINED_LATE)
    touched(case, [case.conversation_id])
    waiting = list(waiting_copies(answer))
    left = {one.conversation_id for one in waiting} - {case.conversation_id}
    settled_in(case, conversations_of(case).exclude(pk__in=left).values_list("pk", flat=True))
    if not waiting and (answer.closes or case.state in ENDED):
        close(actor=actor, case=case, note=note_of(answer))
        return
    if case.state not in {IN_PROGRESS, *ENDED}:
        CASE.check(case.state, IN_PROGRESS)
        case.state = IN_PROGRESS
        case.save(update_fields=["state"])
    for copy in waiting:
        ask_about(actor, copy)
    settle(actor, answer)


def settle(actor: Actor, answer: Answer) -> None:
    """End the case, or begin its days of silence, when no copy is waited for any more and nothing new was said or written."""
    case = Case.objects.select_for_update().get(government_id=answer.government_id, pk=answer.case_id)
    if answer.state != SENT or waiting_copies(answer).exists():
        return
    close_tasks(actor=actor, subject_type="case", subject_id=case.pk, kinds=[COPY_TASK])
    later = Answer.objects.filter(government_id=case.government_id, case=case, pk__gt=answer.pk)
    if current(case) or later.exists():
        return
    if case.state == NOT_OURS or (case.state == IN_PROGRESS and answer.closes):
        close(actor=actor, case=case, note=note_of(answer))
    elif case.state == IN_PROGRESS:
        keeping.start(case, SILENCE, clock.now())


def part_from(actor: Actor, case: Case, talk: Conversation, code: str) -> None:
    """A comment leaves a case whose answer went out: nobody waits for its copy here any more."""
    answer = Answer.objects.filter(government_id=case.government_id, case=case, state=SENT).order_by("-pk").first()
    if answer is not None:
        moved_away(waiting_copies(answer).filter(conversation=talk), code)
        settle(actor, answer)


def ask_about(actor: Actor, copy: AnswerCopy) -> None:
    """Ask whoever can send a copy, or else whoever wrote the answer, what becomes of it. Nothing while it is on its way."""
    if copy.state == SENDING:
        return
    case, channel = copy.answer.case, copy.conversation.channel
    people = holders_of(case.government_id, Role.COORDINATOR) if case.watched else holders(channel)
    for person_id in {one.pk for one in people} or {copy.answer.author_id}:
        open_task(
            actor=actor, kind=COPY_TASK, subject_type="case", subject_id=case.pk, person_id=person_id,
            title=f"Jawaban “{shorten(case.title, 120)}” belum sampai di {channel}", detail=copy.trouble,
            path=path_of(case),
        )  # fmt: skip


def note_of(answer: Answer) -> str:
    """How a case that was answered ended."""
    return f"Dijawab: {shorten(answer.text, 120)}"
