"""Perihal yang sama: whether two comments tell of one matter, by topic, place, time and words. A hint, never a decision. No Django."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from kentongan.triage.topics import TOPICS
from kentongan.triage.words import words_of


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


WITHIN = timedelta(days=14)
"""How far apart in time two comments of one matter are at most."""
SAME_SPOT, SAME_DISTRICT, NO_PLACE = 0.12, 0.22, 0.34
"""How alike the words must be: the better the place is known, the less."""
USUAL = 0.3
"""What a word of the topic itself counts."""
ENOUGH = 0.9
"""So alike that no other need be looked at: a burst of one text stays cheap."""
MOST_WORDS = 200
SYLLABLES = 4
SMALL_WORDS = _words(
    "yang dan di ke dari ini itu ada tidak sudah belum tolong mohon pak bu min admin kami saya aku kita nya untuk dengan juga lagi "
    "atau pada karena kalau jadi sama bapak ibu dong ya kok sih deh nih saja aja banget sekali nian banar pisan kapan bagaimana "
    "kenapa dinas pemerintah walikota bupati selamat pagi siang sore malam terima kasih hari bulan minggu tahun lama"
)


@dataclass(frozen=True, slots=True)
class Told:
    """What is compared of a comment. `exact`: the place is a kelurahan or a spot, not a whole kecamatan."""

    text: str
    topic: str
    place: str
    at: datetime
    exact: bool = False


def likeness(one: str, other: str, topic: str = "") -> float:
    """How alike two texts are, 0 to 1: shared pieces of words, so that endings and slips of the finger count little.

    Words that only say the topic both have anyway count less.
    """
    first, second = _weighed(one, topic), _weighed(other, topic)
    shared = first[0] & second[0]
    if not shared:
        return 0.0
    weight = len(shared) - (1 - USUAL) * len(shared & first[1])
    return weight / (first[2] + second[2] - weight)


@lru_cache(maxsize=8192)
def _weighed(text: str, topic: str) -> tuple[frozenset[str], frozenset[str], float]:
    """A text's pieces, those of them that only say the topic, and what all weigh together."""
    pieces = shingles(text)
    usual = pieces & _usual(topic)
    return pieces, usual, len(pieces) - (1 - USUAL) * len(usual)


@lru_cache(maxsize=64)
def _usual(topic: str) -> frozenset[str]:
    found = next((one for one in TOPICS if one.name == topic), None)
    return shingles(" ".join(found.words)) if found else frozenset()


@lru_cache(maxsize=8192)
def shingles(text: str) -> frozenset[str]:
    """The pieces a text is compared by: letters in a row of its weighty words."""
    words = [word.said for word in words_of(text[: MOST_WORDS * 8])[:MOST_WORDS]]
    weighty = [word for word in words if word not in SMALL_WORDS]
    return frozenset(piece for word in weighty for piece in _pieces(word))


def _pieces(word: str) -> Iterable[str]:
    padded = f" {word} "
    return (
        [padded]
        if len(padded) <= SYLLABLES
        else [padded[at : at + SYLLABLES] for at in range(len(padded) - SYLLABLES + 1)]
    )


def same_matter(one: Told, other: Told) -> bool:
    """Tell whether two comments seem to be about one matter. The same whichever comes first."""
    return how_alike(one, other) > 0


def how_alike(one: Told, other: Told) -> float:
    """How alike two comments are, if that is enough for one matter; else 0."""
    if not one.topic or one.topic != other.topic or abs(one.at - other.at) > WITHIN:
        return 0.0
    if one.place != other.place and one.place and other.place:
        return 0.0
    alike = likeness(one.text, other.text, one.topic)
    return alike if alike >= _needed(one, other) else 0.0


def _needed(one: Told, other: Told) -> float:
    if not (one.place and other.place):
        return NO_PLACE
    return SAME_SPOT if one.exact and other.exact else SAME_DISTRICT


def likest(one: Told, others: Iterable[tuple[int, Told]]) -> int | None:
    """The key of the comment that tells of the same matter and is most alike; None where there is none."""
    best, found = 0.0, None
    for key, other in others:
        alike = how_alike(one, other)
        if alike > best:
            best, found = alike, key
            if alike >= ENOUGH:
                break
    return found
