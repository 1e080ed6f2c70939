"""Colours as people with weak sight see them: contrast after WCAG 2.2, and the nearest colour that can be read. Pure."""

from __future__ import annotations

import re

TEXT = 4.5
"""Least contrast of text (WCAG 2.2, 1.4.3)."""
LARGE = 3.0
"""Least contrast of large text and of what has to be recognised (1.4.3, 1.4.11)."""
WRITTEN = re.compile(r"#[0-9a-f]{6}")
STEPS = 100
DARK = 0.04045  #: below it sRGB is straight

Rgb = tuple[int, int, int]


def is_colour(written: str) -> bool:
    """Tell whether it is written as `#rrggbb` in small letters."""
    return bool(WRITTEN.fullmatch(written))


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, 1 (none) to 21. ValueError unless both are written `#rrggbb`."""
    light, dark = sorted((_luminance(_rgb(one)), _luminance(_rgb(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable(wanted: str, ground: str, least: float = TEXT) -> str:
    """The colour nearest to `wanted` that stands off `ground` by `least`; `wanted` itself where it does."""
    if contrast(wanted, ground) >= least:
        return wanted
    towards = [mixed(wanted, end, step / STEPS) for step in range(1, STEPS + 1) for end in ("#000000", "#ffffff")]
    return next((colour for colour in towards if contrast(colour, ground) >= least), on(ground))


def on(ground: str) -> str:
    """Near-black or white, whichever is read better on `ground`."""
    return max(("#16130f", "#ffffff"), key=lambda ink: contrast(ink, ground))


def mixed(one: str, other: str, share: float) -> str:
    """A colour `share` (0 to 1) of the way from one to the other."""
    pairs = zip(_rgb(one), _rgb(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _rgb(written: str) -> Rgb:
    if not is_colour(written):
        raise ValueError(written)
    return int(written[1:3], 16), int(written[3:5], 16), int(written[5:7], 16)


def _luminance(colour: Rgb) -> float:
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= DARK else float(((part + 0.055) / 1.055) ** 2.4)
