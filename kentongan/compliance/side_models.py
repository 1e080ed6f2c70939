"""Exceptions that officers grant, and what is known of pictures and videos beside their files."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kentongan.compliance.states import EXEMPTION, WAITING
from kentongan.media.models import Asset
from kentongan.organizations.models import Person
from kentongan.tenancy.models import TenantForeignKey, TenantModel


class Exemption(TenantModel):
    """What one named officer answers to one finding. It speaks of one version of one rule and of exactly these words."""

    rule_id = models.CharField(max_length=60)
    rule_version = models.CharField(max_length=12)
    rule_title = models.CharField(max_length=160)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=60)
    subject_title = models.CharField(max_length=240)
    path = models.CharField(max_length=200)
    content_hash = models.CharField(max_length=64)
    found = models.CharField(max_length=400, blank=True)
    reason = models.CharField(max_length=1000)
    asked_by = TenantForeignKey(Person)
    asked_at = models.DateTimeField()
    officer = TenantForeignKey(Person, help_text="The one who is asked, and nobody else")
    state = models.CharField(max_length=12, choices=EXEMPTION.choices, default=EXEMPTION.initial)
    decided_at = models.DateTimeField(null=True, blank=True)
    decision = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["government", "subject_type", "subject_id", "rule_id"],
                condition=models.Q(state=WAITING),
                name="exemption_one_waiting",
            ),
            models.CheckConstraint(
                condition=~models.Q(officer=models.F("asked_by")), name="exemption_not_by_the_one_who_asked"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["government", "subject_type", "subject_id"], name="exemption_of_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.rule_title}: {self.subject_title}"


class PictureWords(TenantModel):
    """What text recognition read in a picture, once. Empty where it read nothing."""

    asset = TenantForeignKey(Asset)
    words = models.TextField(blank=True)
    read_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "asset"], name="picture_words_once"),
        ]


class VideoCaptions(TenantModel):
    """How somebody who does not hear can follow a video, as a person said."""

    class How(models.TextChoices):
        """The ways."""

        IN_PICTURE = "picture", "Ucapannya tertulis di dalam video"
        FILE = "file", "Takarir dipasang di platform"
        SILENT = "silent", "Tidak ada ucapan di video ini"

    asset = TenantForeignKey(Asset)
    how = models.CharField(max_length=8, choices=How.choices)
    said_by = TenantForeignKey(Person)
    said_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "asset"], name="video_captions_once"),
        ]
