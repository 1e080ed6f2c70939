"""Times and figures as people say them. Pure: the moment and the zone come in."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal

from kentongan.core.days import DAYS, written

if TYPE_CHECKING:
    from datetime import tzinfo
    from decimal import Decimal

Nearness = Literal["far", "soon", "late", "done", "paused"]

SHORT_MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
ZONES = {7: "WIB", 8: "WITA", 9: "WIT"}
NEAR_DAYS = {-1: "kemarin", 0: "hari ini", 1: "besok"}

MINUTE, HOUR, DAY, WEEK = 60, 3600, 86400, 604800
SOON = timedelta(hours=24)


def zone_name(moment: datetime) -> str:
    """Return WIB, WITA or WIT; nothing elsewhere."""
    offset = moment.utcoffset() or timedelta()
    return ZONES.get(int(offset.total_seconds() // HOUR), "")


def clock(moment: datetime) -> str:
    return f"{moment:%H.%M}"


def full(moment: datetime) -> str:
    """Return the whole date: "Kamis, 26 November 2026 pukul 14.00 WITA"."""
    day = f"{DAYS[moment.weekday()]}, {written(moment)}"
    return f"{day} pukul {clock(moment)} {zone_name(moment)}".rstrip()


def day(moment: datetime, now: datetime) -> str:
    """Return the day as it is said: "besok", "Kamis 26 Nov", "26 Nov 2025"."""
    here, today = moment, now.astimezone(moment.tzinfo)
    distance = (here.date() - today.date()).days
    if distance in NEAR_DAYS:
        return NEAR_DAYS[distance]
    month = SHORT_MONTHS[here.month - 1]
    if here.year != today.year:
        return f"{here.day} {month} {here.year}"
    return f"{DAYS[here.weekday()]} {here.day} {month}"


def when(moment: datetime, now: datetime, zone: tzinfo) -> str:
    """Return "hari ini 14.00", "besok 09.00" or "Kamis 26 Nov 14.00 WITA"."""
    here = moment.astimezone(zone)
    said = f"{day(here, now)} {clock(here)}"
    near = abs((here.date() - now.astimezone(zone).date()).days) <= 1
    return said if near else f"{said} {zone_name(here)}".rstrip()


def ago(moment: datetime, now: datetime, zone: tzinfo) -> str:
    """Return how long ago: "baru saja", "5 menit lalu", "kemarin", "3 hari lalu", "26 Okt"."""
    seconds = (now - moment).total_seconds()
    here = moment.astimezone(zone)
    if seconds < 0:
        return when(moment, now, zone)
    if seconds < HOUR:
        return f"{int(seconds // MINUTE)} menit lalu" if seconds >= MINUTE else "baru saja"
    days = (now.astimezone(zone).date() - here.date()).days
    if days == 0:
        return f"{int(seconds // HOUR)} jam lalu"
    if days == 1:
        return "kemarin"
    if seconds < WEEK:
        return f"{days} hari lalu"
    return _date(here, now.astimezone(zone))


def _date(here: datetime, today: datetime) -> str:
    year = "" if here.year == today.year else f" {here.year}"
    return f"{here.day} {SHORT_MONTHS[here.month - 1]}{year}"


def nearness(due: datetime, now: datetime) -> Nearness:
    if due <= now:
        return "late"
    return "soon" if due - now <= SOON else "far"


def span(length: timedelta) -> str:
    """Return the largest whole unit of a length: "3 hari", "5 jam", "12 menit"."""
    seconds = abs(length.total_seconds())
    if seconds >= DAY:
        return f"{int(seconds // DAY)} hari"
    if seconds >= HOUR:
        return f"{int(seconds // HOUR)} jam"
    return f"{max(1, int(seconds // MINUTE))} menit"


def deadline(due: datetime, now: datetime, zone: tzinfo) -> str:
    """Return "lewat 2 hari", "hari ini, 14.00" or "3 hari lagi, Kamis 14.00"."""
    here, today = due.astimezone(zone), now.astimezone(zone)
    if due <= now:
        return f"lewat {span(now - due)}"
    distance = (here.date() - today.date()).days
    if distance <= 1:
        return f"{NEAR_DAYS[distance]}, {clock(here)}"
    return f"{distance} hari lagi, {DAYS[here.weekday()]} {clock(here)}"


def figure(value: float | Decimal) -> str:
    """Write a number the Indonesian way: 12.500 and 3,5."""
    text = f"{value:,}" if isinstance(value, int) else f"{round(float(value), 2):,}".removesuffix(".0")
    return text.translate(str.maketrans(",.", ".,"))


def brief_figure(value: float) -> str:
    """Write a large number as it is said: 12,4 rb; 3,1 jt."""
    for size, word in ((1_000_000_000, "M"), (1_000_000, "jt"), (10_000, "rb")):
        if abs(value) >= size:
            unit = 1000 if word == "rb" else size
            return f"{figure(round(value / unit, 1))} {word}"
    return figure(value)


def duration(length: timedelta) -> str:
    """Write how long something took: "2 j 10 m", "45 m", "3 h 4 j"."""
    minutes = int(length.total_seconds() // MINUTE)
    days, rest = divmod(minutes, DAY // MINUTE)
    hours, left = divmod(rest, HOUR // MINUTE)
    if days:
        return f"{days} h {hours} j"
    return f"{hours} j {left} m" if hours else f"{left} m"


def initials(name: str) -> str:
    """Return up to two letters for a face without a picture."""
    words = [word for word in name.replace("@", "").replace("_", " ").split() if word[:1].isalnum()]
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()
