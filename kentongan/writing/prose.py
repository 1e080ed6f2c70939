"""A text made ready for reading once: words, sentences, and everything that is not language blanked out in place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    Phrases = Mapping[str, Sequence[tuple[str, ...]]]


def listed(words: str, between: str | None = None) -> frozenset[str]:
    """A set of words, written as one line."""
    return frozenset(words.split(between))


UNSEEN = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff"
_UNSEEN = re.compile(f"[{UNSEEN}]")
_NOT_WORDS = re.compile(
    r"https?://\S+|(?<!\w)www\.\S+|(?<![\w.+-])[\w.+-]+@[\w.-]+|(?<!\w)[@#]\w+(?:\.\w+)*"
    r"|(?<![\w.-])[\w-]+(?:\.[\w-]+)*\.(?:id|com|org|net)(?![\w])\S*",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:[-'\u2019][^\W_]+)*")
_BROKEN_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{UNSEEN}])*(?:[-'\u2019](?:[^\W_]|[{UNSEEN}])+)*")
_STOP = re.compile(r"(?<![.!?…])[.!?…]++[\"”’')\]]*+(?=\s|$)|\n")
_NO_STOP = listed("jl jln no dr drs dra ir h hj st tn ny sdr yth dll dsb dst rp tgl hlm kab kec kel prof a.n s.d")
_USUAL = listed(
    "yang di dan untuk dengan dari ini itu ke pada akan tidak adalah atau oleh dalam juga sudah kami kita anda karena agar bisa dapat "
    "ada bagi para lebih saat hari serta warga supaya belum jadi seperti sebagai telah setiap mulai sampai melalui"
)
LEAST_WORDS_TO_TELL = 6


@dataclass(frozen=True, slots=True)
class Prose:
    """A text and its words. `plain` and `said` (lower case) are as long as `text`, so that every place fits all three."""

    text: str
    plain: str
    said: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    sentences: tuple[tuple[int, int], ...]  #: numbers of the first word and past the last

    def span(self, first: int, past: int) -> tuple[int, int]:
        """Where words stand in the text."""
        return self.starts[first], self.ends[past - 1]

    def quote(self, first: int, past: int) -> str:
        """Words as typed."""
        return self.text[self.starts[first] : self.ends[past - 1]]

    @property
    def indonesian(self) -> bool:
        """Enough of the commonest words of Indonesian that its rules may be asked of the text."""
        usual = sum(word in _USUAL for word in self.words)
        return len(self.words) >= LEAST_WORDS_TO_TELL and usual * 16 >= len(self.words)


def read(text: str) -> Prose:
    """Take any text apart, in time that grows with its length. Line ends count as one code point, as in a browser's field."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    plain = _NOT_WORDS.sub(lambda found: " " * len(found.group()), text)
    said = _lower(plain)
    pattern = _BROKEN_WORD if _UNSEEN.search(plain) else _WORD
    spans = [found.span() for found in pattern.finditer(said)]
    words = [said[start:end] for start, end in spans]
    if pattern is _BROKEN_WORD:
        words = [_UNSEEN.sub("", word) for word in words]
    starts, ends = tuple(start for start, _ in spans), tuple(end for _, end in spans)
    return Prose(text, plain, said, tuple(words), starts, ends, tuple(_sentences(said, words, starts, ends)))


def _lower(text: str) -> str:
    low = text.lower()
    return low if len(low) == len(text) else "".join(c if len(c.lower()) != 1 else c.lower() for c in text)


def _sentences(
    said: str, words: Sequence[str], starts: Sequence[int], ends: Sequence[int]
) -> Iterator[tuple[int, int]]:
    first = at = 0
    count = len(starts)
    for stop in _STOP.finditer(said):
        while at < count and starts[at] < stop.start():
            at += 1
        if at == first or _goes_on(said, stop, words[at - 1], ends[at - 1]):
            continue
        yield first, at
        first = at
    if first < count:
        yield first, count


def _goes_on(said: str, stop: re.Match[str], before: str, end: int) -> bool:
    """Say whether the full stop belongs to an abbreviation, an initial or the number of a list."""
    if said[stop.start()] != "." or end != stop.start():
        return False
    return before in _NO_STOP or (len(before) == 1 and stop.end() < len(said))


def phrases(*lines: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Phrases by their first word, the longest first; `lines` part phrases with commas."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for line in lines:
        for phrase in line.split(","):
            parts = tuple(_WORD.findall(phrase.lower()))
            if parts:
                found.setdefault(parts[0], []).append(parts)
    return {first: tuple(sorted(set(many), key=lambda one: (-len(one), one))) for first, many in found.items()}


def find(prose: Prose, wanted: Phrases, first: int = 0, past: int | None = None) -> Iterator[tuple[int, int]]:
    """Where phrases stand, as numbers of words; of two that begin alike the longer one, of two that overlap the first."""
    words = prose.words[first:past] if first or past is not None else prose.words
    free = first
    for place, word in enumerate(words, start=first):
        if word in wanted and place >= free and (size := _fits(prose.words, place, wanted[word])):
            free = place + size
            yield place, free


def _fits(words: Sequence[str], place: int, many: Iterable[tuple[str, ...]]) -> int:
    return next((len(one) for one in many if tuple(words[place : place + len(one)]) == one), 0)
