"""A request for approval of exact content, the decisions on it, the paths it can take, and who stands in for whom."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from kentongan.approvals.rules import RISKS, Path
from kentongan.approvals.states import APPROVAL, APPROVED, EXPIRED, IN_FORCE, VOID, WAITING
from kentongan.compliance.impact.knowing import CLASSES
from kentongan.compliance.impact.rules import LOW
from kentongan.organizations.models import Agency, Person
from kentongan.organizations.roles import LABELS
from kentongan.tenancy.models import TenantForeignKey, TenantModel

REASON = 1000


class Approval(TenantModel):
    """One request. It speaks of the bytes whose fingerprint is `content_hash`, and of nothing else.

    `frozen_path` is its way as it was when it was asked; `Call` rows say who can bring the open step forward.
    """

    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=60)
    agency = TenantForeignKey(Agency, help_text="Whose content it is")
    co_agency = TenantForeignKey(Agency, null=True, blank=True, help_text="Writes it too: its people see the request")
    deciding_agency = TenantForeignKey(Agency, help_text="Whose approver is asked: the agency itself or one above it")
    title = models.CharField(max_length=240)
    path = models.CharField(max_length=200, help_text="The address of the thing")
    content_hash = models.CharField(max_length=64)
    shown = models.JSONField(default=dict, db_default={}, help_text="What was asked about, to compare the next with")
    content_class = models.CharField(max_length=16, choices=list(CLASSES.items()), default="umum", db_default="umum")
    risk = models.CharField(max_length=8, choices=list(RISKS.items()), default=LOW, db_default=LOW)
    emergency = models.BooleanField(default=False, db_default=False)
    facts = models.JSONField(default=dict, db_default={})
    frozen_path = models.JSONField(default=dict, db_default={})
    authors = ArrayField(models.BigIntegerField(), default=list, db_default=[])
    told = ArrayField(models.BigIntegerField(), default=list, db_default=[], help_text="Told of the open step")
    step = models.PositiveSmallIntegerField(default=0, db_default=0)
    step_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    escalated_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True, help_text="A request nobody decided by then lapses")
    valid_until = models.DateTimeField(null=True, blank=True, help_text="An approval holds until then")
    look_at = models.DateTimeField(null=True, blank=True, help_text="When the job has something to do with it")
    state = models.CharField(max_length=16, choices=APPROVAL.choices, default=APPROVAL.initial)
    requested_by = TenantForeignKey(Person)
    requested_at = models.DateTimeField()
    decided_by = TenantForeignKey(Person, null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=REASON, blank=True)
    follows = ""  #: what its approval led to, in a sentence, for whoever just gave it

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["government", "subject_type", "subject_id"],
                condition=models.Q(state__in=IN_FORCE),
                name="approval_one_in_force",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[WAITING, VOID, EXPIRED]) | models.Q(decided_by__isnull=False),
                name="approval_decided_by_someone",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=APPROVED) | ~models.Q(decided_by=models.F("requested_by")),
                name="approval_not_by_the_one_who_asked",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["government", "requested_at", "id"],
                condition=models.Q(state=WAITING),
                name="approval_waiting_longest",
            ),
            models.Index(
                fields=["government", "-decided_at", "-id"],
                condition=models.Q(decided_at__isnull=False),
                name="approval_decided_lately",
            ),
            models.Index(fields=["look_at"], condition=models.Q(look_at__isnull=False), name="approval_to_look_at"),
            models.Index(
                fields=["government", "-requested_at"],
                condition=models.Q(emergency=True),
                name="approval_emergencies",
            ),
            models.Index(fields=["government", "-requested_at"], name="approval_newest"),
            models.Index(fields=["government", "subject_type", "subject_id", "-id"], name="approval_about"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def waits(self) -> bool:
        """Nobody has decided yet."""
        return self.state == WAITING

    @property
    def way(self) -> Path:
        """The path it takes."""
        return Path.from_json(self.frozen_path)


class Call(TenantModel):
    """Somebody is asked to bring the open step forward: a row a party while it waits. `key`: see `people.key_of`."""

    approval = TenantForeignKey(Approval)
    key = models.CharField(max_length=60)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "key", "approval"], name="call_once"),
        ]


class Decision(TenantModel):
    """What one person said at one step. Rows are only ever added."""

    class Answer(models.TextChoices):
        """What was said."""

        APPROVE = "approve", "menyetujui"
        CHANGE = "change", "meminta perbaikan"

    approval = TenantForeignKey(Approval)
    step = models.PositiveSmallIntegerField()
    person = TenantForeignKey(Person)
    in_place_of = TenantForeignKey(Person, null=True, blank=True)
    delegation = TenantForeignKey("approvals.Delegation", null=True, blank=True)
    answer = models.CharField(max_length=8, choices=Answer.choices)
    covers = models.JSONField(default=list, help_text="Which of the parties asked it stands for")
    reason = models.CharField(max_length=REASON, blank=True)
    content_hash = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "approval", "step", "person"], name="decision_once_a_step"),
        ]


class ApprovalPath(TenantModel):
    """A way of a government's own: see `rules.Path`."""

    name = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField(default=10)
    conditions = models.JSONField(default=dict)
    way = models.JSONField(help_text="See rules.Path.as_json")
    retired_at = models.DateTimeField(null=True, blank=True)
    changed_by = TenantForeignKey(Person)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name

    @property
    def rule(self) -> Path:
        """As the rules read it."""
        return Path.from_json(self.way | {"name": self.name, "conditions": self.conditions})


class Delegation(TenantModel):
    """Someone acts in another's place for a term, on paper."""

    class Kind(models.TextChoices):
        """How it is called."""

        DAILY = "plh", "Plh"
        TASK = "plt", "Plt"

    from_person = TenantForeignKey(Person)
    to_person = TenantForeignKey(Person)
    kind = models.CharField(max_length=4, choices=Kind.choices, default=Kind.DAILY)
    number = models.CharField(max_length=80)
    starts = models.DateField()
    ends = models.DateField()
    role = models.CharField(max_length=20, choices=list(LABELS.items()), blank=True, help_text="Empty: every role")
    agency = TenantForeignKey(Agency, null=True, blank=True, help_text="None: wherever the person decides")
    revoked_at = models.DateTimeField(null=True, blank=True)
    look_at = models.DateTimeField(null=True, blank=True, help_text="When it begins or ends next")
    recorded_by = TenantForeignKey(Person, null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(ends__gte=models.F("starts")), name="delegation_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=~models.Q(from_person=models.F("to_person")), name="delegation_to_somebody_else"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["look_at"], condition=models.Q(look_at__isnull=False), name="delegation_to_look_at"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.from_person.polite_name}"


class AfterAudit(TenantModel):
    """An emergency looked at after it went out."""

    class Finding(models.TextChoices):
        """What the audit found."""

        RIGHT = "right", "Benar darurat"
        WRONG = "wrong", "Seharusnya lewat jalur biasa"
        CONTENT = "content", "Isinya perlu diperbaiki"

    approval = TenantForeignKey(Approval)
    due_at = models.DateTimeField()
    finding = models.CharField(max_length=8, choices=Finding.choices, blank=True)
    note = models.CharField(max_length=REASON, blank=True)
    by = TenantForeignKey(Person, null=True, blank=True)
    at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "approval"], name="after_audit_once"),
            models.CheckConstraint(
                condition=models.Q(finding="") | models.Q(by__isnull=False), name="after_audit_by_someone"
            ),
        ]
