"""Triage's reading, put into a government's own agencies and places, with what its people's corrections taught."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kentongan.channels.models import Channel
from kentongan.compliance.selectors import official_keys
from kentongan.inbox.readings.advice import SURELY, UNKNOWN, Advice
from kentongan.inbox.readings.bearers import BY_CODE, Bearer, Bearers
from kentongan.inbox.readings.models import Learned, Part, Urgency
from kentongan.inbox.readings.places import book_of, served_by, spots_of
from kentongan.organizations.models import Agency
from kentongan.triage import reading as triage
from kentongan.triage.correcting import lean
from kentongan.triage.danger import danger_in
from kentongan.triage.personal import personal_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kentongan.inbox.models import Conversation
    from kentongan.triage.gazetteer import Found
    from kentongan.triage.reading import Guess, Reading

SPAM, OTHER = "spam", "other"
CALM = frozenset({SPAM, "praise"})
DANGER_WORD = 0.6


@lru_cache(maxsize=1)
def shipped() -> str:
    """Which reader is shipped: the weights by their content, or the word lists."""
    files = sorted(Path(triage.__file__).with_name("weights").glob("*.npz"))
    if not files:
        return "kata-1"
    return f"bobot-{hashlib.sha256(b''.join(file.read_bytes() for file in files)).hexdigest()[:8]}"


class GovernmentReader:
    """Knows one government's agencies, places, table and corrections for the length of a batch.

    What was learned on top of another shipped reader waits until it has been measured on this one.
    """

    def __init__(self, government_id: int) -> None:
        self.government_id = government_id
        agencies = list(Agency.objects.filter(government_id=government_id).order_by("pk"))
        self._bearers = Bearers(government_id, agencies)
        self._book = book_of(spots_of(government_id, agencies))
        self._known = official_keys(government_id)
        used = Learned.objects.filter(government_id=government_id, state=Learned.State.USED, base=shipped())
        self._learned = {one.part: one for one in used.order_by("part")}

    @property
    def version(self) -> str:
        """Which reader this is: the shipped one, and what was learned on top."""
        learned = "".join(f"+{part[0]}{one.version}" for part, one in self._learned.items())
        return f"{shipped()}{learned}"[:40]

    def read(self, conversations: Sequence[Conversation]) -> None:
        """Write the reading into conversations that are not saved yet. What a person checked is not asked of here."""
        for conversation, found in zip(
            conversations, triage.read_many([one.excerpt for one in conversations]), strict=True
        ):
            self._fill(conversation, found)

    def _fill(self, row: Conversation, found: Reading) -> None:
        kind = self._lean(Part.KIND, row.excerpt, found.kind)
        place = self._book.best(row.excerpt)
        topic = self._topic(row, found.topics, place)
        urgency = on_the_safe_side(row.excerpt, self._lean(Part.URGENCY, row.excerpt, found.urgency), kind.value)
        row.spam = found.gambling.value == triage.YES or (kind.value == SPAM and not kind.ask)
        row.kind, row.kind_sure = (OTHER if kind.value == SPAM else kind.value), kind.said
        row.urgency = Urgency.NORMAL if row.spam else urgency.value
        row.language, row.sentiment = found.language.value[:8], found.sentiment.value
        row.abuse, row.threat, row.claims = _yes(found.abuse), _yes(found.threat), _surely(found.hoax)
        row.place = place.spot.name if place else ""
        bearers = self._told_topic(row, topic, place)
        row.reading = _kept(found, kind, topic, urgency) | self._side_facts(row, place, bearers)
        row.personal = bool(row.reading["personal"])
        row.evidence = _evidence(row.excerpt, topic, urgency, place, found)
        row.read_with = self.version

    def _topic(self, row: Conversation, topics: Sequence[Guess], place: Found | None) -> Advice:
        """The best topic; where the words leave it open, rather one of the three that the account's own agency answers for."""
        if not topics:
            return Advice("", 0.0, ask=True)
        advice = self._lean(Part.TOPIC, row.excerpt, topics[0])
        first = BY_CODE.get(advice.value)
        if not advice.ask or first is None or first.watched or row.channel.standing == Channel.Standing.LEADER:
            return advice
        for guess in topics:
            topic = BY_CODE.get(guess.value)
            if topic and self._bearers.of(topic, _place_key(place)).is_of(row.channel.agency_id):
                return self._by_account(advice, guess)
        return advice

    @staticmethod
    def _by_account(advice: Advice, guess: Guess) -> Advice:
        if guess.value == advice.value:
            return advice
        shipped = advice.shipped or (advice.value, advice.sure)
        return Advice(guess.value, guess.sure, ask=True, words=guess.words, shipped=shipped, by_account=True)

    def _told_topic(self, row: Conversation, advice: Advice, place: Found | None) -> tuple[Bearer, Bearer]:
        topic = None if row.spam else BY_CODE.get(advice.value)
        usual = self._bearers.of(topic, _place_key(place))
        bearer = self._bearer(row.excerpt, usual, advice.sure)
        row.topic, row.topic_sure = (topic.name, advice.said) if topic else ("", UNKNOWN)
        row.watched = row.watched or bool(topic and topic.watched)
        row.suggested_agency, row.outside = bearer.agency, bearer.outside
        return usual, bearer

    def _bearer(self, text: str, bearer: Bearer, sure: float) -> Bearer:
        learned = self._learned.get(Part.AGENCY)
        if learned is None or not bearer.key:
            return bearer
        return self._bearers.by_key(lean(text, bearer.key, sure, learned.weights)[0]) or bearer

    def _lean(self, part: Part, text: str, guess: Guess) -> Advice:
        learned, shipped = self._learned.get(part), "" if guess.value == triage.NO_TOPIC else guess.value
        if learned is None:
            return Advice(shipped, guess.sure, guess.seen_by_person_needed, guess.words)
        value, sure = lean(text, shipped, guess.sure, learned.weights)
        same = value == shipped
        ask = guess.seen_by_person_needed and sure < SURELY if same else sure < SURELY
        return Advice(value, sure, ask, guess.words if same else (), (shipped, guess.sure))

    def _side_facts(self, row: Conversation, place: Found | None, bearers: tuple[Bearer, Bearer]) -> dict[str, Any]:
        personal = [[one.start, one.end, one.kind] for one in personal_in(row.excerpt, self._known)]
        facts: dict[str, Any] = {"personal": personal, "agency": {"value": bearers[1].key, "shipped": bearers[0].key}}
        if place:
            others = [f"{one.name} ({one.within})" if one.within else one.name for one in place.others]
            facts["place"] = {"value": place.spot.name, "sure": place.sure, "level": place.spot.level, "others": others}
        return facts


