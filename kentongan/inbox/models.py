"""What citizens wrote, the case it became, who has it until when, and the answer."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kentongan.channels.models import Channel
from kentongan.inbox.answering.models import (  # noqa: F401 - Django looks for tables here
    AnswerCopy,
    ArchivedComment,
    CaseLink,
    CitizenNote,
    Rating,
    ReplyTemplate,
    ServiceInfo,
    TemplateUse,
)
from kentongan.inbox.aspirations.models import Backing, PassedOn, Proposal  # noqa: F401 - Django looks for tables here
from kentongan.inbox.blocking.models import Block  # noqa: F401 - as above
from kentongan.inbox.cases.models import (  # noqa: F401 - as above
    CaseDocument,
    CaseFile,
    ChecklistItem,
    EvidenceRule,
    Follower,
    Merge,
    Note,
)
from kentongan.inbox.classes import ArchiveReason, ReportClass
from kentongan.inbox.clocks.models import (  # noqa: F401 - as above
    CasePause,
    ClockRule,
    DeadlineChange,
    Escalation,
    LadderStep,
    OfficeHours,
    Unit,
)
from kentongan.inbox.corridor.models import Knock, ShareLink  # noqa: F401 - as above
from kentongan.inbox.lanes.models import (  # noqa: F401 - as above
    Authority,
    HelpNumber,
    LaporHandover,
    LaporNote,
    Letter,
)
from kentongan.inbox.lanes.ppid_models import InformationRequest, LaneChoice, RequestCounter  # noqa: F401 - as above
from kentongan.inbox.readings.models import (  # noqa: F401 - Django looks for tables here
    Correction,
    KnownPlace,
    Learned,
    Matter,
    Read,
    Rereading,
    TopicRule,
)
from kentongan.inbox.states import ANSWER, CASE, CONVERSATION, DISPOSITION
from kentongan.organizations.models import Agency, Person
from kentongan.tenancy.models import TenantForeignKey, TenantModel


class Kind(models.TextChoices):
    """What a citizen wants (ADU-01, in the inbox's words)."""

    COMPLAINT = "complaint", "Pengaduan"
    ASPIRATION = "aspiration", "Aspirasi"
    REQUEST = "request", "Permintaan informasi"
    QUESTION = "question", "Pertanyaan"
    PRAISE = "praise", "Pujian"
    OTHER = "other", "Lainnya"


class SaidAs(models.TextChoices):
    """Where a citizen said it; decides how it is answered."""

    COMMENT = "comment", "Komentar"
    MENTION = "mention", "Sebutan"
    MESSAGE = "message", "Pesan pribadi"


class RawEvent(TenantModel):
    """Something a webhook or a poll told us, kept as told, before anyone understood it."""

    channel = TenantForeignKey(Channel)
    event_id = models.CharField(max_length=200)
    source = models.CharField(max_length=8, choices=[("webhook", "Webhook"), ("poll", "Pembacaan")])
    kind = models.CharField(max_length=40)
    body = models.JSONField()
    received_at = models.DateTimeField()
    processed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "channel", "event_id"], name="raw_event_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["government", "id"], condition=models.Q(processed_at=None), name="raw_event_waiting"),
        ]


