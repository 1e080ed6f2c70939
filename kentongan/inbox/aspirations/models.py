"""Proposals of citizens, the comments each rests on, and what the owner of the programme answered."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kentongan.inbox.aspirations.states import HANDED, MARKS, PROPOSAL, RESPONSES
from kentongan.organizations.models import Agency, Person
from kentongan.planning.models import Programme
from kentongan.tenancy.models import TenantForeignKey, TenantModel


class Proposal(TenantModel):
    """One thing that citizens wish for, about a programme of the plan or a policy by its name, in our words."""

    title = models.CharField(max_length=160)
    gist = models.TextField(blank=True, help_text="What is wished for, in our words; read by everyone")
    programme = TenantForeignKey(Programme, null=True, blank=True)
    policy = models.CharField(max_length=160, blank=True)
    owner = TenantForeignKey(Agency)
    state = models.CharField(max_length=12, choices=PROPOSAL.choices, default=PROPOSAL.initial)
    revision = models.PositiveIntegerField(default=1)
    begun_by = TenantForeignKey(Person)
    begun_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    response = models.CharField(max_length=14, choices=list(RESPONSES.items()), blank=True)
    response_words = models.TextField(blank=True)
    responded_by = TenantForeignKey(Person, null=True, blank=True)
    responded_at = models.DateTimeField(null=True, blank=True)
    published_by = TenantForeignKey(Person, null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(programme__isnull=False) | ~models.Q(policy=""), name="proposal_is_about_something"
            ),
            models.CheckConstraint(
                condition=models.Q(published_at=None)
                | (models.Q(published_by__isnull=False, responded_by__isnull=False) & ~models.Q(response="")),
                name="proposal_published_with_response",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["government", "state", "-changed_at", "-id"], name="proposal_tab"),
            models.Index(
                fields=["government", "-published_at", "-id"],
                condition=models.Q(published_at__isnull=False),
                name="proposal_public",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def mark(self) -> str:
        """The shape before the state's words."""
        return MARKS[self.state]

    @property
    def waits(self) -> bool:
        """The owner has not answered yet."""
        return self.state == HANDED

    @property
    def about(self) -> str:
        """The programme or policy by its name."""
        return str(self.programme) if self.programme else self.policy


class PassedOn(TenantModel):
    """One time that what had come together was given to the owner, who is asked to answer until `due_at`."""

    proposal = TenantForeignKey(Proposal)
    to_agency = TenantForeignKey(Agency)
    by = TenantForeignKey(Person)
    at = models.DateTimeField()
    due_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["government", "proposal", "-at"], name="passed_on_newest"),
        ]


class Backing(TenantModel):
    """A citizen's comment behind a proposal. `passed_on`: with which hand-over the owner got it; None: not yet."""

    proposal = TenantForeignKey(Proposal)
    conversation = TenantForeignKey("inbox.Conversation")
    passed_on = TenantForeignKey(PassedOn, null=True, blank=True)
    added_by = TenantForeignKey(Person)
    added_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "conversation"], name="backing_once"),
        ]
