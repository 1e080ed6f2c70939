"""What each head learns from: allowed sets, the gold set's open part, and weak labels of our own writing."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from kentongan.triage.by_rules import threatening
from kentongan.triage.gold.sample import likeness as gold_likeness
from kentongan.triage.reading import AUTHORITIES, KINDS, LANGUAGES, NO_TOPIC, SENTIMENTS, URGENCIES
from kentongan.triage.topics import TOPICS
from kentongan.triage.training import gold, phrases
from kentongan.triage.training.sources import NUSAX, Row, Sources, likeness
from kentongan.triage.wordlists import ABUSE
from kentongan.triage.words import words_of

T = TypeVar("T")
YES_NO = ("no", "yes")
TOPIC_CODES = (NO_TOPIC, *(topic.code for topic in TOPICS))
WEAK, GOLD, FROM_PHRASE = 0.2, 1.0, 0.5
SHORT = (3, 6, 10)
"""Half of the sentences are cut to so many words: comments are shorter than what languages are learned from."""
MOST_A_LANGUAGE = 500


@dataclass(slots=True)
class Task:
    """Texts and labels of one head.

    `measured`: rows that count when it is calibrated (never weak ones). `unlabelled`: more texts of the same kind, none like those
    with a label; where there are some, a slower head teaches (`fitting.py`), to which all rows weigh alike.
    """

    name: str
    values: tuple[str, ...]
    texts: list[str] = field(default_factory=list)
    labels: list[int] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    measured: list[bool] = field(default_factory=list)
    unlabelled: list[str] = field(default_factory=list)
    strictness: float = 0.5
    target: float = 0.9
    false_alarms: float | None = None
    rare_first: bool = False
    missed: float | None = None

    def add(self, text: str, value: str, *, weight: float = GOLD, group: str = "", measured: bool = True) -> None:
        """Add one row."""
        self.texts.append(text)
        self.labels.append(self.values.index(value))
        self.weights.append(weight)
        self.groups.append(group or gold_likeness(text) or text)
        self.measured.append(measured)


def tasks(sources: Sources) -> list[Task]:
    """Return all heads of the general file, in the order of their columns."""
    unlabelled = sources.semarang_unlabelled()
    every = gold.items(unlabelled)
    aside = gold.kept_aside(every)
    ordinary = [text for text in unlabelled if text.strip() and gold_likeness(text) not in aside]
    spam = [row for row in sources.gambling() if gold_likeness(row.text) not in aside]
    known = gold.learnable(every)
    made = [
        _language(sources),
        _sentiment(sources, aside, ordinary),
        _gambling(spam, ordinary, known),
        _hoax(sources, ordinary, known),
    ]
    made += [_kind(known, [row.text for row in spam if row.label]), _urgency(known), _topic(known), _authority(known)]
    plain = [*_some(ordinary, 6_000), *_some([row.text for row in spam if not row.label], 6_000), *sources.emotion()]
    made.append(_listed("abuse", plain, known, lambda text: any(word.said in ABUSE for word in words_of(text))))
    made.append(
        _listed("threat", [*plain, *phrases.THREATS * 20], known, lambda text: bool(threatening(words_of(text))))
    )
    return made


def _language(sources: Sources) -> Task:
    task = Task("language", LANGUAGES, target=0.95)
    for language in LANGUAGES[:-1]:
        rows = [(f"nusax{row.group}", row.text) for row in sources.nusax(language)] if language in NUSAX else []
        more = sources.regional_texts(language)
        rows += _some(more, MOST_A_LANGUAGE if language in NUSAX else 2 * MOST_A_LANGUAGE)
        if language == "ind":
            rows += [(text, text) for text in _some(sources.emotion(), MOST_A_LANGUAGE)]
            rows += [
                (text, text)
                for text in _some([row.text for row in sources.gambling() if not row.label], 2 * MOST_A_LANGUAGE)
            ]
        for group, text in rows:
            for said in _cut(text):
                task.add(said, language, group=group)
    for text in phrases.NO_LANGUAGE:
        task.add(text, "other", measured=False)
    return task


def _cut(text: str) -> Iterable[str]:
    words = text.split()
    size = SHORT[_number(text) % len(SHORT)]
    if len(words) <= size or _number(text) % 2:
        yield text
    else:
        start = _number(text[::-1]) % (len(words) - size)
        yield " ".join(words[start : start + size])


def _sentiment(sources: Sources, aside: frozenset[str], ordinary: Sequence[str]) -> Task:
    task = Task("sentiment", SENTIMENTS, strictness=0.2)
    for row in sources.semarang():
        if gold_likeness(row.text) not in aside:
            task.add(row.text, SENTIMENTS[row.label], group=row.group)
    labelled = frozenset(task.groups)
    more = {likeness(text): text for text in ordinary}
    task.unlabelled = [text for alike, text in more.items() if alike not in labelled]
    return task


def _gambling(spam: Sequence[Row], ordinary: Sequence[str], known: Sequence[gold.Item]) -> Task:
    task = Task("gambling", YES_NO, strictness=1.0, target=0.99, false_alarms=0.003)
    for row in spam:
        task.add(row.text, YES_NO[row.label], group=row.group)
    for text in _some(ordinary, 8_000):
        task.add(text, "no")
    for item in known:
        if value := item.agreed("gambling"):
            task.add(item.text, value)
    return task


def _hoax(sources: Sources, ordinary: Sequence[str], known: Sequence[gold.Item]) -> Task:
    """Yes: tweets about hoax topics. No: tweets marked as right, and ordinary comments, or every comment would look like one."""
    task = Task("hoax", YES_NO, strictness=0.2, target=0.95, false_alarms=0.003)
    for row in sources.hoax():
        task.add(re.sub(r"https?://\S+", "", row.text), YES_NO[row.label], group=row.group)
    for text in [*_some(ordinary, 3_000), *_some(sources.emotion(), 1_500)]:
        task.add(text, "no")
    for item in known:
        if value := item.agreed("hoax"):
            task.add(item.text, value)
    return task


def _kind(known: Sequence[gold.Item], spam: Sequence[str]) -> Task:
    task = _from_gold("kind", KINDS, known)
    for text in _some(spam, 200):
        task.add(text, "spam", weight=FROM_PHRASE, measured=False)
    for value, texts in phrases.KIND.items():
        for text in texts:
            task.add(text, value, weight=FROM_PHRASE, measured=False)
    return task


def _urgency(known: Sequence[gold.Item]) -> Task:
    task = _from_gold("urgency", URGENCIES, known)
    task.rare_first, task.strictness = True, 30.0
    task.target, task.missed = 0.97, 0.1  # what is missed weighs more than what a person looks at in vain
    for value, texts in phrases.URGENCY.items():
        for text in texts:
            task.add(text, value, weight=FROM_PHRASE, measured=False)
    return task


def _topic(known: Sequence[gold.Item]) -> Task:
    task = _from_gold("topic", TOPIC_CODES, known)
    task.strictness = 1.0
    for topic in TOPICS:
        for words in (topic.name, *topic.words):
            task.add(words, topic.code, weight=WEAK, measured=False)
        for text in phrases.TOPIC.get(topic.code, ()):
            task.add(text, topic.code, weight=FROM_PHRASE, measured=False)
    return task


def _authority(known: Sequence[gold.Item]) -> Task:
    task = _from_gold("authority", AUTHORITIES, known)
    for value, texts in phrases.AUTHORITY.items():
        for text in texts:
            task.add(text, value, weight=FROM_PHRASE, measured=False)
    return task


def _from_gold(name: str, values: tuple[str, ...], known: Sequence[gold.Item]) -> Task:
    task = Task(name, values)
    for item in known:
        first, second = item.answers[name]
        for value in {first, second}:
            task.add(item.text, value, weight=GOLD if first == second else GOLD / 2, measured=first == second)
    return task


def _listed(name: str, texts: Sequence[str], known: Sequence[gold.Item], said: Callable[[str], bool]) -> Task:
    task = Task(name, YES_NO, strictness=1.0, target=0.97, false_alarms=0.003)
    for text in dict.fromkeys(texts):
        task.add(text, YES_NO[said(text)], weight=WEAK, measured=False)
    for item in known:
        if value := item.agreed(name):
            task.add(item.text, value)
    return task


def _some(texts: Sequence[T], count: int) -> list[T]:
    return sorted(texts, key=lambda one: _number(str(one)))[:count]


def _number(text: str) -> int:
    return int(hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12], 16)
