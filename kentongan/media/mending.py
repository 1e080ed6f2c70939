"""What a file has to become so that a channel takes it, and how a crop lies on a picture. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

LONGEST_SIDE = 2048
CENTRE = 50


@dataclass(frozen=True, slots=True)
class Need:
    """What the file must become. Empty or 0: anything goes. `least` and `most`: shorter and longer side in pixels."""

    aspect: tuple[float, float] | None = None  #: width ÷ height, least and greatest
    most_bytes: int = 0
    least: tuple[int, int] = (0, 0)
    most: tuple[int, int] = (0, 0)
    fps: tuple[float, float] = (0.0, 0.0)

    def as_json(self) -> dict[str, Any]:
        """The form kept with a job."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Need:
        """Read what `as_json` wrote."""
        given: dict[str, Any] = {name: tuple(v) if isinstance(v, list) else v for name, v in kept.items()}
        return cls(**given)


@dataclass(frozen=True, slots=True)
class Crop:
    """A part of a picture: left, top, width, height in pixels. `sideways`: it can be moved left and right."""

    left: int
    top: int
    width: int
    height: int
    sideways: bool = True


def crop_of(width: int, height: int, aspect: tuple[float, float] | None, focus: int = CENTRE) -> Crop:
    """The largest part whose shape is accepted. `focus`: 0 (left or top) to 100 (right or bottom), where it lies."""
    shape = width / height
    if aspect is None or aspect[0] <= shape <= aspect[1]:
        return Crop(0, 0, width, height)
    if shape > aspect[1]:
        inner = max(1, int(height * aspect[1]))
        return Crop(_share(width - inner, focus), 0, inner, height)
    inner = max(1, int(width / aspect[0]))
    return Crop(0, _share(height - inner, focus), width, inner, sideways=False)


def focus_for(width: int, height: int, aspect: tuple[float, float] | None, x: int, y: int) -> int:
    """The `focus` of `crop_of` that brings a point (percent from left and top) as near the middle of the crop as it goes."""
    crop = crop_of(width, height, aspect, 0)
    whole, part, place = (width, crop.width, x) if crop.sideways else (height, crop.height, y)
    room = whole - part
    return min(max(round((whole * place / 100 - part / 2) / room * 100), 0), 100) if room else CENTRE


def sized(width: int, height: int, least: tuple[int, int], most: tuple[int, int]) -> tuple[int, int]:
    """The size nearest to the given one between two boxes of shorter and longer side; its shape stays."""
    short, long = sorted((width, height))
    scale = min([1.0, *(limit / side for limit, side in zip(most, (short, long), strict=True) if limit)])
    scale = max([scale, *(limit / side for limit, side in zip(least, (short, long), strict=True) if limit)])
    return max(1, int(width * scale + 1e-6)), max(1, int(height * scale + 1e-6))


def can_be_sized(width: int, height: int, least: tuple[int, int], most: tuple[int, int]) -> bool:
    """Tell whether any size of this shape lies between the two boxes."""
    sides = sorted(sized(width, height, least, most))
    return all(not limit or side <= limit for side, limit in zip(sides, most, strict=True))


def even(size: tuple[int, int]) -> tuple[int, int]:
    """The same in even numbers, as video coding wants it."""
    return size[0] // 2 * 2 or 2, size[1] // 2 * 2 or 2


def _share(room: int, focus: int) -> int:
    return round(room * min(max(focus, 0), 100) / 100)
