"""Files as devices make them, built in memory: pictures with EXIF, and the smallest honest MP4."""

from __future__ import annotations

import io
import struct

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


def mp4(*, seconds: int = 20, place: bool = False, codec: bytes = b"avc1", offset: int | None = None) -> bytes:
    """A video of one track with `seconds` samples of a second each; `place`: with the coordinates phones add."""
    ftyp = box(b"ftyp", b"isom\0\0\2\0isomavc1")
    mdat = box(b"mdat", b"\1" * 400)
    moov = _moov(seconds, codec, len(ftyp) + 8 if offset is None else offset, place=place)
    return ftyp + mdat + moov


def _moov(seconds: int, codec: bytes, offset: int, *, place: bool) -> bytes:
    mvhd = box(b"mvhd", bytes(12), struct.pack(">II", 1, seconds), bytes(80))
    told = box(b"udta", box(b"\xa9xyz", b"\0\x12\x15\xc7-04.0200+120.0258/")) if place else b""
    return box(b"moov", mvhd, _trak(seconds, codec, offset), told)


def _trak(seconds: int, codec: bytes, offset: int) -> bytes:
    entry = box(codec, bytes(6), struct.pack(">H", 1), bytes(16), struct.pack(">HH", 720, 1280), bytes(50))
    tables = box(
        b"stbl",
        box(b"stsd", bytes(4), struct.pack(">I", 1), entry),
        box(b"stts", bytes(4), struct.pack(">III", 1, seconds, 1)),
        box(b"stsz", bytes(4), struct.pack(">II", 20, seconds)),
        box(b"stco", bytes(4), struct.pack(">II", 1, offset)),
    )
    mdhd = box(b"mdhd", bytes(12), struct.pack(">II", 1, seconds), bytes(4))
    handler = box(b"hdlr", bytes(8), b"vide", bytes(12))
    return box(b"trak", box(b"mdia", mdhd, handler, box(b"minf", tables)))
