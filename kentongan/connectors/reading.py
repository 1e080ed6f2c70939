"""Reading what a platform wrote without trusting its shape: a missing or odd value is empty, never an exception."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

Json = dict[str, Any]


def sub(value: object, *names: str) -> Json:
    """Walk into nested objects; an empty one where the way ends."""
    for name in names:
        value = value.get(name) if isinstance(value, Mapping) else None
    return dict(value) if isinstance(value, Mapping) else {}


def items(value: object, name: str) -> tuple[Json, ...]:
    """The objects in a list field."""
    found = value.get(name) if isinstance(value, Mapping) else None
    return tuple(entry for entry in found if isinstance(entry, dict)) if isinstance(found, list) else ()


def text(value: object, *names: str) -> str:
    """The first of these fields that holds a text or a whole number (platforms write ids both ways)."""
    for name in names:
        found = value.get(name) if isinstance(value, Mapping) else None
        if isinstance(found, str | int) and not isinstance(found, bool):
            return str(found)
    return ""


def number(value: object, *names: str) -> int | None:
    """The first of these fields that holds a count, also one written as text; None where the platform did not say."""
    found = text(value, *names)
    return int(found) if found.lstrip("-").isdecimal() else None


def moment(value: object, name: str) -> datetime | None:
    """A time as ISO 8601 or Unix seconds, in UTC."""
    found = text(value, name)
    try:
        read = datetime.fromtimestamp(int(found), UTC) if found.isdecimal() else datetime.fromisoformat(found)
    except (ValueError, OverflowError, OSError):
        return None
    return read.astimezone(UTC) if read.tzinfo else read.replace(tzinfo=UTC)


def moment_or_epoch(value: object, name: str) -> datetime:
    """A time, or 1970 where the platform gave none: visibly wrong rather than quietly now."""
    return moment(value, name) or datetime.fromtimestamp(0, UTC)
