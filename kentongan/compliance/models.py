"""What a government tells the checks about itself: numbers, addresses, elections, and its own changes to the rules."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kentongan.compliance.impact.models import (  # noqa: F401 - Django looks for tables here
    ImpactArchive,
    ImpactDraft,
    ImpactSetting,
    SensitivePeriod,
)
from kentongan.compliance.rulebook.models import ChapterRead, LocalChapter, QuizSitting  # noqa: F401 - as above
from kentongan.compliance.side_models import Exemption, PictureWords, VideoCaptions
from kentongan.organizations.models import Agency, Person
from kentongan.tenancy.models import TenantForeignKey, TenantModel

__all__ = [
    "ElectionWindow",
    "Exemption",
    "OfficialDomain",
    "OfficialNumber",
    "PictureWords",
    "RuleVersion",
    "VideoCaptions",
]


class OfficialNumber(TenantModel):
    """A phone number that may be shown to everyone: a hotline of the government. `key` is its one way of writing."""

    key = models.CharField(max_length=20)
    written = models.CharField(max_length=30)
    label = models.CharField(max_length=80)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "key"], name="official_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.written}"


class OfficialDomain(TenantModel):
    """An address on the internet that belongs to the government beside .go.id, or that it allows links to."""

    name = models.CharField(max_length=120)
    label = models.CharField(max_length=80)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "name"], name="official_domain_once"),
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.name}"


class ElectionWindow(TenantModel):
    """Days in which neutrality is looked at more closely. Empty until somebody enters them; nothing is guessed from a calendar."""

    title = models.CharField(max_length=120)
    starts = models.DateField()
    ends = models.DateField()
    names = models.JSONField(default=list, help_text="Candidates, as the election commission lists them")
    set_by = TenantForeignKey(Person)
    set_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(ends__gte=models.F("starts")), name="election_window_ends_after_it_starts"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["government", "-ends"], name="election_window_latest")
        ]

    def __str__(self) -> str:
        return self.title


class RuleVersion(TenantModel):
    """A government's, or one agency's, change to a rule, or a rule of its own. Rows are only ever added; the last one holds.

    `change`: see `layers.changed`; for a rule of its own `{"aturan": <record>}`. Empty: as the layer below has it.
    """

    rule_id = models.CharField(max_length=60)
    agency = TenantForeignKey(Agency, null=True, blank=True, help_text="NULL: the whole government")
    number = models.PositiveIntegerField()
    change = models.JSONField(default=dict, blank=True)
    why = models.CharField(max_length=300)
    made_by = TenantForeignKey(Person)
    made_at = models.DateTimeField()
    restores = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["government", "rule_id", "agency", "number"], name="rule_version_once", nulls_distinct=False
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule_id} v{self.number}"
