"""Reading cards, scoped to who asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kentongan.cards.drawing import Speaker
from kentongan.cards.models import Brand, Card, CardUse
from kentongan.cards.rules import Look
from kentongan.content.selectors import WRITERS, posts_for
from kentongan.content.states import EDITABLE
from kentongan.media.selectors import assets_for
from kentongan.organizations.roles import Role
from kentongan.tenancy.models import Government

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from kentongan.content.models import Post
    from kentongan.media.models import Asset
    from kentongan.organizations.actor import Actor
    from kentongan.organizations.models import Agency

BRANDERS = (Role.ADMINISTRATOR, Role.COORDINATOR)
PAGE = 24
PHOTOS = 12
POSTS = 20


def cards_for(actor: Actor) -> QuerySet[Card]:
    """The cards of the agencies this actor sees, latest change first."""
    cards = Card.objects.filter(government_id=actor.government_id).select_related("agency", "changed_by")
    cards = cards.order_by("-changed_at", "-pk")
    return cards if actor.sees_every_agency else cards.filter(agency_id__in=actor.agencies)


def card_for(actor: Actor, card_id: int) -> Card | None:
    """One card, or None when it is not this actor's to see."""
    return cards_for(actor).filter(pk=card_id).first()


def page_of(actor: Actor, before: str) -> tuple[list[Card], str]:
    """One page of cards and the key of the next (empty: no more)."""
    cards = cards_for(actor).order_by("-pk")
    if before.isdecimal():
        cards = cards.filter(pk__lt=int(before))
    found = list(cards[: PAGE + 1])
    return found[:PAGE], str(found[PAGE - 1].pk) if len(found) > PAGE else ""


def brand_of(government_id: int) -> Brand | None:
    """How this government's cards look; None while nobody chose."""
    return Brand.objects.filter(government_id=government_id).select_related("logo").first()


def look_of(government: Government, brand: Brand | None) -> Look:
    """The look in force: the one chosen, otherwise ours with the government's name."""
    return brand.look if brand else Look(footer=f"Pemerintah {government.name}")


def speaker_of(agency: Agency) -> Speaker:
    """In whose name a card of this agency speaks."""
    government = Government.objects.get(pk=agency.government_id)
    brand = brand_of(government.pk)
    name = f"Pemerintah {government.name}"
    return Speaker(government.code, name, agency.name, look_of(government, brand), brand.logo if brand else None)


def brand_revision(government_id: int) -> int:
    """Which look is in force; 0 while nobody chose."""
    brand = brand_of(government_id)
    return brand.revision if brand else 0


def photos_for(actor: Actor, *chosen: int) -> list[Asset]:
    """The newest photos that a card can show, and those it shows already."""
    photos = assets_for(actor).filter(kind="image", one_of="")
    newest = list(photos[:PHOTOS])
    return newest + [photo for photo in photos.filter(pk__in=chosen) if photo not in newest]


def posts_to_hang_on(actor: Actor) -> Sequence[Post]:
    """The posts that still take a picture, latest change first."""
    return list(posts_for(actor).filter(state__in=EDITABLE)[:POSTS])


def uses_of(card: Card) -> list[CardUse]:
    """The posts a card hangs on."""
    uses = CardUse.objects.filter(government_id=card.government_id, card=card).select_related("post", "post__agency")
    return list(uses.order_by("-pk"))


def may_write(actor: Actor) -> bool:
    """Tell whether this actor makes cards."""
    return actor.has(*WRITERS)


def may_brand(actor: Actor) -> bool:
    """Tell whether this actor chooses how the cards look."""
    return actor.has(*BRANDERS)
