"""Analyses being filled in, those archived with a request for approval, and what a government set."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kentongan.compliance.impact.knowing import PERIODS
from kentongan.compliance.impact.rules import LEVELS
from kentongan.organizations.models import Person
from kentongan.tenancy.models import TenantForeignKey, TenantModel


class ImpactSetting(TenantModel):
    """For which classes of content a government does not ask for the analysis."""

    optional_for = models.JSONField(default=list, help_text="Codes, see compliance.impact.knowing.CLASSES")
    changed_by = TenantForeignKey(Person)
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government"], name="impact_setting_once"),
        ]


class SensitivePeriod(TenantModel):
    """Days on which one writes otherwise: mourning, an election, another event."""

    kind = models.CharField(max_length=12, choices=list(PERIODS.items()))
    name = models.CharField(max_length=120)
    starts = models.DateField()
    ends = models.DateField()
    recorded_by = TenantForeignKey(Person)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(ends__gte=models.F("starts")), name="period_ends_after_start"),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["government", "ends"], name="period_ahead")]

    def __str__(self) -> str:
        return self.name


class ImpactDraft(TenantModel):
    """What was answered about one thing so far. It counts for the content whose fingerprint is `confirmed_hash`."""

    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=60)
    answers = models.JSONField(default=dict)
    changed_by = TenantForeignKey(Person)
    changed_at = models.DateTimeField()
    confirmed_hash = models.CharField(max_length=64, blank=True)
    confirmed_by = TenantForeignKey(Person, null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "subject_type", "subject_id"], name="impact_draft_once"),
        ]


class ImpactArchive(TenantModel):
    """The analysis as it went with a request for approval. Rows are only ever added."""

    class How(models.TextChoices):
        """How it was confirmed."""

        BEFORE = "before", "Dikonfirmasi sebelum diajukan"
        WITH = "with", "Dikonfirmasi dengan pengajuan"
        WITHOUT = "without", "Tanpa konfirmasi"

    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=60)
    content_hash = models.CharField(max_length=64)
    content_class = models.CharField(max_length=16)
    answers = models.JSONField()
    told = models.JSONField(help_text="Questions, answers and reasons in the words that were on the screen")
    points = models.PositiveSmallIntegerField()
    level = models.CharField(max_length=8, choices=list(LEVELS.items()))
    formula = models.PositiveSmallIntegerField()
    how = models.CharField(max_length=8, choices=How.choices)
    confirmed_by = TenantForeignKey(Person, null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    archived_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(points__lte=100), name="impact_at_most_100"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["government", "subject_type", "subject_id", "-id"], name="impact_of_thing"),
        ]
