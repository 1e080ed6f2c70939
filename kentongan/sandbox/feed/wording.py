"""Times and numbers as people say them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

_ZONES = {"Asia/Jakarta": (7, "WIB"), "Asia/Makassar": (8, "WITA"), "Asia/Jayapura": (9, "WIT")}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
_MINUTE, _HOUR, _DAY = 60, 3600, 86_400
_THOUSAND, _MILLION = 1_000, 1_000_000


def _local(at: float, zone: str) -> datetime:
    hours, _ = _ZONES.get(zone, _ZONES["Asia/Jakarta"])
    return datetime.fromtimestamp(at, UTC).astimezone(timezone(timedelta(hours=hours)))


def full_time(at: float, zone: str) -> str:
    """Say a moment in full: "23 Nov 2026, 08.12 WITA"."""
    local = _local(at, zone)
    name = _ZONES.get(zone, _ZONES["Asia/Jakarta"])[1]
    return f"{local.day} {_MONTHS[local.month - 1]} {local.year}, {local:%H.%M} {name}"


def ago(at: float, now: float, zone: str) -> str:
    """Say how long ago: "baru saja", "5 menit", "3 jam", "kemarin", "12 Nov"."""
    passed = max(now - at, 0)
    if passed < _MINUTE:
        return "baru saja"
    if passed < _HOUR:
        return f"{int(passed // _MINUTE)} menit"
    if passed < _DAY:
        return f"{int(passed // _HOUR)} jam"
    local, today = _local(at, zone), _local(now, zone)
    days = (today.date() - local.date()).days
    if days == 1:
        return "kemarin"
    if days < 7:  # noqa: PLR2004  a week
        return f"{days} hari"
    year = "" if local.year == today.year else f" {local.year}"
    return f"{local.day} {_MONTHS[local.month - 1]}{year}"


def count(number: int) -> str:
    """Say a number as feeds do: 940, "1,2 rb", "3,4 jt"."""
    for size, word in ((_MILLION, "jt"), (_THOUSAND, "rb")):
        if number >= size:
            return f"{number / size:.1f}".removesuffix(".0").replace(".", ",") + f" {word}"
    return str(number)
