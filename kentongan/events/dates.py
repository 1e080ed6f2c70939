"""Days and hours as people write them in spreadsheets. Pure."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from kentongan.core.days import MONTHS

EPOCH = date(1899, 12, 30)
SERIALS = (20_000, 80_000)
CENTURY = 2000
LATEST_HOUR = 24
SHORT = 3
FOREIGN = {
    "january": 1,
    "february": 2,
    "march": 3,
    "may": 5,
    "june": 6,
    "july": 7,
    "august": 8,
    "october": 10,
    "december": 12,
}
OPEN_END = ("selesai", "tuntas")
YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
DAY_FIRST = re.compile(r"(\d{1,2})[-/.\s](\d{1,2})[-/.\s](\d{4}|\d{2})")
BY_NAME = re.compile(r"(\d{1,2})[-/.\s]*([a-z]+)[-/.,\s]*(\d{4}|\d{2})")
HOUR = re.compile(r"(\d{1,2})(?:[.:](\d{2}))?(?:[.:]\d{2})?")


class NotReadableError(ValueError):
    """The words are no day or no hour. The message says how to write it."""


def day_in(value: object) -> date:
    """Read a day: a date cell, Excel's number of days, "30/11/2026", "30 November 2026", "Senin, 30 Nov 26", "2026-11-30"."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and SERIALS[0] <= value <= SERIALS[1]:
        return EPOCH + timedelta(days=int(value))
    text = re.sub(r"^(senin|selasa|rabu|kamis|jum['’]?at|sabtu|minggu|ahad)[,\s]+", "", str(value).strip().lower())
    try:
        return _written_day(text)
    except ValueError:
        raise NotReadableError(
            f"Tanggal “{str(value)[:40]}” tidak terbaca. Tulis misalnya 30/11/2026 atau 30 November 2026."
        ) from None


def hours_in(value: object) -> tuple[time, time | None]:
    """Read the hours: a time cell, "08.00", "8:30", "pukul 08.00 WITA", "08.00-10.00", "08.00 s.d. selesai"."""
    if isinstance(value, datetime):
        return value.time().replace(second=0, microsecond=0), None
    if isinstance(value, time):
        return value.replace(second=0, microsecond=0), None
    if isinstance(value, timedelta):
        return _fraction(value / timedelta(days=1)), None
    if isinstance(value, float) and 0 <= value < 1:
        return _fraction(value), None
    try:
        return _written_hours(str(value))
    except ValueError:
        raise NotReadableError(
            f"Jam “{str(value)[:40]}” tidak terbaca. Tulis misalnya 08.00 atau 08.00-10.00."
        ) from None


def _written_day(text: str) -> date:
    if found := YEAR_FIRST.fullmatch(text):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := DAY_FIRST.fullmatch(text):
        return date(_year(found[3]), int(found[2]), int(found[1]))
    if found := BY_NAME.fullmatch(text):
        return date(_year(found[3]), _month(found[2]), int(found[1]))
    raise ValueError(text)


def _year(digits: str) -> int:
    return int(digits) if len(digits) > len("26") else CENTURY + int(digits)


def _month(name: str) -> int:
    if name in FOREIGN:
        return FOREIGN[name]
    if name == "agt":
        return MONTHS.index("Agustus") + 1
    found = [number for number, month in enumerate(MONTHS, 1) if month.lower().startswith(name)]
    if len(name) < SHORT or len(found) != 1:
        raise ValueError(name)
    return found[0]


def _written_hours(value: str) -> tuple[time, time | None]:
    text = re.sub(r"\b(pukul|jam|pkl|wib|wita|wit)\b\.?", " ", value.lower())
    first, _, last = re.sub(r"\s*(?:-|–|—|\bs\s*[./]?\s*d\b\.?|\bsampai\b|\bhingga\b)\s*", "|", text.strip()).partition(
        "|"
    )
    end = last.strip()
    return _hour(first), None if not end or end in OPEN_END else _hour(end)


def _hour(text: str) -> time:
    found = HOUR.fullmatch(text.strip())
    if not found:
        raise ValueError(text)
    hour, minute = int(found[1]), int(found[2] or 0)
    return time(23, 59) if (hour, minute) == (LATEST_HOUR, 0) else time(hour, minute)


def _fraction(part: float) -> time:
    minutes = round(part * 24 * 60) % (24 * 60)
    return time(minutes // 60, minutes % 60)
