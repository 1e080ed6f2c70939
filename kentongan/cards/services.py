"""Every write on cards: made, changed, hung on a post, and how they look."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from kentongan.audit.registry import register_action, register_thing
from kentongan.audit.services import record
from kentongan.cards.drawing import NotDrawableError, drawings
from kentongan.cards.kinds import KINDS
from kentongan.cards.models import Brand, Card, CardImage, CardUse
from kentongan.cards.rules import LONGEST_ALT, alt_text, headline, texts, unreadable
from kentongan.cards.selectors import BRANDERS, brand_revision, speaker_of, uses_of
from kentongan.compliance.rules import Draft
from kentongan.compliance.selectors import check
from kentongan.content import services as content
from kentongan.content.selectors import WRITERS, media_of, post_for
from kentongan.content.services import NotEditableError
from kentongan.core import clock
from kentongan.media.selectors import assets_for
from kentongan.media.services import describe, store_upload
from kentongan.organizations.access import require_role
from kentongan.organizations.models import Agency

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kentongan.cards.kinds import Kind
    from kentongan.cards.rules import Look
    from kentongan.content.models import Post
    from kentongan.media.models import Asset
    from kentongan.organizations.actor import Actor

register_thing("cards.card", "Kartu", "/kartu/{id}/")
register_thing("cards.brand", "Tampilan kartu", "/kartu/tampilan/")
register_action("cards.made", "{actor} membuat kartu “{title}”")
register_action("cards.changed", "{actor} mengubah kartu “{title}”")
register_action("cards.attached", "{actor} memasang kartu “{title}” pada kiriman “{post}”")
register_action("cards.brand_changed", "{actor} mengubah tampilan kartu pemda")

MAKE = "membuat kartu"


class StaleCardError(Exception):
    """Someone else changed the card, or the look, since this page was opened."""


class UnreadableError(Exception):
    """Colours that cannot be read; `rules.unreadable` says which and what would do."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A card after a change, the posts that carry its new pictures, and those that keep the old ones with the reason."""

    card: Card
    followed: list[Post] = field(default_factory=list)
    kept: list[tuple[Post, str]] = field(default_factory=list)


@transaction.atomic
def make_card(*, actor: Actor, kind: str, fields: Mapping[str, Any], alt: str = "") -> Card:
    """Make a card of the actor's agency and draw it in every shape. NotDrawableError says what to shorten or put right."""
    require_role(actor, *WRITERS, to=MAKE)
    now = clock.now()
    card = Card(
        government_id=actor.government_id,
        agency=Agency.objects.get(government_id=actor.government_id, pk=actor.agency_id),
        author_id=actor.person_id,
        changed_by_id=actor.person_id,
        kind=kind,
        created_at=now,
        changed_at=now,
        revision=1,
    )
    _fill(card, fields, alt)
    card.save(force_insert=True)
    _draw(actor, card)
    _told(actor, "cards.made", card)
    return card


@transaction.atomic
def change_card(*, actor: Actor, card: Card, revision: int, fields: Mapping[str, Any], alt: str = "") -> Saved:
    """Fill a card in anew and draw it; posts that can still change carry the new pictures, and need approval again.

    StaleCardError; NotDrawableError, and then nothing changed.
    """
    require_role(actor, *WRITERS, to="mengubah kartu")
    card = _locked(actor, card, revision)
    before = (card.fields, card.alt_text, card.brand_revision)
    _fill(card, fields, alt)
    if before == (card.fields, card.alt_text, brand_revision(card.government_id)):
        return Saved(card)
    card.revision += 1
    card.changed_by_id, card.changed_at = actor.person_id, clock.now()
    only_words = before[0] == card.fields and before[2] == brand_revision(card.government_id)
    exchanged = {} if only_words else _draw(actor, card)
    if only_words:
        for image in card.images:
            describe(actor=actor, asset=image.asset, alt_text=card.alt_text)
    card.save()
    _told(actor, "cards.changed", card)
    return _follow(actor, card, exchanged or {image.asset_id: image.asset for image in card.images})


@transaction.atomic
def attach_card(*, actor: Actor, card: Card, post: Post, revision: int) -> Post:
    """Hang a card on a post: every version takes the shape that suits its channel. Raises what content's services raise."""
    post = content.attach_kept(actor=actor, post=post, revision=revision, assets=[image.asset for image in card.images])
    CardUse.objects.get_or_create(government_id=actor.government_id, card=card, post=post)
    facts = {"title": card.title, "post": post.headline}
    record(actor=actor, action="cards.attached", subject_type="cards.card", subject_id=card.pk, data=facts)
    return post


