"""Hand-overs to SP4N-LAPOR!, letters to other authorities, who these are, and the numbers one calls when it cannot wait."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kentongan.inbox.lanes.states import HANDOVER, LAPOR_STATES, LETTER, SENT
from kentongan.organizations.models import Person
from kentongan.tenancy.models import TenantForeignKey, TenantModel


class LaporHandover(TenantModel):
    """A case as LAPOR asks for it. A person files it there; the number they got there is kept here."""

    class Class(models.TextChoices):
        """LAPOR's own classes (ADU-01)."""

        COMPLAINT = "complaint", "Pengaduan"
        ASPIRATION = "aspiration", "Aspirasi"
        INFORMATION = "information", "Permintaan informasi"

    case = TenantForeignKey("inbox.Case")
    state = models.CharField(max_length=10, choices=HANDOVER.choices, default=HANDOVER.initial)
    title = models.CharField(max_length=150)
    text = models.TextField()
    happened_on = models.DateField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    category = models.CharField(max_length=120, blank=True)
    agency_name = models.CharField(max_length=160)
    report_class = models.CharField(max_length=12, choices=Class.choices, default=Class.COMPLAINT)
    attachments = models.TextField(blank=True, help_text="One a line: what is handed over with it")
    names_citizen = models.BooleanField(default=False)
    keeps_personal = models.BooleanField(default=False)
    secret = models.BooleanField(default=True, help_text="Asks LAPOR to keep the identity secret")
    tracking_id = models.CharField(max_length=20, blank=True)
    tracking_link = models.CharField(max_length=300, blank=True)
    filed_at = models.DateTimeField(null=True, blank=True)
    filed_by = TenantForeignKey(Person, null=True, blank=True)
    written_by = TenantForeignKey(Person)
    written_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=1)
    answer = models.TextField(blank=True)
    answer_came_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "case"], name="lapor_handover_once"),
            models.UniqueConstraint(
                fields=["government", "tracking_id"], condition=~models.Q(tracking_id=""), name="lapor_number_once"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["draft", "dropped"])
                | (models.Q(filed_at__isnull=False, filed_by__isnull=False) & ~models.Q(tracking_id="")),
                name="lapor_filed_with_number",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["government", "state", "-id"], name="lapor_newest"),
        ]

    def __str__(self) -> str:
        return self.title


class LaporNote(TenantModel):
    """What somebody read about it on LAPOR, and when. Never changed: the next reading is another note."""

    handover = TenantForeignKey(LaporHandover)
    status = models.CharField(max_length=24, choices=list(LAPOR_STATES.items()))
    read_on = models.DateField()
    words = models.CharField(max_length=600, blank=True)
    by = TenantForeignKey(Person)
    at = models.DateTimeField()


class HelpNumber(TenantModel):
    """A number to call now. Where a government keeps none, the nation-wide ones stand (`numbers.NATIONAL`)."""

    number = models.CharField(max_length=24)
    name = models.CharField(max_length=80)
    when = models.CharField(max_length=160, blank=True)
    position = models.PositiveSmallIntegerField(default=50)
    review_on = models.DateField()
    changed_by = TenantForeignKey(Person)
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "number"], name="help_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class Authority(TenantModel):
    """Someone else who answers for a matter: province, ministry, PLN, police, a neighbour."""

    class Level(models.TextChoices):
        """Whose it is."""

        PROVINCE = "province", "Pemerintah provinsi"
        NATIONAL = "national", "Instansi pusat atau vertikal"
        STATE_COMPANY = "state_company", "BUMN atau layanan nasional"
        LOCAL_COMPANY = "local_company", "Perumda atau BUMD"
        POLICE = "police", "Kepolisian"
        NEIGHBOUR = "neighbour", "Kabupaten atau kota tetangga"

    name = models.CharField(max_length=160)
    level = models.CharField(max_length=14, choices=Level.choices)
    addressed_to = models.CharField(max_length=160, help_text="As the letter says it: Kepala Dinas …")
    place = models.CharField(max_length=80, blank=True, help_text="Where the letter goes to")
    contact = models.CharField(max_length=200, blank=True, help_text="Official e-mail, number or page")
    answers_for = models.CharField(max_length=200, blank=True, help_text="Words, with commas")
    review_on = models.DateField()
    retired = models.BooleanField(default=False)
    changed_by = TenantForeignKey(Person)
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "name"], name="authority_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Letter(TenantModel):
    """A matter passed on to another authority, in writing."""

    class Form(models.TextChoices):
        """What kind of paper."""

        LETTER = "letter", "Surat dinas"
        NOTE = "note", "Nota dinas"

    case = TenantForeignKey("inbox.Case")
    authority = TenantForeignKey(Authority)
    form = models.CharField(max_length=8, choices=Form.choices, default=Form.LETTER)
    state = models.CharField(max_length=10, choices=LETTER.choices, default=LETTER.initial)
    number = models.CharField(max_length=80, blank=True)
    subject = models.CharField(max_length=160)
    body = models.TextField()
    signatory = models.CharField(max_length=120, blank=True)
    signatory_position = models.CharField(max_length=120, blank=True)
    written_by = TenantForeignKey(Person)
    written_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=1)
    sent_on = models.DateField(null=True, blank=True)
    sent_by = TenantForeignKey(Person, null=True, blank=True)
    sent_way = models.CharField(max_length=120, blank=True)
    follow_up_on = models.DateField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    reply = models.TextField(blank=True)
    replied_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~models.Q(state=SENT)
                | models.Q(sent_on__isnull=False, sent_by__isnull=False, follow_up_on__isnull=False),
                name="letter_sent_with_date",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["government", "state", "-id"], name="letter_newest"),
        ]

    def __str__(self) -> str:
        return self.subject
