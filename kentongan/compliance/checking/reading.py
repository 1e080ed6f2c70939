"""A text made ready for every check once: folded, taken apart into words and sentences, with the way back to what was typed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from kentongan.compliance.checking.looks_alike import fold
from kentongan.writing import prose as language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from kentongan.compliance.rules import Facts
    from kentongan.writing.prose import Phrases, Prose

LONGEST_QUOTE = 600
FAR = 60


@dataclass(frozen=True, slots=True)
class Hit:
    """Where something stands: `start` ≤ index < `end` in the text as typed. `sure`: its structure or its words leave no doubt."""

    start: int
    end: int
    sure: bool = True
    note: str = ""  #: what exactly, where the passage alone does not tell


@dataclass(frozen=True)
class Reading:
    """`text`: as typed. `plain`: as read, same case; `places` leads from it to `text` (None: the same places)."""

    text: str
    plain: str
    places: tuple[int, ...] | None
    memo: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)  #: what was looked for already

    @cached_property
    def prose(self) -> Prose:
        """Words and sentences of `plain`; links, addresses and tags are no words."""
        return language.read(self.plain)

    @cached_property
    def low(self) -> str:
        """`plain` in small letters, tags and links included; as long as `plain`."""
        low = self.plain.lower()
        return (
            low if len(low) == len(self.plain) else "".join(c.lower() if len(c.lower()) == 1 else c for c in self.plain)
        )

    @cached_property
    def firsts(self) -> tuple[int, ...]:
        """The number of the first word of each sentence."""
        return tuple(first for first, _ in self.prose.sentences)

    def hit(self, start: int, end: int, *, sure: bool = True, note: str = "") -> Hit:
        """A place in `plain` as a place in the text as typed."""
        if self.places is None or start >= end:
            return Hit(start, end, sure, note)
        return Hit(self.places[start], self.places[end - 1] + 1, sure, note)

    def words_hit(self, first: int, past: int, *, sure: bool = True, note: str = "") -> Hit:
        """Words, by their numbers, as a place in the text as typed."""
        return self.hit(*self.prose.span(first, past), sure=sure, note=note)

    def whole(self, *, sure: bool = True, note: str = "") -> Hit:
        """The text itself, where what is missing has no place."""
        return Hit(0, 0, sure, note)

    def sentence_at(self, word: int) -> int:
        """The number of the sentence a word stands in."""
        return max(bisect_right(self.firsts, word) - 1, 0)

    def word_at(self, place: int) -> int:
        """The number of the word that stands at, or before, a place of `plain`."""
        return max(bisect_right(self.prose.starts, place) - 1, 0)

    def sentence(self, number: int, *, around: int = 0) -> tuple[int, int]:
        """First word and past the last of a sentence, with as many sentences on either side as asked for."""
        sentences = self.prose.sentences
        if not sentences:
            return 0, 0
        return sentences[max(0, number - around)][0], sentences[min(len(sentences) - 1, number + around)][1]

    def written(self, word: int) -> str:
        """A word with its capitals."""
        return self.plain[self.prose.starts[word] : self.prose.ends[word]]

    def near(self, word: int, *, around: int = 0) -> tuple[int, int]:
        """The sentence a word stands in, with its neighbours if asked for, and never further than a breath away."""
        first, past = self.sentence(self.sentence_at(word), around=around)
        return max(first, word - FAR), min(past, word + FAR)

    def once(self, name: Any, look: Callable[[Reading], list[tuple[int, int]]]) -> list[tuple[int, int]]:  # noqa: ANN401 - any key
        """What `look` finds in this text; it looks once."""
        if name not in self.memo:
            self.memo[name] = look(self)
        found: list[tuple[int, int]] = self.memo[name]
        return found

    def found(self, wanted: Phrases, first: int = 0, past: int | None = None) -> list[tuple[int, int]]:
        """Where phrases stand, as numbers of words, between two words."""
        if not wanted:
            return []
        key = ("words", id(wanted))
        if key not in self.memo:
            self.memo[key] = (wanted, list(self._find(wanted)))
        everywhere: list[tuple[int, int]] = self.memo[key][1]
        if first == 0 and past is None:
            return everywhere
        last = len(self.prose.words) if past is None else past
        begin = bisect_left(everywhere, (first, 0))
        end = bisect_left(everywhere, (last, 0), begin)
        return [pair for pair in everywhere[begin:end] if pair[1] <= last]

    @cached_property
    def standing(self) -> dict[str, list[int]]:
        """Each different word with the numbers under which it stands."""
        found: dict[str, list[int]] = {}
        for number, word in enumerate(self.prose.words):
            found.setdefault(word, []).append(number)
        return found

    def _find(self, wanted: Phrases) -> Iterator[tuple[int, int]]:
        """As `writing.prose.find`, led by the few words that text and list share."""
        words, free = self.prose.words, 0
        for place in sorted(place for word in wanted.keys() & self.standing.keys() for place in self.standing[word]):
            if place < free:
                continue
            size = next((len(one) for one in wanted[words[place]] if words[place : place + len(one)] == one), 0)
            if size == 1 or (size and self.sentence_at(place) == self.sentence_at(place + size - 1)):
                free = place + size
                yield place, free

    def has(self, wanted: Phrases, first: int = 0, past: int | None = None) -> bool:
        """One of the phrases stands there."""
        return bool(self.found(wanted, first, past))

    @cached_property
    def quoted(self) -> bytearray:
        """1 for every sign between quotation marks; a mark that nobody closes within 600 signs quotes nothing."""
        inside, opened = bytearray(len(self.plain)), -1
        for place, sign in enumerate(self.plain):
            if sign not in '"“”«»':
                continue
            if opened < 0 or sign in "“«":
                opened = place
            else:
                if place - opened <= LONGEST_QUOTE:
                    inside[opened:place] = b"\1" * (place - opened)
                opened = -1
        return inside

    def in_quotes(self, word: int) -> bool:
        """Somebody else says this word."""
        return bool(self.quoted[self.prose.starts[word]])


@dataclass(frozen=True, slots=True)
class Given:
    """What a check is given beside the text: its rule's parameters, and what the government and the moment add."""

    parameters: Mapping[str, Any]
    facts: Facts
    texts: tuple[Reading, ...] = field(default=())  #: all texts of the draft
    paid: bool = False  #: the writers say that somebody pays for it

    def words(self, name: str) -> Phrases:
        """A parameter that lists words or phrases, ready for `Reading.found`."""
        return phrases(tuple(self.parameters.get(name, ())))

    def listed(self, name: str) -> frozenset[str]:
        """A parameter that lists single signs or names."""
        return frozenset(self.parameters.get(name, ()))

    def number(self, name: str, otherwise: int) -> int:
        """A parameter that is a number."""
        return int(self.parameters.get(name, otherwise))


@lru_cache(maxsize=2048)
def phrases(many: tuple[str, ...]) -> Phrases:
    """Phrases by their first word, as the checks look them up; folded like the texts."""
    return language.phrases(*(fold(one.replace(",", " "))[0] for one in many))


def reading_of(text: str) -> Reading:
    """Take a text apart."""
    return Reading(text, *fold(text.replace("\r", " ")))
