"""MP4 and QuickTime: reading what a video is from its boxes, and blanking what it tells beside pictures and sound.

Boxes with personal facts (place, device, owner) are renamed to `free` and filled with zeros where they stand, so no
offset moves.
"""

from __future__ import annotations

import struct
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from kentongan.media import probing
from kentongan.media.boxes import CONTAINERS, Box, boxes_in, content_of, track_in
from kentongan.media.rules import Facts, MediaRefusedError, refusal_by_length

BROKEN = "Video ini rusak atau terpotong di tengah jalan. Unggah lagi dari perangkat asalnya."
NOT_PLAYABLE = "Video ini tidak dapat dibaca sebagai MP4. Simpan ulang sebagai MP4 (H.264), lalu unggah lagi."
TELLS = {b"udta", b"meta", b"uuid"}
QUICKTIME = b"qt  "
CODECS = {b"avc1": "h264", b"avc3": "h264", b"hvc1": "hevc", b"hev1": "hevc", b"av01": "av1", b"vp09": "vp9"}
"""What the boxes call a way of coding pictures → what ffmpeg and we call it."""
SOUNDS = {b"mp4a": "aac", b"ac-3": "ac3", b"ec-3": "eac3", b"Opus": "opus", b"alac": "alac", b".mp3": "mp3"}


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
    return replace(probing.refined(facts, path), removed=removed)


def _facts(file: BinaryIO, boxes: list[Box], size: int) -> Facts:
    by_type = {box.type: box for box in boxes}
    if b"ftyp" not in by_type or b"moov" not in by_type or b"mdat" not in by_type:
        raise MediaRefusedError(BROKEN)
    tracks = [
        track_in(file, box)
        for box in boxes_in(file, by_type[b"moov"].body, by_type[b"moov"].end)
        if box.type == b"trak"
    ]
    video = next((track for track in tracks if track.handler == b"vide"), None)
    if video is None or video.codec not in CODECS or not video.timescale or not video.width or not video.height:
        raise MediaRefusedError(NOT_PLAYABLE)
    if not video.samples or not video.offsets or max(video.offsets) >= size:
        raise MediaRefusedError(BROKEN)
    if refusal := refusal_by_length(video.seconds):
        raise MediaRefusedError(refusal)
    file.seek(by_type[b"ftyp"].body)
    mime = "video/quicktime" if file.read(4) == QUICKTIME else "video/mp4"
    sound = next((track for track in tracks if track.handler == b"soun"), None)
    return Facts(
        "video",
        mime,
        *video.shown,
        seconds=round(video.seconds, 2),
        codec=CODECS[video.codec],
        audio=SOUNDS.get(sound.codec, "lain") if sound else "",
        fps=round(video.samples / video.seconds, 2),
        rotation=video.rotation,
        read_by="mp4",
    )


def _blank(file: BinaryIO, boxes: list[Box]) -> tuple[str, ...]:
    doomed = [box for box in boxes if box.type in TELLS]
    for box in boxes:
        if box.type == b"moov":
            doomed += _telling(file, box)
    told = _told(b"".join(content_of(file, box) for box in doomed))
    for box in doomed:
        file.seek(box.start + 4)
        file.write(b"free")
        _zero(file, box.body, box.end)
    return told


def _telling(file: BinaryIO, parent: Box) -> list[Box]:
    found = []
    for box in boxes_in(file, parent.body, parent.end):
        if box.type in TELLS or (box.type == b"trak" and track_in(file, box).handler == b"meta"):
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
