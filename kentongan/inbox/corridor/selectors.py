"""Reading links: those of a case that the actor sees, with who opened them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kentongan.inbox.corridor.models import Knock, ShareLink
from kentongan.inbox.models import Answer, Disposition
from kentongan.inbox.selectors import cases_for
from kentongan.inbox.states import OPEN, SUBMITTED

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from kentongan.inbox.models import Case
    from kentongan.organizations.actor import Actor


def links_of(actor: Actor, case: Case) -> list[tuple[ShareLink, list[Knock]]]:
    """The links of a case, newest first, each with who opened it."""
    links = list(_links(actor).filter(case=case).order_by("-pk")[:30])
    knocks: dict[int | None, list[Knock]] = {link.pk: [] for link in links}
    rows = Knock.objects.filter(government_id=actor.government_id, link__in=links).exclude(met=Knock.Met.NOTHING)
    for row in rows.select_related("person").order_by("at"):
        knocks[row.link_id].append(row)
    return [(link, knocks[link.pk]) for link in links]


def link_for(actor: Actor, link_id: int) -> ShareLink | None:
    """One link of a case this actor sees, or None."""
    return _links(actor).filter(pk=link_id).first()


def thing_stands(link: ShareLink) -> bool:
    """Whether what the link was made for still waits."""
    if link.about == ShareLink.About.DISPOSITION:
        return Disposition.objects.filter(government_id=link.government_id, pk=link.thing_id, state=OPEN).exists()
    return Answer.objects.filter(government_id=link.government_id, pk=link.thing_id, state=SUBMITTED).exists()


def _links(actor: Actor) -> QuerySet[ShareLink]:
    rows = ShareLink.objects.filter(government_id=actor.government_id, case__in=cases_for(actor).order_by())
    return rows.select_related("made_by", "revoked_by", "case")
