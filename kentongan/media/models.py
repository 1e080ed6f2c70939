"""Pictures and videos, as they were after checking and cleaning."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kentongan.media.filing import Filing
from kentongan.media.states import MENDING, WAITING, WORKING
from kentongan.organizations.models import Agency, Person
from kentongan.tenancy.models import TenantForeignKey, TenantModel


class Asset(Filing, TenantModel):
    """One checked file. The bytes lie in the store under their SHA-256; the row says what they are and whose."""

    class Kind(models.TextChoices):
        """What it is."""

        IMAGE = "image", "Foto"
        VIDEO = "video", "Video"

    class Plays(models.TextChoices):
        """Whether a video can be played, see `playing`."""

        UNSEEN = "", "Belum dilihat"
        WHOLE = "whole", "Dapat diputar"
        NOT_AT_ALL = "never", "Tidak dapat diputar"
        NOT_TO_THE_END = "cut", "Tidak dapat diputar sampai akhir"
        UNKNOWN = "unknown", "Tidak dapat dilihat di sini"

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
    plays = models.CharField(max_length=8, choices=Plays.choices, blank=True, db_default=Plays.UNSEEN, default="")
    made_from = TenantForeignKey("media.Asset", null=True, blank=True)
    made_for = models.CharField(max_length=80, blank=True, help_text="The channels this copy was fitted to, in words")
    one_of = models.CharField(
        max_length=40, blank=True, help_text="Files with the same name here show one thing in several shapes"
    )

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["government", "sha256"], name="asset_bytes"),
            models.Index(fields=["government", "id"], name="asset_unseen", condition=models.Q(kind="video", plays="")),
            models.Index(fields=["government", "-id"], name="asset_listed", condition=models.Q(listed=True)),
            models.Index(
                fields=["government", "agency", "-id"], name="asset_agency_listed", condition=models.Q(listed=True)
            ),
            models.Index(
                fields=["government", "-id"], name="asset_shared", condition=models.Q(listed=True, shared=True)
            ),
            models.Index(fields=["government", "good_until"], name="asset_good_until"),
            models.Index(fields=["government", "id"], name="asset_unexamined", condition=models.Q(examined=False)),
            *(
                models.Index(
                    fields=["government", f"band_{n}"],
                    name=f"asset_band_{n}",
                    condition=models.Q((f"band_{n}__isnull", False)),
                )
                for n in (1, 2, 3, 4)
            ),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(size__gt=0, width__gt=0, height__gt=0), name="asset_has_substance"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def headline(self) -> str:
        """The title people gave it, or its file's name."""
        return self.title or self.name

    @property
    def pictured(self) -> bool:
        """There is a small picture to show of it."""
        return self.is_image or self.has_poster

    @property
    def is_image(self) -> bool:
        """A picture rather than a video."""
        return self.kind == self.Kind.IMAGE

    @property
    def is_broken(self) -> bool:
        """Nobody could watch it, or not to its end."""
        return self.plays in {self.Plays.NOT_AT_ALL, self.Plays.NOT_TO_THE_END}

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


class AssetWord(TenantModel):
    """A word by which a file is found. `=` and `<` on text are leakproof, so row-level security does not keep the index away."""

    asset = TenantForeignKey(Asset)
    word = models.CharField(max_length=40, db_collation="C")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "asset", "word"], name="asset_word_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["government", "word", "-asset"], name="asset_word_found"),
        ]

    def __str__(self) -> str:
        return self.word


class Consent(TenantModel):
    """What one person who can be recognised agreed to; of a child, what the guardian did."""

    class How(models.TextChoices):
        """How it was given."""

        FORM = "form", "Formulir yang ditandatangani"
        MESSAGE = "message", "Pesan tertulis"
        RECORDING = "record", "Rekaman suara atau video"

    asset = TenantForeignKey(Asset)
    person_name = models.CharField(max_length=120)
    is_child = models.BooleanField(default=False)
    guardian = models.CharField(max_length=120, blank=True, help_text="Who agreed for a child")
    how = models.CharField(max_length=8, choices=How.choices)
    proof = models.CharField(max_length=200, help_text="Where the proof lies: number of the form, folder")
    uses = models.JSONField(default=list)
    given_on = models.DateField()
    until = models.DateField(null=True, blank=True)
    recorded_by = TenantForeignKey(Person)
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(is_child=False) | ~models.Q(guardian=""), name="consent_child_has_guardian"
            ),
        ]

    def __str__(self) -> str:
        return self.person_name
