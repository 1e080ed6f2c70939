"""Where a story belongs, and why: from its length, its media, its urgency, for whom it is, and the channel plan. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

URGENT = re.compile(
    r"\b(darurat|banjir|longsor|gempa|tsunami|kebakaran|angin kencang|puting beliung|evakuasi|mengungsi|wabah|keracunan"
    r"|pemadaman|listrik padam|air mati|jalan putus|jembatan putus|jalan ditutup|siaga)\b",
    re.IGNORECASE,
)
"""Words of the six subjects of information that may not wait (KIP-06), as people write them."""
MANY = 2
LONG = 0.5


@dataclass(frozen=True, slots=True)
class Story:
    """What is to be told. `seconds`: the length of its first video, 0 without one; `audiences`: code → name."""

    text: str
    pictures: int
    seconds: float
    audiences: Mapping[str, str]
    pillar: str
    pillar_name: str

    @property
    def urgent(self) -> str:
        """The word that makes it urgent, empty when none does."""
        found = URGENT.search(self.text)
        return found[0].lower() if found else ""


@dataclass(frozen=True, slots=True)
class Place:
    """One account. `used` and `limit`: in the platform's own count; `audiences`, `pillars`, `urgent`: what the channel plan says."""

    channel_id: int
    name: str
    chosen: bool
    used: int
    limit: int
    text_only: bool
    images: int
    videos: int
    needs_video: bool
    seconds: tuple[float, float]
    purpose: str = ""
    audiences: frozenset[str] = frozenset()
    pillars: frozenset[str] = frozenset()
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """`belongs`: the story should stand there; `reason`: why, or why not, as a whole sentence with what to do."""

    channel_id: int
    name: str
    belongs: bool
    chosen: bool
    reason: str

    @property
    def asks(self) -> bool:
        """It proposes a change of what is chosen."""
        return self.belongs != self.chosen


def proposals(story: Story, places: Sequence[Place]) -> list[Proposal]:
    """One proposal per account, changes first; empty as long as there is neither a word nor a picture to go by."""
    if not (story.text.strip() or story.pictures or story.seconds):
        return []
    good = [place for place in places if not _misfit(story, place) and not _for_others(story, place)]
    better = max(good, key=lambda place: (_speaks(story, place) != [], place.limit), default=None)
    found = [_proposal(story, place, better) for place in places]
    return sorted(found, key=lambda one: (not one.asks, not one.belongs))


def _proposal(story: Story, place: Place, better: Place | None) -> Proposal:
    instead = f" Pakai {better.name}." if better and better.channel_id != place.channel_id else ""
    if why_not := _misfit(story, place):
        return Proposal(place.channel_id, place.name, belongs=False, chosen=place.chosen, reason=why_not + instead)
    if why_not := _for_others(story, place):
        return Proposal(place.channel_id, place.name, belongs=False, chosen=place.chosen, reason=why_not)
    reasons = _speaks(story, place) or [_fits(story, place)]
    return Proposal(place.channel_id, place.name, belongs=True, chosen=place.chosen, reason=" ".join(reasons[:2]))


def _misfit(story: Story, place: Place) -> str:
    """Why the platform cannot carry it; empty when it can."""
    if place.used > place.limit:
        return f"Terlalu panjang untuk {place.name}: {place.used} dari {place.limit}."
    if place.needs_video and not story.seconds:
        return f"{place.name} hanya memuat video, dan cerita ini belum punya video."
    shown = (place.images and story.pictures) or (place.videos and story.seconds)
    if not place.text_only and not shown:
        return f"{place.name} memerlukan foto atau video."
    longest = place.seconds[1]
    if story.seconds and longest and story.seconds > longest and (place.needs_video or not story.pictures):
        return f"Videonya {story.seconds:.0f} detik; {place.name} memuat paling lama {longest:.0f} detik."
    return ""


def _for_others(story: Story, place: Place) -> str:
    """Why the channel plan keeps it from there. What is urgent is for everybody."""
    if not place.audiences or not story.audiences or story.urgent:
        return ""
    if place.audiences & set(story.audiences) or "umum" in place.audiences:
        return ""
    return f"Menurut rencana kanal, {place.name} bukan untuk {_and(story.audiences.values())}."


def _speaks(story: Story, place: Place) -> list[str]:
    """What speaks for an account, the strongest first."""
    return list(_reasons(story, place))


def _reasons(story: Story, place: Place) -> Iterator[str]:
    if story.urgent and place.urgent:
        yield f"Mendesak (“{story.urgent}”): kabar seperti ini dicari lebih dulu di {place.name}."
    meant = [name for code, name in story.audiences.items() if code in place.audiences]
    if meant:
        yield f"Untuk {_and(meant)}: rencana kanal menyebut {place.name}."
    if story.pillar in place.pillars:
        yield f"{story.pillar_name} tempatnya di {place.name}, menurut rencana kanal."
    if place.needs_video and story.seconds:
        yield f"Ada video {story.seconds:.0f} detik, dan {place.name} hanya memuat video."


def _fits(story: Story, place: Place) -> str:
    """A plain reason where the channel plan says nothing."""
    if place.text_only and not story.pictures and not story.seconds:
        return f"Muat tanpa foto: {place.used} dari {place.limit}."
    if story.pictures >= MANY and place.images >= story.pictures:
        return f"{story.pictures} foto tampil bersama di {place.name}."
    if place.used > LONG * place.limit:
        return f"Masih muat: {place.used} dari {place.limit}."
    return f"Tulisan dan {'fotonya' if story.pictures else 'videonya' if story.seconds else 'panjangnya'} muat di {place.name}."


def _and(names: Iterable[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} dan {last}" if most else last
