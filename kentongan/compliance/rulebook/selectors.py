"""Reading the rulebook: chapters with who read them, and quizzes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kentongan.compliance.rulebook.chapters import Chapter, Part, chapters
from kentongan.compliance.rulebook.models import ChapterRead, LocalChapter, QuizSitting
from kentongan.compliance.rules import Evidence, Source
from kentongan.organizations.roles import Role
from kentongan.organizations.selectors import find_people, holders_of, people_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from django.db.models import QuerySet

    from kentongan.organizations.actor import Actor
    from kentongan.organizations.models import Person

WATCHERS = (Role.COORDINATOR, Role.ADMINISTRATOR, Role.AUDITOR, Role.HEAD, Role.TRAINER)
READERS = (Role.ADMIN, Role.REVIEWER, Role.APPROVER, Role.COORDINATOR, Role.LIAISON, Role.LEADER_TEAM)
"""Who is asked to read: everyone who writes, answers or approves."""
LOCAL = "daerah-"


@dataclass(frozen=True, slots=True)
class Shelved:
    """A chapter as one person sees it. `before`: an earlier version of it was read."""

    chapter: Chapter
    read: ChapterRead | None
    before: bool


@dataclass(frozen=True, slots=True)
class Reader:
    """How far one person has come."""

    person: Person
    read: int
    of: int
    quiz: QuizSitting | None

    @property
    def all_read(self) -> bool:
        """Every chapter in its present version."""
        return self.read >= self.of


def chapters_of(government_id: int, day: date) -> list[Chapter]:
    """All chapters of a government: those of the product, then its own that are in force."""
    own = LocalChapter.objects.filter(government_id=government_id, starts__lte=day).order_by("title", "pk")
    return [*chapters(), *(local_chapter(row) for row in own if row.ends is None or row.ends >= day)]


def local_chapter(row: LocalChapter) -> Chapter:
    """A government's own chapter in the shape of the others."""
    source = Source(row.law, "", 0, "", "berlaku", Evidence.READ, row.url, str(row.read_on))
    summary = row.body.strip().splitlines()[0] if row.body.strip() else ""
    return Chapter(
        f"{LOCAL}{row.pk}", row.title, summary[:160], row.version, (Part("", row.body),), (source,), local=True
    )


def local_chapter_for(actor: Actor, chapter_id: int) -> LocalChapter | None:
    """One of the government's own."""
    return LocalChapter.objects.filter(government_id=actor.government_id, pk=chapter_id).first()


def shelf_for(actor: Actor, day: date) -> list[Shelved]:
    """Every chapter with what this person read of it."""
    rows = ChapterRead.objects.filter(government_id=actor.government_id, person_id=actor.person_id)
    read = {(row.chapter, row.version): row for row in rows}
    names = {chapter for chapter, _ in read}
    return [
        Shelved(one, read.get((one.slug, one.version)), one.slug in names)
        for one in chapters_of(actor.government_id, day)
    ]


def shelved_for(actor: Actor, slug: str, day: date) -> Shelved | None:
    """One chapter by its slug."""
    return next((one for one in shelf_for(actor, day) if one.chapter.slug == slug), None)


def readers_for(actor: Actor, day: date, words: str = "") -> list[Reader]:
    """Everyone who is asked to read, as far as the actor may look people up; whoever has most left first."""
    asked = holders_of(actor.government_id, *READERS).values("pk")
    people = (find_people(actor, words) if words else people_for(actor)).filter(pk__in=asked)
    found = list(people)
    wanted = {(one.slug, one.version) for one in chapters_of(actor.government_id, day)}
    read = _read_by(actor.government_id, found)
    passed = latest_passed(actor.government_id, [person.pk for person in found])
    rows = [Reader(one, len(read.get(one.pk, set()) & wanted), len(wanted), passed.get(one.pk)) for one in found]
    return sorted(rows, key=lambda row: (row.all_read, row.quiz is not None, row.read))


def latest_passed(government_id: int, person_ids: Iterable[int]) -> dict[int, QuizSitting]:
    """Of each person the quiz passed last; who passed none is missing."""
    rows = QuizSitting.objects.filter(government_id=government_id, person_id__in=list(person_ids), passed=True)
    return {row.person_id: row for row in rows.order_by("finished_at")}


def quizzes_for(actor: Actor) -> QuerySet[QuizSitting]:
    """The actor's own quizzes, latest first."""
    return QuizSitting.objects.filter(government_id=actor.government_id, person_id=actor.person_id).order_by("-pk")


def quiz_under_way(actor: Actor) -> QuizSitting | None:
    """The one that is not finished."""
    return quizzes_for(actor).filter(finished_at=None).first()


def section_facts(actor: Actor, person: Person) -> dict[str, Any]:
    """What a person's page says: the quiz passed last, and how many chapters were read."""
    rows = ChapterRead.objects.filter(government_id=actor.government_id, person_id=person.pk)
    return {
        "quiz": latest_passed(actor.government_id, [person.pk]).get(person.pk),
        "read": rows.values("chapter").distinct().count(),
    }


def _read_by(government_id: int, people: Sequence[Person]) -> dict[int, set[tuple[str, int]]]:
    rows = ChapterRead.objects.filter(government_id=government_id, person__in=people)
    found: dict[int, set[tuple[str, int]]] = {}
    for person_id, chapter, version in rows.values_list("person_id", "chapter", "version"):
        found.setdefault(person_id, set()).add((chapter, version))
    return found
