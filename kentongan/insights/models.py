"""Figures of what we published. Every number says where it comes from."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kentongan.channels.models import RemoteObject
from kentongan.content.models import Post
from kentongan.organizations.models import Person
from kentongan.tenancy.models import TenantForeignKey, TenantModel

METRICS: dict[str, str] = {
    "views": "Dilihat",
    "reactions": "Reaksi",
    "comments": "Komentar",
    "shares": "Dibagikan",
}


class Provenance(models.TextChoices):
    """Where a figure comes from."""

    API = "api", "dari platform"
    MANUAL = "manual", "dicatat orang, dengan bukti"
    ESTIMATE = "estimate", "perkiraan"


class Reading(TenantModel):
    """When a post's figures are read next: often while it is young, daily later, never after it is old."""

    post = TenantForeignKey(RemoteObject)
    next_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "post"], name="reading_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["government", "next_at"], name="reading_next")]


class Sample(TenantModel):
    """One metric of one post at one moment, as read. Missing is not zero: what a platform does not say has no row."""

    post = TenantForeignKey(RemoteObject)
    metric = models.CharField(max_length=12, choices=list(METRICS.items()))
    value = models.BigIntegerField()
    read_at = models.DateTimeField()
    provenance = models.CharField(max_length=10, choices=Provenance.choices)
    vendor_name = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "post", "metric", "read_at"], name="sample_once"),
            models.CheckConstraint(condition=models.Q(value__gte=0), name="sample_counts_up_from_zero"),
        ]


class Daily(TenantModel):
    """The last value of a metric on each day of the government's calendar; written again, it stays one row."""

    post = TenantForeignKey(RemoteObject)
    metric = models.CharField(max_length=12, choices=list(METRICS.items()))
    day = models.DateField()
    value = models.BigIntegerField()
    provenance = models.CharField(max_length=10, choices=Provenance.choices)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "post", "metric", "day"], name="daily_once"),
        ]


class Evaluation(TenantModel):
    """What a post was meant to reach, and what was learnt from it. What it reached lies in the samples."""

    class Verdict(models.TextChoices):
        """Whether it did what it was meant to do, as a person judges with the figures before them."""

        YES = "ya", "Tercapai"
        PARTLY = "sebagian", "Tercapai sebagian"
        NO = "belum", "Belum tercapai"

    post = TenantForeignKey(Post)
    metric = models.CharField(max_length=12, choices=list(METRICS.items()), blank=True)
    expected = models.PositiveBigIntegerField(null=True, blank=True)
    set_by = TenantForeignKey(Person, null=True, blank=True)
    set_at = models.DateTimeField(null=True, blank=True)
    verdict = models.CharField(max_length=10, choices=Verdict.choices, blank=True)
    lessons = models.TextField(blank=True)
    judged_by = TenantForeignKey(Person, null=True, blank=True)
    judged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "post"], name="evaluation_once"),
            models.CheckConstraint(
                condition=models.Q(metric="", expected=None) | (~models.Q(metric="") & models.Q(expected__gte=1)),
                name="evaluation_expects_a_number_of_something",
            ),
        ]

    def __str__(self) -> str:
        return f"Evaluasi {self.post}"
