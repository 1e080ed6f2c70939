"""A request for approval of exact content, and its decision."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kentongan.approvals.states import APPROVAL, IN_FORCE, WAITING
from kentongan.organizations.models import Agency, Person
from kentongan.tenancy.models import TenantForeignKey, TenantModel


class Approval(TenantModel):
    """One request. It speaks of the bytes whose fingerprint is `content_hash`, and of nothing else."""

    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=60)
    agency = TenantForeignKey(Agency, help_text="Whose content it is")
    deciding_agency = TenantForeignKey(Agency, help_text="Whose approver is asked: the agency itself or one above it")
    title = models.CharField(max_length=240)
    path = models.CharField(max_length=200)
    content_hash = models.CharField(max_length=64)
    state = models.CharField(max_length=16, choices=APPROVAL.choices, default=APPROVAL.initial)
    requested_by = TenantForeignKey(Person)
    requested_at = models.DateTimeField()
    decided_by = TenantForeignKey(Person, null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["government", "subject_type", "subject_id"],
                condition=models.Q(state__in=IN_FORCE),
                name="approval_one_in_force",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[WAITING, "void"]) | models.Q(decided_by__isnull=False),
                name="approval_decided_by_someone",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="approved") | ~models.Q(decided_by=models.F("requested_by")),
                name="approval_not_by_the_one_who_asked",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["government", "deciding_agency"], condition=models.Q(state=WAITING), name="approval_waiting"
            ),
            models.Index(fields=["government", "-requested_at"], name="approval_newest"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def waits(self) -> bool:
        """Nobody has decided yet."""
        return self.state == WAITING
