"""Reading proposals: one's own agency's, or all; the comments behind them; and what everyone may read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q, Subquery

from kentongan.channels.models import PLATFORM_NAMES
from kentongan.compliance.rules import CONTENT, Draft, mask
from kentongan.compliance.selectors import checker_for
from kentongan.inbox.aspirations.models import Backing, PassedOn, Proposal
from kentongan.inbox.aspirations.states import ANSWERED, COLLECTING, HANDED, PUBLISHED
from kentongan.inbox.classes import ReportClass
from kentongan.inbox.models import Case, Conversation, Kind
from kentongan.inbox.selectors import conversations_for
from kentongan.tenancy.paging import page_by_key

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from kentongan.organizations.actor import Actor
    from kentongan.tenancy.paging import Page

TABS: dict[str, tuple[str, tuple[str, ...]]] = {
    "kumpul": ("Dikumpulkan", (COLLECTING,)),
    "tunggu": ("Menunggu dinas", (HANDED,)),
    "jawab": ("Ditanggapi", (ANSWERED,)),
    "umum": ("Diumumkan", (PUBLISHED,)),
}
PUBLIC_PAGE, CANDIDATES, ROWS = 20, 40, 200


@dataclass(frozen=True, slots=True)
class Row:
    """One comment behind a proposal, as the reader may see it: words with numbers covered, no name."""

    backing: Backing
    words: str
    platform: str
    link: bool


def proposals_for(actor: Actor) -> QuerySet[Proposal]:
    """All of them for whoever sees every agency; else those one's agency owns or began."""
    rows = Proposal.objects.filter(government_id=actor.government_id)
    rows = rows.select_related("programme", "owner", "begun_by", "responded_by", "published_by")
    if actor.sees_every_agency:
        return rows
    return rows.filter(Q(owner_id__in=actor.agencies) | Q(begun_by__agency_id__in=actor.agencies))


def proposal_for(actor: Actor, proposal_id: int) -> Proposal | None:
    """One proposal, or None when it is not this actor's to see."""
    return proposals_for(actor).filter(pk=proposal_id).first()


def page_of(actor: Actor, tab: str, programme: str, policy: str, after: str) -> Page[Proposal]:
    """One page of a tab, latest change first; narrowed to a programme or a policy."""
    rows = proposals_for(actor).filter(state__in=TABS[tab][1])
    if programme.isdecimal() and len(programme) < 19:  # noqa: PLR2004 - a column's width
        rows = rows.filter(programme_id=int(programme))
    if policy:
        rows = rows.filter(programme=None, policy=policy)
    return page_by_key(rows, after, by=("changed_at",), newest_first=True)


def tab_counts(actor: Actor) -> dict[str, int]:
    """How many stand behind each tab."""
    states = list(proposals_for(actor).values_list("state", flat=True))
    return {tab: sum(state in wanted for state in states) for tab, (_, wanted) in TABS.items()}


def backings_of(proposal: Proposal) -> QuerySet[Backing]:
    """The comments behind a proposal, newest first. What became a matter for the inspectorate is not among them."""
    rows = Backing.objects.filter(government_id=proposal.government_id, proposal=proposal, conversation__watched=False)
    return rows.select_related("conversation__channel", "added_by", "passed_on").order_by(
        "-conversation__opened_at", "-pk"
    )


def rows_of(actor: Actor, proposal: Proposal) -> list[Row]:
    """The newest of them as the reader may see them; the way to the conversation only where it is theirs to see."""
    found = list(backings_of(proposal)[:ROWS])
    keys = [one.conversation_id for one in found]
    seen = set(conversations_for(actor).filter(pk__in=keys).values_list("pk", flat=True))
    check = checker_for(proposal.government_id, CONTENT)
    return [
        Row(
            one,
            mask(one.conversation.excerpt, check(Draft((("", one.conversation.excerpt),)))),
            PLATFORM_NAMES.get(one.conversation.channel.platform, one.conversation.channel.platform),
            one.conversation_id in seen,
        )
        for one in found
    ]


def fresh_of(proposal: Proposal) -> int:
    """How many of them its owner has not got yet."""
    return backings_of(proposal).filter(passed_on=None).count()


def candidates_for(actor: Actor) -> QuerySet[Conversation]:
    """Wishes a person has confirmed, in no proposal yet, newest first."""
    return _loose(actor).filter(_confirmed()).order_by("-opened_at", "-pk")


def guessed_for(actor: Actor) -> QuerySet[Conversation]:
    """What triage takes for a wish and nobody has looked at: shown apart, counted nowhere."""
    return _loose(actor).filter(~_confirmed(), kind=Kind.ASPIRATION, spam=False).order_by("-opened_at", "-pk")


def proposals_of(actor: Actor, conversation: Conversation) -> QuerySet[Proposal]:
    """The proposal a comment stands behind: one or none."""
    backed = Backing.objects.filter(government_id=actor.government_id, conversation=conversation).values("proposal")
    return proposals_for(actor).filter(pk__in=backed).order_by("pk")[:1]


def handovers_of(proposal: Proposal) -> QuerySet[PassedOn]:
    """Each time it was given to its owner, oldest first, with how many comments went along."""
    rows = PassedOn.objects.filter(government_id=proposal.government_id, proposal=proposal)
    behind = Backing.objects.filter(government_id=proposal.government_id, passed_on=OuterRef("pk"))
    went = behind.order_by().values("passed_on").annotate(n=Count("pk")).values("n")
    return rows.select_related("to_agency", "by").annotate(went=Subquery(went)).order_by("at")


def public_page(government_id: int, after: str) -> Page[Proposal]:
    """What everyone may read, newest first."""
    return page_by_key(_public(government_id), after, by=("published_at",), newest_first=True, size=PUBLIC_PAGE)


def public_proposal(government_id: int, proposal_id: int) -> Proposal | None:
    """One of them."""
    return _public(government_id).filter(pk=proposal_id).first()


def _public(government_id: int) -> QuerySet[Proposal]:
    rows = Proposal.objects.filter(government_id=government_id, published_at__isnull=False)
    return rows.select_related("programme", "owner")


def _loose(actor: Actor) -> QuerySet[Conversation]:
    taken = Backing.objects.filter(government_id=actor.government_id, conversation=OuterRef("pk"))
    return conversations_for(actor).filter(~Exists(taken), watched=False)


def _confirmed() -> Q:
    """A person said so: of the comment when checking how it was read, or of its case."""
    wished = Q(kind=Kind.ASPIRATION) | Q(report_class=ReportClass.ASPIRATION)
    cases = Case.objects.filter(wished, government_id=OuterRef("government_id"), pk=OuterRef("case_id"), watched=False)
    return Q(Exists(cases)) | Q(kind=Kind.ASPIRATION, checked_at__isnull=False)
