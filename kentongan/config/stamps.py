"""Marks that a slow step was done for exactly this code, so that the next start may skip it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from kentongan.config import places

CODE = ("kentongan/**/*.py", "kentongan/**/*.sql", "kentongan/**/*.json", "kentongan/**/*.csv", "uv.lock")
STATIC = ("kentongan/*/static/**/*", "uv.lock")


def fingerprint(patterns: Iterable[str], *extra: str) -> str:
    """Of the content of all files that match, and of ``extra``."""
    digest = hashlib.sha256(repr(extra).encode())
    for path in sorted({path for pattern in patterns for path in places.REPOSITORY.glob(pattern)}):
        if path.is_file() and "tests" not in path.parts:
            digest.update(str(path).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def holds(stamp: Path, mark: str) -> bool:
    """Whether ``stamp`` says that this was done."""
    return stamp.is_file() and stamp.read_text("ascii") == mark


def write(stamp: Path, mark: str) -> None:
    """Note that it was done."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(mark, "ascii")
