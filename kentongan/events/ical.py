"""Reading an agenda from an iCal file (RFC 5545), within bounds: the next 366 days, 500 entries, 2 MB."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from icalendar import Event as Entry

from kentongan.events.ical_times import listed, moment_in, moment_of, times_of, until_of
from kentongan.events.reading import AHEAD_DAYS, MOST, FileRefusedError, Reading, Row
from kentongan.events.recurring import NotUnderstoodError, days_of, rule_of

if TYPE_CHECKING:
    from collections.abc import Iterator

BYTES = 2 * 1024 * 1024
MOST_ENTRIES, MOST_RULES = 3000, 300
LONGEST_ENTRY = 50_000
BLOCK = re.compile(r"^BEGIN:VEVENT\s*?\n.*?^END:VEVENT\s*?$", re.DOTALL | re.MULTILINE)
VENDOR = re.compile(r'TZID="?/[^:;"\n]*?/([A-Za-z_]+/[A-Za-z_]+)"?(?=[:;])')
"""A zone behind a vendor's path: "/mozilla.org/20070129_1/Asia/Jakarta"."""
TITLE, PLACE, NOTES = 160, 160, 1000

NO_CALENDAR = (
    "Berkas ini bukan kalender iCal (.ics). Ekspor agenda dari aplikasi kalender Anda, lalu unggah berkas .ics-nya."
)
TOO_LARGE = "Berkas ini terlalu besar: paling banyak 2 MB, 3.000 entri, dan 300 pengulangan. Ekspor rentang waktu yang lebih pendek, lalu unggah lagi."
TOLD = {
    "zone": "{n} entri menyebut zona waktu yang tidak dikenal; jamnya dibaca sebagai jam setempat. Periksa jamnya.",
    "rule": "{n} pengulangan memakai aturan yang belum dikenal; yang diambil hanya waktu pertamanya.",
    "day": "{n} kegiatan sehari penuh dicatat pukul 08.00–16.00.",
    "end": "{n} kegiatan tidak menyebut waktu selesai yang masuk akal; dicatat dua jam.",
    "past": "{n} kegiatan sudah lewat dan tidak diambil.",
    "far": "{n} kegiatan lebih dari 366 hari lagi dan tidak diambil.",
    "endless": "{n} pengulangan berlangsung terus; yang diambil hanya 366 hari ke depan.",
    "most": "Berkas memuat lebih dari 500 kegiatan; yang diambil 500 yang terdekat.",
}


@dataclass(frozen=True, slots=True)
class Window:
    """What is taken: what begins from `start` to before `end`, on the clock of `zone`."""

    start: datetime
    end: datetime
    zone: ZoneInfo


def read(content: bytes, now: datetime, zone: ZoneInfo) -> Reading:
    """Read a file. FileRefusedError when it is no calendar or beyond all bounds; single bad entries become problems."""
    if len(content) > BYTES:
        raise FileRefusedError(TOO_LARGE)
    text = content.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    if "BEGIN:VCALENDAR" not in text:
        raise FileRefusedError(NO_CALENDAR)
    if text.count("BEGIN:VEVENT") > MOST_ENTRIES or text.count("\nRRULE") > MOST_RULES:
        raise FileRefusedError(TOO_LARGE)
    window = Window(now - timedelta(hours=12), now + timedelta(days=AHEAD_DAYS), zone)
    reading, told = Reading(), Counter[str]()
    entries = list(_entries(text, reading))
    moved = {
        (_uid(entry), moment_in(entry["RECURRENCE-ID"], zone, told)[0]) for entry in entries if "RECURRENCE-ID" in entry
    }
    for number, entry in enumerate(entries, 1):
        _take(entry, number, moved, window, reading, told)
    return _bounded(reading, told)


