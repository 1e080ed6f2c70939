"""One answer to many conversations: in the words of each place, through the outbox, each once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.db.models import F

from kentongan.channels.rules import ChannelAct
from kentongan.channels.selectors import may
from kentongan.compliance.rules import ANSWER, Draft
from kentongan.compliance.selectors import check
from kentongan.connectors.contract import Platform
from kentongan.connectors.counting import count
from kentongan.core import clock
from kentongan.inbox.answering.checks import length_problem
from kentongan.inbox.answering.models import AnswerCopy
from kentongan.inbox.answering.rules import is_handle
from kentongan.inbox.answering.states import COPY, FAILED, PLANNED, SENDING, SENT, SKIPPED
from kentongan.inbox.answering.wish import Wish
from kentongan.inbox.models import Conversation, Message
from kentongan.inbox.ways import payload_for, way_of
from kentongan.outbox.services import schedule

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from django.db.models import QuerySet

    from kentongan.inbox.models import Answer, Case
    from kentongan.organizations.actor import Actor

COPY_SUBJECT = "inbox.answer_copy"
CALLED_BY_HANDLE = frozenset({Platform.INSTAGRAM, Platform.TIKTOK})
"""Where a reply reaches its reader only by name."""
GONE = "Komentarnya sudah dihapus warga."
BY_HAND = "Tidak menerima balasan lewat aplikasi lain. Salin dan kirim di sana."
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
SHORTENED = "… (lengkapnya di balasan kami yang lain)"


def further_conversations(case: Case) -> QuerySet[Conversation]:
    """The conversations of a case beside the one it began with, oldest first."""
    rows = Conversation.objects.filter(government_id=case.government_id, case=case).exclude(pk=case.conversation_id)
    return rows.select_related("channel").order_by("opened_at", "pk")


def removed_rows(case: Case) -> QuerySet[Message, int]:
    """Those of a case's conversations whose first comment the citizen took away, by key."""
    rows = Message.objects.filter(government_id=case.government_id, conversation__case=case).exclude(removed_at=None)
    return rows.filter(remote_id=F("conversation__root_id")).values_list("conversation_id", flat=True)


def wording(text: str, conversation: Conversation) -> str:
    """An answer as it is said in one place: to whom, and no longer than the place allows."""
    platform = Platform(conversation.channel.platform)
    call = f"@{conversation.author_name} " if _called(conversation, platform) else ""
    limit = way_of(conversation).limit
    said = f"{call}{text}"
    if limit is None or count(said, limit.counting) <= limit.maximum:
        return said
    kept = call
    for sentence in _SENTENCE.split(text):
        longer = f"{kept}{sentence} "
        if count(longer + SHORTENED, limit.counting) > limit.maximum:
            break
        kept = longer
    return f"{kept.rstrip()} {SHORTENED}" if kept != call else said


def _called(conversation: Conversation, platform: Platform) -> bool:
    return platform in CALLED_BY_HANDLE and is_handle(conversation.author_name)


def plan(answer: Answer, told: Mapping[int, str], skipped: Iterable[int] = ()) -> list[AnswerCopy]:
    """Keep where an answer goes and in which words; part of the service that keeps the answer.

    `told`: words by conversation, empty for the usual ones; `skipped`: conversations that get none.
    """
    left_out, at = set(skipped), clock.now()
    copies = []
    for talk in further_conversations(answer.case):
        words = told.get(talk.pk, "").strip() or wording(answer.text, talk)
        state = SKIPPED if talk.pk in left_out else PLANNED
        defaults = {"text": words, "state": state, "trouble": "", "changed_at": at}
        rows = AnswerCopy.objects.filter(government_id=answer.government_id, answer=answer, conversation=talk)
        kept = rows.first()
        if kept is None:
            kept = AnswerCopy.objects.create(
                government_id=answer.government_id, answer=answer, conversation=talk, **defaults
            )
        elif kept.state in {PLANNED, SKIPPED, FAILED}:
            rows.update(**defaults)
            kept.refresh_from_db()
        copies.append(kept)
    return copies


def wish_with(answer: Answer, added: str) -> Wish:
    """What was asked for an answer so far, for saving it again with words behind it: private, left out, other words elsewhere."""
    copies = list(_copies(answer).select_related("conversation"))
    own = {one for one in copies if one.text != wording(answer.text, one.conversation)}
    return Wish(
        private=answer.private,
        words={one.conversation_id: f"{one.text}\n\n{added}" for one in own},
        skipped=frozenset(one.conversation_id for one in copies if one.state == SKIPPED),
    )


def plan_for_newcomers(answer: Answer) -> None:
    """Comments that joined the case after the answer was written get the usual words. One that was approved is void then."""
    known = set(_copies(answer).values_list("conversation_id", flat=True))
    for talk in further_conversations(answer.case):
        if talk.pk not in known:
            AnswerCopy.objects.create(
                government_id=answer.government_id,
                answer=answer,
                conversation=talk,
                text=wording(answer.text, talk),
                changed_at=clock.now(),
            )


def problem_with(answer: Answer) -> str:
    """What stops one of the copies, as a sentence."""
    for copy in _copies(answer).filter(state=PLANNED):
        if problem := _problem(copy):
            return f"Untuk {copy.conversation.channel}: {problem}"
    return ""


def _problem(copy: AnswerCopy) -> str:
    if "{" in copy.text or "}" in copy.text:
        return "ada isian yang belum terisi. Tulis sendiri atau hapus."
    if too_long := length_problem(copy.text, copy.conversation, way_of(copy.conversation)):
        return f"{too_long}."
    draft = Draft((("", copy.text),), subject=ANSWER, agency_id=copy.conversation.channel.agency_id)
    stops = [one for one in check(copy.government_id, draft) if one.blocks]
    return f"{stops[0].title}. Dasar: {stops[0].rule.citation}" if stops else ""


def send(actor: Actor, answer: Answer) -> list[AnswerCopy]:
    """Let every copy go that this actor may send; what is gone is skipped, what is another's account waits for its holder."""
    copies = list(_copies(answer).select_for_update(of=("self",)).filter(state__in=[PLANNED, FAILED]))
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
    Conversation.objects.filter(government_id=copy.government_id, pk=copy.conversation_id).update(state="done")


def refused(copy: AnswerCopy, trouble: str) -> None:
    """A copy did not arrive."""
    if COPY.allows(copy.state, FAILED):
        _move(copy, FAILED, trouble)


def _copies(answer: Answer) -> QuerySet[AnswerCopy]:
    rows = AnswerCopy.objects.filter(government_id=answer.government_id, answer=answer)
    return rows.select_related("conversation__channel", "answer__case").order_by("pk")


def _note(copy: AnswerCopy, trouble: str) -> None:
    copy.trouble, copy.changed_at = trouble[:300], clock.now()
    copy.save(update_fields=["trouble", "changed_at"])


def _move(copy: AnswerCopy, state: str, trouble: str = "") -> None:
    COPY.check(copy.state, state)
    copy.state, copy.trouble, copy.changed_at = state, trouble[:300], clock.now()
    copy.save(update_fields=["state", "trouble", "changed_at", "released_by", "permalink", "sent_at"])
