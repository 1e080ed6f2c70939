"""A post: one story, and a version of it for each channel."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils.functional import cached_property

from kentongan.channels.models import Channel, RemoteObject
from kentongan.content.extras import Extra
from kentongan.content.states import EDITABLE, MARKS, POST
from kentongan.media.models import Asset
from kentongan.organizations.models import Agency, Person
from kentongan.tenancy.models import TenantForeignKey, TenantModel

if TYPE_CHECKING:
    from collections.abc import Sequence


class Pillar(models.TextChoices):
    """The four content pillars."""

    SERVICE = "layanan", "Layanan publik"
    ACTIVITY = "kegiatan", "Kegiatan pemerintah"
    GOOD_NEWS = "kabar_baik", "Pemberitaan positif"
    EDUCATION = "edukasi", "Edukasi masyarakat"


class Post(TenantModel):
    """One story, planned for a moment. `publish_at` None: as soon as it is approved."""

    agency = TenantForeignKey(Agency)
    author = TenantForeignKey(Person)
    title = models.CharField(max_length=160, blank=True)
    story = models.TextField(blank=True)
    pillar = models.CharField(max_length=12, choices=Pillar.choices, default=Pillar.SERVICE)
    publish_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=16, choices=POST.choices, default=POST.initial)
    revision = models.PositiveIntegerField(default=1)
    changed_by = TenantForeignKey(Person)
    changed_at = models.DateTimeField()
    created_at = models.DateTimeField()
    submitted_by = TenantForeignKey(Person, null=True, blank=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["government", "-changed_at", "-id"], name="post_newest"),
            models.Index(fields=["government", "publish_at"], name="post_agenda"),
            models.Index(fields=["government", "state", "-changed_at"], name="post_state"),
        ]

    def __str__(self) -> str:
        return self.headline

    @property
    def headline(self) -> str:
        """The title, or what can stand in for it."""
        return self.title or "Kiriman tanpa judul"

    @property
    def state_label(self) -> str:
        """The state in words."""
        return POST.labels[self.state]

    @property
    def mark(self) -> str:
        """The shape before the state's words."""
        return MARKS[self.state]

    @property
    def editable(self) -> bool:
        """The text may still change."""
        return self.state in EDITABLE

    @cached_property
    def versions(self) -> Sequence[Version]:
        """The story as each chosen channel will carry it, by platform."""
        rows = Version.objects.filter(government_id=self.government_id, post_id=self.pk)
        return list(rows.select_related("channel").order_by("channel__platform", "channel_id"))

    @cached_property
    def assets(self) -> Sequence[Asset]:
        """Pictures and videos in their order."""
        rows = PostMedia.objects.filter(government_id=self.government_id, post_id=self.pk)
        return [row.asset for row in rows.select_related("asset").order_by("position", "pk")]


class Version(TenantModel):
    """The story as one channel will carry it. `by_hand`: someone changed it, so it no longer follows the story."""

    post = TenantForeignKey(Post)
    channel = TenantForeignKey(Channel)
    text = models.TextField(blank=True)
    title = models.CharField(max_length=160, blank=True)
    by_hand = models.BooleanField(default=False)
    extra = models.JSONField(default=dict, blank=True, help_text="See content.extras; empty: nothing beside the words")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "post", "channel"], name="version_once"),
        ]

    def __str__(self) -> str:
        return str(self.channel)

    @property
    def more(self) -> Extra:
        """What it carries beside its words."""
        return Extra.from_json(self.extra)


class PostMedia(TenantModel):
    """A picture or video of a post, in its place."""

    post = TenantForeignKey(Post)
    asset = TenantForeignKey(Asset)
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "post", "asset"], name="post_media_once"),
        ]


class Writer(TenantModel):
    """Someone who wrote a part of a post, and so may not approve it."""

    post = TenantForeignKey(Post)
    person = TenantForeignKey(Person)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "post", "person"], name="post_writer_once"),
        ]


class Change(TenantModel):
    """Other words for something of ours that the public can read already; they go there once approved."""

    post = TenantForeignKey(Post)
    remote = TenantForeignKey(RemoteObject)
    text = models.TextField()
    reason = models.CharField(max_length=300)
    asked_by = TenantForeignKey(Person)
    asked_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["government", "post", "-asked_at"], name="change_newest"),
        ]

    def __str__(self) -> str:
        return self.text[:80]
