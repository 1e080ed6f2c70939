"""From words to a suggestion. Advisory by law and by design (PDP-14, PDP-15): every part says what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kentongan.triage.topics import TOPICS, Topic
from kentongan.triage.words import Word, spell, words_of

SURE, MAYBE, UNKNOWN = "sure", "maybe", "unknown"
COMPLAINT, ASPIRATION, QUESTION, PRAISE, OTHER = "complaint", "aspiration", "question", "praise", "other"
LONGEST_PHRASE = 4
MIN_STEM = 4
SUFFIXES = ("nya", "mi", "ki", "ta", "ku", "kan", "i", "an")

ASKING = ("ada tidak", "bisa tidak", "boleh tidak")
KIND_WORDS: dict[str, tuple[str, ...]] = {
    PRAISE: ("terima kasih", "mantap", "keren", "bagus", "hebat", "sukses", "semangat", "alhamdulillah", "ramah", "salut"),
    QUESTION: (
        "kapan", "bagaimana", "di mana", "ke mana", "berapa", "siapa", "kenapa", "apakah", "apa saja", "syaratnya", "syarat",
        "bisakah", *ASKING, "jam berapa", "hari apa",
    ),
    ASPIRATION: ("usul", "saran", "sebaiknya", "alangkah", "semoga ada", "harapan", "bikin", "dibuatkan", "diadakan", "usulan"),
    COMPLAINT: (
        "rusak", "hancur", "berlubang", "mati", "mampet", "keluhan", "parah", "lambat", "kecewa", "bau", "banjir", "macet",
        "tolong", "mohon", "belum", "tidak", "bahaya", "jatuh", "susah", "sulit", "lama", "kotor", "menumpuk", "numpuk",
        "gelap", "keruh", "pungli", "tumbang", "bolong", "lubang", "butut",
    ),
}  # fmt: skip
WHERE_WORDS = frozenset(
    {
        "jalan",
        "jalanan",
        "aspal",
        "taman",
        "pasar",
        "sekolah",
        "desa",
        "danau",
        "tanah",
        "listrik",
        "ikan",
        "terminal",
        "rt",
        "rw",
    }
)
"""Words that as often say where something is as what it is about; alone they count little."""
SPAM_WORDS = frozenset({"slot", "gacor", "maxwin", "scatter", "togel", "depo", "jackpot", "cuan", "pinjol", "rtp"})


@dataclass(frozen=True, slots=True)
class Place:
    """A place the government knows: kecamatan, kelurahan, market. `key` is the caller's."""

    key: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words in the original text, in code points; `end` is past them. `about`: "topic" or "place"."""

    start: int
    end: int
    text: str
    about: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the text seems to be. Sureness is one of sure, maybe, unknown; spam means gambling and the like."""

    kind: str
    kind_sure: str
    topic: Topic | None
    topic_sure: str
    place: Place | None
    evidence: tuple[Evidence, ...]
    spam: bool = False


def suggest(text: str, places: Sequence[Place] = ()) -> Suggestion:
    """Suggest kind, topic and place of a comment of any length, with the words each rests on. Never raises."""
    words = words_of(text)
    found_place, place_words = _place(words, places)
    topic, topic_sure, topic_words = _topic([word for word in words if word not in place_words] or list(words))
    spam = sum(word.said in SPAM_WORDS or _disguised(word.said) for word in words) > 1
    kind, kind_sure = _kind(text, words, topic)
    evidence = tuple(_evidence(text, topic_words, place_words))
    return Suggestion(kind, kind_sure, None if spam else topic, topic_sure, found_place, evidence, spam)


def _disguised(word: str) -> bool:
    return any(bad in word and any(c.isdigit() for c in word) for bad in ("gacor", "slot", "maxw", "jp", "toto"))


