"""Official accounts, what opens them, who may act on them, and what is where on which platform."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kentongan.channels.states import CHANNEL, CONNECTION
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
    connected_at = models.DateTimeField(null=True, blank=True, help_text="Active since: connected, or resumed")
    missed_at = models.DateTimeField(null=True, blank=True, help_text="A poll found what a webhook should have told")
    silent_since = models.DateTimeField(null=True, blank=True)
    read_deeper = models.BooleanField(default=False, help_text="The next poll reads further back than usual")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "platform", "remote_id"], name="channel_account"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["government", "next_poll_at"], name="channel_next_poll")
        ]

    def __str__(self) -> str:
        # "Radio Suara Danau" says its kind already; "Radio Radio Suara Danau" would say it twice.
        said = f"{self.name} ".casefold().startswith(f"{self.platform_name} ".casefold())
        return self.name if said else f"{self.platform_name} {self.name}"

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
    renew_at = models.DateTimeField(null=True, blank=True, help_text="When new keys are asked for")
    held_until = models.DateTimeField(null=True, blank=True, help_text="A worker is asking for new keys until then")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "channel"], name="credential_one_per_channel"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["government", "renew_at"], name="credential_renewal"),
        ]


class Connection(TenantModel):
    """One person's walk to a platform's consent page and back. What it brings is kept locked until an account is picked."""

    person = TenantForeignKey(Person)
    platform = models.CharField(max_length=20, choices=list(PLATFORM_NAMES.items()))
    channel = TenantForeignKey(Channel, null=True, blank=True)
    world = models.CharField(max_length=60, blank=True)
    base = models.CharField(max_length=200, help_text="The government's own address the person came by")
    nonce = models.CharField(max_length=64, help_text="What the state carries")
    verifier = models.TextField(help_text="PKCE, locked")
    offers = models.TextField(blank=True, help_text="Accounts and their keys, locked; empty once picked")
    state = models.CharField(max_length=10, choices=CONNECTION.choices, default=CONNECTION.initial)
    note = models.CharField(max_length=300, blank=True)
    began_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "nonce"], name="connection_nonce_once"),
        ]

    def __str__(self) -> str:
        return f"{self.platform_name}, {self.get_state_display()}"

    @property
    def platform_name(self) -> str:
        """The platform as people write it."""
        return PLATFORM_NAMES[self.platform]


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
