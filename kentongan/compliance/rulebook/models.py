"""Who read which chapter in which version, a government's own chapters, and quizzes taken."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kentongan.organizations.models import Person
from kentongan.tenancy.models import TenantForeignKey, TenantModel


class LocalChapter(TenantModel):
    """A rule of the government itself, told in its coordinator's words. `version` grows with every change of its words."""

    title = models.CharField(max_length=160)
    law = models.CharField(max_length=120, help_text="Kind, number and year: Peraturan Bupati 12/2026")
    body = models.TextField()
    url = models.URLField(max_length=500, blank=True)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    read_on = models.DateField(help_text="The day a person read the text itself")
    version = models.PositiveIntegerField(default=1)
    changed_by = TenantForeignKey(Person)
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(ends=None) | models.Q(ends__gte=models.F("starts")), name="chapter_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ChapterRead(TenantModel):
    """One person said that they read one version of a chapter. `chapter`: its slug, or "daerah-<key>" of a local one."""

    person = TenantForeignKey(Person)
    chapter = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["government", "person", "chapter", "version"], name="chapter_read_once"),
        ]


class QuizSitting(TenantModel):
    """Ten questions put to one person, and how they were answered. What was finished stays as it was."""

    person = TenantForeignKey(Person)
    questions = models.JSONField(help_text="Codes of the questions in their order")
    answers = models.JSONField(default=dict)
    correct = models.PositiveSmallIntegerField(default=0)
    passed = models.BooleanField(default=False)
    began_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["government", "person"], condition=models.Q(finished_at=None), name="quiz_one_under_way"
            ),
            models.CheckConstraint(condition=models.Q(correct__lte=10), name="quiz_ten_questions"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["government", "person", "-finished_at"], name="quiz_latest"),
        ]
