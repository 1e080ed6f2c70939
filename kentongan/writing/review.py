"""All aids on one text. The one door for callers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kentongan.writing.abbreviations import abbreviation_hints
from kentongan.writing.claims import claim_hints, passive_hints
from kentongan.writing.coverage import Coverage, coverage, coverage_hints
from kentongan.writing.hints import TITLE, Hint, Kind, in_order
from kentongan.writing.prose import read
from kentongan.writing.readability import Readability, readability, readability_hints
from kentongan.writing.shape import capitals_hints, clickbait_hints, headline_hints, lead_hints
from kentongan.writing.tone import tone_hints

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kentongan.writing.prose import Prose


@dataclass(frozen=True, slots=True)
class Review:
    """What the aids say about a post."""

    hints: tuple[Hint, ...]
    coverage: Coverage
    readability: Readability


def review_post(title: str, story: str, places: Iterable[str] = ()) -> Review:
    """Read a title and a story of any length. `places`: names that answer "di mana". Never raises, never asks a network."""
    names, head, body = tuple(places), read(title), read(story)
    found = coverage(head, body, names)
    return Review(in_order(_post(head, body, found, names)), found, readability(body))


def _post(head: Prose, body: Prose, found: Coverage, places: tuple[str, ...]) -> Iterator[Hint]:
    yield from headline_hints(head)
    yield from capitals_hints(head, TITLE, places)
    yield from clickbait_hints(head, TITLE)
    lead = tuple(lead_hints(body))
    yield from lead
    yield from coverage_hints(found)
    yield from readability_hints(body, lead_told=bool(lead))
    yield from abbreviation_hints(body)
    yield from claim_hints(body)
    yield from passive_hints(body)
    yield from capitals_hints(body, places=places)
    yield from clickbait_hints(body)


def review_answer(text: str, *, complaint: bool = False) -> tuple[Hint, ...]:
    """Read an answer to a citizen. `complaint`: that is what they wrote."""
    prose = read(text)
    hints = (*tone_hints(prose, complaint=complaint), *capitals_hints(prose), *readability_hints(prose))
    return in_order(one for one in hints if one.kind is not Kind.OFFICIALESE or one.better)
