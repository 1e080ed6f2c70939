"""Whether a video can be played: the first seconds and the last are decoded, where ffmpeg is installed.

Done after the upload, outside any transaction, within seconds. Without ffmpeg, or where it takes too long, nobody knows, and
what nobody knows keeps nothing back.
"""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

from django.db import models

from kentongan.media import coding
from kentongan.media.models import Asset
from kentongan.media.probing import confined
from kentongan.media.selectors import file_of
from kentongan.tenancy.models import Government
from kentongan.tenancy.scope import across_governments, within

if TYPE_CHECKING:
    from pathlib import Path

WITHIN = 15.0
FIRST = 3.0
FEWEST = 2.5  #: pictures that a slow video shows in the stretch looked at
Plays = Asset.Plays


def look_at_one() -> int:
    """Look at one video that nobody has looked at, of whatever government; return how many were taken up."""
    if not coding.available():
        return 0
    with across_governments():
        asset = Asset.objects.filter(kind=Asset.Kind.VIDEO, plays=Plays.UNSEEN).order_by("pk").first()
    if asset is None:
        return 0
    _note(asset, Plays.UNKNOWN)  # should the look itself end this worker, nobody tries again
    with within(asset.government_id):
        code = Government.objects.get(pk=asset.government_id).code
    _note(asset, look(file_of(code, asset), asset.seconds, asset.fps))
    return 1


def look(path: Path, seconds: float, fps: float) -> Asset.Plays:
    """Decode the beginning and the end of the video at `path`."""
    first = _pictures(path, 0.0, FIRST)
    if not first:
        return Plays.UNKNOWN if first is None else Plays.NOT_AT_ALL
    stretch = max(1.0, FEWEST / fps if fps else 1.0)
    last = _pictures(path, max(seconds - stretch, 0.0), stretch)
    if not last:
        return Plays.UNKNOWN if last is None else Plays.NOT_TO_THE_END
    return Plays.WHOLE


def _pictures(path: Path, start: float, length: float) -> int | None:
    """How many pictures can be decoded there; None: it could not be looked at."""
    program = shutil.which(coding.PROGRAM)
    if not program or not path.exists():
        return None
    read = ["-nostdin", "-v", "quiet", "-protocol_whitelist", "file,pipe", "-f", "mov", "-ss", f"{start:.2f}"]
    show = ["-i", str(path), "-t", f"{length:.2f}", "-map", "0:v:0", "-f", "null", "-progress", "pipe:1", "-"]
    command = [*confined(int(WITHIN * coding.CORES)), program, *read, *show]
    try:
        answer = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, timeout=WITHIN, check=False)
    except (subprocess.TimeoutExpired, OSError):
        return None
    counts = [
        line.partition("=")[2].strip() for line in answer.stdout.decode().splitlines() if line.startswith("frame=")
    ]
    return int(counts[-1]) if counts and counts[-1].isdecimal() else 0


def _note(asset: Asset, plays: models.TextChoices) -> None:
    with within(asset.government_id):
        Asset.objects.filter(government_id=asset.government_id, pk=asset.pk).update(plays=plays)
