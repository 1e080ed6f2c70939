"""Making parts of a picture unrecognisable, for good: of what lay there only sixteen averaged colours remain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from kentongan.media.pictures import QUALITY
from kentongan.media.rules import Facts

LEFT = 4
MOST_AREAS = 40
WHOLE = 100.0
SMALLEST = 0.5


@dataclass(frozen=True, slots=True)
class Area:
    """A part of a picture: left, top, width, height in percent of it."""

    left: float
    top: float
    width: float
    height: float

    @classmethod
    def read(cls, text: str) -> Area | None:
        """Read "left top width height"; None when it is none, or lies outside."""
        try:
            left, top, width, height = (float(part.replace(",", ".")) for part in text.split())
        except ValueError:
            return None
        fits = 0 <= left < WHOLE and 0 <= top < WHOLE and width >= SMALLEST and height >= SMALLEST
        return cls(left, top, min(width, WHOLE - left), min(height, WHOLE - top)) if fits else None

    def on(self, width: int, height: int) -> tuple[int, int, int, int]:
        """Left, top, right, bottom in pixels, at least one pixel each way."""
        left, top = int(width * self.left / WHOLE), int(height * self.top / WHOLE)
        right = min(width, max(left + 1, -int(-width * (self.left + self.width) // WHOLE)))
        return left, top, right, min(height, max(top + 1, -int(-height * (self.top + self.height) // WHOLE)))


def blur(source: Path, target: Path, areas: Sequence[Area]) -> Facts:
    """Write a copy of a clean picture with these parts blurred."""
    with Image.open(source, formats=("JPEG",)) as picture:
        copy = picture.convert("RGB")
    for area in areas[:MOST_AREAS]:
        box = area.on(*copy.size)
        size = (box[2] - box[0], box[3] - box[1])
        rest = copy.crop(box).resize((min(LEFT, size[0]), min(LEFT, size[1])), Image.Resampling.BOX)
        copy.paste(rest.resize(size, Image.Resampling.BICUBIC), box)
    copy.save(target, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return Facts("image", "image/jpeg", *copy.size)
