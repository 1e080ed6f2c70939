"""What the citizens of a case wrote, in all its conversations, and whose words an answer in one of them must not say again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from kentongan.inbox.answering.rules import repeated_numbers, repeats_name
from kentongan.inbox.models import Conversation, Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db.models import QuerySet

    from kentongan.inbox.models import Case

MOST_MESSAGES = 500


@dataclass(frozen=True, slots=True)
class Heard:
    """A citizen's words: in which conversation, whose that is, and what they said."""

    conversation_id: int
    author: str
    text: str


@dataclass(frozen=True, slots=True)
class Repeated:
    """What a text says again: numbers of citizens, and a citizen's name ("full", "part", or nothing)."""

    numbers: tuple[str, ...]
    name: str


def rows_of(case: Case) -> QuerySet[Message, tuple[int, str, str]]:
    """The question, to be read with others: the latest first."""
    here = Q(case=case) | Q(pk=case.conversation_id)
    talks = Conversation.objects.filter(here, government_id=case.government_id).values("pk")
    rows = Message.objects.filter(government_id=case.government_id, conversation__in=talks, ours=False)
    return rows.order_by("-at", "-pk").values_list("conversation_id", "conversation__author_name", "text")[
        :MOST_MESSAGES
    ]


def heard_in(case: Case, rows: Iterable[tuple[int, str, str]] | None = None) -> list[Heard]:
    """What every citizen of a case wrote; `rows`: read already."""
    first = case.conversation
    said = [Heard(*row) for row in (rows_of(case) if rows is None else rows)]
    return [Heard(first.pk, first.author_name, first.excerpt), *said]


def repeated(
    text: str, talk: Conversation, heard: Sequence[Heard], official: frozenset[str], *, private: bool
) -> Repeated:
    """What a text in this conversation says of any citizen of the case; in private, who wrote there may read their own words."""
    others = [one for one in heard if not private or one.conversation_id != talk.pk]
    numbers = repeated_numbers(text, [one.text for one in others], official)
    own = "" if private else repeats_name(text, talk.author_name)
    names = {one.author for one in others if one.conversation_id != talk.pk}
    return Repeated(numbers, "full" if any(repeats_name(text, one) == "full" for one in names) else own)
