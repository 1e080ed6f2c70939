"""Where the bytes lie: MEDIA_ROOT/<government>/<two digits>/<sha256>.<ext>, written aside first and moved in one step."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from collections.abc import Iterable

CHUNK = 1 << 20


def folder_of(government_code: str) -> Path:
    """The store of one government."""
    return Path(settings.MEDIA_ROOT) / government_code


def path_of(government_code: str, sha256: str, extension: str) -> Path:
    """Where a file with these bytes lies."""
    return folder_of(government_code) / sha256[:2] / f"{sha256}.{extension}"


def thumbnail_of(government_code: str, sha256: str) -> Path:
    """Where a picture's small copy lies."""
    return folder_of(government_code) / sha256[:2] / f"{sha256}.small.jpg"


@contextmanager
def workbench(government_code: str) -> Iterator[Path]:
    """A folder on the store's own disk that is gone afterwards, whatever happens."""
    aside = folder_of(government_code) / ".incoming"
    aside.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(dir=aside) as name:
        yield Path(name)


def write(chunks: Iterable[bytes], target: Path) -> int:
    """Write to a new file; return how many bytes."""
    total = 0
    with target.open("xb") as file:
        for chunk in chunks:
            total += file.write(chunk)
    return total


def keep(source: Path, target: Path) -> None:
    """Move a finished file to its place so that a power cut leaves the whole file or none."""
    with source.open("rb") as file:
        os.fsync(file.fileno())
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    source.replace(target)
    handle = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sha256_of(path: Path) -> str:
    """The file's fingerprint."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
