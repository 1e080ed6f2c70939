"""How a picture looks: measured on a small grey copy with Pillow's own filters. No guessing, no model, no numpy."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import Image, ImageFilter, ImageStat

SMALL = 512
TILES = 6
LAPLACIAN = ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=1, offset=128)
BLANK = 2.5  #: standard deviation of grey (0-255) below which nothing is seen
SOFT = 45.0  #: variance of the Laplacian of the sharpest part; a photo in focus has hundreds
DARK, BRIGHT = 16, 244  #: grey values that show no detail
TOO_DARK, TOO_BRIGHT = 0.6, 0.4  #: share of the picture
GLOOMY, GLARING = 60.0, 175.0  #: mean grey beside it
PRESENTABLE = 1080
DRAWN = 1500.0  #: sharper than photos are: letters on an even ground, which may be as bright as they like
HASHED = 32
KEPT = 8
SIGN = 1 << 63
ALL_BITS = (1 << 64) - 1


@dataclass(frozen=True, slots=True)
class Looks:
    """What was measured. `sharpness`: variance of the Laplacian in the sharpest of 36 parts; greys are 0 to 255."""

    width: int
    height: int
    spread: float  #: standard deviation of grey
    mean: float
    dark: float  #: share of pixels without detail because they are dark
    bright: float  #: the same because they are bright
    sharpness: float
    likeness: int  #: perceptual hash, 64 bits unsigned

    @property
    def blank(self) -> bool:
        """Nothing is to be seen."""
        return self.spread < BLANK


def measure(path: Path) -> Looks:
    """Measure the JPEG at `path`."""
    with Image.open(path, formats=("JPEG",)) as picture:
        width, height = picture.size
        picture.draft("L", (SMALL * 2, SMALL * 2))
        grey = picture.convert("L")
    grey.thumbnail((SMALL, SMALL), Image.Resampling.LANCZOS)
    facts = ImageStat.Stat(grey)
    counts, total = grey.histogram(), grey.width * grey.height
    return Looks(
        width=width,
        height=height,
        spread=facts.stddev[0],
        mean=facts.mean[0],
        dark=sum(counts[:DARK]) / total,
        bright=sum(counts[BRIGHT:]) / total,
        sharpness=_sharpness(grey),
        likeness=likeness(grey),
    )


def hints(looks: Looks) -> tuple[str, ...]:
    """What whoever took the picture should know, a sentence each: what is seen, and what to do."""
    if looks.blank:
        return ("Foto ini satu warna: tidak ada yang tampak di dalamnya. Pilih foto lain.",)
    return tuple(_hints(looks))


def _hints(looks: Looks) -> Iterator[str]:
    if max(looks.width, looks.height) < PRESENTABLE:
        size = f"{looks.width} × {looks.height}"
        yield f"Foto ini {size} piksel, kecil untuk layar masa kini. Pakai berkas aslinya, bukan kiriman dari obrolan."
    photo = looks.sharpness < DRAWN
    if photo and looks.dark >= TOO_DARK and looks.mean < GLOOMY:
        yield f"Foto ini gelap: {looks.dark:.0%} bagiannya nyaris hitam. Terangkan, atau pilih foto lain."
    if photo and looks.bright >= TOO_BRIGHT and looks.mean > GLARING:
        yield f"Foto ini terlalu terang: {looks.bright:.0%} bagiannya nyaris putih. Pilih foto dengan cahaya lebih lembut."
    if looks.sharpness < SOFT:
        yield "Foto ini tampak kabur: tidak ada bagian yang tajam. Pilih foto yang fokus."


def _sharpness(grey: Image.Image) -> float:
    """A photo may blur its background on purpose, so its sharpest part speaks for it."""
    edges = grey.filter(LAPLACIAN)
    wide, high = max(8, grey.width // TILES), max(8, grey.height // TILES)
    tiles = (
        edges.crop((left, top, min(left + wide, grey.width), min(top + high, grey.height)))
        for left in range(1, grey.width - wide, wide)
        for top in range(1, grey.height - high, high)
    )
    return max((ImageStat.Stat(tile).var[0] for tile in tiles), default=0.0)


def likeness(picture: Image.Image) -> int:
    """Perceptual hash: which of the 64 slowest waves (cosine transform of 32 × 32 greys) are above their median."""
    small = picture.convert("L").resize((HASHED, HASHED), Image.Resampling.LANCZOS)
    values, waves = small.tobytes(), _waves()
    rows = [[sum(wave[x] * values[y * HASHED + x] for x in range(HASHED)) for wave in waves] for y in range(HASHED)]
    strengths = [sum(wave[y] * rows[y][column] for y in range(HASHED)) for wave in waves for column in range(KEPT)]
    middle = sorted(strengths[1:])[len(strengths) // 2]
    return sum(1 << place for place, strength in enumerate(strengths) if strength > middle + 1e-6)


def signed(value: int) -> int:
    """The same 64 bits as PostgreSQL keeps them."""
    return value - (1 << 64) if value >= SIGN else value


def bands(value: int) -> tuple[int, int, int, int]:
    """Four parts of 16 bits. Two hashes that differ in at most three bits share at least one of them."""
    a, b, c, d = ((value & ALL_BITS) >> shift & 0xFFFF for shift in (48, 32, 16, 0))
    return a, b, c, d


@cache
def _waves() -> list[list[float]]:
    return [[math.cos(math.pi * wave * (2 * x + 1) / (2 * HASHED)) for x in range(HASHED)] for wave in range(KEPT)]
