"""Governments and the base of every table that belongs to one."""

from __future__ import annotations

from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.db import models


class Government(models.Model):
    """One regency or city. Its key is a surrogate because Kemendagri codes change."""

    code = models.SlugField(max_length=40, unique=True)
    kemendagri_code = models.CharField(max_length=5)
    name = models.CharField(max_length=80)
    short_name = models.CharField(max_length=40)
    head_title = models.CharField(max_length=20, help_text="Bupati or Wali Kota")
    time_zone = models.CharField(max_length=40, default="Asia/Jakarta")
    host = models.CharField(max_length=200, blank=True)
    requires_appointment = models.BooleanField(default=True)
    requires_competency = models.BooleanField(default=True)
    requires_grant = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["host"], condition=~models.Q(host=""), name="one_government_per_host"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which its people read times."""
        return ZoneInfo(self.time_zone)


class TenantForeignKey(models.ForeignKey[Any, Any]):
    """A reference inside one government.

    The database key is composite, `(government_id, …) → (government_id, id)`, so that no row can ever point into another
    government. `SecureTenantTables` writes it, and the index, in the migration; Django's own single-column ones are left out.
    """

    def __init__(self, to: Any, on_delete: Any = models.PROTECT, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own shape
        kwargs["db_constraint"] = False
        kwargs.setdefault("db_index", False)
        kwargs.setdefault("related_name", "+")
        super().__init__(to, on_delete, **kwargs)


class TenantModel(models.Model):
    """A row of one government."""

    government = models.ForeignKey(Government, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        abstract = True
