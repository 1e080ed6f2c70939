"""Pillars and channels by the names people write. Pure."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kentongan.workbooks.refusals import CellRefusedError
from kentongan.workbooks.texts import key_of, line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kentongan.connectors.contract import Capabilities

_COMMAS = re.compile(r"[,;\n]+")
_WEAKER = re.compile(r"\s*(?:/|&|\+|\bdan\b)\s*", re.IGNORECASE)
EVERY = {"semua", "semuakanal", "semuaakun"}
SHORT = {"fb": "facebook", "ig": "instagram", "insta": "instagram", "yt": "youtube", "twitter": "x", "xtwitter": "x"}
CLOSE = 0.5


@dataclass(frozen=True, slots=True)
class Place:
    """A channel of the agency, or one granted. `refusal`, `remedy`: why this person may not publish there; empty: may."""

    channel_id: int
    name: str
    own_name: str
    handle: str
    platform: str
    platform_name: str
    able: Capabilities
    refusal: str = ""
    remedy: str = ""


def pillar_named(text: str, pillars: Sequence[tuple[str, str]]) -> str:
    """The pillar's code. CellRefusedError with the nearest name."""
    names = {key_of(name): code for code, label in pillars for name in (code, label)}
    if not line(text):
        raise CellRefusedError(
            "Pilarnya masih kosong.", f"Pilih salah satu: {', '.join(label for _, label in pillars)}."
        )
    if found := names.get(key_of(text)):
        return found
    near = difflib.get_close_matches(key_of(text), list(names), 1, CLOSE)
    labels = dict(pillars)
    guess = f"Mungkin maksudnya {labels[names[near[0]]]}. " if near else ""
    todo = f"{guess}Pilih salah satu: {', '.join(labels.values())}."
    raise CellRefusedError(f"“{line(text)[:40]}” bukan pilar.", todo)


def channels_named(text: str, places: Sequence[Place]) -> tuple[Place, ...]:
    """The channels of a cell, each once, in their own order. CellRefusedError with everything that is wrong with it."""
    if not line(text):
        raise CellRefusedError("Kanalnya masih kosong.", "Tulis paling sedikit satu kanal, dipisah koma.")
    if key_of(text) in EVERY:
        chosen = [place for place in places if not place.refusal]
        if not chosen:
            raise CellRefusedError(
                "Belum ada kanal yang boleh Anda pakai.", "Mintalah izin kanal kepada Admin koordinator."
            )
        return tuple(chosen)
    names = _names(places)
    found = [_one(part, names, places) for part in parts_of(text, names)]
    if refused := [place for place in found if place.refusal]:
        raise CellRefusedError(
            " ".join(dict.fromkeys(place.refusal for place in refused)),
            " ".join(dict.fromkeys(place.remedy for place in refused if place.remedy)) or "Pilih kanal lain.",
        )
    return tuple(place for place in places if place in found)


def _names(places: Sequence[Place]) -> Mapping[str, list[Place]]:
    """Every name a channel goes by: its own, with its platform, its handle, the platform alone."""
    names: dict[str, list[Place]] = {}
    for place in places:
        spoken = (place.name, place.own_name, place.handle, place.platform, place.platform_name)
        for key in {key_of(name) for name in spoken} - {""}:
            names.setdefault(key, []).append(place)
    return names


def parts_of(text: str, names: Mapping[str, Sequence[object]]) -> Iterator[str]:
    """The names of a cell: at commas and line ends, and at weaker signs where no known name has them inside."""
    for part in _COMMAS.split(text):
        whole = line(part)
        if names.get(key_of(whole)) or names.get(SHORT.get(key_of(whole), "")):
            yield whole
        else:
            yield from (line(piece) for piece in _WEAKER.split(whole) if line(piece))


def _known(part: str, names: Mapping[str, list[Place]]) -> list[Place]:
    key = key_of(part)
    return names.get(key) or names.get(SHORT.get(key, "")) or []


def _one(part: str, names: Mapping[str, list[Place]], places: Sequence[Place]) -> Place:
    found = _known(part, names)
    if len(found) == 1:
        return found[0]
    if found:
        choices = ", ".join(place.name for place in found[:6])
        raise CellRefusedError(f"“{part[:40]}” cocok dengan {len(found)} kanal: {choices}.", "Tulis nama lengkapnya.")
    near = difflib.get_close_matches(key_of(part), list(names), 1, CLOSE)
    guess = f"Mungkin maksudnya {names[near[0]][0].name}. " if near else ""
    choices = ", ".join(place.name for place in places[:8]) or "belum ada"
    raise CellRefusedError(f"“{part[:40]}” bukan kanal dinas Anda.", f"{guess}Kanal yang ada: {choices}.")
