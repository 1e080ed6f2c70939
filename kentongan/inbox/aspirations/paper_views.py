"""One proposal, or all of an owner's, on paper: the figures and the rows behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from kentongan.core import clock
from kentongan.core.days import day_name, written
from kentongan.documents.renderer import NotDrawnError
from kentongan.inbox import papers
from kentongan.inbox.aspirations import figures, selectors
from kentongan.inbox.aspirations.views import found
from kentongan.organizations.access import signed_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpResponse

    from kentongan.inbox.aspirations.models import Proposal
    from kentongan.organizations.middleware import ActorRequest
    from kentongan.organizations.models import Agency

MOST_PROPOSALS = 60


@require_GET
@signed_in
def one(request: ActorRequest, proposal_id: int) -> HttpResponse:
    """A proposal with every comment behind it."""
    proposal = found(request, proposal_id)
    return _sent(request, proposal.owner, [proposal], f"Usul warga: {proposal.title}", proposal)


@require_GET
@signed_in
def of_owner(request: ActorRequest, proposal_id: int) -> HttpResponse:
    """Everything that citizens wish of the owner of this proposal."""
    proposal = found(request, proposal_id)
    mine = selectors.proposals_for(request.actor).filter(owner=proposal.owner).order_by("state", "-changed_at", "-pk")
    title = f"Usul warga untuk {proposal.owner.name}"
    return _sent(request, proposal.owner, list(mine[:MOST_PROPOSALS]), title, proposal)


def _sent(
    request: ActorRequest, owner: Agency, proposals: Sequence[Proposal], title: str, back: Proposal
) -> HttpResponse:
    now = clock.now().astimezone(request.actor.zone)
    blocks = [block for proposal in proposals for block in _blocks(request, proposal)]
    paper = papers.Paper(
        government=f"Pemerintah {request.government.name}",
        office=owner.name,
        title=title,
        heading=title,
        blocks=tuple(blocks),
        foot=f"Dibuat {day_name(now)}, {written(now)} pukul {now:%H.%M} · kata-kata warga, nomornya ditutup, tanpa nama",
    )
    try:
        return papers.sent(f"usul-{back.pk}", papers.drawn(paper))
    except NotDrawnError:
        messages.warning(request, papers.NOT_DRAWN)
    return redirect("proposal", back.pk)


def _blocks(request: ActorRequest, proposal: Proposal) -> list[papers.Block]:
    rows = selectors.rows_of(request.actor, proposal)
    sums = figures.figures_of(proposal)
    said = [
        ("Tentang", proposal.about),
        ("Warga", f"{sums.citizens} orang, {sums.comments} komentar"),
        ("Keadaan", proposal.get_state_display()),
    ]
    if proposal.response:
        said.append(("Tanggapan", f"{proposal.get_response_display()}: {proposal.response_words}"))
    lines = [
        (written(row.backing.conversation.opened_at.astimezone(request.actor.zone)), row.platform, row.words)
        for row in rows
    ]
    blocks = [papers.head(proposal.title), papers.words(proposal.gist or "Belum ada ringkasan."), papers.rows(said)]
    if lines:
        blocks.append(papers.table(("Tanggal", "Platform", "Kata-kata warga"), lines, (1.7, 1, 5)))
    if sums.comments > len(rows):
        blocks.append(papers.words(f"{sums.comments - len(rows)} komentar yang lebih lama tidak dicetak."))
    return blocks
