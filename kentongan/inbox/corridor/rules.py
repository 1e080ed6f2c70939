"""What is said with a link, how long it lasts, and how many are too many. Pure: nothing personal can come in."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from urllib.parse import quote

from kentongan.core.days import day_name, written

ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"  # no l, no o, no 0, no 1: read out over the phone without doubt
LENGTH = 10
LASTS = timedelta(days=3)
MOST_MADE, MOST_WRONG = 30, 20
WITHIN = timedelta(hours=1)
NEAR = timedelta(days=6)
WHATSAPP = "https://wa.me/?text="


def new_key() -> str:
    """A key nobody guesses: 32 signs, ten times (50 bits), behind a sign-in and a limit."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def hashed(key: str) -> str:
    """What is kept of it."""
    return hashlib.sha256(key.strip().lower().encode()).hexdigest()


def said_due(due: datetime, now: datetime) -> str:
    """Say until when, both in the reader's zone: "Kamis 14.00", "Senin, 7 Desember 2026"."""
    if due - now < NEAR:
        return f"{day_name(due)} {due:%H.%M}"
    return f"{day_name(due)}, {written(due)}"


def for_disposition(agency: str, due: str) -> str:
    """The words for a disposition."""
    return f"Ada disposisi baru untuk {agency}, batas {due}"


def for_answer(channel: str) -> str:
    """The words for an answer."""
    return f"Ada jawaban menunggu dikirim di {channel}"


def whatsapp(text: str, address: str) -> str:
    """The link that opens WhatsApp with the words and the address; to whom is chosen there."""
    return f"{WHATSAPP}{quote(f'{text}: {address}', safe='')}"
