"""Deleting a card that no post carries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.audit.registry import register_action
from kentongan.audit.services import record
from kentongan.cards.models import Card, CardImage, CardUse
from kentongan.content.models import Post, PostMedia
from kentongan.content.selectors import WRITERS
from kentongan.media.keeping import take_out
from kentongan.organizations.access import require_role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kentongan.organizations.actor import Actor

register_action("cards.deleted", "{actor} menghapus kartu “{title}”")


class CardInUseError(Exception):
    """Posts carry its pictures. `posts`: those."""

    def __init__(self, posts: Sequence[Post]) -> None:
        self.posts = posts
        super().__init__(f"{len(posts)} posts carry the card")


def carrying(card: Card) -> list[Post]:
    """The posts that carry a picture of this card, also an earlier one of it; latest change first."""
    rows = PostMedia.objects.filter(government_id=card.government_id, asset__one_of=f"kartu-{card.pk}")
    posts = Post.objects.filter(government_id=card.government_id, pk__in=rows.values("post_id"))
    return list(posts.select_related("agency").order_by("-changed_at", "-pk"))


@transaction.atomic
def delete_card(*, actor: Actor, card: Card) -> None:
    """Delete a card with what was filled in. Its pictures leave the library, and stay in the store for the history of posts. CardInUseError."""
    require_role(actor, *WRITERS, to="menghapus kartu")
    locked = Card.objects.select_for_update(of=("self",)).get(government_id=actor.government_id, pk=card.pk)
    if posts := carrying(locked):
        raise CardInUseError(posts)
    of_card = {"government_id": actor.government_id, "card": locked}
    take_out(actor=actor, one_of=f"kartu-{locked.pk}")
    CardUse.objects.filter(**of_card).delete()
    CardImage.objects.filter(**of_card).delete()
    facts = {"title": locked.title, "kind": locked.kind}
    record(actor=actor, action="cards.deleted", subject_type="cards.card", subject_id=locked.pk, data=facts)
    locked.delete()
