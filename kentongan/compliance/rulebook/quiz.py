"""The quiz: ten questions out of the bank, mixed the same way for the same sitting. Pure."""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FILE = Path(__file__).with_name("questions.toml")
ASKED, NEEDED = 10, 8


@dataclass(frozen=True, slots=True)
class QuizQuestion:
    """One question with its right answer, the wrong ones, and why."""

    code: str
    chapter: str
    text: str
    right: str
    wrong: tuple[str, ...]
    why: str

    def mixed(self, seed: int) -> list[tuple[str, str]]:
        """Its answers in an order that depends on the sitting, each with its code; "0" is the right one, until mixed."""
        codes = list(enumerate((self.right, *self.wrong)))
        random.Random(f"{seed}-{self.code}").shuffle(codes)  # noqa: S311 - an order, not a secret
        return [(str(number), words) for number, words in codes]


@cache
def bank() -> Mapping[str, QuizQuestion]:
    """Every question, by its code."""
    rows = tomllib.loads(FILE.read_text("utf-8"))["soal"]
    found = [
        QuizQuestion(row["id"], row["bab"], row["tanya"], row["benar"], tuple(row["keliru"]), row["penjelasan"])
        for row in rows
    ]
    return {one.code: one for one in found}


def drawn(avoid: Sequence[str] = ()) -> list[str]:
    """Ten questions at random; those of the last sitting only where nothing else is left."""
    fresh = [code for code in bank() if code not in set(avoid)]
    pool = fresh if len(fresh) >= ASKED else list(bank())
    return random.SystemRandom().sample(pool, ASKED)


def right_answers(questions: Sequence[str], answers: Mapping[str, str], seed: int) -> int:
    """How many were answered rightly. `answers`: code of the question → place of the answer as it stood on the page."""
    return sum(is_right(code, answers.get(code, ""), seed) for code in questions)


def is_right(code: str, place: str, seed: int) -> bool:
    """Tell whether the answer at that place of the page is the right one."""
    question = bank().get(code)
    if question is None or not place.isdecimal():
        return False
    shown = question.mixed(seed)
    return int(place) < len(shown) and shown[int(place)][0] == "0"


def passes(correct: int) -> bool:
    """Tell whether so many right answers are enough."""
    return correct >= NEEDED
