"""Imports, and which post came from which row."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kentongan.content.importing.moments import DAY_FIRST, MONTH_FIRST
from kentongan.content.importing.states import IMPORT, MARKS
from kentongan.organizations.models import Agency, Person
from kentongan.tenancy.models import TenantForeignKey, TenantModel


class Import(TenantModel):
    """One file of planned posts: what it says is kept, and judged anew each time somebody looks."""

    class Order(models.TextChoices):
        """How 3/4/2026 is meant in this file."""

        DAY_FIRST = DAY_FIRST, "Hari, lalu bulan"
        MONTH_FIRST = MONTH_FIRST, "Bulan, lalu hari"

    agency = TenantForeignKey(Agency)
    person = TenantForeignKey(Person)
    at = models.DateTimeField()
    file_name = models.CharField(max_length=160)
    file_hash = models.CharField(max_length=64)
    table = models.JSONField(help_text="See content.importing.tables")  # now `workbooks.tables`
    order = models.CharField(max_length=3, blank=True, choices=Order.choices)
    rows = models.PositiveSmallIntegerField()
    made = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=8, choices=IMPORT.choices, default=IMPORT.initial)
    made_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["government", "agency", "-at"], name="import_newest"),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def state_label(self) -> str:
        """The state in words."""
        return IMPORT.labels[self.state]

    @property
    def mark(self) -> str:
        """The shape before them."""
        return MARKS[self.state]


class ImportedPost(TenantModel):
    """A post that came from a row. `live` ends when the import is undone: the same row may come again."""

    source = TenantForeignKey(Import)
    post = TenantForeignKey("content.Post")
    row = models.PositiveIntegerField()
    fingerprint = models.CharField(max_length=64)
    alt_text = models.CharField(max_length=1000, blank=True, help_text="For the picture that is still to be added")
    live = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["government", "fingerprint"], condition=models.Q(live=True), name="imported_row_once"
            ),
            models.UniqueConstraint(fields=["government", "post"], name="imported_post_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["government", "source", "row"], name="imported_by_row"),
        ]

    def __str__(self) -> str:
        return f"{self.source}, {self.row}"