def _place_key(place: Found | None) -> str:
    return served_by(place.spot) if place else ""


def _kept(found: Reading, kind: Advice, topic: Advice, urgency: Advice) -> dict[str, Any]:
    flags = {"abuse": found.abuse, "threat": found.threat} | ({"claims": found.hoax} if _surely(found.hoax) else {})
    plain = {"language": found.language, "sentiment": found.sentiment, "authority": found.authority}
    said = plain | {name: guess for name, guess in flags.items() if _yes(guess)}
    kept = {name: Advice(one.value, one.sure, one.seen_by_person_needed).kept() for name, one in said.items()}
    further = [{"value": one.value, "sure": round(one.sure, 3)} for one in found.topics[1:]]
    return kept | {"kind": kind.kept(), "topic": topic.kept(), "urgency": urgency.kept(), "further": further}


def on_the_safe_side(text: str, advice: Advice, kind: str) -> Advice:
    """A word of danger asks for a person, whatever the learned head makes of the rest. Praise and gambling ask for nobody."""
    if advice.value == Urgency.NOW or kind in CALM:
        return advice
    found = danger_in(text)
    if found is None or not found.plain or (found.value, advice.value) == (triage.SOON, Urgency.SOON):
        return advice
    return Advice(Urgency(found.value), DANGER_WORD, ask=True, words=found.words, shipped=(advice.value, advice.sure))


def _surely(guess: Guess) -> bool:
    """For what is read weakly: only above the head's own threshold."""
    return _yes(guess) and not guess.seen_by_person_needed


def _yes(guess: Guess) -> bool:
    return guess.value == triage.YES


def _evidence(text: str, topic: Advice, urgency: Advice, place: Found | None, found: Reading) -> list[dict[str, Any]]:
    """The words to mark in the text, each once, in its order."""
    urgent = urgency.words if urgency.value != Urgency.NORMAL else ()
    threat = found.threat.words if _yes(found.threat) else ()
    told = [("topic", one.start, one.end) for one in topic.words]
    told += [("place", place.start, place.end)] if place else []
    told += [("urgency", one.start, one.end) for one in urgent] + [("threat", one.start, one.end) for one in threat]
    kept: list[dict[str, Any]] = []
    for about, start, end in sorted(told, key=lambda one: (one[1], -one[2])):
        if not kept or start >= kept[-1]["end"]:
            kept.append({"start": start, "end": end, "text": text[start:end], "about": about})
    return kept
