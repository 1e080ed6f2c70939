"""Reading analyses: how one stands, what was archived, what a government set. Callers show them with the thing itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from kentongan.compliance.impact.knowing import VOTING, Facts, Known, Period, asked, known
from kentongan.compliance.impact.models import ImpactArchive, ImpactDraft, ImpactSetting, SensitivePeriod
from kentongan.compliance.impact.questions import CONSEQUENCE, DECISIONS
from kentongan.compliance.impact.rules import LOW, needs_consequence, of_known, open_questions, score, withheld
from kentongan.compliance.models import ElectionWindow

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from django.db.models import QuerySet

    from kentongan.compliance.impact.questions import Question
    from kentongan.compliance.impact.rules import Scored
    from kentongan.organizations.actor import Actor


@dataclass(frozen=True, slots=True)
class Subject:
    """Which thing, with exactly what content."""

    government_id: int
    subject_type: str
    subject_id: object
    content_hash: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as the form shows it."""

    question: Question
    value: Any
    words: str
    why: str  #: where the answer comes from; empty where a person gave it

    @property
    def chosen(self) -> list[str]:
        """The ticked answers."""
        return list(self.value) if isinstance(self.value, list) else [str(self.value)] if self.value else []

    @property
    def answer(self) -> str:
        """The answer in words."""
        return ", ".join(one.label for one in self.question.options if one.code in self.chosen)


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything a screen or a gate needs to know of one analysis."""

    facts: Facts
    asked: tuple[Asked, ...]
    answers: Mapping[str, Any]
    missing: tuple[str, ...]
    scored: Scored
    optional: bool
    draft: ImpactDraft | None
    confirmed: bool

    @property
    def stale(self) -> bool:
        """It was confirmed once; the content changed since."""
        return bool(self.draft and self.draft.confirmed_hash) and not self.confirmed

    @property
    def harmless(self) -> bool:
        """Nothing is left to say and little can go wrong: handing in confirms it."""
        return not self.missing and self.scored.level == LOW and not self.stale

    @property
    def closed(self) -> bool:
        """The consequences were weighed, and the information stays closed."""
        return withheld(self.answers)

    @property
    def stops(self) -> bool:
        """It has to be confirmed before the content may be handed in. An emergency is never stopped."""
        if self.facts.emergency:
            return False
        return self.closed or not (self.optional or self.confirmed or self.harmless)

    @property
    def weighs(self) -> bool:
        """The consequences of opening have to be weighed."""
        return needs_consequence(self.answers)

    @property
    def told(self) -> list[dict[str, str]]:
        """Questions, answers and reasons in words, to be kept."""
        rows = [
            {"question": one.question.label, "answer": one.answer, "words": one.words, "why": one.why}
            for one in self.asked
        ]
        weighed = [(label, str(self.answers.get(name, ""))) for name, label in CONSEQUENCE.items() if self.weighs]
        return rows + [
            {"question": label, "answer": DECISIONS.get(said, said), "words": "", "why": ""} for label, said in weighed
        ]


def standing(subject: Subject, facts: Facts) -> Standing:
    """How the analysis of one thing stands: what is asked, known, answered, missing, and what it scores."""
    draft = draft_of(subject)
    said: Mapping[str, Any] = draft.answers if draft else {}
    from_facts = known(facts)
    answers = of_known(said, {code: one.value for code, one in from_facts.items()})
    questions = asked(facts, answers)
    shown = tuple(_asked(question, answers, said, from_facts.get(question.code)) for question in questions)
    counted = _counted(questions, answers)
    missing = tuple(open_questions(questions, counted))
    holds = draft is not None and draft.confirmed_hash != "" and draft.confirmed_hash == subject.content_hash
    return Standing(
        facts=facts,
        asked=shown,
        answers=counted,
        missing=missing,
        scored=score(counted),
        optional=facts.content_class in optional_classes(subject.government_id),
        draft=draft,
        confirmed=holds and not missing,
    )


def draft_of(subject: Subject) -> ImpactDraft | None:
    """What was answered so far."""
    rows = ImpactDraft.objects.filter(
        government_id=subject.government_id, subject_type=subject.subject_type, subject_id=str(subject.subject_id)
    )
    return rows.select_related("confirmed_by").first()


def level_of(government_id: int, subject_type: str, subject_id: object, content_hash: str) -> str | None:
    """The level ("low", "medium", "high") archived with exactly this content; None when there is none."""
    rows = archived_for(government_id, subject_type, subject_id).filter(content_hash=content_hash)
    return rows.values_list("level", flat=True).first()


def archived_for(government_id: int, subject_type: str, subject_id: object) -> QuerySet[ImpactArchive]:
    """Every analysis that went with a request for approval of this thing, latest first."""
    rows = ImpactArchive.objects.filter(
        government_id=government_id, subject_type=subject_type, subject_id=str(subject_id)
    )
    return rows.select_related("confirmed_by").order_by("-pk")


def archived_with(government_id: int, subject_type: str, subject_id: object, content_hash: str) -> ImpactArchive | None:
    """The one that went with exactly this content."""
    return archived_for(government_id, subject_type, subject_id).filter(content_hash=content_hash).first()


def optional_classes(government_id: int) -> frozenset[str]:
    """Classes of content for which a government does not ask."""
    row = ImpactSetting.objects.filter(government_id=government_id).values_list("optional_for", flat=True).first()
    return frozenset(row or ())


def periods_on(government_id: int, day: date) -> tuple[Period, ...]:
    """The periods that a day lies in, elections among them."""
    here = {"government_id": government_id, "starts__lte": day, "ends__gte": day}
    noted = SensitivePeriod.objects.filter(**here).order_by("starts", "pk")
    voting = ElectionWindow.objects.filter(**here).order_by("starts", "pk")
    found = [Period(row.kind, row.name, row.starts, row.ends) for row in noted]
    return (*found, *(Period(VOTING, row.title, row.starts, row.ends) for row in voting))


def voting_on(government_id: int, day: date) -> bool:
    """Tell whether an election period is in force."""
    return any(period.kind == VOTING for period in periods_on(government_id, day))


def periods_for(actor: Actor, today: date) -> Sequence[SensitivePeriod]:
    """Those that are not over, the nearest first; no secret to anyone of the government."""
    rows = SensitivePeriod.objects.filter(Q(ends__gte=today), government_id=actor.government_id)
    return list(rows.select_related("recorded_by").order_by("starts", "pk"))


def period_for(actor: Actor, period_id: int) -> SensitivePeriod | None:
    """One period of the actor's government."""
    return SensitivePeriod.objects.filter(government_id=actor.government_id, pk=period_id).first()


def _counted(questions: Sequence[Question], answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers to what is asked; an answer left from an earlier wording does not count."""
    codes = {question.code for question in questions}
    names = codes | {f"{code}_words" for code in codes} | set(CONSEQUENCE)
    return {name: value for name, value in answers.items() if name in names}


def _asked(question: Question, answers: Mapping[str, Any], said: Mapping[str, Any], known_one: Known | None) -> Asked:
    value, words = answers.get(question.code, ""), str(answers.get(f"{question.code}_words", ""))
    from_facts = known_one is not None and said.get(question.code, known_one.value) == known_one.value
    return Asked(question, value, words, known_one.why if known_one and from_facts else "")
