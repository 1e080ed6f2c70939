"""What a government's clocks run by, what stopped them, why a deadline moved, and who was told."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kentongan.inbox.classes import ReportClass
from kentongan.organizations.models import Person
from kentongan.tenancy.models import TenantForeignKey, TenantModel


class Unit(models.TextChoices):
    """What a promise is counted in."""

    DAY = "day", "hari kerja"
    MINUTE = "minute", "menit jam kerja"
    HOUR = "hour", "jam"


class OfficeHours(TenantModel):
    """The hours offices are open from a day to a day: Ramadan, or any other time. Without a row: 08.00 to 16.00.

    `ends` None: the usual hours from that day on, until others begin; a time with an end goes before them.
    """

    name = models.CharField(max_length=80)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    opens = models.TimeField()
    closes = models.TimeField()
    friday_closes = models.TimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(ends__gte=models.F("starts")), name="office_hours_in_order"),
            models.CheckConstraint(condition=models.Q(closes__gt=models.F("opens")), name="office_hours_open_first"),
            models.UniqueConstraint(
                fields=["government", "starts", "ends"], nulls_distinct=False, name="office_hours_once"
            ),
        ]


class ClockRule(TenantModel):
    """A government's own length of a promise, for one class of report or for all."""

    code = models.CharField(max_length=4)
    report_class = models.CharField(max_length=12, choices=ReportClass.choices, blank=True)
    amount = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "code", "report_class"], name="clock_rule_once"),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="clock_rule_above_zero"),
        ]


class LadderStep(TenantModel):
    """When a deadline comes near or passes: how many working days after it (before: negative), and who is told."""

    class Target(models.TextChoices):
        """Who is told."""

        LIAISON = "liaison", "Pejabat penghubung"
        SECRETARY = "secretary", "Sekretaris unit"
        HEAD = "head", "Kepala unit"
        COORDINATOR = "coordinator", "Admin koordinator"
        SEKDA = "sekda", "Sekretaris daerah"

    days = models.SmallIntegerField()
    target = models.CharField(max_length=12, choices=Target.choices)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "days", "target"], name="ladder_step_once"),
        ]


class CasePause(TenantModel):
    """A time in which a case's clocks stood: the citizen was asked for more, or it was put off until a day."""

    class Kind(models.TextChoices):
        """Why they stand."""

        CITIZEN = "citizen", "Menunggu warga melengkapi"
        POSTPONED = "postponed", "Ditunda"

    case = TenantForeignKey("inbox.Case")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    reason = models.CharField(max_length=500)
    state_before = models.CharField(max_length=12)
    started_at = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    started_by = TenantForeignKey(Person, null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = TenantForeignKey(Person, null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["government", "case"], condition=models.Q(ended_at=None), name="case_pause_running_once"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["government", "until"], condition=models.Q(ended_at=None), name="case_pause_until"),
        ]


class DeadlineChange(TenantModel):
    """A deadline that moved: the moment that stood before stays here, with why."""

    deadline = TenantForeignKey("inbox.Deadline")
    old_due_at = models.DateTimeField()
    new_due_at = models.DateTimeField()
    why = models.CharField(max_length=200)
    at = models.DateTimeField()


class Escalation(TenantModel):
    """One step of the ladder that was taken: never twice, also where the ladder changed, and the words that were told."""

    deadline = TenantForeignKey("inbox.Deadline")
    step = models.PositiveSmallIntegerField()
    days = models.SmallIntegerField(db_default=0)
    target = models.CharField(max_length=12, choices=LadderStep.Target.choices)
    told = models.CharField(max_length=240)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "deadline", "days", "target"], name="escalation_rung_once"),
        ]
