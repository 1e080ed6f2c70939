"""What the plan asks about posts. Posts stand above the plan, so the app that keeps them answers here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from kentongan.planning.rules import Taken, Tally

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from kentongan.organizations.actor import Actor

    Cell = tuple[int, str]
    """An agency's key and a pillar."""
    Stretch = tuple[datetime, datetime]
    """From one moment up to and without another."""


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a post: figures summed over the accounts that say them, and what was learnt."""

    figures: tuple[tuple[str, int], ...] = ()
    expected: tuple[str, int] | None = None  #: of which figure how much was meant to be reached
    share: int | None = None  #: how much of that is reached, in percent
    verdict: str = ""  #: as a person judged it; "": not evaluated
    lessons: str = ""
    out: bool = False  #: the public can, or could, read it


@dataclass(frozen=True, slots=True)
class Line:
    """One post as the plan's pages list it. `public`: the public can read it."""

    post_id: int
    headline: str
    agency: str
    state_label: str
    mark: str
    at: datetime | None
    public: bool
    result: Result | None = None


class Posts(Protocol):
    """Counts are of the whole government and name nothing; lines are only of posts that the actor may see."""

    def by_programme(self, government_id: int, start: datetime, end: datetime) -> Mapping[int, Tally]:
        """Programme → posts of that time; programmes without any are missing."""

    def by_campaign(self, government_id: int, campaigns: Collection[int]) -> Mapping[int, Tally]:
        """Campaign → its posts; campaigns without any are missing."""

    def taken(self, government_id: int, start: datetime, end: datetime) -> Sequence[Taken]:
        """What goes out when, or went out; a repeated post at each of its times."""

    def of_month(self, government_id: int, month: Stretch, slots: Stretch) -> tuple[Mapping[Cell, Tally], list[Taken]]:
        """The posts of a month, counted by agency and pillar; and, for the slots of another stretch, one by one."""

    def public(self, government_id: int, post_ids: Collection[int]) -> frozenset[int]:
        """Those of the posts that the public can read."""

    def lines(self, actor: Actor, post_ids: Collection[int]) -> Mapping[int, Line]:
        """Posts by their keys."""

    def of_campaign(self, actor: Actor, campaign_id: int) -> Sequence[Line]:
        """The latest posts of a campaign."""

    def of_programme(self, actor: Actor, programme_id: int) -> Sequence[Line]:
        """The latest posts about a programme."""

    def recent(self, actor: Actor, agency_id: int) -> Sequence[Line]:
        """The latest posts of an agency, to choose from."""


class Results(Protocol):
    """What came of posts, of the accounts that the actor sees."""

    def of(self, actor: Actor, post_ids: Collection[int]) -> Mapping[int, Result]:
        """Post → what came of it; posts that nobody has anything to say of are missing."""


class NobodyAnswersError(Exception):
    """No app has introduced its posts."""


_posts: list[Posts] = []
_results: list[Results] = []


def register_posts(posts: Posts) -> None:
    """Introduce the app that keeps posts. Called once, when the apps are ready."""
    _posts[:] = [posts]


def posts() -> Posts:
    """Whoever keeps posts. NobodyAnswersError when none was introduced."""
    if not _posts:
        raise NobodyAnswersError
    return _posts[0]


def register_results(results: Results) -> None:
    """Introduce the app that keeps figures. Called once, when the apps are ready."""
    _results[:] = [results]


def with_results(actor: Actor, lines: Sequence[Line]) -> list[Line]:
    """The same lines, those the public can read first; each knows what came of its post."""
    known = _results[0].of(actor, [line.post_id for line in lines]) if _results and lines else {}
    told = [replace(line, result=known.get(line.post_id)) for line in lines]
    return sorted(told, key=lambda line: not line.public)


def sums(lines: Sequence[Line]) -> list[tuple[str, int]]:
    """Each figure over all these posts; what no platform says is left out."""
    found: dict[str, int] = {}
    for line in lines:
        for label, value in line.result.figures if line.result else ():
            found[label] = found.get(label, 0) + value
    return list(found.items())