class Conversation(Read):
    """A comment under a post and everything said below it, with what triage suggests about it.

    `case`: the one case it belongs to now; a case may hold many. `touch_by`, `touched_at`: the first answer, in office minutes;
    `touch_step_at`: when whoever sorts is told next that it waits; `touch_told`: the step they were told last, in days.
    """

    channel = TenantForeignKey(Channel)
    root_id = models.CharField(max_length=160)
    post_id = models.CharField(max_length=160, blank=True)
    said_as = models.CharField(max_length=8, choices=SaidAs.choices, default=SaidAs.COMMENT)
    author_id = models.CharField(max_length=120, blank=True)
    author_name = models.CharField(max_length=120)
    excerpt = models.TextField()
    state = models.CharField(max_length=12, choices=CONVERSATION.choices, default=CONVERSATION.initial)
    opened_at = models.DateTimeField()
    last_at = models.DateTimeField()
    verify_by = models.DateTimeField(null=True, blank=True)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.OTHER)
    kind_sure = models.CharField(max_length=8, default="unknown")
    topic = models.CharField(max_length=60, blank=True)
    topic_sure = models.CharField(max_length=8, default="unknown")
    outside = models.CharField(max_length=60, blank=True)
    place = models.CharField(max_length=120, blank=True)
    evidence = models.JSONField(default=list)
    spam = models.BooleanField(default=False)
    watched = models.BooleanField(default=False)
    suggested_agency = TenantForeignKey(Agency, null=True, blank=True)
    case = TenantForeignKey("inbox.Case", null=True, blank=True)
    touch_by = models.DateTimeField(null=True, blank=True)
    touched_at = models.DateTimeField(null=True, blank=True)
    touch_step_at = models.DateTimeField(null=True, blank=True)
    touch_told = models.SmallIntegerField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "channel", "root_id"], name="conversation_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["government", "state", "-last_at", "-id"], name="conversation_tab"),
            models.Index(fields=["government", "-last_at", "-id"], name="conversation_newest"),
            models.Index(
                fields=["government", "spam", "verify_by"],
                condition=models.Q(state="new"),
                name="conversation_to_sort",
            ),
            models.Index(
                fields=["government", "-last_at", "-id"],
                condition=models.Q(urgency__in=["now", "soon"]),
                name="conversation_urgent",
            ),
            models.Index(fields=["government", "channel", "-last_at", "-id"], name="conversation_of_channel"),
            models.Index(
                fields=["government", "channel", "state"],
                condition=models.Q(state__in=["new", "with_agency", "ready"]),
                name="conversation_waiting",
            ),
            models.Index(fields=["government", "author_id", "-last_at"], name="conversation_of_author"),
            models.Index(
                fields=["government", "-last_at", "-id"], condition=models.Q(watched=True), name="conversation_watched"
            ),
            models.Index(
                fields=["government", "topic", "-opened_at"], condition=~models.Q(topic=""), name="conversation_topic"
            ),
            models.Index(
                fields=["government", "touch_step_at"],
                condition=models.Q(state__in=["new", "with_agency"], case=None, spam=False),
                name="conversation_unsorted",
            ),
            models.Index(
                fields=["government", "channel"],
                condition=models.Q(state__in=["new", "with_agency"], case=None, spam=False, touch_told__isnull=False),
                name="conversation_unsorted_late",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.author_name}: {self.excerpt[:60]}"


class Message(TenantModel):
    """One comment, reply, mention or private message, the citizen's or ours.

    What the platform no longer shows stays here. `earlier`: the words it had before, oldest first, each with until when.
    """

    conversation = TenantForeignKey(Conversation)
    channel = TenantForeignKey(Channel)
    remote_id = models.CharField(max_length=160)
    ours = models.BooleanField(default=False)
    author_id = models.CharField(max_length=120, blank=True)
    author_name = models.CharField(max_length=120)
    text = models.TextField()
    permalink = models.URLField(max_length=500, blank=True)
    at = models.DateTimeField()
    earlier = models.JSONField(default=list, blank=True)
    edited_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "channel", "remote_id"], name="message_once"),
        ]


class CaseCounter(TenantModel):
    """The last case number of a year."""

    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "year"], name="case_counter_year"),
        ]


