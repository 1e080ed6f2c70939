"""MP4 and QuickTime: reading what a video is from its boxes, and blanking what it tells beside pictures and sound.

The file is a tree of boxes: four bytes of size, four of type, then the content (ISO/IEC 14496-12). Boxes with personal
facts (place, device, owner) are renamed to `free` and filled with zeros where they stand, so no offset moves.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from kentongan.media.rules import VIDEO_CODECS, Facts, MediaRefusedError, refusal_by_length

BROKEN = "Video ini rusak atau terpotong di tengah jalan. Unggah lagi dari perangkat asalnya."
NOT_PLAYABLE = "Video ini tidak dapat dibaca sebagai MP4. Simpan ulang sebagai MP4 (H.264), lalu unggah lagi."
CONTAINERS = {b"moov", b"trak", b"mdia", b"minf", b"stbl"}
TELLS = {b"udta", b"meta", b"uuid"}
MAX_TABLE = 64 * 1024 * 1024
MAX_BOXES = 100_000
LARGE_HEADER = 16
QUICKTIME = b"qt  "


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
    codec: bytes = b""
    width: int = 0
    height: int = 0
    offsets: list[int] = field(default_factory=list)


def clean(path: Path) -> Facts:
    """Check the video at `path` and blank its metadata in place. MediaRefusedError when it cannot be used."""
    try:
        with path.open("r+b") as file:
            size = file.seek(0, 2)
            boxes = list(boxes_in(file, 0, size))
            facts = _facts(file, boxes, size)
            removed = _blank(file, boxes)
    except (struct.error, ValueError) as cause:
        raise MediaRefusedError(BROKEN) from cause
    return Facts("video", facts.mime, facts.width, facts.height, facts.seconds, removed)


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


def _facts(file: BinaryIO, boxes: list[Box], size: int) -> Facts:
    by_type = {box.type: box for box in boxes}
    if b"ftyp" not in by_type or b"moov" not in by_type or b"mdat" not in by_type:
        raise MediaRefusedError(BROKEN)
    tracks = [
        _track(file, box) for box in boxes_in(file, by_type[b"moov"].body, by_type[b"moov"].end) if box.type == b"trak"
    ]
    video = next((track for track in tracks if track.handler == b"vide"), None)
    if video is None or video.codec not in VIDEO_CODECS or not video.timescale or not video.width or not video.height:
        raise MediaRefusedError(NOT_PLAYABLE)
    if not video.samples or not video.offsets or max(video.offsets) >= size:
        raise MediaRefusedError(BROKEN)
    seconds = video.ticks / video.timescale
    if refusal := refusal_by_length(seconds):
        raise MediaRefusedError(refusal)
    file.seek(by_type[b"ftyp"].body)
    mime = "video/quicktime" if file.read(4) == QUICKTIME else "video/mp4"
    return Facts("video", mime, video.width, video.height, round(seconds, 2))


def _track(file: BinaryIO, trak: Box) -> Track:
    track = Track()
    for box in _leaves(file, trak):
        if reader := _READERS.get(box.type):
            reader(track, _content(file, box))
    return track


def _leaves(file: BinaryIO, parent: Box) -> Iterator[Box]:
    for box in boxes_in(file, parent.body, parent.end):
        if box.type in CONTAINERS:
            yield from _leaves(file, box)
        else:
            yield box


def _content(file: BinaryIO, box: Box) -> bytes:
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


_READERS = {
    b"hdlr": _read_handler,
    b"mdhd": _read_media_header,
    b"stts": _read_durations,
    b"stsz": _read_sizes,
    b"stsd": _read_codec,
    b"stco": _read_offsets,
    b"co64": _read_large_offsets,
}


def _blank(file: BinaryIO, boxes: list[Box]) -> tuple[str, ...]:
    doomed = [box for box in boxes if box.type in TELLS]
    for box in boxes:
        if box.type == b"moov":
            doomed += _telling(file, box)
    told = _told(b"".join(_content(file, box) for box in doomed))
    for box in doomed:
        file.seek(box.start + 4)
        file.write(b"free")
        _zero(file, box.body, box.end)
    return told


def _telling(file: BinaryIO, parent: Box) -> list[Box]:
    found = []
    for box in boxes_in(file, parent.body, parent.end):
        if box.type in TELLS or (box.type == b"trak" and _track(file, box).handler == b"meta"):
            found.append(box)
        elif box.type in CONTAINERS:
            found += _telling(file, box)
    return found


def _told(content: bytes) -> tuple[str, ...]:
    told = []
    if b"\xa9xyz" in content or b"location" in content or b"loci" in content:
        told.append("lokasi pengambilan (GPS)")
    if any(word in content for word in (b"\xa9mak", b"\xa9mod", b"com.apple.quicktime.model", b"com.android")):
        told.append("merek dan tipe perangkat")
    if content.strip(b"\0") and not told:
        told.append("keterangan tersembunyi")
    return tuple(told)


def _zero(file: BinaryIO, start: int, end: int) -> None:
    file.seek(start)
    while start < end:
        start += file.write(bytes(min(1 << 20, end - start)))
