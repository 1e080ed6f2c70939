"""Which conversations belong to which case: the one place of the list that knows how the tables say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from kentongan.inbox.models import Case, Conversation

if TYPE_CHECKING:
    from django.db.models import QuerySet


def of_cases(cases: QuerySet[Case]) -> Q:
    """Conversations of these cases."""
    return Q(case_id__in=cases.order_by().values("pk"))


def keys_of(cases: QuerySet[Case], most: int) -> list[int]:
    """The newest conversations of these cases, by key."""
    newest = list(cases.order_by("-pk").values_list("government_id", "pk")[:most])
    if not newest:
        return []
    rows = Conversation.objects.filter(government_id=newest[0][0], case_id__in=[pk for _, pk in newest])
    return list(rows.order_by("-case_id", "-pk").values_list("pk", flat=True)[:most])


def case_key(talk: Conversation) -> int:
    """The key of the conversation's case; 0 when it has none."""
    return talk.case_id or 0
