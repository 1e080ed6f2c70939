"""The register of blocked citizens."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kentongan.channels.models import Channel
from kentongan.inbox.blocking.rules import meaning_on
from kentongan.inbox.grounds import GROUNDS
from kentongan.organizations.models import Person
from kentongan.tenancy.models import TenantForeignKey, TenantModel


class Block(TenantModel):
    """One citizen, blocked on one account by a person there: since when, why, and when it is looked at again.

    `conversation`: where the reason was found. What the citizen writes nevertheless is taken in and sorted like anything else.
    """

    channel = TenantForeignKey(Channel)
    author_id = models.CharField(max_length=120)
    author_name = models.CharField(max_length=120)
    conversation = TenantForeignKey("inbox.Conversation")
    ground = models.CharField(max_length=12, choices=list(GROUNDS.items()))
    note = models.CharField(max_length=300, blank=True)
    since = models.DateField()
    review_on = models.DateField()
    noted_by = TenantForeignKey(Person)
    noted_at = models.DateTimeField()
    kept_why = models.CharField(max_length=300, blank=True, help_text="Why it was kept when somebody looked last")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = TenantForeignKey(Person, null=True, blank=True)
    ended_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(ground__in=list(GROUNDS)), name="block_for_a_reason"),
            models.CheckConstraint(condition=~models.Q(author_id=""), name="block_of_somebody"),
            models.UniqueConstraint(
                fields=["government", "channel", "author_id"],
                condition=models.Q(ended_at=None),
                name="block_standing_once",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["government", "review_on"], condition=models.Q(ended_at=None), name="block_to_look_at"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.author_name}, {self.channel}"

    @property
    def meaning(self) -> str:
        """What it means on its platform."""
        return meaning_on(self.channel.platform)
