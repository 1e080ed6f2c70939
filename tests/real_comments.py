"""The 17,547 real comments, as made-up citizens of the sandbox would write them. They are read where they lie, never copied."""

from __future__ import annotations

import csv
import hashlib
import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from kentongan.config import places

FILE = "data/semarang-instagram-comments/data_inference_masked.csv"
BATCH = 50
FIRST_ID = 17_900_000_000_000_000


def source() -> Path:
    """Where the comments lie; the file may be absent."""
    return Path(os.environ.get("KENTONGAN_SHARED", places.REPOSITORY.parent / "shared")) / FILE


def citizens(file: Path, post_id: str, limit: int | None = None) -> Iterator[dict[str, Any]]:
    """Each row as the sandbox takes a citizen's comment. The id is made of the row's number, so that a second replay adds nothing."""
    with file.open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(islice(csv.DictReader(lines), limit), start=1):
            yield {
                "platform": "instagram",
                "post_id": post_id,
                "remote_id": str(FIRST_ID + number),
                "text": row["text"],
                "at": f"{row['datetime']}T08:00:00+07:00",
                **_author(number, row["datetime"][:7]),
            }


def _author(number: int, month: str) -> dict[str, str]:
    """A stable pseudonym: the file's user name is one constant, so the row and the month stand for a person."""
    mark = hashlib.sha256(f"{month}/{number}".encode()).hexdigest()[:10]
    return {"author_id": str(int(mark, 16)), "author_name": f"warga_{mark[:6]}"}


def in_batches(told: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Comments as many citizens would send them within a moment."""
    while batch := list(islice(told, BATCH)):
        yield batch
