"""Agencies and people, and the facts that give a person the right to act."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models

from kentongan.organizations.roles import LABELS
from kentongan.tenancy.models import TenantForeignKey, TenantModel


class User(AbstractUser):
    """A way to sign in. A person of two governments signs in once and has a `Person` in each."""


class Agency(TenantModel):
    """A unit of the government: Diskominfo, another OPD, a kecamatan, a kelurahan."""

    class Kind(models.TextChoices):
        """Where in the tree a unit stands."""

        LEADER = "leader", "Kepala daerah"
        AGENCY = "opd", "Perangkat daerah"
        DISTRICT = "kecamatan", "Kecamatan"
        VILLAGE = "kelurahan", "Kelurahan"

    parent = TenantForeignKey("self", null=True, blank=True)
    code = models.SlugField(max_length=40, db_index=False)
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=60)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    region_code = models.CharField(max_length=13, blank=True)
    affairs = models.CharField(
        max_length=80, blank=True, help_text="Codes of government affairs (urusan), separated by spaces"
    )
    is_example = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "code"], name="agency_code"),
        ]

    def __str__(self) -> str:
        return self.name


class Person(TenantModel):
    """Someone who works for this government."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    agency = TenantForeignKey(Agency)
    name = models.CharField(max_length=120)
    honorific = models.CharField(max_length=10, blank=True, help_text="Pak, Bu")
    position = models.CharField(max_length=120, blank=True)
    active = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "user"], name="person_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def polite_name(self) -> str:
        """How colleagues say it: "Pak Bima"."""
        return f"{self.honorific} {self.name.split()[0]}".strip()


class RoleHolding(TenantModel):
    """A role given to a person."""

    person = TenantForeignKey(Person)
    role = models.CharField(max_length=20, choices=list(LABELS.items()))

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "person", "role"], name="role_held_once"),
        ]


class Appointment(TenantModel):
    """The fact of an appointment: an official decree (SK) names a person for an agency, from a day to a day."""

    person = TenantForeignKey(Person)
    agency = TenantForeignKey(Agency)
    number = models.CharField(max_length=80)
    starts = models.DateField()
    ends = models.DateField()
    revoked_on = models.DateField(null=True, blank=True)
    revoked_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(ends__gte=models.F("starts")), name="appointment_ends_after_it_starts"
            ),
        ]


class Competency(TenantModel):
    """The fact of a training level, entered by hand until the academy issues certificates."""

    person = TenantForeignKey(Person)
    level = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=80)
    starts = models.DateField()
    ends = models.DateField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(ends__gte=models.F("starts")), name="competency_ends_after_it_starts"
            ),
        ]


class CalendarDay(TenantModel):
    """A day on which this government's calendar differs from the national one."""

    day = models.DateField()
    is_working = models.BooleanField()
    name = models.CharField(max_length=120)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "day"], name="calendar_day_once"),
        ]
