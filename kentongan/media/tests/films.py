"""Real videos, made by ffmpeg where it is installed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

needs_ffmpeg = pytest.mark.skipif(not shutil.which("ffmpeg"), reason="ffmpeg is not installed here")


def film(
    target: Path, *, size: str = "1280x720", rate: int = 30, seconds: float = 2, more: tuple[str, ...] = ()
) -> Path:
    """A moving test card with a tone; `more`: further options for ffmpeg."""
    card = ["-f", "lavfi", "-i", f"testsrc=size={size}:rate={rate}:duration={seconds}"]
    tone = ["-f", "lavfi", "-i", f"sine=duration={seconds}"]
    how = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac", *more]
    subprocess.run(["ffmpeg", "-v", "error", "-y", *card, *tone, *how, str(target)], check=True, timeout=60)
    return target
