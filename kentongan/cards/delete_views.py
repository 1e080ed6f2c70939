"""Hapus kartu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kentongan.cards.deleting import CardInUseError, delete_card
from kentongan.cards.selectors import card_for
from kentongan.organizations.access import signed_in

if TYPE_CHECKING:
    from django.http import HttpResponse

    from kentongan.organizations.middleware import ActorRequest


@require_POST
@signed_in
def delete(request: ActorRequest, card_id: int) -> HttpResponse:
    """Delete a card, or say which posts carry it."""
    found = card_for(request.actor, card_id)
    if found is None:
        raise Http404
    try:
        delete_card(actor=request.actor, card=found)
    except CardInUseError as used:
        messages.warning(request, f"Kartu belum dihapus karena masih terpasang {_where(request, used)}.")
        return redirect("card", card_id)
    messages.success(request, f"Kartu “{found.title}” dihapus.")
    return redirect("cards")


def _where(request: ActorRequest, used: CardInUseError) -> str:
    """Posts by their names, as far as the person sees them."""
    seen = [f"“{post.headline}”" for post in used.posts if request.actor.sees(post.agency_id)][:3]
    others = len(used.posts) - len(seen)
    named = f"pada kiriman {', '.join(seen)}" if seen else ""
    more = f"pada {others} kiriman {'lain' if seen else 'dinas lain'}" if others else ""
    return " dan ".join(words for words in (named, more) if words) + ". Lepas dulu kartunya di sana"
