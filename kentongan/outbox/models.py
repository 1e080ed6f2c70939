"""The ledger: every act on a platform, each step of it, everything that ever happened to it, and what holds it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q

from kentongan.channels.models import Channel
from kentongan.channels.rules import ChannelAct
from kentongan.connectors import registry
from kentongan.connectors.contract import Act, Platform, Safety
from kentongan.core.ids import uuid7
from kentongan.media.models import Asset
from kentongan.organizations.models import Agency, Person
from kentongan.outbox import states
from kentongan.outbox.acts import ACTS, right_for
from kentongan.outbox.payload import Payload
from kentongan.outbox.sentences import UNSEEN, summary
from kentongan.outbox.states import DELIVERY
from kentongan.tenancy.models import TenantForeignKey, TenantModel

if TYPE_CHECKING:
    from kentongan.outbox.shortages import Shortage


class Delivery(TenantModel):
    """One act on one channel. `next_at` is when the ledger looks at it again; `fence` grows with every claim."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    channel = TenantForeignKey(Channel)
    agency = TenantForeignKey(Agency)
    person = TenantForeignKey(Person)
    act = models.CharField(max_length=12, choices=[(act.value, label) for act, label in ACTS.items()])
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=60)
    payload = models.JSONField()
    payload_hash = models.CharField(max_length=64)
    approved_hash = models.CharField(max_length=64)
    valid_until = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    useless_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=16, choices=DELIVERY.choices, default=DELIVERY.initial)
    run_at = models.DateTimeField()
    next_at = models.DateTimeField()
    priority = models.PositiveSmallIntegerField(default=5)
    app_tokens = models.PositiveSmallIntegerField(default=1)
    units = models.PositiveIntegerField(default=0)
    price = models.DecimalField(max_digits=8, decimal_places=4, default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    fence = models.PositiveIntegerField(default=0)
    attempt = models.PositiveIntegerField(default=0)
    failures = models.PositiveSmallIntegerField(default=0)
    doubts = models.PositiveSmallIntegerField(default=0)
    round = models.PositiveSmallIntegerField(default=1)
    reads_absent = models.PositiveSmallIntegerField(default=0)
    reads_unclear = models.PositiveSmallIntegerField(default=0)
    first_absent_at = models.DateTimeField(null=True, blank=True)
    last_absent_at = models.DateTimeField(null=True, blank=True)
    last_code = models.CharField(max_length=40, blank=True)
    last_detail = models.CharField(max_length=300, blank=True)
    remote_id = models.CharField(max_length=160, blank=True)
    permalink = models.CharField(max_length=500, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    by_hand = models.BooleanField(default=False, help_text="A person chose to do it, although the account is connected")
    proof = TenantForeignKey(Asset, null=True, blank=True)
    untold = models.BooleanField(default=False, help_text="People and apps have yet to hear of its state; see news")
    created_at = models.DateTimeField()
    waits: Shortage | None = None

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["government", "channel", "act", "subject_type", "subject_id"], name="delivery_once"
            ),
            models.UniqueConstraint(
                fields=["government", "channel"],
                condition=Q(state__in=[states.CLAIMED, states.SENDING]),
                name="delivery_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=states.PUBLISHED) | (~Q(remote_id="") & Q(published_at__isnull=False)),
                name="delivery_published_has_its_id",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[states.CLAIMED, states.SENDING]) | Q(lease_until__isnull=False, fence__gt=0),
                name="delivery_work_has_a_lease",
            ),
            models.CheckConstraint(condition=Q(attempt__lte=F("fence")), name="delivery_attempts_are_fenced"),
            models.CheckConstraint(condition=Q(state__in=list(DELIVERY.labels)), name="delivery_state_is_declared"),
        ]
        # The partial ones hold open rows only, so that claiming stays as quick with millions finished.
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["government", "channel", "priority", "run_at", "id"],
                condition=Q(state=states.DUE),
                name="delivery_claim",
            ),
            models.Index(
                fields=["next_at"],
                condition=Q(state__in=[states.SCHEDULED, states.WAITING, states.UNKNOWN, states.BY_HAND]),
                name="delivery_next",
            ),
            models.Index(
                fields=["lease_until"],
                condition=Q(state__in=[states.CLAIMED, states.SENDING]),
                name="delivery_lease",
            ),
            models.Index(
                fields=["government", "state"],
                condition=~Q(state__in=[states.PUBLISHED, states.CANCELLED, states.EXPIRED]),
                name="delivery_open",
            ),
            models.Index(fields=["government", "id"], condition=Q(untold=True), name="delivery_untold"),
            models.Index(fields=["government", "subject_type", "subject_id"], name="delivery_subject"),
            models.Index(fields=["government", "run_at"], name="delivery_agenda"),
        ]

    def __str__(self) -> str:
        return str(self.get_act_display())

    @property
    def content(self) -> Payload:
        """What is to be said."""
        return Payload.from_json(self.payload)

    @property
    def sentence(self) -> str:
        """Where it stands, for people; which budget it waits for where somebody read that (`shortages.with_waits`)."""
        if self.waits:
            return self.waits.why
        return UNSEEN if self.is_unseen else summary(self.state, self.last_code, self.act)

    @property
    def is_unseen(self) -> bool:
        """It stands on the platform where the public cannot see it, as its author chose."""
        if self.state != states.PUBLISHED or self.act != Act.PUBLISH:
            return False
        return registry.capabilities(Platform(self.channel.platform)).unseen_by(self.content.settings) is not None

    @property
    def right(self) -> ChannelAct:
        """What its person must be allowed to do on the channel."""
        return right_for(Act(self.act), self.content.target_kind)

    @property
    def shape(self) -> str:
        """The shape beside that sentence."""
        return "waiting" if self.waits else states.SHAPES[self.state]

    @property
    def path(self) -> str:
        """Its page, below the government's root."""
        return f"/pengiriman/{self.pk}/"