class Case(TenantModel):
    """A matter an agency has to follow up. `conversation`: the first it came from; the others name it (`Conversation.case`).

    `due_at`: the nearest of its running deadlines, kept by `clocks.keeping`. `reported_agency`: the unit a report for the
    inspectorate is about.
    """

    conversation = TenantForeignKey(Conversation)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    topic = models.CharField(max_length=60, blank=True)
    place = models.CharField(max_length=120, blank=True)
    report_class = models.CharField(max_length=12, choices=ReportClass.choices, default=ReportClass.COMPLAINT)
    watched = models.BooleanField(default=False)
    reported_agency = TenantForeignKey(Agency, null=True, blank=True)
    state = models.CharField(max_length=12, choices=CASE.choices, default=CASE.initial)
    agency = TenantForeignKey(Agency, null=True, blank=True)
    merged_into = TenantForeignKey("self", null=True, blank=True)
    archive_reason = models.CharField(max_length=12, choices=ArchiveReason.choices, blank=True)
    outside = models.CharField(max_length=120, blank=True)
    pause_kind = models.CharField(max_length=10, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    opened_by = TenantForeignKey(Person, null=True, blank=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closing_note = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "year", "number"], name="case_number"),
            models.UniqueConstraint(fields=["government", "conversation"], name="case_of_conversation"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["government", "state", "-id"], name="case_newest"),
            models.Index(fields=["government", "due_at", "id"], name="case_due", condition=models.Q(closed_at=None)),
            models.Index(fields=["government", "agency", "-id"], name="case_agency"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def code(self) -> str:
        """The number as people write it."""
        return f"{self.number:04}/{self.year}"


class Share(models.TextChoices):
    """What an agency is asked to be in a disposition."""

    LEAD = "lead", "Penanggung jawab"
    CO = "co", "Ikut menangani"
    COPY = "copy", "Tembusan"


class Disposition(TenantModel):
    """Passing a case on: from whom, to which agency, as what, with what instruction, until when.

    One lead waits at a time; co-agencies beside it each give their `part`, themselves or from a unit below (`parent`).
    `proposed`: whose it is, of a return. `touch_by`, `touched_at`: when the unit first does something with its part.
    """

    case = TenantForeignKey(Case)
    parent = TenantForeignKey("self", null=True, blank=True)
    from_agency = TenantForeignKey(Agency)
    from_person = TenantForeignKey(Person)
    to_agency = TenantForeignKey(Agency)
    share = models.CharField(max_length=4, choices=Share.choices, default=Share.LEAD)
    instruction = models.TextField(blank=True)
    given_at = models.DateTimeField()
    due_at = models.DateTimeField()
    touch_by = models.DateTimeField(null=True, blank=True)
    touched_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=DISPOSITION.choices, default=DISPOSITION.initial)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = TenantForeignKey(Person, null=True, blank=True)
    reason = models.TextField(blank=True)
    part = models.TextField(blank=True)
    proposed_agency = TenantForeignKey(Agency, null=True, blank=True)
    proposed_outside = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["government", "case"],
                condition=models.Q(state="open", share="lead"),
                name="disposition_one_lead",
            ),
        ]

    @property
    def above(self) -> Disposition | None:
        """What was passed on with this and gets its result; None where whoever answers the citizen gets it."""
        return self.parent if self.parent is not None and self.parent.share == self.share else None


class Deadline(TenantModel):
    """A promise in time, stored when it begins: code of the deadline table (D01, D02, D05 …), moment, and when it was kept.

    `dropped_why`: another took its place (then `met_at` is when). `step`, `next_step_at`: the ladder, and when it goes on.
    `disposition`: the part of one unit it is about; None: the whole case.
    """

    case = TenantForeignKey(Case)
    disposition = TenantForeignKey(Disposition, null=True, blank=True)
    code = models.CharField(max_length=4)
    starts_at = models.DateTimeField()
    due_at = models.DateTimeField()
    met_at = models.DateTimeField(null=True, blank=True)
    unit = models.CharField(max_length=6, choices=Unit.choices, default=Unit.DAY)
    amount = models.PositiveIntegerField(default=0)
    pausable = models.BooleanField(default=True)
    dropped_why = models.CharField(max_length=200, blank=True)
    step = models.PositiveSmallIntegerField(default=0)
    next_step_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["government", "case", "code"],
                condition=models.Q(met_at=None, disposition=None),
                name="deadline_running_once",
            ),
            models.UniqueConstraint(
                fields=["government", "disposition"],
                condition=models.Q(met_at=None) & ~models.Q(disposition=None),
                name="deadline_of_part_once",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["government", "next_step_at"], condition=models.Q(met_at=None), name="deadline_step_due"
            ),
        ]


class Answer(TenantModel):
    """What the citizen will read: written by an agency, released by a person who holds the grant on the channel."""

    case = TenantForeignKey(Case)
    text = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=ANSWER.choices, default=ANSWER.initial)
    closes = models.BooleanField(default=True)
    private = models.BooleanField(default=False, help_text="Goes on in a private message; in public only that it does")
    revision = models.PositiveIntegerField(default=0)
    saved_as = models.CharField(
        max_length=40, blank=True, default="", db_default="", help_text="The save it stands from"
    )
    author = TenantForeignKey(Person)
    written_at = models.DateTimeField()
    released_by = TenantForeignKey(Person, null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    trouble = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["government", "case"],
                condition=models.Q(state__in=["draft", "submitted", "released", "failed"]),
                name="answer_one_at_work",
            ),
        ]


from kentongan.inbox.listening_models import Bookmark, Foretold  # noqa: E402, F401 - as below
from kentongan.inbox.lists.models import PassedTalk, Presence, SavedView, Seen  # noqa: E402, F401 - tables of the list, beside these
