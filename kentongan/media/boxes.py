"""The boxes of an MP4 or QuickTime file, and what its tracks say of themselves.

The file is a tree of boxes: four bytes of size, four of type, then the content (ISO/IEC 14496-12).
"""

from __future__ import annotations

import math
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

CONTAINERS = {b"moov", b"trak", b"mdia", b"minf", b"stbl"}
MAX_TABLE = 64 * 1024 * 1024
MAX_BOXES = 100_000
LARGE_HEADER = 16


@dataclass(frozen=True, slots=True)
class Box:
    """One box: its type, where it begins, where its content begins and where it ends. Positions in bytes."""

    type: bytes
    start: int
    body: int
    end: int


@dataclass(slots=True)
class Track:
    """What one track says of itself."""

    handler: bytes = b""
    timescale: int = 0
    ticks: int = 0
    samples: int = 0
    rotation: int = 0  #: degrees clockwise that a player turns the picture
    codec: bytes = b""
    width: int = 0
    height: int = 0
    offsets: list[int] = field(default_factory=list)

    @property
    def seconds(self) -> float:
        """How long it is."""
        return self.ticks / self.timescale if self.timescale else 0.0

    @property
    def shown(self) -> tuple[int, int]:
        """Width and height as a player shows them."""
        return (self.height, self.width) if self.rotation in {90, 270} else (self.width, self.height)


def boxes_in(file: BinaryIO, start: int, end: int) -> Iterator[Box]:
    """The boxes between two positions. ValueError when one claims more than there is."""
    count = 0
    while start < end:
        count += 1
        box = _box_at(file, start, end)
        if count > MAX_BOXES:
            raise ValueError("too many boxes")
        yield box
        start = box.end


def _box_at(file: BinaryIO, start: int, end: int) -> Box:
    file.seek(start)
    size, kind = struct.unpack(">I4s", file.read(8))
    body = start + 8
    if size == 1:
        size, body = struct.unpack(">Q", file.read(8))[0], start + LARGE_HEADER
    elif size == 0:
        size = end - start
    if size < body - start or start + size > end:
        raise ValueError(f"box {kind!r} claims {size} bytes")
    return Box(kind, start, body, start + size)


def track_in(file: BinaryIO, trak: Box) -> Track:
    track = Track()
    for box in _leaves(file, trak):
        if reader := _READERS.get(box.type):
            reader(track, content_of(file, box))
    return track


def _leaves(file: BinaryIO, parent: Box) -> Iterator[Box]:
    for box in boxes_in(file, parent.body, parent.end):
        if box.type in CONTAINERS:
            yield from _leaves(file, box)
        else:
            yield box


def content_of(file: BinaryIO, box: Box) -> bytes:
    if box.end - box.body > MAX_TABLE:
        raise ValueError("a table too large to be honest")
    file.seek(box.body)
    return file.read(box.end - box.body)


def _read_handler(track: Track, body: bytes) -> None:
    if track.handler in {b"", b"url ", b"alis"}:  # QuickTime has a second handler, for the data's place
        track.handler = body[8:12]


def _read_media_header(track: Track, body: bytes) -> None:
    track.timescale = struct.unpack_from(">I", body, 20 if body[0] == 1 else 12)[0]


def _read_durations(track: Track, body: bytes) -> None:
    entries = struct.unpack_from(">I", body, 4)[0]
    pairs = struct.unpack_from(f">{entries * 2}I", body, 8)
    track.ticks = sum(count * delta for count, delta in zip(pairs[::2], pairs[1::2], strict=True))


def _read_sizes(track: Track, body: bytes) -> None:
    track.samples = struct.unpack_from(">I", body, 8)[0]


def _read_codec(track: Track, body: bytes) -> None:
    track.codec = struct.unpack_from(">4s", body, 12)[0]
    track.width, track.height = struct.unpack_from(">HH", body, 40) if track.handler == b"vide" else (0, 0)


def _read_offsets(track: Track, body: bytes) -> None:
    entries = struct.unpack_from(">I", body, 4)[0]
    track.offsets = list(struct.unpack_from(f">{entries}I", body, 8))


def _read_large_offsets(track: Track, body: bytes) -> None:
    entries = struct.unpack_from(">I", body, 4)[0]
    track.offsets = list(struct.unpack_from(f">{entries}Q", body, 8))


def _read_rotation(track: Track, body: bytes) -> None:
    a, b = struct.unpack_from(">ii", body, 52 if body[0] == 1 else 40)
    track.rotation = round(math.degrees(math.atan2(b, a)) / 90) * 90 % 360 if a or b else 0


_READERS = {
    b"tkhd": _read_rotation,
    b"hdlr": _read_handler,
    b"mdhd": _read_media_header,
    b"stts": _read_durations,
    b"stsz": _read_sizes,
    b"stsd": _read_codec,
    b"stco": _read_offsets,
    b"co64": _read_large_offsets,
}
