"""When an entry of an iCal file takes place: zones, whole days, lengths."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from kentongan.events.rules import LONGEST, USUAL_LENGTH

if TYPE_CHECKING:
    from collections.abc import Iterator

ALL_DAY = (time(8), time(16))


def until_of(parts: Any, zone: ZoneInfo) -> datetime | None:  # noqa: ANN401
    given = parts.get("UNTIL")
    value = given[0] if isinstance(given, list) else given
    if value is None:
        return None
    if not isinstance(value, datetime):
        return datetime.combine(value, time.max, zone)
    return value if value.tzinfo else value.replace(tzinfo=zone)


def times_of(entry: Any, zone: ZoneInfo, told: Counter[str]) -> tuple[datetime, timedelta]:  # noqa: ANN401
    starts, whole = moment_in(entry["DTSTART"], zone, told)
    if "DTEND" in entry:
        ends, _ = moment_in(entry["DTEND"], zone, Counter())
        length = ends - starts
    elif "DURATION" in entry:
        length = entry["DURATION"].dt
    else:
        length = timedelta()
    if whole:
        told["day"] += 1
        days = max(timedelta(), length - timedelta(days=1))
        return starts.replace(hour=ALL_DAY[0].hour), min(days, LONGEST) + timedelta(
            hours=ALL_DAY[1].hour - ALL_DAY[0].hour
        )
    if not timedelta() < length <= LONGEST:
        told["end"] += 1
        length = USUAL_LENGTH
    return starts, length


def moment_in(prop: Any, zone: ZoneInfo, told: Counter[str]) -> tuple[datetime, bool]:  # noqa: ANN401
    return moment_of(prop.dt, prop, zone, told)


def moment_of(value: Any, prop: Any, zone: ZoneInfo, told: Counter[str]) -> tuple[datetime, bool]:  # noqa: ANN401
    """The moment, and whether it is a whole day. What has no zone of its own, or one nobody knows, is on the government's clock."""
    if not isinstance(value, datetime):
        if not isinstance(value, date):
            raise TypeError(value)
        return datetime.combine(value, ALL_DAY[0], zone), True
    name = str(prop.params.get("TZID", "")) if prop is not None and hasattr(prop, "params") else ""
    if value.tzinfo is not None:
        return value, False
    told["zone"] += bool(name)
    return value.replace(tzinfo=zone), False


def listed(entry: Any, name: str) -> Iterator[Any]:  # noqa: ANN401
    given = entry.get(name, [])
    for line in given if isinstance(given, list) else [given]:
        yield from (part.dt for part in getattr(line, "dts", []) if not isinstance(part.dt, tuple))
