"""Official accounts, what opens them, who may act on them, and what is where on which platform."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kentongan.channels.states import CHANNEL
from kentongan.connectors.contract import Platform
from kentongan.organizations.models import Agency, Person
from kentongan.tenancy.models import Government, TenantForeignKey, TenantModel

PLATFORM_NAMES: dict[str, str] = {
    Platform.FACEBOOK: "Facebook",
    Platform.INSTAGRAM: "Instagram",
    Platform.X: "X",
    Platform.YOUTUBE: "YouTube",
    Platform.TIKTOK: "TikTok",
    Platform.BLUESKY: "Bluesky",
    Platform.THREADS: "Threads",
    Platform.WHATSAPP: "Saluran WhatsApp",
    Platform.TELEGRAM: "Telegram",
    Platform.WEBSITE: "Situs web",
    Platform.PRESS: "Media massa",
    Platform.RADIO: "Radio",
    Platform.VIDEOTRON: "Videotron",
    Platform.PRINT: "Cetak",
    Platform.NOTICE_BOARD: "Papan pengumuman",
}


class Channel(TenantModel):
    """One official account on one platform, owned by one agency."""

    class Standing(models.TextChoices):
        """Whose voice it is."""

        AGENCY = "instansi", "Akun instansi"
        LEADER = "pejabat", "Akun kepala daerah"

    agency = TenantForeignKey(Agency)
    platform = models.CharField(max_length=20, choices=list(PLATFORM_NAMES.items()))
    name = models.CharField(max_length=80)
    handle = models.CharField(max_length=80)
    standing = models.CharField(max_length=10, choices=Standing.choices, default=Standing.AGENCY)
    remote_id = models.CharField(max_length=80)
    world = models.CharField(max_length=60, blank=True, help_text="The sandbox's world; empty on the real platforms")
    by_hand = models.BooleanField(default=False, help_text="No rights on an API: a person uploads what was approved")
    address = models.URLField(max_length=300, blank=True, help_text="Where a person opens the account")
    state = models.CharField(max_length=16, choices=CHANNEL.choices, default=CHANNEL.initial)
    state_reason = models.CharField(max_length=300, blank=True)
    next_poll_at = models.DateTimeField(null=True, blank=True)
    polled_at = models.DateTimeField(null=True, blank=True)
    pushed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "platform", "remote_id"], name="channel_account"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["government", "next_poll_at"], name="channel_next_poll")
        ]

    def __str__(self) -> str:
        return f"{self.platform_name} {self.name}"

    @property
    def platform_name(self) -> str:
        """The platform as people write it."""
        return PLATFORM_NAMES[self.platform]


class Route(models.Model):
    """Where a webhook's account belongs. Outside every government's wall, because the webhook names none; ids only.

    The column is not called `government_id`: that name is what walls a table in.
    """

    platform = models.CharField(max_length=20)
    remote_id = models.CharField(max_length=80)
    government = models.ForeignKey(
        Government, on_delete=models.CASCADE, related_name="+", db_column="home_government_id"
    )
    channel_id = models.BigIntegerField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["platform", "remote_id"], name="route_account"),
        ]

    def __str__(self) -> str:
        return f"{self.platform} {self.remote_id}"


class Credential(TenantModel):
    """The keys of an account, encrypted. Read only by `channels.accounts`."""

    channel = TenantForeignKey(Channel)
    token = models.TextField()
    refresh_token = models.TextField(blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    refresh_expires_at = models.DateTimeField(null=True, blank=True)
    refreshed_at = models.DateTimeField(null=True, blank=True)
    refresh_failures = models.PositiveSmallIntegerField(default=0)
    checked_at = models.DateTimeField(null=True, blank=True)
    missing = models.JSONField(default=list, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "channel"], name="credential_one_per_channel"),
        ]


class Grant(TenantModel):
    """A person's right to act on a channel, as far as the channel is concerned."""

    channel = TenantForeignKey(Channel)
    person = TenantForeignKey(Person)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    revoked_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["government", "channel", "person"],
                condition=models.Q(revoked_on=None),
                name="grant_one_in_force",
            ),
        ]


class RemoteObject(TenantModel):
    """Something of ours, or said to us, that stands on a platform."""

    channel = TenantForeignKey(Channel)
    kind = models.CharField(max_length=12, choices=[("post", "Kiriman"), ("comment", "Komentar")])
    remote_id = models.CharField(max_length=160)
    permalink = models.URLField(max_length=500, blank=True)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=60)
    text = models.TextField(blank=True)
    published_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "channel", "kind", "remote_id"], name="remote_object_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["government", "subject_type", "subject_id"], name="remote_object_subject"),
            models.Index(fields=["government", "channel", "-published_at"], name="remote_object_newest"),
        ]
