"""What the calendar keeps: a government's limits, and who reads it from a calendar of their own."""

from __future__ import annotations

from datetime import time
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from kentongan.organizations.models import Person
from kentongan.tenancy.models import TenantForeignKey, TenantModel

LONGEST_SLOT = 12 * 60


class CalendarLimits(TenantModel):
    """What a government calls too much, too near or too late. Zero: no limit; equal hours: no quiet ones."""

    quiet_from = models.TimeField(default=time(21, 0))
    quiet_until = models.TimeField(default=time(6, 0))
    per_channel = models.PositiveSmallIntegerField(default=4, validators=[MaxValueValidator(100)])
    per_agency = models.PositiveSmallIntegerField(default=8, validators=[MaxValueValidator(500)])
    slot_minutes = models.PositiveSmallIntegerField(
        default=60, validators=[MinValueValidator(5), MaxValueValidator(LONGEST_SLOT)]
    )

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government"], name="calendar_limits_once"),
        ]


class CalendarFeed(TenantModel):
    """A secret address at which one person's calendar program reads along. Only its hash is kept."""

    person = TenantForeignKey(Person)
    key_hash = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "key_hash"], name="calendar_feed_key"),
            models.UniqueConstraint(
                fields=["government", "person"], condition=models.Q(revoked_at=None), name="calendar_feed_one_a_person"
            ),
        ]
