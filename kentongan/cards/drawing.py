"""From what was filled in to pictures."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import structlog
from PIL import Image

from kentongan.cards.rules import LONGEST_ALT, RATIOS, breakable, headline, palette, too_long
from kentongan.documents.renderer import NotDrawnError, Sheet, TookTooLongError, draw
from kentongan.media.selectors import file_of

if TYPE_CHECKING:
    from kentongan.cards.kinds import Kind
    from kentongan.cards.rules import Look, Ratio
    from kentongan.documents.renderer import Page
    from kentongan.media.models import Asset

log = structlog.get_logger()
PHOTO = 1000
LOGO = 240
SLOW = "Kartu ini belum dapat digambar. Server sedang sibuk. Coba lagi sebentar lagi; isian Anda tetap ada."
BROKEN = "Kartu ini belum dapat digambar. Ada yang tidak beres di server, bukan pada isian Anda. Hubungi admin sistem."


class NotDrawableError(Exception):
    """No picture came of it. `sentence` says what happened, why, and what to do."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


@dataclass(frozen=True, slots=True)
class Speaker:
    """In whose name a card speaks."""

    government_code: str
    government: str
    agency: str
    look: Look
    logo: Asset | None


@dataclass(frozen=True, slots=True)
class Drawing:
    """A card in one shape. `trouble`: why it must not be used so, in words; empty when it is well."""

    ratio: Ratio
    content: bytes
    trouble: str


def drawings(
    kind: Kind,
    fields: Mapping[str, Any],
    speaker: Speaker,
    photos: Mapping[str, Asset],
    *,
    ratios: Sequence[str] = tuple(RATIOS),
    scales: Mapping[str, float] | None = None,
    form: Literal["png", "pdf"] = "png",
) -> list[Drawing]:
    """Draw a card in several shapes. `photos`: field → picture; `scales`: shape → size, 1 by default. NotDrawableError."""
    wanted = [RATIOS[code] for code in ratios]
    sheets = [Sheet(ratio.width, ratio.height, form, (scales or {}).get(ratio.code, 1.0)) for ratio in wanted]
    pictures: dict[str, bytes] = {}
    said = _settable(kind, fields)
    for field, asset in photos.items():
        said[field] = _lay(pictures, speaker, asset, PHOTO)
    logo = _lay(pictures, speaker, speaker.logo, LOGO) if speaker.logo else ""
    data = {
        "fields": said,
        "brand": palette(speaker.look) | {"logo": logo},
        "agency": breakable(speaker.agency),
        "government": speaker.government,
        "title": headline(kind, fields)[:LONGEST_ALT],
    }
    pages = _drawn(kind.code, data, sheets, pictures)
    return [_judged(ratio, page, kind, fields) for ratio, page in zip(wanted, pages, strict=True)]


def _drawn(
    template: str, data: Mapping[str, Any], sheets: Sequence[Sheet], pictures: Mapping[str, bytes]
) -> list[Page]:
    try:
        return draw(template, data, sheets, pictures=pictures)
    except TookTooLongError as cause:
        raise NotDrawableError(SLOW) from cause
    except NotDrawnError as cause:
        log.warning("card_not_drawn", template=template, reason=str(cause))
        raise NotDrawableError(BROKEN) from cause


def _judged(ratio: Ratio, page: Page, kind: Kind, fields: Mapping[str, Any]) -> Drawing:
    over = float(page.told.get("over", 0))
    return Drawing(ratio, page.content, too_long(ratio, over, kind, fields) if over > 0 else "")


def _settable(kind: Kind, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields as the template takes them: every one there, long words breakable."""
    said: dict[str, Any] = {ask.name: breakable(str(fields.get(ask.name, ""))) for ask in kind.plain}
    said |= {ask.name: "" for ask in kind.plain if ask.photo}
    for group in kind.repeated:
        items = [
            {part.name: breakable(item.get(part.name, "")) for part in group.parts}
            for item in fields.get(group.name) or [{}]
        ]
        said[group.name] = [item["step"] for item in items] if group.name == "steps" else items
    for figure in said.get("figures", []):
        figure["value"] = figure["value"].replace("\u00ad", "")
    return said


def _lay(pictures: dict[str, bytes], speaker: Speaker, asset: Asset, side: int) -> str:
    name = f"{asset.sha256[:48]}.jpg"
    pictures[name] = _smaller(file_of(speaker.government_code, asset), side)
    return name


@lru_cache(maxsize=32)
def _smaller(path: Path, side: int) -> bytes:
    """A picture no larger than a card needs it."""
    held = io.BytesIO()
    with Image.open(path, formats=("JPEG",)) as picture:
        picture.draft("RGB", (side, side))
        picture.thumbnail((side, side), Image.Resampling.LANCZOS)
        picture.convert("RGB").save(held, "JPEG", quality=88)
    return held.getvalue()
