"""Requests for public information (KIP) beside the ordinary questions of citizens: which it is, its register and its clocks."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kentongan.inbox.lanes.states import EXTENDED, OUTCOMES, REQUEST
from kentongan.organizations.models import Agency, Person
from kentongan.tenancy.models import TenantForeignKey, TenantModel


class InformationLane(models.TextChoices):
    """Two things that look alike and are not (D04, D07)."""

    ORDINARY = "ordinary", "Pertanyaan layanan"
    PPID = "ppid", "Permintaan informasi publik"


class LaneChoice(TenantModel):
    """Which of the two a question is, as a person decided."""

    case = TenantForeignKey("inbox.Case")
    lane = models.CharField(max_length=10, choices=InformationLane.choices)
    chosen_by = TenantForeignKey(Person)
    chosen_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "case"], name="lane_choice_once"),
        ]


class RequestCounter(TenantModel):
    """The last register number of a year."""

    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "year"], name="request_counter_year"),
        ]


class InformationRequest(TenantModel):
    """A request in the PPID's register. `due_at` moves once, by an extension with a reason; what it was stays in `first_due_at`."""

    case = TenantForeignKey("inbox.Case")
    agency = TenantForeignKey(Agency, null=True, blank=True)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    asked = models.TextField()
    state = models.CharField(max_length=12, choices=REQUEST.choices, default=REQUEST.initial)
    received_at = models.DateTimeField()
    registered_by = TenantForeignKey(Person)
    first_due_at = models.DateTimeField()
    due_at = models.DateTimeField()
    extended_at = models.DateTimeField(null=True, blank=True)
    extension_reason = models.CharField(max_length=600, blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=list(OUTCOMES.items()), blank=True)
    outcome_words = models.TextField(blank=True)
    object_by = models.DateTimeField(null=True, blank=True)
    objected_at = models.DateTimeField(null=True, blank=True)
    objection = models.CharField(max_length=600, blank=True)
    settle_by = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settlement = models.TextField(blank=True)
    dispute_by = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "case"], name="information_request_once"),
            models.UniqueConstraint(fields=["government", "year", "number"], name="information_request_number"),
            models.CheckConstraint(
                condition=models.Q(due_at=models.F("first_due_at"))
                | (models.Q(extended_at__isnull=False) & ~models.Q(extension_reason="")),
                name="request_extended_with_reason",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=EXTENDED) | models.Q(extended_at__isnull=False),
                name="request_extended_once",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["government", "state", "due_at"], name="request_due"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        """The register number as people write it."""
        return f"PPID-{self.number:04}/{self.year}"
