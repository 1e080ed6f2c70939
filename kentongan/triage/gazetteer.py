"""Which of a government's places a comment names: longest name, most exact place, misspellings within bounds. No Django.

Names that are common words as well (Tempe, Bola) count only after a word that says a place follows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kentongan.triage.spellings import near, spellings, variants
from kentongan.triage.words import Word, words_of


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


DISTRICT, VILLAGE, LANDMARK = "district", "village", "landmark"
EXACTNESS = {DISTRICT: 1, VILLAGE: 2, LANDMARK: 3}
LONGEST_NAME = 6
SAID_BEFORE = {
    "kecamatan": DISTRICT, "camat": DISTRICT, "kelurahan": VILLAGE, "desa": VILLAGE, "lurah": VILLAGE, "kampung": VILLAGE,
    "pasar": LANDMARK, "jembatan": LANDMARK, "taman": LANDMARK, "terminal": LANDMARK, "jalan": LANDMARK, "simpang": LANDMARK,
}  # fmt: skip
LEADS_TO_A_PLACE = _words("di ke dari daerah wilayah warga sekitar depan dekat arah seputaran sekitaran area")
COMMON_WORDS = _words(
    "tempe bola sako bulu kota regol lengkong sambutan pasar belawa keera plaju laelo taman jalan baru utama tengah timur barat "
    "kemuning sukasari sungai danau jembatan kampung maju jaya mulya tua bila merdeka pahlawan jawa bandara mesjid doping bantuan "
    "sukamaju benteng makmur"
)
"""Names that as often mean the thing; the list is short on purpose, the rest of a government's names speak for themselves."""
SPEAKS_FOR_ITSELF = 9
"""From how many letters a misspelt name counts where nothing before it says that a place follows."""
NAMED, WRITTEN, ALIAS, MISSPELT, IN_DOUBT = 0.97, 0.9, 0.85, 0.7, 0.4


@dataclass(frozen=True, slots=True)
class Spot:
    """A place the government knows. `key` is the caller's; `within`: the name of its kecamatan."""

    key: str
    name: str
    level: str = DISTRICT
    within: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A place in a text, in code points. `others`: what the same words could mean as well."""

    spot: Spot
    start: int
    end: int
    sure: float
    others: tuple[Spot, ...] = ()


@dataclass(slots=True)
class Gazetteer:
    """The places of one government, ready to be looked for."""

    spots: Sequence[Spot]
    _names: dict[tuple[str, ...], list[tuple[Spot, float]]] = field(default_factory=dict)
    _firsts: set[str] = field(default_factory=set)
    _near: dict[str, set[str]] = field(default_factory=dict)
    _singles: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Learn every spelling once."""
        for spot in self.spots:
            for spelling, sure in _spellings_of(spot):
                known = self._names.setdefault(spelling, [])
                if all(spot.key != other.key for other, _ in known):
                    known.append((spot, sure))
        self._firsts = {name[0] for name in self._names}
        self._singles = {name[0] for name in self._names if len(name) == 1 and name[0].isalpha()}
        for word in self._singles:
            for variant in variants(word):
                self._near.setdefault(variant, set()).add(word)

    def find(self, text: str, words: Sequence[Word] | None = None) -> tuple[Found, ...]:
        """Every place named, in the order of the text; the longest name wins, none overlap. Never raises."""
        words = words_of(text) if words is None else words
        found, at = [], 0
        while at < len(words):
            one, taken = self._at(words, at)
            if one is not None:
                found.append(one)
            at += taken
        return _settled(found)

    def best(self, text: str, words: Sequence[Word] | None = None) -> Found | None:
        """The most exact place named; of equally exact ones the surest, then the first."""
        found = self.find(text, words)
        return max(
            found, key=lambda one: (one.sure > IN_DOUBT, EXACTNESS[one.spot.level], one.sure, -one.start), default=None
        )

    def _at(self, words: Sequence[Word], at: int) -> tuple[Found | None, int]:
        if words[at].said in self._firsts:
            for size in range(min(LONGEST_NAME, len(words) - at), 0, -1):
                meant = self._names.get(tuple(word.said for word in words[at : at + size]))
                if meant and (one := _found(words, at, size, meant)):
                    return one, size
        return self._misspelt(words, at)

    def _misspelt(self, words: Sequence[Word], at: int) -> tuple[Found | None, int]:
        word, before = words[at], words[at - 1].said if at else ""
        told = before in SAID_BEFORE or before in LEADS_TO_A_PLACE
        if not told and len(word.said) < SPEAKS_FOR_ITSELF:
            return None, 1
        meant = near(word.said, self._near, self._singles)
        if not meant:
            return None, 1
        spots = [(spot, MISSPELT) for spot, _ in self._names[(meant,)]]
        return _found(words, at, 1, spots), 1


def _found(words: Sequence[Word], at: int, size: int, meant: Sequence[tuple[Spot, float]]) -> Found | None:
    before = words[at - 1].said if at else ""
    level = SAID_BEFORE.get(before, "")
    if size == 1 and words[at].said in COMMON_WORDS and not level and before not in LEADS_TO_A_PLACE:
        return None
    chosen, sure, others = _meant(meant, level)
    return Found(chosen, words[at].start, words[at + size - 1].end, sure, others)


def _meant(meant: Sequence[tuple[Spot, float]], level: str) -> tuple[Spot, float, tuple[Spot, ...]]:
    """Of places of one name the one whose level is said before it; else the widest, which is right in either case."""
    of_level = [(spot, sure) for spot, sure in meant if spot.level == level]
    if len(of_level) == 1:
        spot, sure = of_level[0]
        return spot, max(sure, NAMED) if sure > MISSPELT else sure, ()
    spot, sure = min(of_level or meant, key=lambda one: EXACTNESS[one[0].level])
    others = tuple(other for other, _ in meant if other.key != spot.key)
    inside = all(other.within == spot.name for other in others) if spot.level == DISTRICT else not others
    return spot, sure if inside else IN_DOUBT, others


def _settled(found: list[Found]) -> tuple[Found, ...]:
    """A kelurahan of a doubtful name is that of the kecamatan which is named as well."""
    districts = {one.spot.name for one in found if one.spot.level == DISTRICT}
    return tuple(_settle(one, districts) for one in found)


def _settle(one: Found, districts: set[str]) -> Found:
    if one.sure > IN_DOUBT:
        return one
    here = [spot for spot in (one.spot, *one.others) if spot.within in districts]
    return Found(here[0], one.start, one.end, WRITTEN) if len(here) == 1 else one


def _spellings_of(spot: Spot) -> Iterable[tuple[tuple[str, ...], float]]:
    for name, sure in ((spot.name, WRITTEN), *((alias, ALIAS) for alias in spot.aliases)):
        for number, spelling in enumerate(spellings(name)):
            yield spelling, sure if number == 0 else min(sure, ALIAS)
