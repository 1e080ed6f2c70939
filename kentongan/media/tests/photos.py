"""Pictures that show something, drawn from a seed: unlike one another, and sharp."""

from __future__ import annotations

import io
import random

from PIL import Image, ImageDraw, ImageEnhance, ImageFilter


def photo(seed: int = 1, *, size: tuple[int, int] = (1600, 1200), soft: float = 0, light: float = 1) -> bytes:
    """A JPEG of coloured shapes on a grain. `soft`: out of focus by so many pixels; `light`: under or over exposed."""
    return jpeg_of(scene(seed, size=size, soft=soft, light=light))


def scene(seed: int = 1, *, size: tuple[int, int] = (1600, 1200), soft: float = 0, light: float = 1) -> Image.Image:
    """The same as a picture in memory."""
    chance = random.Random(seed)
    picture = Image.merge("RGB", [Image.effect_noise(size, 40).filter(ImageFilter.GaussianBlur(1))] * 3)
    pen = ImageDraw.Draw(picture)
    for _ in range(12):
        x, y, r = chance.uniform(0, size[0]), chance.uniform(0, size[1]), chance.uniform(60, 320)
        pen.ellipse((x - r, y - r, x + r, y + r), fill=tuple(chance.randrange(256) for _ in range(3)))
    if soft:
        picture = picture.filter(ImageFilter.GaussianBlur(soft))
    return ImageEnhance.Brightness(picture).enhance(light)


def jpeg_of(picture: Image.Image, quality: int = 90) -> bytes:
    """A picture as a file."""
    held = io.BytesIO()
    picture.save(held, "JPEG", quality=quality)
    return held.getvalue()
