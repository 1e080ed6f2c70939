"""Looking for an act among what the platform shows: the same text, not older than the intent."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from kentongan.connectors.answers import cannot_tell
from kentongan.connectors.contract import Absent, CannotTell, Finding, Found, Refusal

CLOCK_DIFFERENCE = timedelta(minutes=1)
"""Platforms cut seconds off, and no two clocks agree."""

_MOST_PAGES = 20
_LINK = re.compile(r"https?://\S+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something the platform shows on this account."""

    remote_id: str
    text: str
    at: datetime | None
    permalink: str = ""


@dataclass(frozen=True, slots=True)
class Batch:
    """One page of candidates, and where to go on ("" at the end)."""

    candidates: tuple[Candidate, ...]
    cursor: str = ""


def look(
    read: Callable[[str], Batch | Refusal], since: datetime, same: Callable[[Candidate], bool], *, newest_first: bool
) -> Finding:
    """Read page by page until the act is found or everything since then was seen. Half a search proves nothing."""
    floor = since - CLOCK_DIFFERENCE
    cursor = ""
    for _ in range(_MOST_PAGES):
        batch = read(cursor)
        if isinstance(batch, Refusal):
            return cannot_tell(batch)
        young = tuple(one for one in batch.candidates if one.at is None or one.at >= floor)
        found = next((one for one in young if one.remote_id and same(one)), None)
        if found:
            return Found(found.remote_id, found.permalink)
        if not batch.cursor or (newest_first and len(young) < len(batch.candidates)):
            return Absent()
        cursor = batch.cursor
    return CannotTell("too much was published since then to read all of it")


def plain(text: str) -> str:
    """A text as two copies of it must agree: one Unicode form, one kind of space, no HTML escapes."""
    return " ".join(unicodedata.normalize("NFC", html.unescape(text)).split())


def without_links(text: str) -> str:
    """`plain`, with links taken out: X and others replace them by their own short ones."""
    return plain(_LINK.sub(" ", text))
