"""Expiring passes: a short text that proves, until a given moment, that this installation named a thing.

Used for addresses of media that a platform fetches without signing in.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import UTC, datetime


class PassRefusedError(Exception):
    """The pass was changed, belongs to another use, or its time is over."""


def issue(subject: str, *, key: str, purpose: str, until: datetime) -> str:
    """Write a pass for `subject`, good until `until` (aware)."""
    body = f"{int(until.timestamp())}.{subject}"
    return _encode(body.encode()) + "." + _sign(body, key, purpose)


def read(token: str, *, key: str, purpose: str, at: datetime) -> str:
    """Return the subject of a good pass. PassRefusedError otherwise."""
    encoded, _, signature = token.partition(".")
    try:
        body = base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4)).decode()
    except ValueError as cause:
        raise PassRefusedError from cause
    if not hmac.compare_digest(signature.encode(), _sign(body, key, purpose).encode()):
        raise PassRefusedError
    moment, _, subject = body.partition(".")
    if datetime.fromtimestamp(int(moment), UTC) < at:
        raise PassRefusedError
    return subject


def _sign(body: str, key: str, purpose: str) -> str:
    return _encode(hmac.digest(hashlib.sha256(f"{purpose}:{key}".encode()).digest(), body.encode(), "sha256"))


def _encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
