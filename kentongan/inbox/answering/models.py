"""Words kept for answers, facts they rest on, where one answer goes, and what citizens say on their own page."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kentongan.inbox.answering.states import COPY
from kentongan.organizations.models import Agency, Person
from kentongan.tenancy.models import TenantForeignKey, TenantModel


class ReplyTemplate(TenantModel):
    """Words to begin an answer with, of one agency or (no agency) of the whole government. Braces name what differs."""

    agency = TenantForeignKey(Agency, null=True, blank=True)
    name = models.CharField(max_length=80)
    text = models.TextField()
    topic = models.CharField(max_length=60, blank=True)
    kept_by = TenantForeignKey(Person)
    changed_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["government", "agency", "name"],
                condition=models.Q(retired_at=None),
                nulls_distinct=False,
                name="reply_template_name",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class TemplateUse(TenantModel):
    """An answer that was handed in with a template's words in it."""

    template = TenantForeignKey(ReplyTemplate)
    answer = TenantForeignKey("inbox.Answer")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "template", "answer"], name="template_use_once"),
        ]


class ServiceInfo(TenantModel):
    """What is true of a service: hours, requirements, fees. Everything here may be read by everyone.

    `source`: where it stands in writing. `review_by`: after this day somebody has to look whether it still holds.
    """

    agency = TenantForeignKey(Agency)
    service = models.CharField(max_length=120)
    topic = models.CharField(max_length=60, blank=True)
    hours = models.CharField(max_length=200, blank=True)
    requirements = models.TextField(blank=True)
    fee = models.CharField(max_length=200, blank=True)
    link = models.URLField(max_length=500, blank=True)
    contact = models.CharField(max_length=200, blank=True)
    words = models.CharField(max_length=300, blank=True, help_text="Other words people use for it")
    source = models.CharField(max_length=200)
    reviewed_on = models.DateField()
    review_by = models.DateField()
    kept_by = TenantForeignKey(Person)
    changed_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(review_by__gte=models.F("reviewed_on")), name="service_info_review_after"
            ),
            models.UniqueConstraint(
                fields=["government", "agency", "service"],
                condition=models.Q(retired_at=None),
                name="service_info_name",
            ),
        ]

    def __str__(self) -> str:
        return self.service


class AnswerCopy(TenantModel):
    """One answer on its way to one further conversation, in the words of that place."""

    answer = TenantForeignKey("inbox.Answer")
    conversation = TenantForeignKey("inbox.Conversation")
    text = models.TextField()
    state = models.CharField(max_length=8, choices=COPY.choices, default=COPY.initial)
    trouble = models.CharField(max_length=300, blank=True)
    released_by = TenantForeignKey(Person, null=True, blank=True)
    permalink = models.URLField(max_length=500, blank=True)
    changed_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "answer", "conversation"], name="answer_copy_once"),
        ]


class CaseLink(TenantModel):
    """The address of a citizen's own page. `seed` makes the key together with the installation's secret; only its hash is looked up."""

    case = TenantForeignKey("inbox.Case")
    seed = models.CharField(max_length=64)
    key_hash = models.CharField(max_length=64)
    made_by = TenantForeignKey(Person)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "key_hash"], name="case_link_key"),
            models.UniqueConstraint(
                fields=["government", "case"], condition=models.Q(revoked_at=None), name="case_link_one_a_case"
            ),
        ]


class CitizenNote(TenantModel):
    """What a citizen added on their own page. `unfinished`: the matter is not settled, they say."""

    case = TenantForeignKey("inbox.Case")
    link = TenantForeignKey(CaseLink)
    text = models.TextField()
    unfinished = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["government", "case", "-at"], name="note_of_case")
        ]


class Rating(TenantModel):
    """How a citizen found a finished case, once a closing: 1 (not at all) to 4 (very well)."""

    case = TenantForeignKey("inbox.Case")
    agency = TenantForeignKey(Agency, null=True, blank=True)
    closed_at = models.DateTimeField()
    score = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "case", "closed_at"], name="rating_once_a_closing"),
            models.CheckConstraint(condition=models.Q(score__gte=1, score__lte=4), name="rating_from_1_to_4"),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["government", "at"], name="rating_when")]


class ArchivedComment(TenantModel):
    """A citizen's comment as it stood when somebody asked to hide it or take it away: the words, why, and who. Never changed."""

    message = TenantForeignKey("inbox.Message")
    act = models.CharField(max_length=8)
    ground = models.CharField(max_length=12)
    note = models.CharField(max_length=300, blank=True)
    author_name = models.CharField(max_length=120)
    text = models.TextField()
    earlier = models.JSONField(default=list)
    permalink = models.URLField(max_length=500, blank=True)
    said_at = models.DateTimeField()
    asked_by = TenantForeignKey(Person)
    asked_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(ground__in=["hate", "personal", "spam", "gambling"]), name="archived_for_a_reason"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["government", "message"], name="archived_of_message"),
        ]
