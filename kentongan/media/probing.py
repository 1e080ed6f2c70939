"""A second look at a video with ffprobe, where it is installed. Without it, what our own reader found stands."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

from kentongan.media.rules import Facts

PROBE = "ffprobe"
WITHIN = 10.0
MEMORY = 2 << 30
SHOWN = "stream=codec_type,codec_name,avg_frame_rate,pix_fmt,field_order,bits_per_raw_sample"
COMMON_PIXELS = {"", "yuv420p", "yuvj420p", "nv12"}


def refined(facts: Facts, path: Path) -> Facts:
    """The facts with what ffprobe knows better: codecs as decoded, true frame rate. Unchanged when it cannot look."""
    streams = streams_of(path)
    video = next((stream for stream in streams if stream.get("codec_type") == "video"), None)
    if video is None:
        return facts
    sound = next((stream for stream in streams if stream.get("codec_type") == "audio"), {})
    return replace(
        facts,
        codec=_codec(video) or facts.codec,
        audio=str(sound.get("codec_name", facts.audio and "lain")),
        fps=_rate(str(video.get("avg_frame_rate", ""))) or facts.fps,
        read_by="ffprobe",
    )


def streams_of(path: Path) -> list[dict[str, Any]]:
    """What ffprobe says of each track; nothing when it is not installed, takes too long or understands nothing."""
    program = shutil.which(PROBE)
    if not program:
        return []
    only_this_file = ["-v", "error", "-protocol_whitelist", "file", "-f", "mov", "-show_entries", SHOWN]
    command = [*confined(int(WITHIN)), program, *only_this_file, "-of", "json", "-i", str(path)]
    try:
        answer = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, timeout=WITHIN, check=False)
        streams = json.loads(answer.stdout or b"{}").get("streams", [])
    except (subprocess.TimeoutExpired, OSError, ValueError):
        return []
    return streams if isinstance(streams, list) else []


def confined(cpu_seconds: int) -> list[str]:
    """What stands before a program that reads strangers' files, so that it may go hungry but not the machine."""
    program = shutil.which("prlimit")
    return [program, f"--as={MEMORY}", f"--cpu={cpu_seconds}", "--"] if program else []


def _codec(video: dict[str, Any]) -> str:
    """The codec's name; with a mark where no phone and few platforms can show it (more than 8 bits, 4:2:2)."""
    name, pixels = str(video.get("codec_name", "")), str(video.get("pix_fmt", ""))
    return f"{name} {pixels}" if name == "h264" and pixels not in COMMON_PIXELS else name


def _rate(text: str) -> float:
    above, _, below = text.partition("/")
    if not (above.isdecimal() and below.isdecimal() and int(below)):
        return 0.0
    return round(int(above) / int(below), 2)
