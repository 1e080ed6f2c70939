"""Files as devices make them, built in memory: pictures with EXIF, and the smallest honest MP4."""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass
from typing import Any

from PIL import ExifTags, Image


def jpeg(size: tuple[int, int] = (1200, 900), *, gps: bool = False, orientation: int = 1) -> bytes:
    """A picture, if asked with the place, device and time a phone writes into it."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    if gps:
        exif[ExifTags.Base.Make] = "Telepon"
        exif[ExifTags.Base.DateTime] = "2026:11:23 08:00:00"
        exif[ExifTags.Base.GPSInfo] = {1: "S", 2: (4.0, 1.0, 12.0), 3: "E", 4: (120.0, 1.0, 33.0)}
    held = io.BytesIO()
    Image.new("RGB", size, "teal").save(held, "JPEG", exif=exif)
    return held.getvalue()


def box(kind: bytes, *parts: bytes) -> bytes:
    """One MP4 box."""
    body = b"".join(parts)
    return struct.pack(">I4s", 8 + len(body), kind) + body


@dataclass(frozen=True)
class Film:
    """What `mp4` makes: one track of pictures, `rate` of them a second, turned clockwise by `turned` degrees."""

    seconds: int = 20
    rate: int = 30
    size: tuple[int, int] = (720, 1280)
    turned: int = 0
    codec: bytes = b"avc1"
    place: bool = False  #: with the coordinates phones add
    offset: int | None = None  #: where the bytes are said to lie


def mp4(**wanted: Any) -> bytes:
    """A video after `Film`: its boxes are honest, its pictures are not there."""
    film = Film(**wanted)
    ftyp = box(b"ftyp", b"isom\0\0\2\0isomavc1")
    mdat = box(b"mdat", b"\1" * 400)
    return ftyp + mdat + _moov(film, len(ftyp) + 8 if film.offset is None else film.offset)


def _moov(film: Film, offset: int) -> bytes:
    mvhd = box(b"mvhd", bytes(12), struct.pack(">II", 1, film.seconds), bytes(80))
    told = box(b"udta", box(b"\xa9xyz", b"\0\x12\x15\xc7-04.0200+120.0258/")) if film.place else b""
    return box(b"moov", mvhd, _trak(film, offset), told)


def _trak(film: Film, offset: int) -> bytes:
    samples = film.seconds * film.rate
    entry = box(film.codec, bytes(6), struct.pack(">H", 1), bytes(16), struct.pack(">HH", *film.size), bytes(50))
    tables = box(
        b"stbl",
        box(b"stsd", bytes(4), struct.pack(">I", 1), entry),
        box(b"stts", bytes(4), struct.pack(">III", 1, samples, 1)),
        box(b"stsz", bytes(4), struct.pack(">II", 20, samples)),
        box(b"stco", bytes(4), struct.pack(">II", 1, offset)),
    )
    mdhd = box(b"mdhd", bytes(12), struct.pack(">II", film.rate, samples), bytes(4))
    handler = box(b"hdlr", bytes(8), b"vide", bytes(12))
    return box(b"trak", _tkhd(film), box(b"mdia", mdhd, handler, box(b"minf", tables)))


def _tkhd(film: Film) -> bytes:
    one = 1 << 16
    a, b = {0: (one, 0), 90: (0, one), 180: (-one, 0), 270: (0, -one)}[film.turned]
    matrix = struct.pack(">9i", a, b, 0, -b, a, 0, 0, 0, 1 << 30)
    sizes = struct.pack(">II", film.size[0] << 16, film.size[1] << 16)
    return box(b"tkhd", bytes(12), struct.pack(">I", 1), bytes(24), matrix, sizes)
