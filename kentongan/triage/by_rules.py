"""A reading by word lists alone: what answers where no weights are installed, and a feature of what is learned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kentongan.triage.danger import danger_in
from kentongan.triage.reading import (
    MOST_READ,
    NEGATIVE,
    NEUTRAL,
    NO,
    NO_TOPIC,
    NORMAL,
    POSITIVE,
    YES,
    Evidence,
    Guess,
    Reading,
)
from kentongan.triage.suggest import COMPLAINT, PRAISE, SURE, Suggestion, suggest
from kentongan.triage.wordlists import (
    ABUSE,
    AT_WHOM,
    GAMBLING,
    HARM,
    HOAX,
    LANGUAGE_MARKS,
    THREATS,
)
from kentongan.triage.words import Word, words_of

OUTSIDE = {"T09": "water", "T10": "pln", "T16": "bpjs", "T34": "province"}
LIKELY, UNLIKELY = 0.7, 0.4
NEAR = 3


class ByRules:
    """Reads by word lists; its probabilities are round figures, not measured ones, so a person is always asked."""

    def read_many(self, texts: Sequence[str]) -> list[Reading]:
        """Read each text."""
        return [_read(text) for text in texts]


def _read(whole: str) -> Reading:
    text = whole[:MOST_READ]
    words = words_of(text)
    found = suggest(text)
    topics = (_topic(text, found),)
    spam = found.spam or _gambling(words)
    return Reading(
        language=_language(words),
        kind=_guess("spam" if spam else found.kind, LIKELY if spam or found.kind_sure == SURE else UNLIKELY),
        sentiment=_sentiment(found),
        urgency=_urgency(text),
        topics=topics,
        authority=_guess(usual_authority(topics[0].value), UNLIKELY),
        abuse=_flag(text, [word for word in words if word.said in ABUSE]),
        threat=_flag(text, threatening(words)),
        gambling=_guess(YES if spam else NO, LIKELY),
        hoax=_flag(text, phrases_in(words, HOAX)),
    )


def phrases_in(words: Sequence[Word], phrases: Iterable[str]) -> list[Word]:
    """Return the words of the first of these phrases that stands in the text; none when none does."""
    said = [word.said for word in words]
    there = set(said)
    for phrase in phrases:
        parts = phrase.split()
        if parts[0] not in there:
            continue
        for start in range(len(said) - len(parts) + 1):
            if said[start : start + len(parts)] == parts:
                return list(words[start : start + len(parts)])
    return []


def threatening(words: Sequence[Word]) -> list[Word]:
    """Return words that threaten somebody: a set phrase, or a word of harm close before whom it is meant for."""
    if set_phrase := phrases_in(words, THREATS):
        return set_phrase
    for at, word in enumerate(words):
        if word.said in HARM:
            near = [other for other in words[at + 1 : at + 1 + NEAR] if other.said in AT_WHOM]
            if near:
                return [word, near[0]]
    return []


def _gambling(words: Sequence[Word]) -> bool:
    return sum(word.said in GAMBLING for word in words) > 1


def _language(words: Sequence[Word]) -> Guess:
    said = [word.said for word in words]
    hits = {language: sum(word in marks for word in said) for language, marks in LANGUAGE_MARKS.items()}
    best = max(hits, key=lambda language: hits[language])
    return _guess(best if hits[best] > 1 else "ind", UNLIKELY)


def _sentiment(found: Suggestion) -> Guess:
    value = {COMPLAINT: NEGATIVE, PRAISE: POSITIVE}.get(found.kind, NEUTRAL)
    return _guess(value, UNLIKELY)


def _urgency(text: str) -> Guess:
    found = danger_in(text)
    if found is None:
        return _guess(NORMAL, LIKELY)
    return Guess(found.value if found.plain else NORMAL, LIKELY, found.words)


def _topic(text: str, found: Suggestion) -> Guess:
    if found.topic is None:
        return _guess(NO_TOPIC, UNLIKELY)
    words = tuple(
        Evidence(one.start, one.end, text[one.start : one.end]) for one in found.evidence if one.about == "topic"
    )
    return Guess(found.topic.code, LIKELY if found.topic_sure == SURE else UNLIKELY, words)


def usual_authority(topic: str) -> str:
    """Return who usually answers for a topic, when the words name nobody."""
    return "none" if topic == NO_TOPIC else OUTSIDE.get(topic, "own")


def _flag(text: str, words: Sequence[Word]) -> Guess:
    return Guess(YES, LIKELY, _evidence(text, words)) if words else _guess(NO, LIKELY)


def _guess(value: str, sure: float) -> Guess:
    return Guess(value, sure)


def _evidence(text: str, words: Sequence[Word]) -> tuple[Evidence, ...]:
    return tuple(Evidence(word.start, word.end, text[word.start : word.end]) for word in words)
