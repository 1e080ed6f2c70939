"""Pictures and videos, as they were after checking and cleaning."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kentongan.media.states import MENDING, WAITING, WORKING
from kentongan.organizations.models import Agency, Person
from kentongan.tenancy.models import TenantForeignKey, TenantModel


class Asset(TenantModel):
    """One checked file. The bytes lie in the store under their SHA-256; the row says what they are and whose."""

    class Kind(models.TextChoices):
        """What it is."""

        IMAGE = "image", "Foto"
        VIDEO = "video", "Video"

    agency = TenantForeignKey(Agency)
    uploaded_by = TenantForeignKey(Person)
    uploaded_at = models.DateTimeField()
    kind = models.CharField(max_length=8, choices=Kind.choices)
    mime = models.CharField(max_length=40)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    seconds = models.FloatField(default=0)
    name = models.CharField(max_length=120)
    alt_text = models.CharField(max_length=1000, blank=True)
    removed = models.JSONField(default=list, help_text="What was taken out of the file, in words for people")

    told = models.JSONField(default=list, help_text="What else the writer should know of the file, in sentences")
    codec = models.CharField(max_length=40, blank=True)
    audio = models.CharField(max_length=40, blank=True)
    fps = models.FloatField(default=0)
    rotation = models.PositiveSmallIntegerField(default=0)
    read_by = models.CharField(max_length=10, blank=True, help_text="ffprobe, or mp4: only our own reader looked")
    made_from = TenantForeignKey("media.Asset", null=True, blank=True)
    made_for = models.CharField(max_length=80, blank=True, help_text="The channels this copy was fitted to, in words")

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["government", "sha256"], name="asset_bytes"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(size__gt=0, width__gt=0, height__gt=0), name="asset_has_substance"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_image(self) -> bool:
        """A picture rather than a video."""
        return self.kind == self.Kind.IMAGE

    @property
    def extension(self) -> str:
        """How the file's name ends in the store and in addresses."""
        return {"image/jpeg": "jpg", "video/mp4": "mp4", "video/quicktime": "mov"}[self.mime]


class Mending(TenantModel):
    """A copy of a video being made so that a channel takes it. The original stays as it is."""

    asset = TenantForeignKey(Asset)
    asked_by = TenantForeignKey(Person)
    asked_at = models.DateTimeField()
    made_for = models.CharField(max_length=80)
    need = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=MENDING.choices, default=MENDING.initial)
    percent = models.PositiveSmallIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    held_until = models.DateTimeField(null=True, blank=True, help_text="A worker is at it until then")
    made = TenantForeignKey(Asset, null=True, blank=True)
    trouble = models.CharField(max_length=200, blank=True, help_text="Why it did not work and what to do, a sentence")

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["asked_at"], name="mending_open", condition=models.Q(state__in=["waiting", "working"])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asset_id} → {self.made_for}"

    @property
    def open(self) -> bool:
        """It is not finished, one way or the other."""
        return self.state in {WAITING, WORKING}
