"""A reading in the words of a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kentongan.inbox.readings.bearers import BY_CODE
from kentongan.inbox.readings.models import Sentiment, Urgency
from kentongan.triage.gazetteer import IN_DOUBT

if TYPE_CHECKING:
    from kentongan.inbox.models import Conversation

LANGUAGES = {
    "ind": "Indonesia", "jav": "Jawa", "sun": "Sunda", "bjn": "Banjar", "bug": "Bugis", "mui": "Palembang", "mak": "Makassar",
    "min": "Minangkabau", "ace": "Aceh", "ban": "Bali", "bbc": "Batak Toba", "mad": "Madura", "nij": "Ngaju", "bew": "Betawi",
    "eng": "Inggris", "other": "lain",
}  # fmt: skip
FLAGS = {
    "threat": "Mungkin ada ancaman. Simpan buktinya dan beri tahu atasan sebelum menjawab.",
    "claims": "Mungkin memuat kabar yang belum tentu benar. Periksa dulu sebelum menjawab.",
    "abuse": "Ada kata kasar. Jawab isinya dengan tenang; kata kasar bukan alasan untuk tidak menjawab.",
}


@dataclass(frozen=True, slots=True)
class Said:
    """What the page says beside the words. `doubts`: parts a person should look at; `warnings`: whole sentences."""

    language: str
    sentiment: str
    urgent: bool
    soon: bool
    topic_words: tuple[str, ...]
    by_account: bool  #: the topic was chosen among the likely ones because of the account it was written on
    urgent_words: tuple[str, ...]
    place_others: tuple[str, ...]
    further: tuple[str, ...]
    doubts: tuple[str, ...]
    warnings: tuple[str, ...]


WORTH_SAYING = 0.15
PARTS = (("kind", "jenis"), ("topic", "pokok"), ("urgency", "kesegeraan"))


def reading_said(row: Conversation) -> Said:
    """Put a conversation's reading into words; a checked one asks for nobody any more."""
    asked = () if row.checked_at else tuple(name for part, name in PARTS if row.reading.get(part, {}).get("ask"))
    return Said(
        language=LANGUAGES.get(row.language, "") if row.language != "ind" else "",
        sentiment=Sentiment(row.sentiment).label if row.sentiment in {Sentiment.POSITIVE, Sentiment.NEGATIVE} else "",
        urgent=row.urgency == Urgency.NOW,
        soon=row.urgency == Urgency.SOON,
        topic_words=_words(row, "topic"),
        by_account=bool(row.reading.get("topic", {}).get("by_account")) and not row.checked_at,
        urgent_words=_words(row, "urgency"),
        place_others=_other_places(row.reading.get("place", {})),
        further=_further(row),
        doubts=asked,
        warnings=tuple(sentence for flag, sentence in FLAGS.items() if getattr(row, flag)),
    )


def _other_places(place: dict[str, Any]) -> tuple[str, ...]:
    """What the name could mean as well, where that is in doubt."""
    return tuple(place.get("others", ())) if place.get("sure", 1) <= IN_DOUBT else ()


def _words(row: Conversation, part: str) -> tuple[str, ...]:
    """The words a part rests on, each once; of a part a person corrected there are none."""
    kept = row.reading.get(part, {}).get("words", ())
    return tuple(dict.fromkeys(one["text"] for one in kept))[:6]


def _further(row: Conversation) -> tuple[str, ...]:
    codes = [one["value"] for one in row.reading.get("further", ()) if one["sure"] >= WORTH_SAYING]
    return tuple(BY_CODE[code].name for code in codes if code in BY_CODE)
