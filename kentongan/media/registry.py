"""Who uses files, and where they are shown beyond their own agency. Apps above register theirs; nothing here knows them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kentongan.media.models import Asset
    from kentongan.organizations.actor import Actor


@dataclass(frozen=True, slots=True)
class Use:
    """One place where a file is used."""

    title: str
    path: str  #: below the government's root: "/kiriman/3/"
    state: str  #: in words
    agency_id: int


Finder = Callable[[int, Collection[int]], Iterable[Use]]
_finders: list[Finder] = []


def register_uses(find: Finder) -> None:
    """Say where files are used: `find(government_id, asset_ids)`. Called once, when the apps are ready."""
    if find not in _finders:
        _finders.append(find)


def uses_of(government_id: int, asset_ids: Collection[int]) -> list[Use]:
    """Every use of these files."""
    return [use for find in _finders for use in find(government_id, asset_ids)]


PapersFollower = Callable[["Actor", "Asset"], None]
_followers: list[PapersFollower] = []


def register_papers(follow: PapersFollower) -> None:
    """Hear of every change in what is recorded about a file's rights: `follow(actor, asset)`, in its transaction."""
    if follow not in _followers:
        _followers.append(follow)


def papers_changed(actor: Actor, asset: Asset) -> None:
    """Tell whoever wants to hear."""
    for follow in _followers:
        follow(actor, asset)


Shown = Callable[["Actor"], Any]
_shown: list[Shown] = []


def register_shown(asset_ids: Shown) -> None:
    """Teach the app a place: `asset_ids(actor)` gives a query of the files that this actor is shown there."""
    if asset_ids not in _shown:
        _shown.append(asset_ids)


def shown_to(actor: Actor) -> list[Any]:
    """The queries of every such place."""
    return [asset_ids(actor) for asset_ids in _shown]


Withheld = Callable[["Actor", "Asset"], bool]
_withheld: list[Withheld] = []


def register_withheld(withholds: Withheld) -> None:
    """Teach the app who may not look at a file although it is their agency's: `withholds(actor, asset)`, of unlisted ones."""
    if withholds not in _withheld:
        _withheld.append(withholds)


def withheld(actor: Actor, asset: Asset) -> bool:
    """Tell whether a file is kept from this person. What stands in the library is not."""
    return not asset.listed and any(withholds(actor, asset) for withholds in _withheld)