def _entries(text: str, reading: Reading) -> Iterator[Any]:
    """Each entry is parsed by itself: a broken one breaks no other. Time-zone definitions are not read at all."""
    for number, block in enumerate(BLOCK.findall(VENDOR.sub(r"TZID=\1", text)), 1):
        try:
            yield Entry.from_ical(block[:LONGEST_ENTRY].replace("\n", "\r\n") + "\r\n")
        except (ValueError, KeyError, IndexError, TypeError, AttributeError):
            reading.problems.append((f"entri {number}", "Entri ini rusak dan tidak terbaca."))


def _take(entry: Any, number: int, moved: set[Any], window: Window, reading: Reading, told: Counter[str]) -> None:  # noqa: ANN401 - icalendar's own types
    where = f"entri {number}"
    title = _words(entry, "SUMMARY", TITLE)
    if str(entry.get("STATUS", "")).upper() == "CANCELLED":
        return
    if not title:
        reading.problems.append((where, "Entri ini tidak punya judul (SUMMARY)."))
        return
    try:
        starts, length = times_of(entry, window.zone, told)
        moments = list(_repeated(entry, starts, moved, window, told))
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
        reading.problems.append((where, f"“{title[:60]}”: waktunya tidak terbaca (DTSTART)."))
        return
    plain = Row(
        title,
        starts,
        starts + length,
        "",
        _words(entry, "LOCATION", PLACE),
        "",
        _words(entry, "DESCRIPTION", NOTES),
        where,
    )
    for moment in moments:
        named = moment_in(entry["RECURRENCE-ID"], window.zone, Counter())[0] if "RECURRENCE-ID" in entry else moment
        key = hashlib.sha256(f"{_uid(entry) or title}/{named.isoformat()}".encode()).hexdigest()[:40]
        reading.rows.append(replace(plain, starts_at=moment, ends_at=moment + length, key=key))


def _repeated(entry: Any, starts: datetime, moved: set[Any], window: Window, told: Counter[str]) -> Iterator[datetime]:  # noqa: ANN401
    """The moments within the window at which it takes place."""
    found = {starts} if "RRULE" not in entry else set(_by_rule(entry, starts, window, told))
    found |= {moment_of(value, entry["RDATE"], window.zone, told)[0] for value in listed(entry, "RDATE")}
    found -= {moment_of(value, None, window.zone, told)[0] for value in listed(entry, "EXDATE")}
    if "RECURRENCE-ID" not in entry:
        found = {moment for moment in found if (_uid(entry), moment) not in moved}
    for moment in sorted(found):
        if moment < window.start:
            told["past"] += 1
        elif moment >= window.end:
            told["far"] += 1
        else:
            yield moment


def _by_rule(entry: Any, starts: datetime, window: Window, told: Counter[str]) -> Iterator[datetime]:  # noqa: ANN401
    parts = entry["RRULE"][0] if isinstance(entry["RRULE"], list) else entry["RRULE"]
    zone = starts.tzinfo
    try:
        rule = rule_of(parts)
        first, last = window.start.astimezone(zone).date(), window.end.astimezone(zone).date()
        until = until_of(parts, window.zone)
        days = list(days_of(rule, starts.date(), first, last))
    except NotUnderstoodError:
        told["rule"] += 1
        yield starts
        return
    told["endless"] += not rule.count and until is None
    for day in days:
        moment = datetime.combine(day, starts.timetz())
        if (until is None or moment <= until) and window.start <= moment < window.end:
            yield moment


def _uid(entry: Any) -> str:  # noqa: ANN401
    return str(entry.get("UID", "")).strip()


def _words(entry: Any, name: str, most: int) -> str:  # noqa: ANN401
    value = entry.get(name, "")
    text = str(value[0] if isinstance(value, list) and value else value).replace("\0", "")
    return "\n".join(" ".join(line.split()) for line in text.strip().splitlines())[:most]


def _bounded(reading: Reading, told: Counter[str]) -> Reading:
    rows = {row.key: row for row in reading.rows}
    reading.rows = sorted(rows.values(), key=lambda row: row.starts_at)
    if len(reading.rows) > MOST:
        reading.rows = reading.rows[:MOST]
        told["most"] += 1
    reading.remarks = [TOLD[key].format(n=told[key]) for key in TOLD if told[key]]
    return reading
