"""What stands beside a post and never goes out: its history, remarks on passages, an office's own templates, known tags."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kentongan.channels.models import Channel
from kentongan.organizations.models import Agency, Person
from kentongan.tenancy.models import TenantForeignKey, TenantModel

TITLE, TAB, QUOTE = 160, 40, 600


class Revision(TenantModel):
    """The words of a post as one save left them. `opens`: the first of a sitting; a sitting is shown by its last."""

    post = TenantForeignKey("content.Post")
    number = models.PositiveIntegerField()
    person = TenantForeignKey(Person)
    at = models.DateTimeField()
    what = models.CharField(max_length=80)
    opens = models.BooleanField(default=True)
    tab = models.CharField(max_length=TAB, blank=True, help_text="The window it was typed in")
    nth = models.PositiveIntegerField(default=0, db_default=0, help_text="How much had been typed there")
    title = models.CharField(max_length=TITLE, blank=True)
    story = models.TextField(blank=True)
    versions = models.JSONField(default=list, help_text="channel, text, title, by_hand, extra of each version")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "post", "number"], name="revision_once"),
        ]

    def __str__(self) -> str:
        return f"{self.post_id}, {self.number}"


class Remark(TenantModel):
    """A word on a passage of a post. `channel` None: of the story. `before`, `after`: what stood around it."""

    post = TenantForeignKey("content.Post")
    channel = TenantForeignKey(Channel, null=True, blank=True)
    quote = models.CharField(max_length=QUOTE)
    before = models.CharField(max_length=TAB, blank=True)
    after = models.CharField(max_length=TAB, blank=True)
    text = models.TextField()
    by = TenantForeignKey(Person)
    at = models.DateTimeField()
    resolved_by = TenantForeignKey(Person, null=True, blank=True)
    resolved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["government", "post", "at"], name="remark_of_post"),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class RemarkAnswer(TenantModel):
    """What somebody said to a remark."""

    remark = TenantForeignKey(Remark)
    text = models.TextField()
    by = TenantForeignKey(Person)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.text[:80]


class OwnTemplate(TenantModel):
    """A post's words kept to begin others from. `agency` None: for every agency of the government."""

    agency = TenantForeignKey(Agency, null=True, blank=True)
    name = models.CharField(max_length=80)
    title = models.CharField(max_length=TITLE, blank=True)
    story = models.TextField(blank=True)
    pillar = models.CharField(max_length=12)
    kept_by = TenantForeignKey(Person)
    kept_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["government", "name"], name="own_template_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Tag(TenantModel):
    """A hashtag or mention that an office writes the same way every time. `text` begins with # or @."""

    text = models.CharField(max_length=80)
    said = models.CharField(max_length=80, help_text="The same in lower case: what typing is compared with")
    note = models.CharField(max_length=160, blank=True)
    platform = models.CharField(max_length=16, blank=True, help_text="Empty: on every platform")
    kept_by = TenantForeignKey(Person)
    kept_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "said", "platform"], name="tag_once"),
        ]

    def __str__(self) -> str:
        return self.text
