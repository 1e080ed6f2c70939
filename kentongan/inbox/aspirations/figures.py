"""How many comments and different citizens stand behind proposals: counted from the rows, in the database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.db.models import Count, Max, Min, Value
from django.db.models.functions import Coalesce, Concat, Lower, NullIf

from kentongan.inbox.aspirations.models import Backing
from kentongan.inbox.aspirations.selectors import proposals_for

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from kentongan.inbox.aspirations.models import Proposal
    from kentongan.organizations.actor import Actor

GROUPS = 30
CITIZEN = Concat(
    "conversation__channel__platform",
    Value(":"),
    Coalesce(NullIf("conversation__author_id", Value("")), Concat(Value("name:"), Lower("conversation__author_name"))),
)
"""One person on one platform; the same person on two platforms cannot be known and counts twice."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What the comments behind a proposal come to, counted from the rows themselves."""

    comments: int = 0
    citizens: int = 0
    first: datetime | None = None
    last: datetime | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A programme or policy with what citizens wish about it."""

    name: str
    query: str
    proposals: int
    citizens: int


def figures_of(proposal: Proposal) -> Figures:
    """How many comments and different citizens stand behind it, and from when to when."""
    return figures_by_proposal([proposal])[proposal.pk]


def figures_by_proposal(proposals: Sequence[Proposal]) -> Mapping[int, Figures]:
    """The same for many proposals, asked at once; one without comments has nothing."""
    if not proposals:
        return {}
    rows = _counted(proposals[0].government_id, proposals).values("proposal_id")
    sums = rows.annotate(
        comments=Count("pk"),
        citizens=Count(CITIZEN, distinct=True),
        first=Min("conversation__opened_at"),
        last=Max("conversation__opened_at"),
    )
    named = sums.values_list("proposal_id", "comments", "citizens", "first", "last")
    found = {key: Figures(*told) for key, *told in named}
    return {one.pk: found.get(one.pk, Figures()) for one in proposals}


def groups_for(actor: Actor) -> list[Group]:
    """Programmes and policies with what is wished about each, those with most citizens first."""
    proposals = proposals_for(actor)
    about = ("proposal__programme_id", "proposal__policy")
    rows = _counted(actor.government_id, proposals.values("pk")).values(*about)
    citizens = {
        (row[about[0]], row[about[1]]): row["citizens"] for row in rows.annotate(citizens=Count(CITIZEN, distinct=True))
    }
    known = proposals.order_by().values("programme_id", "programme__code", "programme__name", "policy")
    groups = [
        Group(
            f"{row['programme__code'] or ''} {row['programme__name'] or row['policy']}".strip(),
            urlencode({"program": row["programme_id"]} if row["programme_id"] else {"kebijakan": row["policy"]}),
            row["n"],
            citizens.get((row["programme_id"], row["policy"]), 0),
        )
        for row in known.annotate(n=Count("pk"))
    ]
    return sorted(groups, key=lambda group: (-group.citizens, group.name))[:GROUPS]


def _counted(government_id: int, proposals: Any) -> QuerySet[Backing]:  # noqa: ANN401 - rows, or the question for them
    return Backing.objects.filter(
        government_id=government_id, proposal__in=proposals, conversation__watched=False
    ).order_by()
