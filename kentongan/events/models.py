"""An event of the agenda, what was noted and photographed there, and the posts planned around it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kentongan.content.models import Post
from kentongan.events.states import EVENT, MARKS, OPEN
from kentongan.media.models import Asset
from kentongan.organizations.models import Agency, Person
from kentongan.tenancy.models import TenantForeignKey, TenantModel


class Event(TenantModel):
    """Something an agency does in public, alone or with a second agency. `officer`: who covers it."""

    class Source(models.TextChoices):
        """How it came into the agenda."""

        FORM = "form", "dicatat di sini"
        ICAL = "ical", "dari berkas iCal"
        XLSX = "xlsx", "dari berkas XLSX"

    agency = TenantForeignKey(Agency)
    co_agency = TenantForeignKey(Agency, null=True, blank=True)
    title = models.CharField(max_length=160)
    place = models.CharField(max_length=160, blank=True)
    programme = models.CharField(max_length=300, blank=True, help_text="By name; hashtags and the place in the plan")
    notes = models.TextField(max_length=1000, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=EVENT.choices, default=EVENT.initial)
    officer = TenantForeignKey(Person, null=True, blank=True)
    source = models.CharField(max_length=8, choices=Source.choices, default=Source.FORM)
    source_key = models.CharField(max_length=80, blank=True, help_text="The same entry of a file is one event")
    made_by = TenantForeignKey(Person, null=True, blank=True)
    made_at = models.DateTimeField()
    told_before = models.BooleanField(default=False, help_text="The officer was reminded the day before")
    told_start = models.BooleanField(default=False, help_text="The officer was reminded at the start")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("starts_at")), name="event_takes_time"),
            models.UniqueConstraint(
                fields=["government", "agency", "source_key"],
                condition=~models.Q(source_key=""),
                name="event_once_per_entry",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["government", "starts_at", "id"], name="event_agenda"),
            models.Index(
                fields=["government", "starts_at"],
                condition=models.Q(officer__isnull=False, told_start=False, state__in=["assigned", "covering"]),
                name="event_to_remind",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def state_label(self) -> str:
        """The state in words."""
        return EVENT.labels[self.state]

    @property
    def mark(self) -> str:
        """The shape before the state's words."""
        return MARKS[self.state]

    @property
    def open(self) -> bool:
        """Somebody still has to cover it."""
        return self.state in OPEN


class Coverage(TenantModel):
    """What was noted at an event: six answers, as typed."""

    event = TenantForeignKey(Event)
    what = models.TextField(blank=True)
    who = models.TextField(blank=True)
    when = models.TextField(blank=True)
    where = models.TextField(blank=True)
    why = models.TextField(blank=True)
    how = models.TextField(blank=True)
    credit = models.CharField(max_length=80, blank=True)
    revision = models.PositiveIntegerField(default=1)
    changed_by = TenantForeignKey(Person, null=True, blank=True)
    changed_at = models.DateTimeField()
    drafted = models.PositiveIntegerField(default=0, help_text="Revision of the post as the draft left it")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "event"], name="coverage_once"),
        ]


class Photo(TenantModel):
    """A photo or video taken at an event. `token`: the phone's own name for it, so that a repeated upload is one photo."""

    event = TenantForeignKey(Event)
    asset = TenantForeignKey(Asset)
    token = models.CharField(max_length=40)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "event", "token"], name="event_photo_once"),
        ]


class EventPost(TenantModel):
    """A post that belongs to an event: one of the four of its series."""

    class Kind(models.TextChoices):
        """Which of the four."""

        ANNOUNCE = "announce", "Umumkan"
        REMIND = "remind", "H-1"
        COVERAGE = "coverage", "Liputan"
        RECAP = "recap", "Rekap"

    event = TenantForeignKey(Event)
    post = TenantForeignKey(Post)
    kind = models.CharField(max_length=10, choices=Kind.choices)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "event", "kind"], name="event_post_once"),
        ]


class Intake(TenantModel):
    """A file with an agenda, read but not yet taken in: its rows, and what is wrong with others. Only its reader sees it."""

    agency = TenantForeignKey(Agency)
    made_by = TenantForeignKey(Person)
    made_at = models.DateTimeField()
    name = models.CharField(max_length=120)
    source = models.CharField(max_length=8, choices=Event.Source.choices)
    rows = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    remarks = models.JSONField(default=list)
    taken_at = models.DateTimeField(null=True, blank=True)
