"""What stands beside a case: notes between colleagues, things to do, files and evidence, who follows it, what was merged."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kentongan.inbox.classes import ReportClass
from kentongan.media.models import Asset
from kentongan.organizations.models import Agency, Person
from kentongan.tenancy.models import TenantForeignKey, TenantModel


class Note(TenantModel):
    """What colleagues write to each other about a case; no citizen reads it. `mentioned`: who was called by @, by key."""

    case = TenantForeignKey("inbox.Case")
    author = TenantForeignKey(Person)
    text = models.TextField()
    mentioned = models.JSONField(default=list, blank=True)
    at = models.DateTimeField()


class ChecklistItem(TenantModel):
    """One thing to do before the case ends."""

    case = TenantForeignKey("inbox.Case")
    text = models.CharField(max_length=200)
    added_by = TenantForeignKey(Person)
    added_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = TenantForeignKey(Person, null=True, blank=True)


class CaseFile(TenantModel):
    """A file kept with a case; before and after are its evidence, with the unit that made it and the day."""

    class Kind(models.TextChoices):
        """What it shows."""

        PAPER = "paper", "Lampiran"
        BEFORE = "before", "Sebelum dikerjakan"
        AFTER = "after", "Sesudah dikerjakan"

    case = TenantForeignKey("inbox.Case")
    asset = TenantForeignKey(Asset)
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.PAPER)
    unit = TenantForeignKey(Agency)
    taken_on = models.DateField()
    said = models.CharField(max_length=200, blank=True)
    added_by = TenantForeignKey(Person)
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = TenantForeignKey(Person, null=True, blank=True)


class CaseDocument(TenantModel):
    """A PDF kept with a case, byte for byte: an electronic signature in it would not hold otherwise. Never evidence."""

    case = TenantForeignKey("inbox.Case")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    unit = TenantForeignKey(Agency)
    dated_on = models.DateField()
    said = models.CharField(max_length=200, blank=True)
    added_by = TenantForeignKey(Person)
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = TenantForeignKey(Person, null=True, blank=True)


class EvidenceRule(TenantModel):
    """Cases of this class end only with a picture of what was done (ADU-16); a government decides which classes."""

    report_class = models.CharField(max_length=12, choices=ReportClass.choices)
    before_too = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "report_class"], name="evidence_rule_once"),
        ]


class Follower(TenantModel):
    """A colleague who is told what becomes of a case."""

    case = TenantForeignKey("inbox.Case")
    person = TenantForeignKey(Person)
    since = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "case", "person"], name="case_follower_once"),
        ]


class Merge(TenantModel):
    """One case put into another, with all it takes to undo it while nothing was answered."""

    source = TenantForeignKey("inbox.Case")
    target = TenantForeignKey("inbox.Case")
    conversations = models.JSONField(default=list)
    followers = models.JSONField(default=list)
    state_before = models.CharField(max_length=12)
    reason = models.CharField(max_length=300, blank=True)
    merged_by = TenantForeignKey(Person)
    merged_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = TenantForeignKey(Person, null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["government", "source"], condition=models.Q(undone_at=None), name="merge_standing_once"
            ),
        ]