def _kind(text: str, words: Sequence[Word], topic: Topic | None) -> tuple[str, str]:
    said = f" {' '.join(word.said for word in words)} "
    scores = {kind: sum(f" {word} " in said for word in listed) for kind, listed in KIND_WORDS.items()}
    scores[ASPIRATION] *= 2  # who writes "usul" means it, whatever else the sentence complains of
    scores[COMPLAINT] -= sum(f" {ask} " in said for ask in ASKING)  # the "tidak" of "ada tidak?" denies nothing
    if "?" in text:
        scores[QUESTION] += 1
    if topic is not None and scores[COMPLAINT]:
        scores[COMPLAINT] += 1  # "kapan diperbaiki?" asks, but what it tells is a complaint
    if topic is None:
        scores[COMPLAINT] -= 1
    best = max(scores, key=lambda kind: (scores[kind], kind == COMPLAINT))
    if scores[best] <= 0:
        return (OTHER, UNKNOWN) if topic is None else (COMPLAINT, MAYBE)
    rival = max(score for kind, score in scores.items() if kind != best)
    return best, SURE if scores[best] > rival + 1 else MAYBE


def _topic(words: Sequence[Word]) -> tuple[Topic | None, str, tuple[Word, ...]]:
    table = _phrases()
    scores: dict[str, float] = {}
    rest: dict[str, list[Word]] = {}
    for size in range(1, LONGEST_PHRASE + 1):
        for start in range(len(words) - size + 1):
            run = words[start : start + size]
            for topic in _lookup(table, run):
                scores[topic.code] = scores.get(topic.code, 0) + _weight(run)
                rest.setdefault(topic.code, []).extend(run)
    if not scores:
        return None, UNKNOWN, ()
    best = max(scores, key=lambda code: (scores[code], -int(code[1:])))
    rival = max((score for code, score in scores.items() if code != best), default=0.0)
    topic = next(one for one in TOPICS if one.code == best)
    return topic, SURE if scores[best] >= max(1.0, rival + 1.0) else MAYBE, tuple(rest[best])


def _weight(run: Sequence[Word]) -> float:
    if len(run) == 1 and run[0].said in WHERE_WORDS:
        return 0.25
    return 1.0 + (len(run) - 1) * 0.75


def _lookup(table: dict[tuple[str, ...], tuple[Topic, ...]], run: Sequence[Word]) -> tuple[Topic, ...]:
    said = tuple(word.said for word in run)
    found = table.get(said)
    if found or len(run) > 1:
        return found or ()
    return next((table[(stem,)] for stem in _stems(said[0]) if (stem,) in table), ())


def _stems(word: str) -> Iterable[str]:
    for suffix in SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= MIN_STEM:
            yield word[: -len(suffix)]


@lru_cache(maxsize=1)
def _phrases() -> dict[tuple[str, ...], tuple[Topic, ...]]:
    table: dict[tuple[str, ...], tuple[Topic, ...]] = {}
    for topic in TOPICS:
        for phrase in topic.words:
            key = tuple(" ".join(spell(word) for word in phrase.split()).split())
            table[key] = (*table.get(key, ()), topic)
    return table


def _place(words: Sequence[Word], places: Sequence[Place]) -> tuple[Place | None, tuple[Word, ...]]:
    names = _names(tuple(places))
    for size in range(LONGEST_PHRASE, 0, -1):
        for start in range(len(words) - size + 1):
            run = tuple(words[start : start + size])
            if place := names.get(tuple(word.said for word in run)):
                return place, run
    return None, ()


@lru_cache(maxsize=64)
def _names(places: tuple[Place, ...]) -> dict[tuple[str, ...], Place]:
    table: dict[tuple[str, ...], Place] = {}
    for place in places:
        for name in (place.name, *place.aliases):
            table.setdefault(tuple(word.said for word in words_of(name)), place)
    table.pop((), None)
    return table


def _evidence(text: str, topic: Iterable[Word], place: Iterable[Word]) -> Iterable[Evidence]:
    about = dict.fromkeys(place, "place") | dict.fromkeys(topic, "topic")
    for word in sorted(about, key=lambda one: one.start):
        yield Evidence(word.start, word.end, text[word.start : word.end], about[word])
