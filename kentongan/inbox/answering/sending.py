"""The copies of an answer on their way: each once through the outbox, until every one arrived or a person said what becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kentongan.channels.rules import ChannelAct
from kentongan.channels.selectors import may
from kentongan.core import clock
from kentongan.inbox.answering.fanout import COPY_SUBJECT, places_of
from kentongan.inbox.answering.states import COPY, FAILED, PLANNED, SENDING, SENT, SKIPPED
from kentongan.inbox.models import Conversation, Message
from kentongan.inbox.states import ARCHIVED, DONE
from kentongan.inbox.ways import payload_for, way_of
from kentongan.outbox.services import schedule

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db.models import QuerySet

    from kentongan.inbox.answering.models import AnswerCopy
    from kentongan.inbox.models import Answer, Case
    from kentongan.organizations.actor import Actor

GONE = "Komentarnya sudah dihapus warga."
BY_HAND = "Tidak menerima balasan lewat aplikasi lain. Salin dan kirim di sana."


def send(actor: Actor, answer: Answer) -> list[AnswerCopy]:
    """Let every copy go that this actor may send; what is gone is skipped, what is another's account waits for its holder."""
    copies = list(places_of(answer).select_for_update(of=("self",)).filter(state__in=[PLANNED, FAILED]))
    gone = removed_roots([copy.conversation for copy in copies])
    for copy in copies:
        _send_one(actor, copy, gone=copy.conversation_id in gone)
    return copies


def send_one(actor: Actor, copy: AnswerCopy) -> None:
    """Let one copy go; `trouble` says why it did not."""
    _send_one(actor, copy, gone=bool(removed_roots([copy.conversation])))


def _send_one(actor: Actor, copy: AnswerCopy, *, gone: bool) -> None:
    talk, channel = copy.conversation, copy.conversation.channel
    act = way_of(talk).act
    if gone:
        _move(copy, SKIPPED, GONE)
    elif not (verdict := may(actor.person_id, ChannelAct.RELEASE, channel)):
        _note(copy, f"Menunggu pemegang izin {channel}. {verdict.sentence}")
    elif act is None:
        _note(copy, f"{channel.platform_name}: {BY_HAND}")
    else:
        copy.released_by_id = actor.person_id
        _move(copy, SENDING)
        schedule(
            actor=actor,
            channel=channel,
            act=act,
            subject_type=COPY_SUBJECT,
            subject_id=copy.pk,
            payload=payload_for(talk, copy.text),
            run_at=clock.now(),
            person_id=actor.person_id,
            agency_id=copy.answer.case.agency_id or channel.agency_id,
        )


def removed_roots(talks: Sequence[Conversation]) -> set[int]:
    """The conversations whose first comment the citizen took away: nothing can stand under it."""
    if not talks:
        return set()
    rows = Message.objects.filter(government_id=talks[0].government_id, conversation__in=talks).exclude(removed_at=None)
    roots = {talk.pk: talk.root_id for talk in talks}
    return {pk for pk, remote in rows.values_list("conversation_id", "remote_id") if roots[pk] == remote}


def arrived(copy: AnswerCopy, permalink: str = "") -> None:
    """A copy stands where it should."""
    copy.permalink, copy.sent_at = permalink[:500], clock.now()
    _move(copy, SENT)
    touched(copy.answer.case, [copy.conversation_id])
    settled_in(copy.answer.case, [copy.conversation_id])


def refused(copy: AnswerCopy, trouble: str) -> bool:
    """A copy did not arrive; tell whether that is news."""
    news = COPY.allows(copy.state, FAILED)
    if news:
        _move(copy, FAILED, trouble)
    return news


def left_out(copy: AnswerCopy, reason: str, *, barred: bool = False) -> None:
    """A person decided that a copy goes nowhere; `barred`: because a block stands between."""
    _move(copy, SKIPPED, f"{'Tidak dapat dikirim karena pemblokiran' if barred else 'Tidak dikirim'}: {reason}")
    settled_in(copy.answer.case, [copy.conversation_id])


def moved_away(copies: Iterable[AnswerCopy], code: str) -> None:
    """A comment left the case before its copy went out: it is answered in its own case."""
    for copy in copies:
        if COPY.allows(copy.state, SKIPPED):
            _move(copy, SKIPPED, f"Komentarnya dipisahkan menjadi kasus {code}.")


def waiting_copies(answer: Answer) -> QuerySet[AnswerCopy]:
    """The copies of an answer that nobody read yet and nobody gave up: on their way, waiting, or failed."""
    return places_of(answer).exclude(state__in=[SENT, SKIPPED])


def settled_in(case: Case, talks: Iterable[int]) -> None:
    """These conversations of a case have their answer, or get none."""
    rows = Conversation.objects.filter(government_id=case.government_id, case=case, pk__in=list(talks))
    rows.exclude(state=ARCHIVED).update(state=DONE)


def touched(case: Case, talks: Iterable[int]) -> None:
    """The first answer stands in these conversations of a case."""
    rows = Conversation.objects.filter(government_id=case.government_id, pk__in=list(talks), touched_at=None)
    rows.update(touched_at=clock.now())


def _note(copy: AnswerCopy, trouble: str) -> None:
    copy.trouble, copy.changed_at = trouble[:300], clock.now()
    copy.save(update_fields=["trouble", "changed_at"])


def _move(copy: AnswerCopy, state: str, trouble: str = "") -> None:
    COPY.check(copy.state, state)
    copy.state, copy.trouble, copy.changed_at = state, trouble[:300], clock.now()
    copy.save(update_fields=["state", "trouble", "changed_at", "released_by", "permalink", "sent_at"])
