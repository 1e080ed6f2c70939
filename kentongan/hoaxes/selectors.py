"""Reading claims: those an actor sees, and what the public may read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from kentongan.channels.models import RemoteObject
from kentongan.content.selectors import versions_of
from kentongan.content.states import DELIVERY_SUBJECT
from kentongan.hoaxes.access import CHECKERS, sees_all
from kentongan.hoaxes.models import Claim, Evidence, Spread
from kentongan.hoaxes.states import CHECKING, CLOSED, PROPOSED, PUBLISHED, RECEIVED, RETRACTED, VERDICTS
from kentongan.tenancy.paging import page_by_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from kentongan.inbox.models import Conversation
    from kentongan.organizations.actor import Actor
    from kentongan.tenancy.paging import Page

TABS: dict[str, tuple[str, tuple[str, ...]]] = {
    "periksa": ("Diperiksa", (RECEIVED, CHECKING)),
    "putusan": ("Menunggu putusan", (PROPOSED,)),
    "diumumkan": ("Diumumkan", (PUBLISHED,)),
    "selesai": ("Ditutup", (RETRACTED, CLOSED)),
}
PUBLIC_PAGE = 20


@dataclass(frozen=True, slots=True)
class Standing:
    """One of our posts that is public, where everyone can read it."""

    name: str
    url: str


def claims_for(actor: Actor) -> QuerySet[Claim]:
    """The claims of the agencies this actor sees."""
    rows = Claim.objects.filter(government_id=actor.government_id)
    rows = rows.select_related("agency", "recorded_by", "checked_by", "decided_by", "conversation", "clarification")
    return rows if sees_all(actor) else rows.filter(agency_id__in=actor.agencies)


def claim_for(actor: Actor, claim_id: int) -> Claim | None:
    """One claim, or None when it is not this actor's to see."""
    return claims_for(actor).filter(pk=claim_id).first()


def page_of(actor: Actor, tab: str, after: str = "") -> Page[Claim]:
    """One page of a tab, latest change first."""
    rows = claims_for(actor).filter(state__in=TABS[tab][1])
    return page_by_key(rows, after, by=("changed_at",), newest_first=True)


def tab_counts(actor: Actor) -> dict[str, int]:
    """How many claims stand behind each tab."""
    states = list(claims_for(actor).values_list("state", flat=True))
    return {tab: sum(state in wanted for state in states) for tab, (_, wanted) in TABS.items()}


def evidence_of(claim: Claim) -> Sequence[Evidence]:
    """What was gathered, oldest first."""
    rows = Evidence.objects.filter(government_id=claim.government_id, claim=claim)
    return list(rows.select_related("asset", "added_by").order_by("pk"))


def spreads_of(claim: Claim) -> Sequence[Spread]:
    """Where it is being passed on, oldest first."""
    return list(Spread.objects.filter(government_id=claim.government_id, claim=claim).order_by("pk"))


def claims_about(actor: Actor, conversation: Conversation) -> QuerySet[Claim]:
    """The claim a comment was recorded as: one or none."""
    return claims_for(actor).filter(conversation=conversation).order_by("-pk")[:1]


def standings_of(claim: Claim) -> list[Standing]:
    """Our own clarifications that the public can open."""
    if claim.clarification is None:
        return []
    keys = [str(pk) for pk in versions_of(claim.clarification).values_list("pk", flat=True)]
    rows = RemoteObject.objects.filter(
        government_id=claim.government_id, subject_type=DELIVERY_SUBJECT, subject_id__in=keys, removed_at=None
    )
    found = rows.exclude(permalink="").select_related("channel").order_by("channel__platform", "pk")
    return [Standing(f"{row.channel.platform_name}: {row.channel.name}", row.permalink) for row in found]


def public_page(government_id: int, verdict: str, after: str) -> Page[Claim]:
    """What everyone may read of a government, newest verdict first."""
    rows = _public(government_id)
    if verdict in VERDICTS:
        rows = rows.filter(verdict=verdict)
    return page_by_key(rows, after, by=("published_at",), newest_first=True, size=PUBLIC_PAGE)


def public_claim(government_id: int, claim_id: int) -> Claim | None:
    """One published verdict."""
    return _public(government_id).filter(pk=claim_id).first()


def public_evidence(claim: Claim) -> Sequence[Evidence]:
    """The sources that everyone may open."""
    rows = Evidence.objects.filter(government_id=claim.government_id, claim=claim, public=True)
    return list(rows.exclude(url="").order_by("pk"))


def _public(government_id: int) -> QuerySet[Claim]:
    return Claim.objects.filter(Q(state=PUBLISHED), government_id=government_id).select_related(
        "agency", "clarification"
    )


def offer_for(actor: Actor, conversation: Conversation, rows: QuerySet[Claim]) -> dict[str, object] | None:
    """What a conversation's page says: the claim it became, or the way to record one."""
    claim = next(iter(rows), None)
    if claim is None and not actor.has(*CHECKERS):
        return None
    return {"claim": claim, "conversation": conversation}
