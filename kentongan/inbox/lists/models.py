"""What people keep of their own about the list: views, what they have read, who is writing at this moment; and what agencies see."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kentongan.organizations.models import Agency, Person
from kentongan.tenancy.models import TenantForeignKey, TenantModel


class SavedView(TenantModel):
    """Filters under a name: somebody's own or, kept by a coordinator, everyone's."""

    person = TenantForeignKey(Person)
    name = models.CharField(max_length=40)
    words = models.CharField(max_length=300, help_text="The filters as they stand in the address")
    shared = models.BooleanField(default=False)
    first = models.BooleanField(default=False, help_text="What its owner sees on opening the inbox")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "person", "name"], name="saved_view_name"),
            models.UniqueConstraint(
                fields=["government", "person"], condition=models.Q(first=True), name="saved_view_first_once"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["government"], condition=models.Q(shared=True), name="saved_view_shared"),
        ]

    def __str__(self) -> str:
        return self.name


class Seen(TenantModel):
    """Up to when somebody has read a conversation."""

    person = TenantForeignKey(Person)
    conversation = TenantForeignKey("inbox.Conversation")
    until = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "person", "conversation"], name="seen_once"),
        ]


class Presence(TenantModel):
    """Somebody writes about a conversation right now. Gone by itself; never part of the trail."""

    person = TenantForeignKey(Person)
    conversation = TenantForeignKey("inbox.Conversation")
    until = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "conversation", "person"], name="presence_once"),
        ]


class PassedTalk(TenantModel):
    """A conversation whose case was passed to an agency at any time: what its people see of it, in the order of the list.

    Written by triggers alone (migration 0017). Without it every page would sort all that was ever passed to a large agency.
    """

    agency = TenantForeignKey(Agency)
    conversation = TenantForeignKey("inbox.Conversation", related_name="passed")
    state = models.CharField(max_length=12)
    last_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "agency", "conversation"], name="passed_talk_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["government", "agency", "state", "-last_at", "-conversation"], name="passed_talk_tab"),
            models.Index(fields=["government", "agency", "-last_at", "-conversation"], name="passed_talk_newest"),
        ]
