"""One answer to many conversations: where it goes, in the words of each place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.db.models import F

from kentongan.compliance.rules import ANSWER, Draft
from kentongan.compliance.selectors import check
from kentongan.connectors.contract import Platform
from kentongan.connectors.counting import count
from kentongan.core import clock
from kentongan.inbox.answering.checks import identity_in, length_problem
from kentongan.inbox.answering.heard import heard_in
from kentongan.inbox.answering.models import AnswerCopy
from kentongan.inbox.answering.rules import is_handle
from kentongan.inbox.answering.states import FAILED, PLANNED, SKIPPED
from kentongan.inbox.answering.wish import Wish
from kentongan.inbox.models import Conversation, Message
from kentongan.inbox.ways import way_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from django.db.models import QuerySet

    from kentongan.inbox.answering.heard import Heard
    from kentongan.inbox.models import Answer, Case

COPY_SUBJECT = "inbox.answer_copy"
CALLED_BY_HANDLE = frozenset({Platform.INSTAGRAM, Platform.TIKTOK})
"""Where a reply reaches its reader only by name."""
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
    copies = list(places_of(answer).select_related("conversation"))
    own = {one for one in copies if one.text != wording(answer.text, one.conversation)}
    return Wish(
        private=answer.private,
        words={one.conversation_id: f"{one.text}\n\n{added}" for one in own},
        skipped=frozenset(one.conversation_id for one in copies if one.state == SKIPPED),
    )


def plan_for_newcomers(answer: Answer, trouble: str = "") -> None:
    """Comments that joined the case after the answer was written get the usual words. One that was approved is void then."""
    known = set(places_of(answer).values_list("conversation_id", flat=True))
    for talk in further_conversations(answer.case):
        if talk.pk not in known:
            AnswerCopy.objects.create(
                government_id=answer.government_id,
                answer=answer,
                conversation=talk,
                text=wording(answer.text, talk),
                trouble=trouble,
                changed_at=clock.now(),
            )


def problem_with(answer: Answer) -> str:
    """What stops one of the copies, as a sentence."""
    copies = list(places_of(answer).filter(state=PLANNED))
    heard = heard_in(answer.case) if copies else []
    for copy in copies:
        if problem := problem_of(copy, heard):
            return f"Untuk {copy.conversation.channel}: {problem}"
    return ""


def problem_of(copy: AnswerCopy, heard: Sequence[Heard]) -> str:
    """What stops one copy: of all citizens of the case it may repeat nobody's number."""
    if "{" in copy.text or "}" in copy.text:
        return "ada isian yang belum terisi. Tulis sendiri atau hapus."
    talk, way = copy.conversation, way_of(copy.conversation)
    if too_long := length_problem(copy.text, talk, way):
        return f"{too_long}."
    gives_away = [one for one in identity_in(copy.text, talk, heard, private=way.private) if one.stops]
    if gives_away:
        return gives_away[0].sentence
    draft = Draft((("", copy.text),), subject=ANSWER, agency_id=talk.channel.agency_id)
    stops = [one for one in check(copy.government_id, draft) if one.blocks]
    return f"{stops[0].title}. Dasar: {stops[0].rule.citation}" if stops else ""


def places_of(answer: Answer) -> QuerySet[AnswerCopy]:
    """Where an answer goes beside its first conversation, with what is needed to send it."""
    rows = AnswerCopy.objects.filter(government_id=answer.government_id, answer=answer)
    return rows.select_related("conversation__channel", "answer__case").order_by("pk")
