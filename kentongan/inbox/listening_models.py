"""How far a channel was listened to, and what was told of comments that are not here yet."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kentongan.channels.models import Channel
from kentongan.inbox.models import SaidAs
from kentongan.tenancy.models import TenantForeignKey, TenantModel


class Foretold(TenantModel):
    """A change told of a comment before the comment itself; waits for it, however late it comes."""

    channel = TenantForeignKey(Channel)
    remote_id = models.CharField(max_length=160)
    kind = models.CharField(max_length=40)
    told_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "channel", "remote_id", "kind"], name="foretold_once"),
        ]


class Bookmark(TenantModel):
    """How far the mentions, or the private messages, of a channel have been read, newest first, and when to read on.

    `cursor`: where a walk that is not finished goes on. `walk_top`: the newest thing it met. `read_until`: everything up to
    there is known. `since`: what is older is history, not news. `wanted`: things pushed without their words.
    """

    channel = TenantForeignKey(Channel)
    said_as = models.CharField(max_length=8, choices=SaidAs.choices)
    cursor = models.TextField(blank=True)
    walk_top = models.DateTimeField(null=True, blank=True)
    read_until = models.DateTimeField()
    since = models.DateTimeField()
    next_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    trouble = models.CharField(max_length=40, blank=True)
    wanted = models.JSONField(default=list, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "channel", "said_as"], name="bookmark_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["government", "next_at"], name="bookmark_due")]
