"""Acknowledging chapters, writing a government's own, and taking the quiz."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from kentongan.audit.registry import register_action, register_thing
from kentongan.audit.services import record
from kentongan.compliance.rulebook import quiz
from kentongan.compliance.rulebook.models import ChapterRead, LocalChapter, QuizSitting
from kentongan.compliance.rulebook.selectors import quiz_under_way, quizzes_for
from kentongan.core import clock
from kentongan.organizations.access import require_role
from kentongan.organizations.roles import Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kentongan.compliance.rulebook.chapters import Chapter
    from kentongan.organizations.actor import Actor

KEEPERS = (Role.COORDINATOR, Role.ADMINISTRATOR)
WORDS = ("title", "law", "body")

register_thing("compliance.rulebook", "Buku aturan", "/aturan/buku/")
register_action("compliance.chapter.read", "{actor} sudah membaca “{chapter}” versi {version}")
register_action("compliance.chapter.kept", "{actor} menulis aturan daerah “{chapter}” versi {version}")
register_action("compliance.quiz.finished", "{actor} menyelesaikan kuis aturan: {correct} dari 10 benar, {result}")


class ChapterError(Exception):
    """A chapter that cannot be kept; the message is a sentence for people."""


class QuizOverError(Exception):
    """The quiz was handed in before, perhaps in another window."""


@dataclass(frozen=True, slots=True)
class Told:
    """A government's own rule, as its coordinator tells it."""

    title: str
    law: str
    body: str
    starts: date
    read_on: date
    ends: date | None = None
    url: str = ""


@transaction.atomic
def acknowledge(*, actor: Actor, chapter: Chapter) -> ChapterRead:
    """Say that this version was read and understood; saying it twice changes nothing."""
    kept, new = ChapterRead.objects.get_or_create(
        government_id=actor.government_id,
        person_id=actor.person_id,
        chapter=chapter.slug,
        version=chapter.version,
        defaults={"at": clock.now()},
    )
    if new:
        _record(actor, "compliance.chapter.read", kept.pk, chapter=chapter.title, version=chapter.version)
    return kept


@transaction.atomic
def keep_chapter(*, actor: Actor, told: Told, chapter: LocalChapter | None = None) -> LocalChapter:
    """Write a government's own chapter. Other words make a new version, which everyone is asked to read again."""
    require_role(actor, *KEEPERS, to="menulis aturan daerah")
    if told.ends and told.ends < told.starts:
        raise ChapterError("Aturan ini berakhir sebelum mulai berlaku. Periksa kedua tanggalnya.")
    kept = chapter or LocalChapter(government_id=actor.government_id, version=0)
    if chapter is None or any(getattr(chapter, name) != getattr(told, name) for name in WORDS):
        kept.version += 1
    for name in (*WORDS, "starts", "ends", "url", "read_on"):
        setattr(kept, name, getattr(told, name))
    kept.changed_by_id, kept.changed_at = actor.person_id, clock.now()
    kept.save()
    _record(actor, "compliance.chapter.kept", kept.pk, chapter=kept.title, version=kept.version)
    return kept


@transaction.atomic
def begin_quiz(*, actor: Actor) -> QuizSitting:
    """Draw ten questions, or go on with those drawn before."""
    under_way = quiz_under_way(actor)
    if under_way:
        return under_way
    last = quizzes_for(actor).first()
    sitting = QuizSitting(
        government_id=actor.government_id,
        person_id=actor.person_id,
        questions=quiz.drawn(last.questions if last else ()),
        began_at=clock.now(),
    )
    try:
        with transaction.atomic():
            sitting.save()
    except IntegrityError:  # begun in another window a moment ago
        return quizzes_for(actor).get(finished_at=None)
    return sitting


@transaction.atomic
def finish_quiz(*, actor: Actor, sitting: QuizSitting, answers: Mapping[str, str]) -> QuizSitting:
    """Count the answers and keep the result as a fact. QuizOverError when it was handed in before."""
    locked = quizzes_for(actor).select_for_update().get(pk=sitting.pk)
    if locked.finished_at:
        raise QuizOverError
    said = {code: str(answers[code]) for code in locked.questions if answers.get(code)}
    locked.answers, locked.finished_at = said, clock.now()
    locked.correct = quiz.right_answers(locked.questions, said, locked.pk)
    locked.passed = quiz.passes(locked.correct)
    locked.save()
    result = "lulus" if locked.passed else "belum lulus"
    _record(actor, "compliance.quiz.finished", locked.pk, correct=locked.correct, result=result)
    return locked


def _record(actor: Actor, action: str, key: int, **data: object) -> None:
    record(actor=actor, action=action, subject_type="compliance.rulebook", subject_id=key, data=data)
