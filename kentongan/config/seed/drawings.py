"""Calm abstract pictures for the demo's posts, drawn here: hills, a sun, a few quiet shapes. The same seed, the same picture."""

from __future__ import annotations

import io
import random

from PIL import Image, ImageDraw, ImageOps

SIZE = 800
COARSE = 400
HILLS = 3
PALETTES = {
    "layanan": ("#f3efe4", "#2f6f66", "#8bb8a8", "#e2b04a"),
    "kegiatan": ("#f6eede", "#8a5a3c", "#d9a679", "#2f6f66"),
    "kabar_baik": ("#fbf3da", "#c98a1b", "#e9c46a", "#4f7f73"),
    "edukasi": ("#eaf0f2", "#35618a", "#9dbcd4", "#c9803a"),
}
WORDS = {
    "layanan": "Gambar bukit hijau di bawah matahari kuning",
    "kegiatan": "Gambar bukit cokelat di bawah matahari hijau",
    "kabar_baik": "Gambar bukit kuning di bawah matahari hijau",
    "edukasi": "Gambar bukit biru di bawah matahari jingga",
}
"""What the picture of a pillar shows, for those who do not see it."""


def draw(pillar: str, seed: str) -> bytes:
    """Draw a square JPEG for a post of this pillar."""
    ground, deep, soft, spark = PALETTES[pillar]
    chance = random.Random(seed)  # noqa: S311 - a drawing, no secret
    sky = ImageOps.colorize(Image.linear_gradient("L").resize((COARSE, COARSE)), ground, soft)
    pen = ImageDraw.Draw(sky)
    _sun(pen, chance, spark)
    for step in range(HILLS):
        _hill(pen, chance, deep if step == HILLS - 1 else soft, COARSE * (0.55 + 0.16 * step))
    _shapes(pen, chance, ground)
    held = io.BytesIO()
    sky.resize((SIZE, SIZE), Image.Resampling.BICUBIC).save(held, "JPEG", quality=85)
    return held.getvalue()


def _sun(pen: ImageDraw.ImageDraw, chance: random.Random, colour: str) -> None:
    x, y, r = (
        chance.uniform(0.2, 0.8) * COARSE,
        chance.uniform(0.15, 0.35) * COARSE,
        chance.uniform(0.07, 0.14) * COARSE,
    )
    pen.ellipse((x - r, y - r, x + r, y + r), fill=colour)


def _hill(pen: ImageDraw.ImageDraw, chance: random.Random, colour: str, height: float) -> None:
    tops = [height - chance.uniform(-0.05, 0.09) * COARSE for _ in range(5)]
    points = [(COARSE * place / 4, top) for place, top in enumerate(tops)]
    pen.polygon([(0, COARSE), *points, (COARSE, COARSE)], fill=colour)


def _shapes(pen: ImageDraw.ImageDraw, chance: random.Random, colour: str) -> None:
    for _ in range(chance.randint(2, 4)):
        x, y, r = chance.uniform(0.1, 0.9) * COARSE, chance.uniform(0.72, 0.92) * COARSE, chance.uniform(5, 14)
        pen.rounded_rectangle((x - 3 * r, y - r, x + 3 * r, y + r), radius=r, fill=colour)
