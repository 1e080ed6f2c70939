"""Everything triage can say of a comment, each part with how sure it is and the words it rests on.

Advice only (PDP-14, PDP-15): a person confirms. `seen_by_person_needed` is true where a part is below its head's threshold;
the page then says *perlu dilihat orang*. The shipped weights answer; without them the word lists of `by_rules` do.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

MOST_READ = 4_000
"""Code points that are read of one text. What is longer is judged by its beginning: the time a comment takes is bounded."""

NOW, SOON, NORMAL = "now", "soon", "normal"
POSITIVE, NEUTRAL, NEGATIVE = "pos", "neu", "neg"
KINDS = ("complaint", "aspiration", "request", "question", "praise", "other", "spam")
URGENCIES = (NOW, SOON, NORMAL)
SENTIMENTS = (NEGATIVE, NEUTRAL, POSITIVE)
LANGUAGES = (
    "ind", "jav", "sun", "bjn", "bug", "mui", "mak", "min", "ace", "ban", "bbc", "mad", "nij", "bew", "eng", "other",
)  # fmt: skip
AUTHORITIES = ("own", "province", "national", "pln", "police", "water", "bpjs", "other", "none")
"""Who answers for the matter by what the words say; "none": there is no matter of government in it."""
NO_TOPIC = "T00"
YES, NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of the original text, in code points; `end` is past them."""

    start: int
    end: int
    text: str


Finder = Callable[[str, int], tuple[Evidence, ...]]


class Guess:
    """One part of a reading: a value, its calibrated probability, the words it rests on (found when asked for).

    `words` are the words, or who finds them given `text` and the value's place `at`: a hundred thousand guesses then share one finder.
    """

    __slots__ = ("_at", "_text", "_words", "seen_by_person_needed", "sure", "value")

    def __init__(
        self,
        value: str,
        sure: float,
        words: tuple[Evidence, ...] | Finder = (),
        seen_by_person_needed: bool = True,  # noqa: FBT001, FBT002 - as above
        text: str = "",
        at: int = 0,
    ) -> None:
        self.value = value
        self.sure = sure
        self.seen_by_person_needed = seen_by_person_needed
        self._words = words
        self._text = text
        self._at = at

    @property
    def words(self) -> tuple[Evidence, ...]:
        """Return the words this rests on, in the order of the text."""
        if callable(self._words):
            self._words = self._words(self._text, self._at)
        return self._words

    def _as_tuple(self) -> tuple[object, ...]:
        return self.value, self.sure, self.words, self.seen_by_person_needed

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Guess) and self._as_tuple() == other._as_tuple()

    def __hash__(self) -> int:
        return hash(self._as_tuple())

    def __repr__(self) -> str:
        return f"Guess({self.value!r}, {self.sure:.3f}, seen_by_person_needed={self.seen_by_person_needed})"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a comment seems to be. `topics`: the best three, best first. The four flags say "yes" or "no"."""

    language: Guess
    kind: Guess
    sentiment: Guess
    urgency: Guess
    topics: tuple[Guess, ...]
    authority: Guess
    abuse: Guess
    threat: Guess
    gambling: Guess
    hoax: Guess


class Reader(Protocol):
    """Who can read: the trained weights, or the word lists."""

    def read_many(self, texts: Sequence[str]) -> list[Reading]:
        """Read each text; never raises on any text."""
        ...


def read(text: str) -> Reading:
    """Read one comment of any length."""
    return read_many((text,))[0]


def read_many(texts: Sequence[str]) -> list[Reading]:
    """Read comments; much cheaper a comment than one at a time."""
    return _reader().read_many(texts)


@lru_cache(maxsize=1)
def _reader() -> Reader:
    from kentongan.triage import by_rules, by_weights, danger, heads

    danger.make_ready()
    weights = heads.load()
    return by_weights.ByWeights(weights) if weights else by_rules.ByRules()
