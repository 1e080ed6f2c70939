"""Days and hours from cells. What can be read in two ways is refused with the reason, never guessed. Pure."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from kentongan.core.days import DAYS, MONTHS, day_name, written
from kentongan.workbooks.refusals import CellRefusedError
from kentongan.workbooks.texts import line

if TYPE_CHECKING:
    from kentongan.workbooks.tables import Cell

DAY_FIRST, MONTH_FIRST = "dmy", "mdy"
EXCEL_BEGAN = date(1899, 12, 30)
FIRST_SERIAL, LAST_SERIAL = 36_526, 73_050  # 1 January 2000 to 31 December 2099
MIDDAY_MONTH = 12
HOURS, MINUTES = 24, 60
HOW = "Tulis seperti 2026-08-17 atau 17 Agustus 2026."
HOW_HOUR = "Tulis seperti 08:30."

_ENGLISH = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_SHORT = {
    "agt": 8,
    "ags": 8,
    "agust": 8,
    "sept": 9,
    "okt": 10,
    "nop": 11,
    "nopember": 11,
    "des": 12,
    "pebruari": 2,
    "peb": 2,
}
MONTH_NAMES: dict[str, int] = (
    {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
    | {name[:3]: number for number, name in enumerate(_ENGLISH, 1)}
    | {name.lower(): number for number, name in enumerate(MONTHS, 1)}
    | {name: number for number, name in enumerate(_ENGLISH, 1)}
    | _SHORT
)
_HOUR = r"(?:[\s,]+(?:pukul|jam)?\s*(?P<hour>\d{1,2}[.:]\d{2})(?:[.:]\d{2})?\s*(?P<zone>wib|wita|wit)?)?"
_ISO = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?:t(?P<at>\d{2}:\d{2})\S*)?" + _HOUR)
_SLASHED = re.compile(r"(?P<one>\d{1,2})[-/.](?P<two>\d{1,2})[-/.](?P<year>\d{4}|\d{2})" + _HOUR)
_NAMED = re.compile(r"(?P<day>\d{1,2})[\s./-]+(?P<month>[a-z]+)[\s./-]+(?P<year>\d{4}|\d{2})" + _HOUR)
_WEEKDAY = re.compile(rf"^({'|'.join(DAYS).lower()}|jum'at|jum’at|ahad)\s*[,/]?\s*")
_CLOCK = re.compile(
    r"(?:pukul|jam)?\s*(?P<hour>\d{1,2})(?:[.:](?P<minute>\d{2}))?(?:[.:]\d{2})?\s*(?P<zone>wib|wita|wit)?"
)


def read_day(cell: Cell, order: str = "") -> tuple[date, time | None, str]:
    """The day in a cell, the hour if it stands there too, and the zone if named. `order`: how 3/4/2026 is meant.

    CellRefusedError with the reason.
    """
    if cell.kind == "date":
        moment = datetime.fromisoformat(cell.text)
        return moment.date(), moment.time() if moment.time() != time() else None, ""
    words = line(cell.text).lower()
    if cell.kind == "number" or re.fullmatch(r"\d{5}(?:[.,]\d+)?", words):
        return (*_serial(float(words.replace(",", "."))), "")
    if cell.kind == "time":
        raise CellRefusedError(f"Ini jam ({cell.text}), bukan tanggal.", HOW)
    weekday, words = _weekday(words)
    day, found = _day(words, cell.text, order)
    if weekday and day_name(day).lower() != weekday:
        sentence = f"{written(day)} jatuh pada hari {day_name(day)}, bukan {weekday.capitalize()}."
        raise CellRefusedError(sentence, "Perbaiki hari atau tanggalnya.")
    at = found.get("hour") or found.get("at")
    return day, read_clock(at) if at else None, found.get("zone") or ""


def read_hour(cell: Cell) -> tuple[time, str]:
    """The hour in a cell, and the zone if it is named. CellRefusedError with the reason."""
    if cell.kind == "time":
        return time.fromisoformat(cell.text), ""
    if cell.kind == "date":
        return datetime.fromisoformat(cell.text).time(), ""
    if cell.kind == "number":
        return _hour_number(float(cell.text)), ""
    words = line(cell.text).lower()
    found = _CLOCK.fullmatch(words)
    if not found:
        raise CellRefusedError(f"“{line(cell.text)[:40]}” bukan jam.", HOW_HOUR)
    return read_clock(f"{found['hour']}:{found['minute'] or '00'}"), found["zone"] or ""


def read_clock(words: str) -> time:
    """Read "8.30" or "08:30". CellRefusedError when no day has that hour."""
    hour, minute = (int(part) for part in re.split(r"[.:]", words)[:2])
    if hour >= HOURS or minute >= MINUTES:
        raise CellRefusedError(f"Tidak ada jam {hour:02}.{minute:02}.", HOW_HOUR)
    return time(hour, minute)


def _weekday(words: str) -> tuple[str, str]:
    found = _WEEKDAY.match(words)
    if not found:
        return "", words
    name = {"jum'at": "jumat", "jum’at": "jumat", "ahad": "minggu"}.get(found[1], found[1])
    return name, words[found.end() :]


def _day(words: str, shown: str, order: str) -> tuple[date, dict[str, str | None]]:
    if found := _ISO.fullmatch(words):
        return _date(found["year"], int(found["month"]), found["day"]), found.groupdict()
    if found := _NAMED.fullmatch(words):
        month = MONTH_NAMES.get(found["month"], 0)
        if not month:
            raise CellRefusedError(f"“{found['month']}” bukan nama bulan.", HOW)
        return _date(found["year"], month, found["day"]), found.groupdict()
    if found := _SLASHED.fullmatch(words):
        return _slashed(int(found["one"]), int(found["two"]), found["year"], order), found.groupdict()
    raise CellRefusedError(f"“{line(shown)[:40]}” bukan tanggal yang lengkap.", HOW)


def _slashed(one: int, two: int, year: str, order: str) -> date:
    if one > MIDDAY_MONTH or one == two or order == DAY_FIRST:
        return _date(year, two, str(one))
    if two > MIDDAY_MONTH or order == MONTH_FIRST:
        return _date(year, one, str(two))
    readings = f"{one} {MONTHS[two - 1]}" if two else "", f"{two} {MONTHS[one - 1]}" if one else ""
    sentence = f"{one}/{two}/{year} dapat berarti {readings[0]} atau {readings[1]}."
    raise CellRefusedError(sentence, HOW)


def _date(year: str, month: int, day: str) -> date:
    if len(year) < len("2026"):
        raise CellRefusedError("Tahunnya hanya dua angka.", "Tulis tahunnya empat angka, misalnya 2026.")
    try:
        return date(int(year), month, int(day))
    except ValueError:
        name = MONTHS[month - 1] if 1 <= month <= len(MONTHS) else f"bulan ke-{month}"
        raise CellRefusedError(f"Tidak ada tanggal {int(day)} {name} {year}.", HOW) from None


def _serial(number: float) -> tuple[date, time | None]:
    """A day as Excel counts it: days since the end of 1899, the hour as a part of one."""
    if not FIRST_SERIAL <= number <= LAST_SERIAL:
        raise CellRefusedError(f"Angka {number:g} bukan tanggal.", HOW)
    whole, part = divmod(number, 1)
    minutes = round(part * HOURS * MINUTES)
    day = EXCEL_BEGAN + timedelta(days=int(whole), minutes=0)
    return day, time(*divmod(min(minutes, HOURS * MINUTES - 1), MINUTES)) if minutes else None


def _hour_number(number: float) -> time:
    if number.is_integer() and 0 <= number < HOURS:
        return time(int(number))
    if 0 < number < 1:
        return time(*divmod(min(round(number * HOURS * MINUTES), HOURS * MINUTES - 1), MINUTES))
    shown = f"{number:g}".replace(".", ",")
    sentence = f"Excel menyimpan jam ini sebagai angka {shown}, jadi menitnya tidak pasti."
    raise CellRefusedError(sentence, "Tulis dengan titik dua: 08:30.")