@transaction.atomic
def choose_look(*, actor: Actor, revision: int, look: Look, logo: Asset | None) -> Brand:
    """Choose how the government's cards look. UnreadableError for colours that cannot be read; StaleCardError."""
    require_role(actor, *BRANDERS, to="mengatur tampilan kartu")
    if list(unreadable(look)):
        raise UnreadableError
    brand = Brand.objects.select_for_update(of=("self",)).filter(government_id=actor.government_id).first()
    if (brand.revision if brand else 0) != revision:
        raise StaleCardError
    brand = brand or Brand(government_id=actor.government_id)
    brand.ground, brand.ink, brand.accent, brand.footer = look.ground, look.ink, look.accent, look.footer
    brand.logo, brand.revision = logo, revision + 1
    brand.changed_by_id, brand.changed_at = actor.person_id, clock.now()
    brand.save()
    facts = {"ground": look.ground, "ink": look.ink, "accent": look.accent}
    record(actor=actor, action="cards.brand_changed", subject_type="cards.brand", subject_id=brand.pk, data=facts)
    return brand


def _locked(actor: Actor, card: Card, revision: int) -> Card:
    rows = Card.objects.select_for_update(of=("self",)).select_related("agency")
    locked = rows.get(government_id=actor.government_id, pk=card.pk)
    if locked.revision != revision:
        raise StaleCardError
    return locked


def _fill(card: Card, fields: Mapping[str, Any], alt: str) -> None:
    kind = KINDS[card.kind]
    _refuse_findings(card, fields)
    written = " ".join(alt.split())[:LONGEST_ALT]
    automatic = alt_text(kind, fields, card.agency.name)
    card.fields, card.title = dict(fields), headline(kind, fields)
    card.alt_by_hand = bool(written) and written != automatic
    card.alt_text = written or automatic


def _refuse_findings(card: Card, fields: Mapping[str, Any]) -> None:
    """What no text of ours may say, no picture of ours may either."""
    draft = Draft((("", "\n".join(texts(fields))),), agency_id=card.agency_id)
    for finding in check(card.government_id, draft):
        if finding.blocks:
            raise NotDrawableError(f"{finding.title}: {finding.told} {finding.rule.advice}")


def photos_of(actor: Actor, kind: Kind, fields: Mapping[str, Any]) -> dict[str, Asset]:
    """The photos a card shows, of those this actor may see."""
    wanted = {ask.name: int(fields[ask.name]) for ask in kind.plain if ask.photo and fields.get(ask.name)}
    found = {photo.pk: photo for photo in assets_for(actor).filter(pk__in=wanted.values(), kind="image")}
    return {name: found[pk] for name, pk in wanted.items() if pk in found}


def _draw(actor: Actor, card: Card) -> dict[int, Asset]:
    """Draw every shape and keep it; return which new picture takes the place of which old one."""
    made = drawings(card.sort, card.fields, speaker_of(card.agency), photos_of(actor, card.sort, card.fields))
    if trouble := next((drawing.trouble for drawing in made if drawing.trouble), ""):
        raise NotDrawableError(trouble)
    old = {image.ratio: image for image in CardImage.objects.filter(government_id=card.government_id, card=card)}
    exchanged = {}
    for drawing in made:
        name = f"Kartu {drawing.ratio.label.replace(':', ' banding ')}.png"
        upload = SimpleUploadedFile(name, drawing.content, content_type="image/png")
        asset = store_upload(
            actor=actor, upload=upload, alt_text=card.alt_text, agency_id=card.agency_id, one_of=f"kartu-{card.pk}"
        )
        if before := old.get(drawing.ratio.code):
            exchanged[before.asset_id] = asset
        CardImage.objects.update_or_create(
            government_id=card.government_id, card=card, ratio=drawing.ratio.code, defaults={"asset": asset}
        )
    card.brand_revision = brand_revision(card.government_id)
    card.save()
    return exchanged


def _follow(actor: Actor, card: Card, exchanged: Mapping[int, Asset]) -> Saved:
    saved = Saved(card)
    for use in uses_of(card):
        if not media_of(use.post).filter(asset_id__in=exchanged).exists():
            continue
        post = post_for(actor, use.post_id)
        if post is None:
            saved.kept.append((use.post, f"milik {use.post.agency.short_name}, jadi hanya dapat diubah dari sana"))
            continue
        try:
            with transaction.atomic():
                what = "kartunya berubah"
                changed = content.exchange_kept(
                    actor=actor, post=post, revision=post.revision, new=exchanged, what=what
                )
            saved.followed.append(changed)
        except NotEditableError:
            saved.kept.append((post, "sedang atau sudah terbit"))
    return saved


def _told(actor: Actor, action: str, card: Card) -> None:
    facts = {"title": card.title, "kind": card.kind, "revision": card.revision}
    record(actor=actor, action=action, subject_type="cards.card", subject_id=card.pk, data=facts)
