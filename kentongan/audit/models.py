"""The trail. Rows are only ever added; a trigger in the database refuses anything else."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kentongan.tenancy.models import TenantForeignKey, TenantModel


class Entry(TenantModel):
    """One act by one actor. Actor and subject are plain values, so the trail outlives what it speaks of."""

    at = models.DateTimeField()
    actor_id = models.CharField(max_length=40, blank=True)
    actor_name = models.CharField(max_length=160)
    action = models.CharField(max_length=80)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=60)
    data = models.JSONField(default=dict)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["government", "-id"], name="audit_entry_newest"),
            models.Index(fields=["government", "subject_type", "subject_id"], name="audit_entry_subject"),
        ]


class Link(TenantModel):
    """The place of one entry in its government's hash chain."""

    entry = TenantForeignKey(Entry)
    position = models.BigIntegerField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "entry"], name="audit_link_once"),
            models.UniqueConstraint(fields=["government", "position"], name="audit_link_position"),
        ]
