"""A claim that circulates, what was gathered about it, and where it and its clarification stand."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kentongan.content.models import Post
from kentongan.hoaxes.states import CLAIM, EDITABLE, MARKS, PUBLISHED, VERDICTS
from kentongan.inbox.models import Conversation
from kentongan.media.models import Asset
from kentongan.organizations.models import Agency, Person
from kentongan.tenancy.models import TenantForeignKey, TenantModel


class Claim(TenantModel):
    """Something that is being told. The public reads `title`, `said`, the verdict and `explanation`, never who told it."""

    class Source(models.TextChoices):
        """How it came to us."""

        COMMENT = "comment", "Komentar warga"
        NEWS = "news", "Berita atau unggahan"
        HAND = "hand", "Laporan langsung"

    agency = TenantForeignKey(Agency)
    source = models.CharField(max_length=8, choices=Source.choices)
    conversation = TenantForeignKey(Conversation, null=True, blank=True)
    found_at = models.URLField(max_length=500, blank=True, help_text="Where it was seen")
    title = models.CharField(max_length=160)
    said = models.TextField(help_text="What is being told, in our words")
    state = models.CharField(max_length=12, choices=CLAIM.choices, default=CLAIM.initial)
    verdict = models.CharField(max_length=12, choices=list(VERDICTS.items()), blank=True)
    explanation = models.TextField(blank=True)
    reason = models.CharField(max_length=600, blank=True, help_text="Why it was sent back, closed or retracted")
    revision = models.PositiveIntegerField(default=1)
    recorded_by = TenantForeignKey(Person)
    recorded_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    checked_by = TenantForeignKey(Person, null=True, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    decided_by = TenantForeignKey(Person, null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    clarification = TenantForeignKey(Post, null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~models.Q(state=PUBLISHED)
                | (models.Q(published_at__isnull=False, decided_by__isnull=False) & ~models.Q(verdict="")),
                name="claim_published_with_verdict",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=PUBLISHED) | ~models.Q(decided_by=models.F("checked_by")),
                name="claim_decided_by_another",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["government", "state", "-changed_at", "-id"], name="claim_tab"),
            models.Index(
                fields=["government", "-published_at", "-id"], condition=models.Q(state=PUBLISHED), name="claim_public"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def mark(self) -> str:
        """The shape before the state's words."""
        return MARKS[self.state]

    @property
    def editable(self) -> bool:
        """Its words may still change."""
        return self.state in EDITABLE


class Evidence(TenantModel):
    """Something the verdict rests on: a source at an address, or a picture of it. Only what is `public` is shown to everyone."""

    claim = TenantForeignKey(Claim)
    label = models.CharField(max_length=200)
    url = models.URLField(max_length=500, blank=True)
    asset = TenantForeignKey(Asset, null=True, blank=True)
    public = models.BooleanField(default=True)
    added_by = TenantForeignKey(Person)
    added_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~models.Q(url="") | models.Q(asset__isnull=False), name="evidence_is_something"
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Spread(TenantModel):
    """A place where the claim is being passed on. Never shown to the public: it would spread it further."""

    claim = TenantForeignKey(Claim)
    url = models.URLField(max_length=500)
    note = models.CharField(max_length=200, blank=True)
    added_by = TenantForeignKey(Person)
    added_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "claim", "url"], name="spread_once"),
        ]

    def __str__(self) -> str:
        return self.url
