"""Reading the words in pictures with tesseract, where it is installed. Once a picture, in the background, with a time-out."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from typing import TYPE_CHECKING

from kentongan.compliance.models import PictureWords
from kentongan.core import clock
from kentongan.media.models import Asset
from kentongan.media.probing import confined
from kentongan.media.selectors import file_of
from kentongan.tenancy.models import Government
from kentongan.tenancy.scope import across_governments, within

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = "tesseract"
WITHIN = 20.0
LONGEST = 10_000
WANTED = ("ind", "eng")


def available() -> bool:
    """The program is installed."""
    return shutil.which(PROGRAM) is not None


def read_one() -> int:
    """Read one picture that nobody has read, of whatever government; return how many were taken up."""
    if not available():
        return 0
    with across_governments():
        known = PictureWords.objects.values("asset_id")
        asset = Asset.objects.filter(kind=Asset.Kind.IMAGE).exclude(pk__in=known).order_by("-pk").first()
    if asset is None:
        return 0
    with within(asset.government_id):
        row = PictureWords.objects.create(government_id=asset.government_id, asset=asset, read_at=clock.now())
        code = Government.objects.get(pk=asset.government_id).code
    words = words_in(
        file_of(code, asset)
    )  # the row stands already: a picture that ends this worker is not tried for ever
    if words:
        with within(asset.government_id):
            row.words, row.read_at = words, clock.now()
            row.save(update_fields=["words", "read_at"])
    return 1


def words_in(path: Path) -> str:
    """What can be read in a picture; empty when nothing can, or not in time."""
    if not path.exists():
        return ""
    command = [*confined(int(WITHIN)), PROGRAM, str(path), "-", "-l", _languages(), "--psm", "3"]
    try:
        done = subprocess.run(command, capture_output=True, timeout=WITHIN, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    told = done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""
    lines = (" ".join(line.split()) for line in told.splitlines())
    return "\n".join(line for line in lines if line)[:LONGEST]


@cache
def _languages() -> str:
    """Those of the wanted languages that are installed; English where the list cannot be read."""
    try:
        told = subprocess.run(
            [PROGRAM, "--list-langs"], capture_output=True, text=True, timeout=WITHIN, check=False
        ).stdout
    except (OSError, subprocess.TimeoutExpired):
        return "eng"
    return "+".join(one for one in WANTED if one in told.split()) or "eng"
