"""Coding a video anew with ffmpeg, where it is installed: H.264 and AAC in MP4, whole, within a time."""

from __future__ import annotations

import shutil
import subprocess
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

from kentongan.media.mending import Need, even, sized
from kentongan.media.models import Asset
from kentongan.media.probing import confined
from kentongan.media.rules import MediaRefusedError

PROGRAM = "ffmpeg"
WITHIN = 20 * 60.0
CORES = 2
USUAL_RATE = 30.0
SOUND_BITS = 128_000
MOST_BITS = 8_000_000
LEAST_BITS = 300_000
FILLED = 0.92  #: of the bytes allowed: the container needs some, and the rate is kept on average only
BY_HAND = "Simpan ulang sebagai MP4 (H.264, suara AAC) di aplikasi video, lalu unggah lagi."
Told = Callable[[int], None]


def available() -> bool:
    """Tell whether this installation can code videos."""
    return shutil.which(PROGRAM) is not None


def recode(asset: Asset, source: Path, target: Path, need: Need, told: Told) -> None:
    """Write a copy after `need` to `target`; `told` hears the percent done. MediaRefusedError when it does not work."""
    command = [*confined(int(WITHIN * CORES)), PROGRAM, *_order(asset, source, target, need)]
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as running:
        clock = threading.Timer(WITHIN, running.kill)
        clock.start()
        try:
            _listen(running.stdout or (), asset.seconds, told)
        except BaseException:
            running.kill()
            raise
        finally:
            clock.cancel()
    if running.returncode:
        raise MediaRefusedError(f"Video ini tidak dapat diubah di sini. {BY_HAND}")


def bits_for(need: Need, seconds: float) -> int:
    """How many bits a second the pictures may take so that the file stays small enough. 0: they will not fit."""
    if not need.most_bytes:
        return MOST_BITS
    room = int(need.most_bytes * 8 * FILLED / seconds) - SOUND_BITS
    return min(MOST_BITS, room) if room >= LEAST_BITS else 0


def rate_for(need: Need, fps: float) -> float:
    """Pictures a second: as they are where they are accepted."""
    least, most = need.fps
    if not most or (fps and least <= fps <= most):
        return fps
    return most if fps > most else max(least, USUAL_RATE)


def _order(asset: Asset, source: Path, target: Path, need: Need) -> list[str]:
    bits = bits_for(need, asset.seconds)
    if not bits:
        raise MediaRefusedError(
            "Video ini terlalu panjang untuk dibuat cukup kecil. Potong videonya, lalu unggah lagi."
        )
    width, height = even(sized(asset.width, asset.height, need.least, need.most))
    rate = rate_for(need, asset.fps)
    look = f"scale={width}:{height},setsar=1,{f'fps={rate:g},' if rate else ''}format=yuv420p"
    pictures = ["-c:v", "libx264", "-preset", "veryfast", "-crf", "21", "-profile:v", "high"]
    pictures += ["-maxrate", str(bits), "-bufsize", str(bits), "-threads", str(CORES)]
    sound = ["-c:a", "aac", "-b:a", str(SOUND_BITS), "-ac", "2", "-ar", "48000"]
    clean = ["-map_metadata", "-1", "-map_chapters", "-1", "-movflags", "+faststart", "-f", "mp4"]
    read = ["-nostdin", "-v", "error", "-y", "-protocol_whitelist", "file,pipe", "-f", "mov", "-i", str(source)]
    tracks = ["-map", "0:v:0", "-map", "0:a:0?", "-progress", "pipe:1"]
    return [*read, *tracks, "-vf", look, *pictures, *sound, *clean, str(target)]


def _listen(lines: Iterable[str], seconds: float, told: Told) -> None:
    for line in lines:
        name, _, value = line.strip().partition("=")
        if name == "out_time_us" and value.isdecimal() and seconds:
            told(min(99, int(int(value) / 10_000 / seconds)))
