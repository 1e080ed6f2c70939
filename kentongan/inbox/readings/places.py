"""A government's places, ready to be looked for: its kecamatan and kelurahan, and what its coordinator wrote down besides."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from kentongan.inbox.readings.models import KnownPlace
from kentongan.organizations.models import Agency
from kentongan.organizations.selectors import bare_name
from kentongan.triage.gazetteer import DISTRICT, VILLAGE, Gazetteer, Spot

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LEVELS = {Agency.Kind.DISTRICT: DISTRICT, Agency.Kind.VILLAGE: VILLAGE}


def spots_of(government_id: int, agencies: Sequence[Agency]) -> tuple[Spot, ...]:
    """Every place of a government, each once: a unit of the tree stands for its own name."""
    names = {agency.pk: bare_name(agency.name) for agency in agencies}
    units = [agency for agency in agencies if agency.kind in LEVELS]
    spots = [
        Spot(
            str(unit.pk),
            names[unit.pk],
            LEVELS[Agency.Kind(unit.kind)],
            names.get(unit.parent_id or 0, ""),
            (unit.short_name,),
        )
        for unit in units
    ]
    known = {(spot.name.casefold(), spot.level) for spot in spots}
    kept = KnownPlace.objects.filter(government_id=government_id).order_by("pk")
    return (*spots, *(_spot(one) for one in kept if (one.name.casefold(), one.level) not in known))


def served_by(spot: Spot) -> str:
    """The key of the unit that serves a place; empty where none is known."""
    return spot.key.rpartition(":")[2]


@lru_cache(maxsize=64)
def book_of(spots: tuple[Spot, ...]) -> Gazetteer:
    """What looks for these places; made once while they stay the same."""
    return Gazetteer(spots)


def names_of(spots: Iterable[Spot]) -> list[str]:
    """The names a form offers, each once, in alphabetical order."""
    return sorted({spot.name for spot in spots})


def _spot(row: KnownPlace) -> Spot:
    aliases = tuple(alias.strip() for alias in row.aliases.split(",") if alias.strip())
    return Spot(f"p{row.pk}:{row.agency_id or ''}", row.name, row.level, row.within, aliases)
