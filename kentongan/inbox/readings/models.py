"""A conversation's reading and its stamp, matters of one kind, the table of who carries a topic, and what corrections teach."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kentongan.organizations.models import Agency, Person
from kentongan.tenancy.models import TenantForeignKey, TenantModel
from kentongan.triage.personal import masked


class Sentiment(models.TextChoices):
    """How a comment sounds; empty where it was not read."""

    POSITIVE = "pos", "Senang"
    NEUTRAL = "neu", "Biasa"
    NEGATIVE = "neg", "Kecewa"


class Urgency(models.TextChoices):
    """How fast somebody must look."""

    NOW = "now", "Darurat"
    SOON = "soon", "Segera"
    NORMAL = "normal", "Biasa"


class Part(models.TextChoices):
    """What of a reading a person confirms or corrects."""

    KIND = "kind", "Jenis"
    TOPIC = "topic", "Pokok"
    PLACE = "place", "Tempat"
    URGENCY = "urgency", "Kesegeraan"
    AGENCY = "agency", "Penanggung jawab"


class Matter(TenantModel):
    """Perihal yang sama: several conversations of one topic, one place and one time. A hint; cases are merged by people."""

    topic = models.CharField(max_length=60, blank=True)
    place = models.CharField(max_length=120, blank=True)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()


class Read(TenantModel):
    """What triage read in the words: advice, until a person put a stamp on it (diperiksa manusia).

    `reading`: per part its value, sureness and words. `read_with`: the version of the reader. `claims`: likely a hoax.
    `personal`: somebody's personal data stands in the words.
    """

    language = models.CharField(max_length=8, blank=True)
    sentiment = models.CharField(max_length=8, choices=Sentiment.choices, blank=True)
    urgency = models.CharField(max_length=8, choices=Urgency.choices, default=Urgency.NORMAL)
    abuse = models.BooleanField(default=False)
    threat = models.BooleanField(default=False)
    claims = models.BooleanField(default=False)
    personal = models.BooleanField(default=False)
    reading = models.JSONField(default=dict, blank=True)
    read_with = models.CharField(max_length=40, blank=True)
    checked_by = TenantForeignKey(Person, null=True, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    matter = TenantForeignKey(Matter, null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def guarded(self) -> str:
        """The words as those may read them who need not know the personal data in them."""
        spans = [(int(one[0]), int(one[1])) for one in self.reading.get("personal", ())]
        text: str = self.excerpt  # type: ignore[attr-defined]
        return masked(text, spans) if spans else text


class TopicRule(TenantModel):
    """Who carries a topic here, where it differs from the affairs of the agencies: an agency, or a body outside."""

    topic = models.CharField(max_length=4)
    agency = TenantForeignKey(Agency, null=True, blank=True)
    outside = models.CharField(max_length=60, blank=True)
    changed_by = TenantForeignKey(Person, null=True, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "topic"], name="topic_rule_once"),
            models.CheckConstraint(
                condition=models.Q(agency=None) ^ models.Q(outside=""), name="topic_rule_one_bearer"
            ),
        ]


class KnownPlace(TenantModel):
    """A place people name here: kelurahan, market, bridge. `within`: its kecamatan. `agency`: who serves it, where known."""

    class Level(models.TextChoices):
        """How exact a place is; the last is the most exact."""

        DISTRICT = "district", "Kecamatan"
        VILLAGE = "village", "Kelurahan atau desa"
        LANDMARK = "landmark", "Pasar, jembatan, taman, jalan"

    name = models.CharField(max_length=120)
    level = models.CharField(max_length=8, choices=Level.choices)
    within = models.CharField(max_length=120, blank=True)
    aliases = models.CharField(max_length=300, blank=True)
    agency = TenantForeignKey(Agency, null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "name", "within", "level"], name="known_place_once"),
        ]


class Correction(TenantModel):
    """What a person said about one part of a reading: the same as advised, or something else. Learned from, in time order."""

    conversation = TenantForeignKey("inbox.Conversation")
    part = models.CharField(max_length=8, choices=Part.choices)
    advised = models.CharField(max_length=120, blank=True)
    chosen = models.CharField(max_length=120, blank=True)
    read_with = models.CharField(max_length=40, blank=True)
    by = TenantForeignKey(Person, null=True, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "conversation", "part"], name="correction_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["government", "part", "at", "id"], name="correction_in_time"),
        ]


class Learned(TenantModel):
    """Weights of one part learned from a government's corrections. Kept whether they passed the gate or not."""

    class State(models.TextChoices):
        """Whether it is used."""

        USED = "used", "Dipakai"
        REFUSED = "refused", "Tidak lebih baik, tidak dipakai"
        RETIRED = "retired", "Digantikan"

    part = models.CharField(max_length=8, choices=Part.choices)
    version = models.PositiveIntegerField()
    base = models.CharField(max_length=40)
    weights = models.JSONField(default=dict)
    figures = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=State.choices)
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "part", "version"], name="learned_version"),
            models.UniqueConstraint(
                fields=["government", "part"], condition=models.Q(state="used"), name="learned_one_used"
            ),
        ]


class Rereading(TenantModel):
    """How far the older conversations have been read again by a newer reader."""

    read_with = models.CharField(max_length=40)
    last_id = models.BigIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government"], name="rereading_once"),
        ]