class DeliveryStep(TenantModel):
    """One step of a platform's flow. Written as started before the call, closed right after it.

    `begun_at` is its first start, `started_at` its latest.
    """

    class State(models.TextChoices):
        """What is known of the call."""

        STARTED = "started", "Dimulai"
        DONE = "done", "Selesai"
        PENDING = "pending", "Masih dikerjakan platform"
        FAILED = "failed", "Pasti tidak jadi"
        UNKNOWN = "unknown", "Belum pasti"

    delivery = TenantForeignKey(Delivery)
    round = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=40)
    safety = models.CharField(max_length=12, choices=[(safety.value, safety.value) for safety in Safety])
    state = models.CharField(max_length=10, choices=State.choices)
    request_hash = models.CharField(max_length=64)
    remote_id = models.CharField(max_length=160, blank=True)
    memory = models.JSONField(default=dict)
    tries = models.PositiveIntegerField(default=1)
    fence = models.PositiveIntegerField()
    begun_at = models.DateTimeField()
    started_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "delivery", "round", "name"], name="delivery_step_once"),
            models.CheckConstraint(
                condition=Q(state="started", closed_at=None) | (~Q(state="started") & Q(closed_at__isnull=False)),
                name="delivery_step_is_open_or_closed",
            ),
        ]


class DeliveryEvent(TenantModel):
    """What happened to a delivery; only ever added to."""

    delivery = TenantForeignKey(Delivery)
    source = models.CharField(max_length=16, blank=True)
    target = models.CharField(max_length=16)
    at = models.DateTimeField()
    why = models.CharField(max_length=40)
    data = models.JSONField(default=dict)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["government", "delivery", "id"], name="delivery_event_order")
        ]


class Freeze(TenantModel):
    """Nothing goes out while one is in force: on a channel, from an agency, or (neither named) in the whole government."""

    agency = TenantForeignKey(Agency, null=True, blank=True)
    channel = TenantForeignKey(Channel, null=True, blank=True)
    reason = models.CharField(max_length=300)
    started_by = TenantForeignKey(Person)
    started_at = models.DateTimeField()
    ended_by = TenantForeignKey(Person, null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["government", "agency", "channel"],
                condition=Q(ended_at=None),
                nulls_distinct=False,
                name="freeze_one_in_force",
            ),
        ]


class ChannelBucket(TenantModel):
    """Tokens left for acts on one account; `blocked_until` is what the platform itself asked for."""

    channel = TenantForeignKey(Channel)
    capacity = models.FloatField()
    per_second = models.FloatField()
    tokens = models.FloatField()
    refilled_at = models.DateTimeField()
    blocked_until = models.DateTimeField(null=True, blank=True)
    used = models.FloatField(default=0, help_text="Share used by the platform's own word, until told_until")
    told_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "channel"], name="channel_bucket_once"),
            models.CheckConstraint(condition=Q(tokens__gte=0, capacity__gte=1), name="channel_bucket_holds"),
        ]


class AppBucket(models.Model):
    """Tokens left for one platform's application, shared by every government of the installation.

    `platform` is a platform's name for acts, or `<platform>:units` for units that acts and reads share.
    """

    platform = models.CharField(max_length=20, primary_key=True)
    capacity = models.FloatField()
    per_second = models.FloatField()
    tokens = models.FloatField()
    refilled_at = models.DateTimeField()
    used = models.FloatField(default=0, help_text="Share used by the platform's own word, until told_until")
    told_until = models.DateTimeField(null=True, blank=True)
    source = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(tokens__gte=0, capacity__gte=1), name="app_bucket_holds"),
        ]

    def __str__(self) -> str:
        return self.platform


class SpendingLimit(TenantModel):
    """Most a government will pay a platform in one calendar month (UTC), in US dollars. None set: no limit of ours."""

    platform = models.CharField(max_length=20)
    ceiling = models.DecimalField(max_digits=10, decimal_places=2)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "platform"], name="spending_limit_once"),
            models.CheckConstraint(condition=Q(ceiling__gte=0), name="spending_limit_is_money"),
        ]


class Spending(TenantModel):
    """What acts cost a government on a platform in one month (its first day), counted at the first attempt of each."""

    platform = models.CharField(max_length=20)
    month = models.DateField()
    spent = models.DecimalField(max_digits=12, decimal_places=4, default=0)
    acts = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "platform", "month"], name="spending_once_a_month"),
        ]
