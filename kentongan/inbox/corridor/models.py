"""Links that lead to what waits for somebody, and who opened them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kentongan.organizations.models import Agency, Person
from kentongan.tenancy.models import TenantForeignKey, TenantModel


class ShareLink(TenantModel):
    """A short address for one thing that waits. It carries no right: whoever opens it is looked at again."""

    class About(models.TextChoices):
        """What waits."""

        DISPOSITION = "disposition", "Disposisi"
        ANSWER = "answer", "Jawaban menunggu dikirim"

    about = models.CharField(max_length=12, choices=About.choices)
    case = TenantForeignKey("inbox.Case")
    thing_id = models.BigIntegerField(help_text="The disposition or the answer")
    to_agency = TenantForeignKey(Agency, null=True, blank=True)
    key_hash = models.CharField(max_length=64)
    text = models.CharField(max_length=200, help_text="What was said with it, without the link")
    made_by = TenantForeignKey(Person)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    revoked_by = TenantForeignKey(Person, null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "key_hash"], name="share_link_key"),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("made_at")), name="share_link_ends_after_it_was_made"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["government", "case", "-id"], name="share_link_newest"),
            models.Index(fields=["government", "made_by", "made_at"], name="share_link_of_person"),
        ]


class Knock(TenantModel):
    """One opening of a link, or of an address that is none (`link` empty): who, when, what they met."""

    class Met(models.TextChoices):
        """What stood behind it."""

        WAITING = "waiting", "Masih menunggu"
        DONE = "done", "Sudah selesai"
        ENDED = "ended", "Tautan sudah berakhir"
        REVOKED = "revoked", "Tautan sudah dicabut"
        NOTHING = "nothing", "Tidak ada apa-apa"

    link = TenantForeignKey(ShareLink, null=True, blank=True)
    person = TenantForeignKey(Person)
    at = models.DateTimeField()
    met = models.CharField(max_length=8, choices=Met.choices)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["government", "person", "at"], name="knock_of_person"),
        ]
