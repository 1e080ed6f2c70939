"""Cards, the pictures drawn of them, the posts they hang on, and how a government's cards look."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from django.db import models
from django.utils.functional import cached_property

from kentongan.cards.kinds import KINDS, Kind
from kentongan.cards.rules import RATIOS, Look, Ratio
from kentongan.content.models import Post
from kentongan.media.models import Asset
from kentongan.organizations.models import Agency, Person
from kentongan.tenancy.models import TenantForeignKey, TenantModel


class Brand(TenantModel):
    """How the cards of one government look."""

    ground = models.CharField(max_length=7, default="#123c39")
    ink = models.CharField(max_length=7, default="#ffffff")
    accent = models.CharField(max_length=7, default="#f2b544")
    footer = models.CharField(max_length=90, blank=True)
    logo = TenantForeignKey(Asset, null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    changed_by = TenantForeignKey(Person)
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government"], name="brand_once"),
        ]

    @property
    def look(self) -> Look:
        """Its colours and footer."""
        return Look(self.ground, self.ink, self.accent, self.footer)


class Card(TenantModel):
    """One card: what was filled in. Its pictures follow from that."""

    agency = TenantForeignKey(Agency)
    author = TenantForeignKey(Person)
    kind = models.CharField(max_length=16, choices=[(kind.code, kind.label) for kind in KINDS.values()])
    title = models.CharField(max_length=160)
    fields = models.JSONField(default=dict)
    alt_text = models.CharField(max_length=1000)
    alt_by_hand = models.BooleanField(default=False, help_text="Someone wrote it, so it no longer follows the fields")
    revision = models.PositiveIntegerField(default=1)
    brand_revision = models.PositiveIntegerField(default=0, help_text="The look its pictures were drawn with")
    changed_by = TenantForeignKey(Person)
    changed_at = models.DateTimeField()
    created_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["government", "-changed_at", "-id"], name="card_newest"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def sort(self) -> Kind:
        """Its kind, with what it asks for."""
        return KINDS[self.kind]

    @cached_property
    def images(self) -> Sequence[CardImage]:
        """Its pictures, in the order of the shapes."""
        rows = CardImage.objects.filter(government_id=self.government_id, card=self).select_related("asset")
        order = list(RATIOS)
        return sorted(rows, key=lambda image: order.index(image.ratio))

    @property
    def cover(self) -> Asset | None:
        """The picture shown in lists."""
        return self.images[0].asset if self.images else None


class CardImage(TenantModel):
    """A card as it was drawn in one shape."""

    card = TenantForeignKey(Card)
    ratio = models.CharField(max_length=8)
    asset = TenantForeignKey(Asset)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "card", "ratio"], name="card_image_once"),
        ]

    @property
    def shape(self) -> Ratio:
        """Its shape in words and pixels."""
        return RATIOS[self.ratio]


class CardUse(TenantModel):
    """A post the card hangs on."""

    card = TenantForeignKey(Card)
    post = TenantForeignKey(Post)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "card", "post"], name="card_use_once"),
        ]
