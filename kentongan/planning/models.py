"""What a government means to publish, for whom, when, and why."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kentongan.channels.models import PLATFORM_NAMES, Channel
from kentongan.organizations.models import Agency, Person
from kentongan.planning.pillars import Pillar
from kentongan.planning.rules import Period
from kentongan.tenancy.models import TenantForeignKey, TenantModel

Codes = models.JSONField
"""A list of audience codes, see `audiences`."""


class Programme(TenantModel):
    """One line of the tree: a vision, a mission of it, or a programme of a mission. Posts point at programmes."""

    class Level(models.TextChoices):
        """How far down the tree."""

        VISION = "visi", "Visi"
        MISSION = "misi", "Misi"
        PROGRAMME = "program", "Program"

    parent = TenantForeignKey("self", null=True, blank=True)
    level = models.CharField(max_length=8, choices=Level.choices)
    code = models.CharField(max_length=30, blank=True, help_text="As RPJMD or RKPD numbers it")
    name = models.CharField(max_length=300)
    owner = TenantForeignKey(Agency, null=True, blank=True)
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()
    priority = models.BooleanField(default=False)
    is_example = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(last_year__gte=models.F("first_year")), name="programme_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=models.Q(level="visi", parent=None) | (~models.Q(level="visi") & ~models.Q(parent=None)),
                name="programme_hangs_in_the_tree",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}".strip()


class TreeImport(TenantModel):
    """A file of the programme tree: what it says is kept, and judged anew each time somebody looks."""

    person = TenantForeignKey(Person)
    at = models.DateTimeField()
    file_name = models.CharField(max_length=160)
    file_hash = models.CharField(max_length=64)
    table = models.JSONField(help_text="See workbooks.tables")
    rows = models.PositiveSmallIntegerField()
    taken_at = models.DateTimeField(null=True, blank=True)
    added = models.PositiveSmallIntegerField(default=0)
    changed = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return self.file_name


class Basis(models.TextChoices):
    """The three grounds of a communication strategy: Permenkominfo 4/2024 Pasal 9 (KOM-09)."""

    THEME = "tematik", "Program tematik"
    PRIORITY = "prioritas", "Program prioritas"
    CRISIS = "krisis", "Penanganan krisis"


class Strategy(TenantModel):
    """How one matter is talked about during a year."""

    year = models.PositiveSmallIntegerField()
    basis = models.CharField(max_length=10, choices=Basis.choices)
    programme = TenantForeignKey(Programme, null=True, blank=True)
    title = models.CharField(max_length=160)
    aim = models.TextField()
    approach = models.TextField(blank=True)
    audiences = Codes(default=list, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "year", "title"], name="strategy_once"),
            models.CheckConstraint(
                condition=~models.Q(basis="prioritas") | ~models.Q(programme=None), name="strategy_names_its_programme"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.year})"


class Campaign(TenantModel):
    """A stretch of posts with one goal. The brief has the fields of Permenkominfo 4/2024 Pasal 11 (KOM-11)."""

    name = models.CharField(max_length=160)
    agency = TenantForeignKey(Agency)
    basis = models.CharField(max_length=10, choices=Basis.choices)
    strategy = TenantForeignKey(Strategy, null=True, blank=True)
    programme = TenantForeignKey(Programme, null=True, blank=True)
    starts = models.DateField()
    ends = models.DateField()
    planned_posts = models.PositiveSmallIntegerField(default=0)
    goal = models.TextField()
    situation = models.TextField(blank=True)
    issue_map = models.TextField(blank=True)
    messages = models.TextField(blank=True)
    audiences = Codes(default=list, blank=True)
    method = models.TextField(blank=True)
    risk = models.TextField(blank=True)
    evaluation = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "name", "starts"], name="campaign_once"),
            models.CheckConstraint(
                condition=models.Q(ends__gte=models.F("starts")), name="campaign_ends_after_it_starts"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["government", "-ends"], name="campaign_newest")]

    def __str__(self) -> str:
        return self.name


class Quota(TenantModel):
    """How many posts of a pillar an agency means to publish in a month. `month`: its first day."""

    agency = TenantForeignKey(Agency)
    month = models.DateField()
    pillar = models.CharField(max_length=12, choices=Pillar.choices)
    planned = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "month", "agency", "pillar"], name="quota_once"),
        ]


class Audience(TenantModel):
    """A group of people that only this government speaks of."""

    code = models.SlugField(max_length=40, db_index=False)
    name = models.CharField(max_length=60)
    retired = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "code"], name="audience_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Slot(TenantModel):
    """An hour of the week an agency keeps for a post, on one account or on any. `weekday`: Monday is 0."""

    agency = TenantForeignKey(Agency)
    channel = TenantForeignKey(Channel, null=True, blank=True)
    weekday = models.PositiveSmallIntegerField()
    at = models.TimeField(help_text="In the government's time zone")
    pillar = models.CharField(max_length=12, choices=Pillar.choices, blank=True)
    note = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["government", "agency", "channel", "weekday", "at"],
                name="slot_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(condition=models.Q(weekday__lte=6), name="slot_on_a_weekday"),
        ]


class Observance(TenantModel):
    """A day this government marks beside the national ones. `year` None: every year."""

    name = models.CharField(max_length=120)
    month = models.PositiveSmallIntegerField()
    day = models.PositiveSmallIntegerField()
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    pillar = models.CharField(max_length=12, choices=Pillar.choices, default=Pillar.ACTIVITY)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["government", "month", "day", "year", "name"], name="observance_once", nulls_distinct=False
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Obligation(TenantModel):
    """Something an agency must tell the public again and again (*informasi berkala*).

    `due_day`: the day of the last month of each period; a shorter month is due on its last day.
    """

    name = models.CharField(max_length=160)
    agency = TenantForeignKey(Agency)
    period = models.CharField(max_length=10, choices=[(period.value, period.label) for period in Period])
    due_day = models.PositiveSmallIntegerField(default=25)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    pillar = models.CharField(max_length=12, choices=Pillar.choices, default=Pillar.SERVICE)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "agency", "name"], name="obligation_once"),
            models.CheckConstraint(condition=models.Q(due_day__gte=1, due_day__lte=31), name="obligation_due_on_a_day"),
        ]

    def __str__(self) -> str:
        return self.name


class Fulfilment(TenantModel):
    """What was (or will be) published for one period of an obligation. The post lies in a layer above: by its key."""

    obligation = TenantForeignKey(Obligation)
    period_starts = models.DateField()
    post_id = models.BigIntegerField()
    linked_by = TenantForeignKey(Person)
    linked_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "obligation", "period_starts"], name="fulfilment_once"),
        ]


class ChannelPurpose(TenantModel):
    """What a platform, or one account on it, is for, and for whom."""

    platform = models.CharField(max_length=20, choices=list(PLATFORM_NAMES.items()))
    channel = TenantForeignKey(Channel, null=True, blank=True)
    purpose = models.CharField(max_length=200)
    audiences = Codes(default=list, blank=True)
    pillars = models.JSONField(default=list, blank=True)
    urgent = models.BooleanField(default=False, help_text="Where people look first when something happens")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["government", "platform", "channel"], name="channel_purpose_once", nulls_distinct=False
            ),
        ]
