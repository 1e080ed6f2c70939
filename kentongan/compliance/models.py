"""What a government tells the checks about itself."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kentongan.tenancy.models import TenantModel


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
