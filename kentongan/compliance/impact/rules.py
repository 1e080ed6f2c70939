"""What is asked, what is already known, and the published formula. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kentongan.compliance.impact.questions import (
    BY_CODE,
    CONSEQUENCE,
    DECISIONS,
    GROUPS,
    IMPACT,
    LIKELIHOOD,
    QUESTIONS,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kentongan.compliance.impact.questions import Question

    Answers = Mapping[str, object]

FORMULA = 1
"""Goes up with every change of a weight or threshold: an archived score says by which formula it was made."""
MOST, RISK_SHARE, GROUP_SHARE = 100, 60, 15
LOW, MEDIUM, HIGH = "low", "medium", "high"
THRESHOLDS = {LOW: 0, MEDIUM: 20, HIGH: 45}
LEVELS = {LOW: "Rendah", MEDIUM: "Sedang", HIGH: "Tinggi"}
LONGEST = 600


@dataclass(frozen=True, slots=True)
class Scored:
    """A score from 0 to 100, its level, and the points that each question brought."""

    points: int
    level: str
    parts: tuple[tuple[str, int], ...]

    @property
    def label(self) -> str:
        """The level in words."""
        return LEVELS[self.level]


def clean(given: Answers) -> dict[str, object]:
    """Keep known answers and texts of a form; everything else is left out."""
    kept: dict[str, object] = {}
    for question in QUESTIONS:
        said = given.get(question.code)
        if question.many:
            ticked = [one.code for one in question.options if one.code in _several(said)]
            kept |= {question.code: ticked} if ticked else {}
        elif isinstance(said, str) and question.option(said):
            kept[question.code] = said
    texts = [f"{question.code}_words" for question in QUESTIONS if question.words] + list(CONSEQUENCE)
    for name in texts:
        words = str(given.get(name) or "").replace("\r\n", "\n").strip()[:LONGEST]
        kept |= {name: words} if words else {}
    if kept.get("decision") not in {*DECISIONS, None}:
        del kept["decision"]
    return kept


def score(answers: Answers) -> Scored:
    """The published formula: risk share + groups + one weight a question, at most 100.

    Same answers, same score; no heavier answer ever lowers it. A question without answer brings nothing.
    """
    parts = [("risk", _risk(answers)), (GROUPS.code, min(GROUP_SHARE, sum(_weights(GROUPS, answers))))]
    singles = [one for one in QUESTIONS if one not in {GROUPS, LIKELIHOOD, IMPACT}]
    parts += [(question.code, sum(_weights(question, answers))) for question in singles]
    points = min(MOST, sum(part for _, part in parts))
    return Scored(points, level_of(points), tuple((code, part) for code, part in parts if part))


def level_of(points: int) -> str:
    """The level whose threshold was reached last."""
    return max((level for level in THRESHOLDS if points >= THRESHOLDS[level]), key=THRESHOLDS.__getitem__)


def open_questions(asked: Iterable[Question], answers: Answers) -> list[str]:
    """What still has to be said, as labels, in the order of the form."""
    missing: list[str] = []
    for question in asked:
        said = answers.get(question.code)
        if not said:
            missing.append(question.label)
        elif question.words and said in question.words_for and not answers.get(f"{question.code}_words"):
            missing.append(question.words)
    return missing + _consequence(answers)


def needs_consequence(answers: Answers) -> bool:
    """Some of the information is not open to everyone: its consequences are weighed."""
    return answers.get("information") in {"sebagian", "dikecualikan"}


def withheld(answers: Answers) -> bool:
    """Tell whether the weighing ended with keeping the information closed."""
    return needs_consequence(answers) and answers.get("decision") == "tutup"


def of_known(answers: Answers, known: Answers) -> dict[str, object]:
    """What is known of a post, with a person's answers over it."""
    return {**known, **answers}


def _consequence(answers: Answers) -> list[str]:
    if not needs_consequence(answers):
        return []
    return [label for name, label in CONSEQUENCE.items() if not answers.get(name)]


def _risk(answers: Answers) -> int:
    likelihood, impact = (sum(_weights(question, answers)) for question in (LIKELIHOOD, IMPACT))
    most = len(LIKELIHOOD.options) * len(IMPACT.options) - 1
    return max(0, likelihood * impact - 1) * RISK_SHARE // most


def _weights(question: Question, answers: Answers) -> list[int]:
    said = answers.get(question.code)
    chosen = _several(said) if question.many else {said}
    return [option.weight for option in BY_CODE[question.code].options if option.code in chosen]


def _several(said: object) -> set[str]:
    return {str(one) for one in said} if isinstance(said, (list, tuple, set, frozenset)) else set()
