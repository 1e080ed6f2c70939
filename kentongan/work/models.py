"""What waits for a person, and what they are told."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kentongan.organizations.models import Agency, Person
from kentongan.organizations.roles import LABELS
from kentongan.tenancy.models import TenantForeignKey, TenantModel


class Task(TenantModel):
    """Something to be done: by one person, or by whoever holds a role (of one agency, or of any)."""

    kind = models.CharField(max_length=40)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=60)
    title = models.CharField(max_length=240)
    detail = models.CharField(max_length=240, blank=True)
    path = models.CharField(max_length=200)
    person = TenantForeignKey(Person, null=True, blank=True)
    role = models.CharField(max_length=20, choices=list(LABELS.items()), blank=True)
    agency = TenantForeignKey(Agency, null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = TenantForeignKey(Person, null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(person__isnull=False) | ~models.Q(role=""), name="task_has_someone"
            ),
            models.UniqueConstraint(
                fields=["government", "kind", "subject_type", "subject_id", "person", "role", "agency"],
                condition=models.Q(done_at=None),
                nulls_distinct=False,
                name="task_open_once",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["government", "due_at"], condition=models.Q(done_at=None), name="task_open"),
            models.Index(fields=["government", "subject_type", "subject_id"], name="task_subject"),
        ]


class Notice(TenantModel):
    """One line behind the bell."""

    class Kind(models.TextChoices):
        """Whether something is asked."""

        ACTION = "action", "Perlu Anda"
        NEWS = "news", "Kabar"

    person = TenantForeignKey(Person)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    sentence = models.CharField(max_length=240)
    path = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["government", "person", "-id"], name="notice_newest"),
            models.Index(fields=["government", "person"], condition=models.Q(read_at=None), name="notice_unread"),
        ]
