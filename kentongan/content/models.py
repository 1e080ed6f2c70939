"""A post: one story, and a version of it for each channel."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils.functional import cached_property

from kentongan.channels.models import Channel, RemoteObject
from kentongan.content.calendar.models import CalendarFeed, CalendarLimits  # noqa: F401 - Django looks for tables here
from kentongan.content.extras import Extra, Words
from kentongan.content.importing.models import Import, ImportedPost
from kentongan.content.recurrence import Recurrence
from kentongan.content.side_models import OwnTemplate, Remark, RemarkAnswer, Revision, Tag
from kentongan.content.states import EDITABLE, MARKS, OCCURRENCE, POST, SCHEDULED, SHOWN
from kentongan.media.models import Asset
from kentongan.organizations.models import Agency, Person
from kentongan.planning.models import Campaign, Programme
from kentongan.planning.pillars import Pillar
from kentongan.tenancy.models import TenantForeignKey, TenantModel

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = [
    "Change",
    "Import",
    "ImportedPost",
    "Occurrence",
    "OwnTemplate",
    "Pillar",
    "Post",
    "PostMedia",
    "Remark",
    "RemarkAnswer",
    "Revision",
    "Tag",
    "Version",
    "VersionMedia",
    "Writer",
]


class Post(TenantModel):
    """One story, planned for a moment. `publish_at` None: as soon as it is approved.

    Where it is repeated, `recurrence` is the schedule and `publish_at` the next time of it.
    """

    agency = TenantForeignKey(Agency)
    co_agency = TenantForeignKey(Agency, null=True, blank=True, help_text="Writes it too; `agency` answers for it")
    author = TenantForeignKey(Person)
    title = models.CharField(max_length=160, blank=True)
    story = models.TextField(blank=True)
    pillar = models.CharField(max_length=12, choices=Pillar.choices, default=Pillar.SERVICE)
    publish_at = models.DateTimeField(null=True, blank=True)
    recurrence = models.JSONField(null=True, blank=True, help_text="See content.recurrence; NULL: it goes out once")
    state = models.CharField(max_length=16, choices=POST.choices, default=POST.initial)
    revision = models.PositiveIntegerField(default=1)
    changed_by = TenantForeignKey(Person)
    changed_at = models.DateTimeField()
    created_at = models.DateTimeField()
    submitted_by = TenantForeignKey(Person, null=True, blank=True)
    programme = TenantForeignKey(Programme, null=True, blank=True)
    campaign = TenantForeignKey(Campaign, null=True, blank=True)
    audiences = models.JSONField(default=list, db_default=[], blank=True, help_text="Codes, see planning.audiences")
    kind = models.CharField(max_length=16, blank=True, db_default="", help_text="The template it began from")
    content_class = models.CharField(
        max_length=16,
        blank=True,
        db_default="",
        help_text="See compliance.impact.knowing.CLASSES; empty: as its template says",
    )
    answers = models.JSONField(default=dict, db_default={}, blank=True, help_text="What the template's fields say")
    regional = models.TextField(blank=True, db_default="", help_text="The same in a language of the region")
    regional_language = models.CharField(max_length=12, blank=True, db_default="")
    shown = ""

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["government", "-changed_at", "-id"], name="post_newest"),
            models.Index(fields=["government", "publish_at"], name="post_agenda"),
            models.Index(fields=["government", "state", "-changed_at"], name="post_state"),
            models.Index(
                fields=["government", "publish_at"],
                condition=models.Q(state=SCHEDULED, recurrence__isnull=False),
                name="post_series",
            ),
            models.Index(
                fields=["government", "id"], condition=models.Q(recurrence__isnull=False), name="post_repeated"
            ),
        ]

    def __str__(self) -> str:
        return self.headline

    @property
    def headline(self) -> str:
        """The title, or what can stand in for it."""
        return self.title or "Kiriman tanpa judul"

    @property
    def state_label(self) -> str:
        """The state in words; what exactly it waits for where somebody read that (`selectors.with_standing`)."""
        return SHOWN[self.shown or self.state]

    @property
    def mark(self) -> str:
        """The shape before the state's words."""
        return MARKS[self.shown or self.state]

    @property
    def editable(self) -> bool:
        """The text may still change."""
        return self.state in EDITABLE

    @property
    def place_key(self) -> str:
        """Its place in the plan as one word, to tell whether somebody chose another."""
        return f"{self.programme_id or ''}|{self.campaign_id or ''}|{','.join(sorted(self.audiences))}"

    @property
    def repeats(self) -> Recurrence | None:
        """Its schedule, None where it goes out once."""
        return Recurrence.from_json(self.recurrence) if self.recurrence else None

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
    with_regional = models.BooleanField(default=True, db_default=True)
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

    @cached_property
    def copies(self) -> Mapping[int, Asset]:
        """The files that were made for this channel alone, each under its original's key."""
        rows = VersionMedia.objects.filter(government_id=self.government_id, version_id=self.pk).select_related("made")
        return {row.asset_id: row.made for row in rows}

    def files(self, assets: Iterable[Asset]) -> list[Asset]:
        """A post's media as this channel gets them: its own copy where there is one."""
        return [self.copies.get(asset.pk, asset) for asset in assets]

    @property
    def words(self) -> Words:
        """All that it says."""
        return Words(self.text, self.title, self.more)


class Occurrence(TenantModel):
    """One time that a repeated post goes out, or should have. `comments`: channel id → the first comment of that time."""

    SUBJECT: ClassVar[str] = "content.occurrence"
    post = TenantForeignKey(Post)
    at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=OCCURRENCE.choices, default=OCCURRENCE.initial)
    comments = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "post", "at"], name="occurrence_once"),
        ]

    def __str__(self) -> str:
        return f"{self.post}, {self.at:%Y-%m-%d %H:%M}"


class PostMedia(TenantModel):
    """A picture or video of a post, in its place."""

    post = TenantForeignKey(Post)
    asset = TenantForeignKey(Asset)
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "post", "asset"], name="post_media_once"),
        ]


class VersionMedia(TenantModel):
    """The copy of one of the post's files that one version sends in its stead. Other channels keep the original."""

    version = TenantForeignKey(Version)
    asset = TenantForeignKey(Asset, help_text="The post's file")
    made = TenantForeignKey(Asset, help_text="What this version sends")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "version", "asset"], name="version_media_once"),
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
